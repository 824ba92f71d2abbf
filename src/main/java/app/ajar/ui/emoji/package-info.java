/** The choice of an emoji: all of them by kind, found by name, with those used last and tones of skin. */
@NullMarked
package app.ajar.ui.emoji;

import org.jspecify.annotations.NullMarked;
