package app.ajar.media;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a JPEG wants to be turned: its EXIF orientation, 1 to 8 (EXIF 2.32, tag 0x0112). */
final class JpegOrientation {

    static final int UPRIGHT = 1;
    private static final int MOST = 8;
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int EXIF = 0x45786966;
    private static final int TAG = 0x0112;
    private static final int LITTLE_ENDIAN = 0x4949;

    private JpegOrientation() {}

    /** Upright for anything that says nothing, or nonsense. */
    static int of(byte[] jpeg) {
        try {
            ByteBuffer in = ByteBuffer.wrap(jpeg).position(2);
            while ((in.get() & 0xFF) == 0xFF) {
                int marker = in.get() & 0xFF;
                int length = in.getShort() & 0xFFFF;
                int next = in.position() + length - 2;
                if (marker == START_OF_SCAN) {
                    return UPRIGHT;
                }
                if (marker == APP1 && length > 8 && in.getInt() == EXIF) {
                    in.getShort();
                    return inTiff(in.slice(in.position(), next - in.position()));
                }
                in.position(next);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            System.getLogger(JpegOrientation.class.getName()).log(System.Logger.Level.TRACE, "odd EXIF", e);
        }
        return UPRIGHT;
    }

    /** Whether a picture with this orientation lies on its side as stored. */
    static boolean sideways(int orientation) {
        return orientation > 4;
    }

    /** What turns a picture of these sides, as decoded, the way its orientation says. */
    static AffineTransform turn(int orientation, double width, double height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static int inTiff(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xFFFF;
                return value >= UPRIGHT && value <= MOST ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
