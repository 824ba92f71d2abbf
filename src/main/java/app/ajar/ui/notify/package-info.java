/** What pops up at the screen's corner: new messages and windows about to close, gathered, and never in quiet hours. */
@NullMarked
package app.ajar.ui.notify;

import org.jspecify.annotations.NullMarked;
