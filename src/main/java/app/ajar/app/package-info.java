/** Main, wiring by hand, single instance, shutdown order. */
@NullMarked
package app.ajar.app;

import org.jspecify.annotations.NullMarked;
