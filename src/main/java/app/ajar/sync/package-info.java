/** Pull, send, schedule, jobs, live updates, health. */
@NullMarked
package app.ajar.sync;

import org.jspecify.annotations.NullMarked;
