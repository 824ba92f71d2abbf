package app.ajar.sandbox.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes lossless WebP, which the JDK cannot. The simplest stream the format allows: no transforms, every channel's
 * value as an 8-bit prefix code, so that a pixel costs three bytes.
 */
final class Webp {

    /** How the format orders the lengths of its code-length codes, as far as they are needed here. */
    private static final int[] ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8};
    private static final int VALUES = 256;
    /** Green's alphabet goes on with 24 back references, none of which is used. */
    private static final int BACK_REFERENCES = 24;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int pending;
    private int filled;

    private Webp() {}

    static byte[] write(BufferedImage image) {
        byte[] stream = new Webp().stream(image);
        int padded = stream.length + stream.length % 2;
        return ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN).put(ascii("RIFF")).putInt(12 + padded)
                .put(ascii("WEBP")).put(ascii("VP8L")).putInt(stream.length).put(stream).array();
    }

    private byte[] stream(BufferedImage image) {
        bits(0x2F, 8);
        bits(image.getWidth() - 1, 14);
        bits(image.getHeight() - 1, 14);
        // No alpha, version 0, no transform, no colour cache, one set of codes for the whole picture.
        bits(0, 1 + 3 + 1 + 1 + 1);
        evenCode(BACK_REFERENCES);
        evenCode(0);
        evenCode(0);
        // Alpha is always 255 and the distance always 0: codes of one symbol, which cost no bits.
        bits(1, 1);
        bits(0, 1);
        bits(1, 1);
        bits(255, 8);
        bits(1, 1);
        bits(0, 3);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                value(rgb >> 8);
                value(rgb >> 16);
                value(rgb);
            }
        }
        bits(0, (8 - filled) % 8);
        return out.toByteArray();
    }

    /** A code in which each of 256 values has 8 bits and the symbols after them have none. */
    private void evenCode(int unused) {
        bits(0, 1);
        bits(ORDER.length - 4, 4);
        for (int symbol : ORDER) {
            bits(symbol == 0 || symbol == 8 ? 1 : 0, 3);
        }
        bits(0, 1);
        for (int i = 0; i < VALUES; i++) {
            bits(1, 1);
        }
        bits(0, unused);
    }

    /** Prefix codes go highest bit first, everything else lowest first. */
    private void value(int channel) {
        bits(Integer.reverse(channel & 0xFF) >>> 24, 8);
    }

    private void bits(int value, int count) {
        for (int i = 0; i < count; i++) {
            pending |= (i < Integer.SIZE ? value >> i & 1 : 0) << filled;
            if (++filled == 8) {
                out.write(pending);
                pending = 0;
                filled = 0;
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
