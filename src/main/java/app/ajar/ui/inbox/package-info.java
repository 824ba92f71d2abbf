/** The sidebar: accounts, list, filters, search. */
@NullMarked
package app.ajar.ui.inbox;

import org.jspecify.annotations.NullMarked;
