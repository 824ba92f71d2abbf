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
    /** What the other formats can say at most. A PNG may say two billion, and a line is held whole, twice, however few there are. */
    static final int MOST_SIDE = 65_535;
    private static final System.Logger LOG = System.getLogger(PictureDecoder.class.getName());
    /** Decoded this many times larger than shown, so that averaging smooths what skipping lines made rough. */
    private static final int OVERSAMPLING = 4;
    /** Of what is decoded, whatever it is shown at: 2,048² pixels of 4 bytes are 16 MB. */
    private static final int LARGEST_SIDE = 2048;
    /** Pixels of a whole picture that are decoded at most: 24 MB. */
    private static final long MOST_DECODED = 6_000_000;

    /** Some formats are unpacked whole before lines are skipped; large ones are, one at a time. */
    private static final Object ONE_LARGE = new Object();
    private static final long LARGE_PIXELS = 4_000_000;

    private PictureDecoder() {}

    /** Width and height of a picture, from its header. */
    record Size(int width, int height) {

        boolean tooLarge() {
            return (long) width * height > MOST_PIXELS || Math.max(width, height) > MOST_SIDE;
        }

        boolean large() {
            return (long) width * height > LARGE_PIXELS;
        }
    }

    /** Which part of a picture is wanted. */
    public enum Cut {
        /** The middle, as large a square as it has. */
        SQUARE,
        /** All of it, in its own shape. */
        WHOLE
    }

    /**
     * The picture cut to a centred square and scaled to {@code side} pixels (device pixels); empty when the file is
     * missing, broken, has more than 40 million pixels or would take far more work than they do. JPEG orientation is
     * honoured.
     */
    public static Optional<BufferedImage> square(Path file, int side) {
        return bytes(file).flatMap(bytes -> square(bytes, side));
    }

    /**
     * The whole picture in its own shape, at most {@code side} device pixels wide and high and never larger than it is;
     * empty and turned like {@link #square(Path, int)}.
     */
    public static Optional<BufferedImage> whole(Path file, int side) {
        return bytes(file).flatMap(bytes -> whole(bytes, side));
    }

    /** As {@link #square(Path, int)}, of a picture in memory. */
    static Optional<BufferedImage> square(byte[] bytes, int side) {
        return decoded(bytes, Cut.SQUARE, side);
    }

    /** As {@link #whole(Path, int)}, of a picture in memory. */
    static Optional<BufferedImage> whole(byte[] bytes, int side) {
        return decoded(bytes, Cut.WHOLE, side);
    }

    /** A stored picture's bytes; empty when it is missing or larger than what is kept. */
    static Optional<byte[]> bytes(Path file) {
        try {
            return Files.size(file) > MediaHttp.MOST_BYTES ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stored picture could not be read", e);
            return Optional.empty();
        }
    }

    private static Optional<BufferedImage> decoded(byte[] bytes, Cut cut, int side) {
        if (side < 1) {
            throw new IllegalArgumentException("a side has at least one pixel, not " + side);
        }
        Optional<Size> size = size(bytes);
        if (size.isEmpty() || size.get().tooLarge()) {
            return Optional.empty();
        }
        if (size.get().large()) {
            synchronized (ONE_LARGE) {
                return decode(bytes, cut, side);
            }
        }
        return decode(bytes, cut, side);
    }

    private static Optional<BufferedImage> decode(byte[] bytes, Cut cut, int side) {
        boolean jpeg = PictureKind.of(bytes).filter(kind -> kind == PictureKind.JPEG).isPresent();
        int orientation = jpeg ? JpegOrientation.of(bytes) : JpegOrientation.UPRIGHT;
        return switch (cut) {
            case SQUARE -> read(bytes, reader -> decodeSquare(reader, side))
                    .map(decoded -> scaled(decoded, side, side, orientation));
            case WHOLE -> read(bytes, reader -> {
                double scale = scaleToFit(reader.getWidth(0), reader.getHeight(0), side);
                return scaled(decodeWhole(reader, side), scaledSide(reader.getWidth(0), scale),
                        scaledSide(reader.getHeight(0), scale), orientation);
            });
        };
    }

    /** What makes a picture of these sides fit, never larger than it is. */
    static double scaleToFit(int width, int height, int side) {
        return Math.min(1, (double) side / Math.max(width, height));
    }

    static int scaledSide(int side, double scale) {
        return (int) Math.max(1, Math.round(side * scale));
    }

    /** The picture's size without decoding it; empty when it has no readable header. */
    static Optional<Size> size(byte[] bytes) {
        return read(bytes, reader -> new Size(reader.getWidth(0), reader.getHeight(0)))
                .filter(size -> size.width() > 0 && size.height() > 0);
    }

    /** Work with a reader that has a picture. */
    @FunctionalInterface
    interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /** Hands a reader over; empty when there is none, the picture is broken, or it asks for more work than its sides tell. */
    static <T> Optional<T> read(byte[] bytes, Reading<T> reading) {
        Optional<PictureKind> kind = PictureKind.of(bytes);
        if (kind.isEmpty() || !kind.get().bounded(bytes)) {
            return Optional.empty();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.get().name());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        // In memory: ImageIO's default writes a copy to the temporary folder.
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            // Without what is said about the pixels: the JDK's reader unpacks all of that first, at any length.
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

    /** All of the picture, decoded no larger than needed. */
    private static BufferedImage decodeWhole(ImageReader reader, int side) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        int skip = Math.max(1, Math.max(width, height) / (side * OVERSAMPLING));
        while ((long) (width / skip) * (height / skip) > MOST_DECODED) {
            skip++;
        }
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(skip, skip, 0, 0);
        return reader.read(0, param);
    }

    /** The picture at these sides, as stored, and then turned upright. */
    static BufferedImage scaled(BufferedImage decoded, int width, int height, int orientation) {
        BufferedImage picture = decoded;
        while (picture.getWidth() >= 2 * width && picture.getHeight() >= 2 * height) {
            int halfWidth = (picture.getWidth() + 1) / 2;
            int halfHeight = (picture.getHeight() + 1) / 2;
            picture = draw(picture, halfWidth, halfHeight, scaling(picture, halfWidth, halfHeight));
        }
        AffineTransform transform = JpegOrientation.turn(orientation, width, height);
        transform.concatenate(scaling(picture, width, height));
        boolean sideways = JpegOrientation.sideways(orientation);
        return draw(picture, sideways ? height : width, sideways ? width : height, transform);
    }

    private static AffineTransform scaling(BufferedImage picture, int width, int height) {
        return AffineTransform.getScaleInstance((double) width / picture.getWidth(),
                (double) height / picture.getHeight());
    }

    private static BufferedImage draw(BufferedImage source, int width, int height, AffineTransform transform) {
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
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
