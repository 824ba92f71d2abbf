/** What Ajar does in the background, and what of it is kept: the list of jobs, and the storage settings. */
@org.jspecify.annotations.NullMarked
package app.ajar.ui.upkeep;
