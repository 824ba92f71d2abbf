/** Measures the real window on a large cache; prints figures, asserts nothing. */
@NullMarked
package app.ajar.bench;

import org.jspecify.annotations.NullMarked;
