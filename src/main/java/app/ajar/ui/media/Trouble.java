package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.text.Texts;
import java.util.Optional;

/**
 * Why there is nothing to see, in the user's words, and whether asking again can help. Pure.
 *
 * @param key of its words
 */
record Trouble(String key, boolean mayHeal) {

    /** A stored file that cannot be shown. */
    static final Trouble BROKEN = new Trouble("media.trouble.BROKEN", true);

    /** Empty while the bytes are here or on their way. */
    static Optional<Trouble> of(Attachment attachment) {
        return switch (attachment.state()) {
            case STORED -> Optional.empty();
            // What is on its way says so, unless something on this computer holds it back.
            case PENDING -> attachment.trouble() == null ? Optional.empty() : Optional.of(why(attachment));
            case FAILED, NOT_KEPT -> Optional.of(why(attachment));
        };
    }

    private static Trouble why(Attachment attachment) {
        Attachment.Trouble trouble = attachment.trouble();
        if (trouble == null) {
            return attachment.state() == Attachment.State.NOT_KEPT
                    ? new Trouble("media.trouble.not.kept", false)
                    : new Trouble("media.trouble.unknown", true);
        }
        return new Trouble("media.trouble." + trouble, switch (trouble) {
            case GONE, BROKEN, UNREACHABLE, CLEARED, DISK_FULL, NOT_WRITABLE -> true;
            case TOO_LARGE, UNSUPPORTED -> false;
        });
    }

    String words() {
        return Texts.get(key);
    }
}
