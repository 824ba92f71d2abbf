package app.ajar.model;

import java.nio.charset.StandardCharsets;

/** The limit on a reply's text. Meta counts UTF-8 bytes, not characters (Send API reference). */
public final class ReplyText {

    /** The most bytes one reply may have. */
    public static final int MOST_BYTES = 1000;

    private ReplyText() {}

    /** UTF-8 bytes of the text. */
    public static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the text can be sent: not blank and not over the limit. */
    public static boolean sendable(String text) {
        return !text.isBlank() && bytes(text) <= MOST_BYTES;
    }
}
