/** H2: migrations, one writer, readers, queries, change feed, job table, outbox. */
@NullMarked
package app.ajar.store;

import org.jspecify.annotations.NullMarked;
