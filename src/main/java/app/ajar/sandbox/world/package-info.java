/** The sandbox's invented world: people, threads and messages, and the rules by which they change. */
@NullMarked
package app.ajar.sandbox.world;

import org.jspecify.annotations.NullMarked;
