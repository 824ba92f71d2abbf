package app.ajar.media;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Optional;

/** Decodes stored pictures at the size they are shown, off the toolkit's thread. */
public final class PictureDecoder {

    private PictureDecoder() {}

    /**
     * The picture cut to a centred square and scaled to {@code side} pixels (device pixels); empty when the file is
     * missing, broken or has more than 40 million pixels. JPEG orientation is honoured.
     */
    public static Optional<BufferedImage> square(Path file, int side) {
        throw new UnsupportedOperationException();
    }
}
