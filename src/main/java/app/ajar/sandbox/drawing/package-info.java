/** Draws the sandbox's pictures: portraits, brand marks and photo-like scenes. Shapes only, no fonts. */
@NullMarked
package app.ajar.sandbox.drawing;

import org.jspecify.annotations.NullMarked;
