/** Message media on screen: tiles and their pictures, the audio player, file cards, the grid and the viewer. */
@NullMarked
package app.ajar.ui.media;

import org.jspecify.annotations.NullMarked;
