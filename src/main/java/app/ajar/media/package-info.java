/** Avatars and message media on disk: fetch, check, keep, evict, decode. */
@NullMarked
package app.ajar.media;

import org.jspecify.annotations.NullMarked;
