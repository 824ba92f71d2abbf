package app.ajar.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures that nobody means well with: each well-formed as far as it is told to be, and made to cost what no picture costs. */
public final class HostilePictures {

    private static final int MEGABYTES = 9;
    private static final int FROM_48 = 47;
    private static final int LARGEST_WEBP = 16_383;

    private HostilePictures() {}

    /** Of one colour on each side, and nothing wrong with it. */
    public static byte[] jpeg() throws IOException {
        return Pictures.jpeg(60, 40);
    }

    /** Cut off before its end. */
    public static byte[] jpegCut() throws IOException {
        byte[] jpeg = Pictures.jpeg(400, 300);
        return Arrays.copyOf(jpeg, jpeg.length / 2);
    }

    /** Cut off before its end. */
    public static byte[] pngCut() throws IOException {
        byte[] png = Pictures.png(400, 300);
        return Arrays.copyOf(png, png.length - 20);
    }

    /** 30,000 by 30,000 pixels, a few kB. */
    public static byte[] pngBomb() throws IOException {
        return png(30_000, 30_000, 64 * 1024);
    }

    /** One line of 33,500,000 pixels of eight bytes: 268 MB, packed into 260 kB. */
    public static byte[] pngOfOneLine() throws IOException {
        return png(33_500_000, 1, 268_000_001L);
    }

    /** A progressive JPEG that goes through its pixels this many times, with twelve bytes or so each time. */
    public static byte[] jpegOfScans(int width, int height, int scans) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        jpeg.write(new byte[]{(byte) 0xFF, (byte) 0xD8});
        byte[] quantization = new byte[65];
        Arrays.fill(quantization, 1, quantization.length, (byte) 1);
        segment(jpeg, 0xDB, quantization);
        segment(jpeg, 0xC2, ByteBuffer.allocate(9).put((byte) 8).putShort((short) height).putShort((short) width)
                .put(new byte[]{1, 1, 0x11, 0}).array());
        segment(jpeg, 0xC4, codes(0x00, 0));
        segment(jpeg, 0xC4, codes(0x10, 0xE0));
        int blocks = ((width + 7) / 8) * ((height + 7) / 8);
        segment(jpeg, 0xDA, new byte[]{1, 1, 0, 0, 0, 1});
        jpeg.write(new byte[(blocks + 7) / 8]);
        byte[] scan = emptyScan(blocks);
        for (int i = 1; i < scans; i++) {
            jpeg.write(scan);
        }
        jpeg.write(new byte[]{(byte) 0xFF, (byte) 0xD9});
        return jpeg.toByteArray();
    }

    /** A WebP of 48 by 48, says its header; the picture in it says 16,383 by 16,383, and there are bytes enough to try. */
    public static byte[] webpWithin() {
        byte[] inside = Pictures.webp();
        ByteBuffer webp = ByteBuffer.allocate(MEGABYTES << 20).order(ByteOrder.LITTLE_ENDIAN);
        webp.put(inside, 0, 12).put(latin("VP8X")).putInt(10).put(new byte[4])
                .put(new byte[]{FROM_48, 0, 0, FROM_48, 0, 0}).put(inside, 12, inside.length - 12);
        Random random = new Random(5);
        while (webp.hasRemaining()) {
            webp.put((byte) random.nextInt());
        }
        int chunk = 30;
        int data = chunk + 8;
        webp.putInt(4, webp.capacity() - 8).putInt(chunk + 4, webp.capacity() - data);
        // The length of the first part, 19 bits of the first three bytes, as large as it can be.
        webp.put(data, (byte) (webp.get(data) | 0xE0)).put(data + 1, (byte) 0xFF).put(data + 2, (byte) 0xFF);
        return webp.putShort(data + 6, (short) LARGEST_WEBP).putShort(data + 8, (short) LARGEST_WEBP).array();
    }

    /** The lossless kind of the same, without the bytes. */
    public static byte[] webpLosslessWithin() {
        byte[] inside = Pictures.webpLossless();
        ByteBuffer webp = ByteBuffer.allocate(18 + inside.length).order(ByteOrder.LITTLE_ENDIAN);
        webp.put(inside, 0, 12).put(latin("VP8X")).putInt(10).put(new byte[4])
                .put(new byte[]{FROM_48, 0, 0, FROM_48, 0, 0}).put(inside, 12, inside.length - 12);
        int bits = 30 + 8 + 1;
        return webp.putInt(4, webp.capacity() - 8).putInt(bits, webp.getInt(bits) | 0x0FFF_FFFF).array();
    }

    /** An animation whose second frame says, inside, that it is larger than all of it. */
    public static byte[] webpFrameWithin() {
        byte[] webp = Pictures.webpAnimated();
        ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        int bits = 44 + 48 + 8 + 16 + 8 + 1;
        in.putInt(bits, in.getInt(bits) | 0x0FFF_FFFF);
        return webp;
    }

    /** This many frames of one dot each, on a canvas of this side. */
    public static byte[] gif(int side, int frames) throws IOException {
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.write(ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN).put(latin("GIF89a")).putShort((short) side)
                .putShort((short) side).put(new byte[]{(byte) 0x80, 0, 0, 0, 0, 0, -1, -1, -1}).array());
        for (int i = 0; i < frames; i++) {
            gif.write(new byte[]{0x21, (byte) 0xF9, 4, 4, 5, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1,
                    0});
        }
        gif.write(';');
        return gif.toByteArray();
    }

    /** Two frames with nine megabytes of this extension between them: a comment is 0xFE, a program's own word 0xFF. */
    public static byte[] gifWithLongWords(int extension) throws IOException {
        byte[] two = gif(8, 2);
        int second = 19 + 23;
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        gif.write(two, 0, second);
        gif.write(0x21);
        gif.write(extension);
        byte[] block = new byte[256];
        block[0] = (byte) 255;
        for (int i = 0; i < MEGABYTES * 4096; i++) {
            gif.write(block);
        }
        gif.write(0);
        gif.write(two, second, two.length - second);
        return gif.toByteArray();
    }

    /** How a JPEG begins that never ends. */
    public static byte[] head() {
        return new byte[]{(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 4, 0, 0};
    }

    /** Lines of 16 bits for each of four colours, or as many bytes of them as are said. */
    private static byte[] png(int width, int height, long unpacked) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(latin("\u0089PNG\r\n\u001A\n"));
        png.write(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 16).put((byte) 6)
                .put(new byte[3]).array()));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] nothing = new byte[64 * 1024];
            for (long left = unpacked; left > 0; left -= nothing.length) {
                out.write(nothing, 0, (int) Math.min(left, nothing.length));
            }
        }
        png.write(chunk("IDAT", packed.toByteArray()));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length).put(latin(type)).put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) sum.getValue()).array();
    }

    /** A table with one code of one bit, for this symbol. */
    private static byte[] codes(int table, int symbol) {
        byte[] codes = new byte[18];
        codes[0] = (byte) table;
        codes[1] = 1;
        codes[17] = (byte) symbol;
        return codes;
    }

    /** Says of all blocks that there is nothing in them: one bit and a count of fourteen for each 32,767. */
    private static byte[] emptyScan(int blocks) throws IOException {
        ByteArrayOutputStream scan = new ByteArrayOutputStream();
        segment(scan, 0xDA, new byte[]{1, 1, 0, 1, 63, 1});
        int counts = (blocks + 32_766) / 32_767;
        byte[] bits = new byte[(counts * 15 + 7) / 8];
        for (int i = 0; i < counts * 15; i++) {
            bits[i / 8] |= (byte) (i % 15 == 0 ? 0 : 0x80 >> (i % 8));
        }
        for (byte each : bits) {
            scan.write(each);
            if (each == (byte) 0xFF) {
                scan.write(0);
            }
        }
        return scan.toByteArray();
    }

    private static void segment(ByteArrayOutputStream jpeg, int marker, byte[] data) throws IOException {
        jpeg.write(ByteBuffer.allocate(4).put((byte) 0xFF).put((byte) marker).putShort((short) (data.length + 2))
                .array());
        jpeg.write(data);
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
