package app.ajar.media;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes stored pictures at the size they are shown, off the toolkit's thread. */
public final class PictureDecoder {

    /** No picture with more pixels is stored or decoded: a small file can claim billions of them. */
    static final long MOST_PIXELS = 40_000_000;
    private static final System.Logger LOG = System.getLogger(PictureDecoder.class.getName());
    /** Decoded this many times larger than shown, so that averaging smooths what skipping lines made rough. */
    private static final int OVERSAMPLING = 4;
    /** Of what is decoded, whatever it is shown at: 2,048² pixels of 4 bytes are 16 MB. */
    private static final int LARGEST_SIDE = 2048;

    /** Some formats are unpacked whole before lines are skipped; large ones are, one at a time. */
    private static final Object ONE_LARGE = new Object();
    private static final long LARGE_PIXELS = 4_000_000;

    private PictureDecoder() {}

    /** Width and height of a picture, from its header. */
    record Size(int width, int height) {

        boolean tooLarge() {
            return (long) width * height > MOST_PIXELS;
        }

        boolean large() {
            return (long) width * height > LARGE_PIXELS;
        }
    }

    /**
     * The picture cut to a centred square and scaled to {@code side} pixels (device pixels); empty when the file is
     * missing, broken or has more than 40 million pixels. JPEG orientation is honoured.
     */
    public static Optional<BufferedImage> square(Path file, int side) {
        try {
            if (Files.size(file) > MediaHttp.MOST_BYTES) {
                return Optional.empty();
            }
            return square(Files.readAllBytes(file), side);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stored picture could not be read", e);
            return Optional.empty();
        }
    }

    /** As {@link #square(Path, int)}, of a picture in memory. */
    static Optional<BufferedImage> square(byte[] bytes, int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a side has at least one pixel, not " + side);
        }
        Optional<Size> size = size(bytes);
        if (size.isEmpty() || size.get().tooLarge()) {
            return Optional.empty();
        }
        if (size.get().large()) {
            synchronized (ONE_LARGE) {
                return decode(bytes, side);
            }
        }
        return decode(bytes, side);
    }

    private static Optional<BufferedImage> decode(byte[] bytes, int side) {
        boolean jpeg = PictureKind.of(bytes).filter(kind -> kind == PictureKind.JPEG).isPresent();
        int orientation = jpeg ? JpegOrientation.of(bytes) : JpegOrientation.UPRIGHT;
        return read(bytes, reader -> decodeSquare(reader, side)).map(decoded -> fit(decoded, side, orientation));
    }

    /** The picture's size without decoding it; empty when it has no readable header. */
    static Optional<Size> size(byte[] bytes) {
        return read(bytes, reader -> new Size(reader.getWidth(0), reader.getHeight(0)))
                .filter(size -> size.width() > 0 && size.height() > 0);
    }

    /** Work with a reader that has a picture. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    private static <T> Optional<T> read(byte[] bytes, Reading<T> reading) {
        Optional<PictureKind> kind = PictureKind.of(bytes);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.get().name());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        // In memory: ImageIO's default writes a copy to the temporary folder.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(in, false, true);
            return Optional.of(reading.from(reader));
        } catch (IOException | RuntimeException e) {
            // Image readers meet broken files with all kinds of runtime exceptions.
            LOG.log(System.Logger.Level.DEBUG, "a picture could not be decoded", e);
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    /** The middle of the picture, decoded no larger than needed. */
    private static BufferedImage decodeSquare(ImageReader reader, int side) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int whole = Math.min(width, height);
        int skip = Math.max(Math.max(1, whole / (side * OVERSAMPLING)), Math.ceilDiv(whole, LARGEST_SIDE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle((width - whole) / 2, (height - whole) / 2, whole, whole));
        param.setSourceSubsampling(skip, skip, 0, 0);
        return reader.read(0, param);
    }

    private static BufferedImage fit(BufferedImage decoded, int side, int orientation) {
        BufferedImage picture = decoded;
        while (picture.getWidth() >= 2 * side) {
            int half = (picture.getWidth() + 1) / 2;
            picture = draw(picture, half, AffineTransform.getScaleInstance((double) half / picture.getWidth(),
                    (double) half / picture.getHeight()));
        }
        AffineTransform transform = JpegOrientation.turn(orientation, side);
        transform.scale((double) side / picture.getWidth(), (double) side / picture.getHeight());
        return draw(picture, side, transform);
    }

    private static BufferedImage draw(BufferedImage source, int side, AffineTransform transform) {
        BufferedImage target = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            graphics.drawImage(source, transform, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }
}
