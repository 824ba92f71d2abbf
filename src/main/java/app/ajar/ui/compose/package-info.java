/** Where replies are written: the field with its tools, drafts, and what sends. */
@NullMarked
package app.ajar.ui.compose;

import org.jspecify.annotations.NullMarked;
