package app.ajar.media;

import java.awt.Rectangle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * How an animated GIF is made up: its blocks (GIF89a). They are walked here, because what the JDK's reader says of them it
 * gathers by copying, and a comment of a few megabytes takes it half a minute.
 */
final class GifFrames {

    private static final int HEADER = 6;
    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int CONTROL_LENGTH = 4;
    private static final int IMAGE = 0x2C;
    private static final int TABLE = 0x80;
    private static final int CENTISECOND = 10;
    private static final MovingPicture.Disposal[] DISPOSALS = {MovingPicture.Disposal.KEEP, MovingPicture.Disposal.KEEP,
            MovingPicture.Disposal.CLEAR, MovingPicture.Disposal.RESTORE};

    private final ByteBuffer in;
    private final int most;
    private final List<MovingPicture.Part> parts = new ArrayList<>();
    /** What the last control block said; it is meant for the next image. */
    private int delay;
    private MovingPicture.Disposal disposal = MovingPicture.Disposal.KEEP;

    private GifFrames(byte[] gif, int most) {
        in = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        this.most = most;
    }

    /**
     * Frames that are cut off are left out.
     *
     * @param most frames that are looked at
     */
    static MovingPicture.Plan plan(byte[] gif, int most) {
        GifFrames frames = new GifFrames(gif, most);
        Rectangle canvas = new Rectangle();
        try {
            canvas = frames.canvas();
            frames.walk();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            System.getLogger(GifFrames.class.getName()).log(System.Logger.Level.TRACE, "a GIF ends early", e);
        }
        for (MovingPicture.Part part : frames.parts) {
            // Some files claim a canvas smaller than what they draw on it.
            canvas.add(part.place());
        }
        return new MovingPicture.Plan(canvas.width, canvas.height, frames.parts);
    }

    private Rectangle canvas() {
        in.position(HEADER);
        Rectangle canvas = new Rectangle(number(), number());
        int flags = octet();
        skip(2);
        skipTable(flags);
        return canvas;
    }

    private void walk() {
        while (parts.size() < most) {
            switch (octet()) {
                case EXTENSION -> extension();
                case IMAGE -> image();
                default -> {
                    // The end, or what no reader understands.
                    return;
                }
            }
        }
    }

    private void extension() {
        boolean control = octet() == CONTROL;
        int length = octet();
        if (control && length >= CONTROL_LENGTH) {
            disposal = DISPOSALS[octet() >> 2 & 3];
            delay = number();
            skip(length - 3);
            length = octet();
        }
        skipBlocks(length);
    }

    private void image() {
        Rectangle place = new Rectangle(number(), number(), number(), number());
        skipTable(octet());
        skip(1);
        skipBlocks(octet());
        parts.add(new MovingPicture.Part(place, MovingPicture.shown((long) delay * CENTISECOND), true, disposal));
        delay = 0;
        disposal = MovingPicture.Disposal.KEEP;
    }

    private void skipTable(int flags) {
        if ((flags & TABLE) != 0) {
            skip(3 << ((flags & 7) + 1));
        }
    }

    /** Data comes in blocks that begin with their length; one without length ends it. */
    private void skipBlocks(int first) {
        for (int length = first; length != 0; length = octet()) {
            skip(length);
        }
    }

    private void skip(int bytes) {
        in.position(in.position() + bytes);
    }

    private int octet() {
        return in.get() & 0xFF;
    }

    private int number() {
        return in.getShort() & 0xFFFF;
    }
}
