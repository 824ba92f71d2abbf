package app.ajar.ui.media;

import app.ajar.media.MediaFiles;
import app.ajar.model.Attachment;
import app.ajar.text.Texts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is nothing to see, in the user's words, and what asking again can do. Pure.
 *
 * @param key of its words
 * @param help key of the words on a button that asks again; null where that cannot help
 */
record Trouble(String key, @Nullable String help) {

    private static final String AGAIN = "media.again";

    /** A stored file that cannot be shown. */
    static final Trouble BROKEN = new Trouble("media.trouble.BROKEN", AGAIN);

    /**
     * Empty while the bytes are here or on their way.
     *
     * @param keeps whether the user wants such bytes kept
     */
    static Optional<Trouble> of(Attachment attachment, Instant now, boolean keeps) {
        return switch (attachment.state()) {
            case STORED -> Optional.empty();
            // What is on its way says so, unless something on this computer holds it back.
            case PENDING -> attachment.trouble() == null ? Optional.empty() : Optional.of(why(attachment, now, keeps));
            case FAILED, NOT_KEPT -> Optional.of(why(attachment, now, keeps));
        };
    }

    private static Trouble why(Attachment attachment, Instant now, boolean keeps) {
        Attachment.Trouble trouble = attachment.trouble();
        if (trouble == null) {
            return attachment.state() == Attachment.State.NOT_KEPT
                    ? new Trouble("media.trouble.not.kept", null)
                    : new Trouble("media.trouble.unknown", AGAIN);
        }
        return switch (trouble) {
            case GONE, BROKEN, UNREACHABLE, DISK_FULL, NOT_WRITABLE -> new Trouble("media.trouble." + trouble, AGAIN);
            case TOO_LARGE, UNSUPPORTED -> new Trouble("media.trouble." + trouble, null);
            case CLEARED -> cleared(true, keeps);
            // No fresh address, but perhaps the one that is known is good for a while.
            case CLEARED_FOR_GOOD -> cleared(MediaFiles.lives(attachment.url(), now), keeps);
        };
    }

    private static Trouble cleared(boolean given, boolean keeps) {
        if (given) {
            return keeps
                    ? new Trouble("media.trouble.CLEARED", "media.fetch.again")
                    : new Trouble("media.trouble.not.kept", "media.fetch");
        }
        return new Trouble(keeps ? "media.trouble.CLEARED_FOR_GOOD" : "media.trouble.not.kept.for.good", null);
    }

    String words() {
        return Texts.get(key);
    }

    /** What the button says that asks again; empty where there is to be none. */
    Optional<String> button() {
        return Optional.ofNullable(help).map(Texts::get);
    }
}
