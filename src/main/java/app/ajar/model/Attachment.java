package app.ajar.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing attached to a message.
 *
 * @param position 0-based place in its message; with the message it names the attachment
 * @param remoteId Meta's id if it gave one
 * @param url where the bytes are, signed and expiring; for a share its link
 * @param previewUrl a smaller picture of it, signed and expiring
 * @param title a share's, template's or file's name
 * @param width pixels, null when unknown
 * @param height pixels, null when unknown
 * @param file path relative to the data folder, with {@code /}; null until stored
 */
public record Attachment(int position, Kind kind, @Nullable String remoteId, @Nullable String url,
        @Nullable String previewUrl, @Nullable String mimeType, @Nullable String title, @Nullable Integer width,
        @Nullable Integer height, State state, @Nullable String file) {

    /** What an attachment is; the words of the command line's contract. */
    public enum Kind {
        IMAGE, VIDEO, AUDIO, FILE, SHARE, STORY
    }

    /** Whether an attachment's bytes are on this computer; the words of the command line's contract. */
    public enum State {
        STORED, PENDING, FAILED, NOT_KEPT
    }
}
