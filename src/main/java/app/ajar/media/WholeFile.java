package app.ajar.media;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a fetched file that is not a picture is all there, as far as its format tells; and a video's size. */
final class WholeFile {

    private static final int BOX_HEADER = 8;
    private static final int LONG_HEADER = 16;
    private static final int PDF_TAIL = 2048;
    private static final int MOST_BOXES = 10_000;
    private static final int OGG_HEADER = 27;
    /** Nothing of 25 MB plays for a day; the format's word for "unknown" would. */
    private static final long LONGEST_SECONDS = 86_400;
    /** A RIFF length of a sound that was written as it was recorded. */
    private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

    private WholeFile() {}

    /** Pixels as shown, null where the format does not tell. */
    record Shape(@Nullable Integer width, @Nullable Integer height) {

        static final Shape UNKNOWN = new Shape(null, null);
    }

    /** Empty when the file is cut off or its structure is broken. */
    static Optional<Shape> check(RandomAccessFile file, MediaType type) throws IOException {
        return switch (type) {
            case MP4, MOV, M4A -> new Boxes(file).check();
            case WAV -> shapeless(wav(file));
            case PDF -> shapeless(pdf(file));
            case OGG, OGV -> shapeless(ogg(file));
            // Their frames stand alone; a cut one costs a moment of sound or picture.
            default -> shapeless(file.length() > BOX_HEADER);
        };
    }

    /** How long the video or sound in these boxes plays; empty where they do not tell. */
    static Optional<Duration> length(RandomAccessFile file) throws IOException {
        Boxes boxes = new Boxes(file);
        boxes.walk(0, file.length(), true);
        return Optional.ofNullable(boxes.length);
    }

    private static Optional<Shape> shapeless(boolean whole) {
        return whole ? Optional.of(Shape.UNKNOWN) : Optional.empty();
    }

    private static boolean wav(RandomAccessFile file) throws IOException {
        file.seek(4);
        long said = Integer.toUnsignedLong(Integer.reverseBytes(file.readInt()));
        return said == 0 || said == UNKNOWN_LENGTH || said + BOX_HEADER <= file.length();
    }

    private static boolean pdf(RandomAccessFile file) throws IOException {
        byte[] tail = new byte[(int) Math.min(PDF_TAIL, file.length())];
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        return new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF");
    }

    /** Pages name their length; the last must end where the file does. */
    private static boolean ogg(RandomAccessFile file) throws IOException {
        long at = 0;
        long length = file.length();
        while (at < length) {
            file.seek(at);
            if (length - at < OGG_HEADER || file.readInt() != 0x4F676753) {
                return false;
            }
            file.seek(at + OGG_HEADER - 1);
            int segments = file.readUnsignedByte();
            if (at + OGG_HEADER + segments > length) {
                return false;
            }
            byte[] table = new byte[segments];
            file.readFully(table);
            at += OGG_HEADER + segments;
            for (byte segment : table) {
                at += segment & 0xFF;
            }
        }
        return at == length;
    }

    /** The nested boxes of ISO base media: each names its length, and the whole is their sum. */
    private static final class Boxes {

        private final RandomAccessFile file;
        private int left = MOST_BOXES;
        private boolean movie;
        private @Nullable Shape shape;
        private @Nullable Duration length;

        Boxes(RandomAccessFile file) {
            this.file = file;
        }

        Optional<Shape> check() throws IOException {
            return walk(0, file.length(), true) && movie
                    ? Optional.of(shape == null ? Shape.UNKNOWN : shape)
                    : Optional.empty();
        }

        private boolean walk(long from, long to, boolean top) throws IOException {
            long at = from;
            while (to - at >= BOX_HEADER) {
                if (--left < 0) {
                    return false;
                }
                file.seek(at);
                long size = Integer.toUnsignedLong(file.readInt());
                int type = file.readInt();
                int header = BOX_HEADER;
                if (size == 1) {
                    if (to - at < LONG_HEADER) {
                        return false;
                    }
                    size = file.readLong();
                    header = LONG_HEADER;
                } else if (size == 0) {
                    size = to - at;
                }
                if (size < header || size > to - at) {
                    return false;
                }
                if (!enter(type, at + header, at + size)) {
                    return false;
                }
                at += size;
            }
            return !top || at == to;
        }

        private boolean enter(int type, long from, long to) throws IOException {
            return switch (type) {
                case 0x6D6F6F76 -> { // moov
                    movie = true;
                    yield walk(from, to, false);
                }
                case 0x6D766864 -> { // mvhd
                    header(from, to);
                    yield true;
                }
                case 0x7472616B -> walk(from, to, false); // trak
                case 0x746B6864 -> { // tkhd
                    track(from, to);
                    yield true;
                }
                default -> true;
            };
        }

        /** Two times, then the units of a second and how many of them it plays; in version 1 all but the units are longer. */
        private void header(long from, long to) throws IOException {
            file.seek(from);
            boolean longer = to - from >= 32 && file.readInt() >>> 24 == 1;
            if (to - from < 20) {
                return;
            }
            file.seek(from + 4 + (longer ? 16 : 8));
            long units = Integer.toUnsignedLong(file.readInt());
            long played = longer ? file.readLong() : Integer.toUnsignedLong(file.readInt());
            boolean told = units > 0 && played > 0 && played / units <= LONGEST_SECONDS;
            length = told ? Duration.ofMillis(Math.round(played * 1000.0 / units)) : null;
        }

        /** Matrix, width and height are the header's last 44 bytes; sound has no size. */
        private void track(long from, long to) throws IOException {
            if (to - from < 80 || shape != null) {
                return;
            }
            file.seek(to - 44);
            int across = file.readInt();
            file.seek(to - BOX_HEADER);
            int width = file.readInt() >>> 16;
            int height = file.readInt() >>> 16;
            if (width > 0 && height > 0) {
                // A phone held upright: the matrix turns the picture by a quarter, and its first number is 0.
                shape = across == 0 ? new Shape(height, width) : new Shape(width, height);
            }
        }
    }
}
