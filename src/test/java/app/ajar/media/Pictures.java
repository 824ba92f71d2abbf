package app.ajar.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Pictures for tests, as the bytes that a media host would send. */
final class Pictures {

    static final Color LEFT = new Color(0xD02020);
    static final Color RIGHT = new Color(0x2020D0);

    private static final String WEBP_LOSSY = "UklGRloAAABXRUJQVlA4IE4AAADQAwCdASowADAAPrVQoUqnJSMhrigA4BaJQBpbcD8gAO8hCv9y"
            + "HoAA/urUf9Z7wXf/8zR3ybDeQHQ/83fJviM+tnXWN6Bg8xOuyFFgAAA=";
    private static final String WEBP_LOSSLESS = "UklGRioAAABXRUJQVlA4TB0AAAAvL8ALAA8wIAeBPRT0/EcLxILJ/KVT6Izof1Q4AwA=";
    private static final String WEBP_ANIMATED = "UklGRoQAAABXRUJQVlA4WAoAAAACAAAABwAABwAAQU5JTQYAAAD/////AABBTk1GKAAAAAAAAAAA"
            + "AAcAAAcAAGQAAAJWUDhMDwAAAC8HwAEABxD9j/4HIqL/AQBBTk1GKAAAAAAAAAAAAAcAAAcAAGQAAABWUDhMDwAAAC8HwAEABxD"
            + "R//4HIqL/AQA=";

    private Pictures() {}

    static byte[] png(int width, int height) throws IOException {
        return encode(drawn(width, height, BufferedImage.TYPE_INT_RGB), "png");
    }

    static byte[] jpeg(int width, int height) throws IOException {
        return encode(drawn(width, height, BufferedImage.TYPE_INT_RGB), "jpg");
    }

    static byte[] gif(int width, int height) throws IOException {
        return encode(drawn(width, height, BufferedImage.TYPE_INT_RGB), "gif");
    }

    /** 48 by 48, red on the left, blue on the right. */
    static byte[] webp() {
        return Base64.getDecoder().decode(WEBP_LOSSY);
    }

    /** The same without loss. */
    static byte[] webpLossless() {
        return Base64.getDecoder().decode(WEBP_LOSSLESS);
    }

    /** 8 by 8, a red frame and then a blue one. */
    static byte[] webpAnimated() {
        return Base64.getDecoder().decode(WEBP_ANIMATED);
    }

    /** 16 by 16: four red frames, each a quarter of it, and then a blue one in its lower right corner. */
    static byte[] webpAnimatedInPart() {
        byte[] small = webpAnimated();
        // One chunk of 40 bytes and its head for each frame, after 12 + 18 + 14 bytes of file, VP8X and ANIM.
        byte[] second = Arrays.copyOfRange(small, 44 + 48, 44 + 96);
        second[8] = 4;
        second[11] = 4;
        byte[] corner = Arrays.copyOfRange(small, 44, 44 + 48);
        byte[][] red = {corner.clone(), corner.clone(), corner.clone(), corner.clone()};
        ByteBuffer out = ByteBuffer.allocate(44 + 5 * 48).order(ByteOrder.LITTLE_ENDIAN);
        out.put(small, 0, 44);
        for (int i = 0; i < 4; i++) {
            red[i][8] = (byte) (i % 2 * 4);
            red[i][11] = (byte) (i / 2 * 4);
            out.put(red[i]);
        }
        out.put(second);
        out.putInt(4, out.capacity() - 8);
        out.put(24, (byte) 15).put(27, (byte) 15);
        return out.array();
    }

    /** Transparent but for a red left half. */
    static byte[] pngWithAlpha(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        fill(image, LEFT, 0, width / 2);
        return encode(image, "png");
    }

    /** A red frame and then a blue one. */
    static byte[] gifAnimated(int side) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (Color color : new Color[]{LEFT, RIGHT}) {
                BufferedImage frame = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
                fill(frame, color, 0, side);
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A JPEG, red on the left as stored, with this EXIF orientation. */
    static byte[] jpegTurned(int width, int height, int orientation) throws IOException {
        byte[] plain = jpeg(width, height);
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.putShort((short) 0x4D4D).putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
        exif.putInt(0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 2);
        bytes.write(exif.array());
        bytes.write(plain, 2, plain.length - 2);
        return bytes.toByteArray();
    }

    /** A PNG of a few bytes that claims these sides, with the right check sum. */
    static byte[] pngClaiming(int width, int height) throws IOException {
        byte[] png = png(2, 2);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    /** A GIF of a few bytes whose first frame claims these sides. */
    static byte[] gifClaiming(int width, int height) throws IOException {
        byte[] gif = gif(2, 2);
        ByteBuffer header = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        header.putShort(6, (short) width).putShort(8, (short) height);
        for (int at = 13; at < gif.length - 9; at++) {
            if (gif[at] == ',' && header.getShort(at + 5) == 2 && header.getShort(at + 7) == 2) {
                header.putShort(at + 5, (short) width).putShort(at + 7, (short) height);
                return gif;
            }
        }
        throw new AssertionError("the GIF has no frame");
    }

    static byte[] firstHalf(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static BufferedImage drawn(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        fill(image, LEFT, 0, width / 2);
        fill(image, RIGHT, width / 2, width);
        return image;
    }

    private static void fill(BufferedImage image, Color color, int from, int to) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(from, 0, to - from, image.getHeight());
        graphics.dispose();
    }

    private static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer for " + format);
        }
        return bytes.toByteArray();
    }
}
