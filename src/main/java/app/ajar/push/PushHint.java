package app.ajar.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a push says happened. Only a hint: what is shown comes from Instagram's API, which is asked because of it. All
 * ids are Meta's, of one account.
 */
public sealed interface PushHint {

    /** Whom and which conversation a hint is about; either may be unknown, and both are then. */
    record About(@Nullable String person, @Nullable String conversation) {

        /** It is not said which conversation. */
        static final About ANYBODY = new About(null, null);
    }

    About about();

    /**
     * A message came or went out.
     *
     * @param message its id, null when the push did not say
     * @param at when it was written, null when the push did not say
     */
    record Written(About about, @Nullable String message, @Nullable Instant at) implements PushHint {}

    /** Somebody reacted to a message, or took the reaction back. */
    record Reacted(About about) implements PushHint {}

    /** The person has read; the API does not tell this at all. */
    record Seen(About about) implements PushHint {}

    /** A message was taken back. */
    record Unsent(About about, @Nullable String message) implements PushHint {}

    /** Something else is different: an edit, a row that changed, a kind of event that is not known. */
    record Changed(About about) implements PushHint {}
}
