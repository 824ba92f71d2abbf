/** Prepared replies on screen: the page where they are kept, the picker above the composer, and what reminds. */
@NullMarked
package app.ajar.ui.templates;

import org.jspecify.annotations.NullMarked;
