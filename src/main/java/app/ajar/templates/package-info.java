/** Prepared replies: filling their placeholders, finding them as one types, files of them, and when to remind. */
@NullMarked
package app.ajar.templates;

import org.jspecify.annotations.NullMarked;
