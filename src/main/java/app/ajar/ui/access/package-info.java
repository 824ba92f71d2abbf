/** For hands that use no pointer and for those who hear the window: where the keyboard is, and what is told of it. */
@NullMarked
package app.ajar.ui.access;

import org.jspecify.annotations.NullMarked;
