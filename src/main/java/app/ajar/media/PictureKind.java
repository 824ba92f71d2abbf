package app.ajar.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The kinds of pictures that are kept, told by their first bytes and never by a header or a name. */
enum PictureKind {

    JPEG("jpg"), PNG("png"), GIF("gif"), WEBP("webp");

    private static final int MARKER = 0xFF;
    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;
    private static final int FIRST_RESTART = 0xD0;
    private static final int LAST_RESTART = 0xD7;
    /** Encoders make ten, the most thorough ones twenty. Each goes through all pixels anew and may be a few bytes long. */
    private static final int MOST_SCANS = 50;

    private final String extension;

    PictureKind(String extension) {
        this.extension = extension;
    }

    String extension() {
        return extension;
    }

    /** Empty for anything that is not one of these pictures. */
    static Optional<PictureKind> of(byte[] bytes) {
        if (has(bytes, 0, "\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (has(bytes, 0, "\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP") ? Optional.of(WEBP) : Optional.empty();
    }

    /** Whether the end of the picture is there: decoders fill the missing rest of a cut-off file with grey. */
    boolean complete(byte[] bytes) {
        return switch (this) {
            // In the compressed data of a scan a marker byte never stands alone, so both markers are real ones.
            case JPEG -> lastMarker(bytes, END_OF_IMAGE) > lastMarker(bytes, START_OF_SCAN);
            case PNG -> last(bytes, "IEND") > 0;
            case GIF -> last(bytes, ";") > 0 && bytes[lastNotZero(bytes)] == ';';
            case WEBP -> bytes.length >= 12 && bytes.length - 8L >= length(bytes);
        };
    }

    /**
     * Whether decoding takes no more than the sides tell that the header gives: a JPEG of 100 kB can ask for minutes, and a
     * WebP of 48 by 48 pixels can hold one of 16,383 by 16,383.
     */
    boolean bounded(byte[] bytes) {
        return switch (this) {
            case JPEG -> scans(bytes) <= MOST_SCANS;
            case WEBP -> WebpFrames.within(bytes);
            // Their lines are read once, and no longer than the header says.
            case PNG, GIF -> true;
        };
    }

    /** How many times a JPEG's decoder goes through the picture; what stands behind its end does not count. */
    private static int scans(byte[] jpeg) {
        int scans = 0;
        int at = 2;
        while (at + 3 < jpeg.length) {
            int marker = jpeg[at + 1] & 0xFF;
            boolean data = (jpeg[at] & 0xFF) != MARKER || marker == 0 || marker == MARKER
                    || (marker >= FIRST_RESTART && marker <= LAST_RESTART);
            if (data) {
                at++;
            } else if (marker == END_OF_IMAGE) {
                return scans;
            } else {
                scans += marker == START_OF_SCAN ? 1 : 0;
                at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
            }
        }
        return scans;
    }

    /** Whether these bytes, written as characters of one byte each, stand there. */
    static boolean has(byte[] bytes, int at, String magic) {
        byte[] wanted = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int last(byte[] bytes, String wanted) {
        for (int at = bytes.length - wanted.length(); at >= 0; at--) {
            if (has(bytes, at, wanted)) {
                return at;
            }
        }
        return -1;
    }

    private static int lastMarker(byte[] bytes, int marker) {
        for (int at = bytes.length - 2; at >= 0; at--) {
            if ((bytes[at] & 0xFF) == MARKER && (bytes[at + 1] & 0xFF) == marker) {
                return at;
            }
        }
        return -1;
    }

    private static int lastNotZero(byte[] bytes) {
        int at = bytes.length - 1;
        while (at > 0 && bytes[at] == 0) {
            at--;
        }
        return at;
    }

    /** A RIFF file's own word on its length, an unsigned little-endian number. */
    private static long length(byte[] bytes) {
        return (bytes[4] & 0xFFL) | (bytes[5] & 0xFFL) << 8 | (bytes[6] & 0xFFL) << 16 | (bytes[7] & 0xFFL) << 24;
    }
}
