/** What comes with the program to be read: the guide, whose work is inside, and everybody's terms. */
@NullMarked
package app.ajar.papers;

import org.jspecify.annotations.NullMarked;
