/** What is done with one message: reactions, and the quote of the message that a reply answers. */
@NullMarked
package app.ajar.ui.message;

import org.jspecify.annotations.NullMarked;
