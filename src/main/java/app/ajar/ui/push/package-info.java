/** Pushes on screen: an account's part of the settings about them, and their words. */
@NullMarked
package app.ajar.ui.push;

import org.jspecify.annotations.NullMarked;
