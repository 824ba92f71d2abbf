/** The settings record with its tolerant load and atomic save, and the data directories per operating system. */
@NullMarked
package app.ajar.settings;

import org.jspecify.annotations.NullMarked;
