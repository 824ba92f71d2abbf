/** JavaFX ground floor: thread bridge, clock, keyed diff, avatar disc, emoji text, theme. */
@NullMarked
package app.ajar.ui.kit;

import org.jspecify.annotations.NullMarked;
