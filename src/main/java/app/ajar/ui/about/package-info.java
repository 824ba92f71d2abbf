/** Help and About: the guide to read in the window, what this copy is made of, and everybody's terms. */
@NullMarked
package app.ajar.ui.about;

import org.jspecify.annotations.NullMarked;
