/** The replies of all accounts that wait for a time, for the person or for the user, and those that failed. */
@NullMarked
package app.ajar.ui.planned;

import org.jspecify.annotations.NullMarked;
