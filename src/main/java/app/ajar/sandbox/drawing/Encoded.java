package app.ajar.sandbox.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Turns what was drawn into the bytes of a file. */
public final class Encoded {

    private static final float JPEG_QUALITY = 0.86f;
    private static final String GIF_METADATA = "javax_imageio_gif_image_1.0";

    private Encoded() {}

    /** JPEG, of a quality as phones send it. */
    public static byte[] jpeg(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(opaque(image), null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** PNG, with transparency where the picture has some. */
    public static byte[] png(BufferedImage image) {
        return write(image, "png");
    }

    /** GIF, in its 256 colours. */
    public static byte[] gif(BufferedImage image) {
        return write(opaque(image), "gif");
    }

    /** A GIF that plays these for ever, each for so long; hundredths of a second are what the format knows. */
    public static byte[] gif(List<BufferedImage> frames, Duration each) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames.size(); i++) {
                BufferedImage frame = opaque(frames.get(i));
                IIOMetadata about = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame),
                        null);
                IIOMetadataNode more = new IIOMetadataNode(GIF_METADATA);
                more.appendChild(node("GraphicControlExtension", Map.of("disposalMethod", "none", "userInputFlag",
                        "FALSE", "transparentColorFlag", "FALSE", "transparentColorIndex", "0", "delayTime",
                        Long.toString(each.toMillis() / 10))));
                if (i == 0) {
                    IIOMetadataNode all = new IIOMetadataNode("ApplicationExtensions");
                    IIOMetadataNode loop = node("ApplicationExtension",
                            Map.of("applicationID", "NETSCAPE", "authenticationCode", "2.0"));
                    loop.setUserObject(new byte[]{1, 0, 0});
                    all.appendChild(loop);
                    more.appendChild(all);
                }
                about.mergeTree(GIF_METADATA, more);
                writer.writeToSequence(new IIOImage(frame, null, about), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static IIOMetadataNode node(String name, Map<String, String> attributes) {
        IIOMetadataNode node = new IIOMetadataNode(name);
        attributes.forEach(node::setAttribute);
        return node;
    }

    /** A PDF of one A4 page: a title, the picture under it, and under that the lines; Latin letters only. */
    public static byte[] pdf(String title, BufferedImage picture, List<String> lines) {
        return Pdf.write(title, picture, jpeg(picture), lines);
    }

    /** WebP, lossless. */
    public static byte[] webp(BufferedImage image) {
        return Webp.write(opaque(image));
    }

    /** A voice-like sound as WAV: 8 kHz, 8 bits, one channel. */
    public static byte[] wav(int seconds, long seed) {
        int rate = 8000;
        byte[] samples = new byte[rate * Math.max(1, seconds)];
        double pitch = 110 + Math.floorMod(seed, 90);
        for (int i = 0; i < samples.length; i++) {
            double t = i / (double) rate;
            double loud = Math.max(0, Math.sin(t * 9.1) * Math.sin(t * 2.3 + 1));
            double wave = Math.sin(2 * Math.PI * pitch * t) + 0.5 * Math.sin(2 * Math.PI * pitch * 2.7 * t);
            samples[i] = (byte) (128 + 50 * loud * wave);
        }
        ByteBuffer file = ByteBuffer.allocate(44 + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 1)
                .putInt(rate).putInt(rate).putShort((short) 1).putShort((short) 8)
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length).put(samples);
        return file.array();
    }

    private static byte[] write(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("This Java cannot write " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage opaque(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_INT_RGB) {
            return image;
        }
        BufferedImage plain = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = plain.createGraphics();
        g.drawImage(image, 0, 0, Color.WHITE, null);
        g.dispose();
        return plain;
    }
}
