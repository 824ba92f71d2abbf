package app.ajar.ui.shell;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * An opaque picture as a PNG file (RFC 2083), written aside and moved into place. Its own few lines, because the window
 * needs nothing else of AWT.
 */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BIT_DEPTH = 8;
    private static final int TRUE_COLOUR = 2;
    private static final int UP_FILTER = 2;
    private static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final int[] pixels;

    /** @param pixels row by row, 0xAARRGGBB; the alpha is not kept */
    PngFile(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** @throws IOException when it could not be written; a file there before is untouched then */
    void write(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a picture needs a folder");
        Path aside = Files.createTempFile(folder, ".ajar-", ".png");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(aside))) {
                write(out);
            }
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private void write(OutputStream out) throws IOException {
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(header)) {
            data.writeInt(width);
            data.writeInt(height);
            data.write(new byte[]{BIT_DEPTH, TRUE_COLOUR, 0, 0, 0});
        }
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", rows());
        chunk(out, "IEND", new byte[0]);
    }

    private byte[] rows() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            byte[] row = new byte[1 + width * CHANNELS];
            row[0] = UP_FILTER;
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int here = pixels[y * width + x];
                    int above = y == 0 ? 0 : pixels[(y - 1) * width + x];
                    int at = 1 + x * CHANNELS;
                    row[at] = (byte) ((here >> 16) - (above >> 16));
                    row[at + 1] = (byte) ((here >> 8) - (above >> 8));
                    row[at + 2] = (byte) (here - above);
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private static void chunk(OutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(name);
        data.write(content);
        data.writeInt((int) sum.getValue());
        data.flush();
    }
}
