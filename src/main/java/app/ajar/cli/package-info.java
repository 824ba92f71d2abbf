/** The command line: one class per command. */
@NullMarked
package app.ajar.cli;

import org.jspecify.annotations.NullMarked;
