/** Sends what was written: once, in order, within the reply window, at its time. */
@NullMarked
package app.ajar.sending;

import org.jspecify.annotations.NullMarked;
