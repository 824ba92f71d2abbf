package app.ajar.media;

import java.awt.Rectangle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How an animated WebP is made up: its {@code VP8X} and {@code ANMF} chunks (WebP container specification). */
final class WebpFrames {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEAD = 8;
    private static final int EXTENDED = 10;
    private static final int FRAME_HEAD = 16;
    /** Three bytes of its own and three that tell its kind, then two sides of 14 bits and a scale each (RFC 6386, 9.1). */
    private static final int LOSSY = 10;
    /** One byte that tells its kind, then two sides of 14 bits, less one each. */
    private static final int LOSSLESS = 5;
    private static final int SIDE = 0x3FFF;
    private static final int ANIMATED = 0x02;
    private static final int CLEARED_AFTERWARDS = 0x01;
    private static final int NOT_BLENDED = 0x02;

    private WebpFrames() {}

    static boolean isAnimated(byte[] webp) {
        return PictureKind.of(webp).filter(kind -> kind == PictureKind.WEBP).isPresent() && webp.length > 30
                && name(webp, FIRST_CHUNK).equals("VP8X") && (webp[FIRST_CHUNK + CHUNK_HEAD] & ANIMATED) != 0;
    }

    /**
     * Whether no picture in it is larger than the canvas that its header gives; decoders take the size of each from its own
     * first bytes. True of files that have no such header: there they are one and the same.
     */
    static boolean within(byte[] webp) {
        int header = FIRST_CHUNK + CHUNK_HEAD;
        return webp.length < header + EXTENDED || !name(webp, FIRST_CHUNK).equals("VP8X")
                || within(webp, FIRST_CHUNK, webp.length, 1 + number(webp, header + 4), 1 + number(webp, header + 7));
    }

    private static boolean within(byte[] webp, int from, int to, int width, int height) {
        ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        while (at + CHUNK_HEAD <= to) {
            int data = at + CHUNK_HEAD;
            long length = Integer.toUnsignedLong(in.getInt(at + 4));
            boolean fits = switch (name(webp, at)) {
                case "VP8 " -> data + LOSSY > webp.length
                        || ((in.getShort(data + 6) & SIDE) <= width && (in.getShort(data + 8) & SIDE) <= height);
                case "VP8L" -> data + LOSSLESS > webp.length
                        || ((in.getInt(data + 1) & SIDE) < width && (in.getInt(data + 1) >>> 14 & SIDE) < height);
                case "ANMF" -> within(webp, data + FRAME_HEAD, (int) Math.min(webp.length, data + length), width,
                        height);
                default -> true;
            };
            long next = data + length + (length & 1);
            if (!fits || next > to) {
                return fits;
            }
            at = (int) next;
        }
        return true;
    }

    /** Of an animated file; frames that are cut off are left out. */
    static MovingPicture.Plan plan(byte[] webp) {
        int header = FIRST_CHUNK + CHUNK_HEAD;
        int width = 1 + number(webp, header + 4);
        int height = 1 + number(webp, header + 7);
        ByteBuffer in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        List<MovingPicture.Part> parts = new ArrayList<>();
        int at = FIRST_CHUNK;
        while (at + CHUNK_HEAD <= webp.length) {
            long length = in.getInt(at + 4) & 0xFFFFFFFFL;
            long next = at + CHUNK_HEAD + length + (length & 1);
            if (name(webp, at).equals("ANMF") && length >= 16 && at + CHUNK_HEAD + length <= webp.length) {
                parts.add(part(webp, at + CHUNK_HEAD));
            }
            if (next > webp.length) {
                break;
            }
            at = (int) next;
        }
        return new MovingPicture.Plan(width, height, parts);
    }

    private static MovingPicture.Part part(byte[] webp, int at) {
        Rectangle place = new Rectangle(2 * number(webp, at), 2 * number(webp, at + 3), 1 + number(webp, at + 6),
                1 + number(webp, at + 9));
        Duration shown = MovingPicture.shown(number(webp, at + 12));
        int flags = webp[at + 15];
        return new MovingPicture.Part(place, shown, (flags & NOT_BLENDED) == 0,
                (flags & CLEARED_AFTERWARDS) == 0 ? MovingPicture.Disposal.KEEP : MovingPicture.Disposal.CLEAR);
    }

    private static String name(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    /** Three bytes, the least first. */
    private static int number(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16;
    }
}
