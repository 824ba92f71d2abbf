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
 * @param trouble why the bytes are not here, null while nothing went wrong
 */
public record Attachment(int position, Kind kind, @Nullable String remoteId, @Nullable String url,
        @Nullable String previewUrl, @Nullable String mimeType, @Nullable String title, @Nullable Integer width,
        @Nullable Integer height, State state, @Nullable String file, @Nullable Trouble trouble) {

    /**
     * Names one attachment by its message and its place there.
     *
     * @param position 0-based, the attachment's own
     */
    public record Id(ConversationId conversation, MessageId message, int position) {

        public Id {
            if (position < 0) {
                throw new IllegalArgumentException("a place is counted from 0, not " + position);
            }
        }
    }

    /** The same, but for why its bytes are not here. */
    public Attachment withTrouble(@Nullable Trouble why) {
        return new Attachment(position, kind, remoteId, url, previewUrl, mimeType, title, width, height, state, file,
                why);
    }

    /** What an attachment is; the words of the command line's contract. */
    public enum Kind {
        IMAGE, VIDEO, AUDIO, FILE, SHARE, STORY
    }

    /** Whether an attachment's bytes are on this computer; the words of the command line's contract. */
    public enum State {
        STORED, PENDING, FAILED, NOT_KEPT
    }

    /** Why an attachment's bytes are not on this computer. */
    public enum Trouble {
        /** Meta does not serve them any more, or the message is too old to be asked for a fresh address. */
        GONE,
        /** More than 10 MB for a picture, 25 MB for anything else, or more pixels than can be shown. */
        TOO_LARGE,
        /** Bytes of a kind that is not kept. */
        UNSUPPORTED,
        /** Bytes of a known kind that cannot be read. */
        BROKEN,
        /** Their host did not answer, three times; one last try may be to come. */
        UNREACHABLE,
        /** The disk is full; they come by themselves when it has room. */
        DISK_FULL,
        /** The folder for them cannot be written; they come by themselves when it can. */
        NOT_WRITABLE,
        /** Taken away to stay within the space that the user allows; can be asked for again while Meta serves them. */
        CLEARED,
        /**
         * Taken away, and Meta gives no fresh address any more. Never stored: worked out when a conversation is read, because
         * it comes true by newer messages.
         */
        CLEARED_FOR_GOOD
    }
}
