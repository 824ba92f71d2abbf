/** The window: status bar, connect, settings, notices. */
@NullMarked
package app.ajar.ui.shell;

import org.jspecify.annotations.NullMarked;
