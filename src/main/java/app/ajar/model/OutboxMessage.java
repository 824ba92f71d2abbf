package app.ajar.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reply on its way out.
 *
 * @param content what is sent
 * @param createdAt when the user wrote it, or when it took its turn last
 * @param plan when it goes; of meaning only while it is {@code QUEUED}
 * @param attemptedAt when it was last handed to the network, null when never
 * @param failure why it is {@code FAILED}, else null
 * @param failureDetail code and subcode of Meta's refusal for the curious, never its text; null when none
 */
public record OutboxMessage(OutboxId id, ConversationId conversation, Content content, boolean humanAgent,
        DeliveryState state, Instant createdAt, Plan plan, @Nullable Instant attemptedAt, @Nullable Failure failure,
        @Nullable String failureDetail) {

    /** The words; empty for what has none. */
    public String text() {
        return content.text();
    }

    /** Whether it takes part in the conversation already: not one that waits for a time, for the person or for the user. */
    public boolean underWay() {
        return state != DeliveryState.QUEUED || plan instanceof Plan.Now;
    }

    /**
     * What a reply says.
     *
     * @param text the words, at most {@link ReplyText#MOST_BYTES}; for a heart the emoji that stands for it, else empty
     * @param url where Meta fetches the file from; null for words and hearts
     * @param replyTo the message that it answers, null for none
     */
    public record Content(Kind kind, String text, @Nullable String url, @Nullable MessageId replyTo) {

        /** What Instagram can be given (messaging-api page). */
        public enum Kind {
            TEXT, IMAGE, VIDEO, AUDIO, FILE, HEART
        }

        /** Words alone. */
        public static Content words(String text) {
            return new Content(Kind.TEXT, text, null, null);
        }

        /** Instagram's heart sticker. */
        public static Content heart() {
            return new Content(Kind.HEART, Message.HEART, null, null);
        }

        /** The same as an answer to one message; null for an answer to none. */
        public Content answering(@Nullable MessageId message) {
            return new Content(kind, text, url, message);
        }

        public Content withText(String words) {
            return new Content(kind, words, url, replyTo);
        }
    }

    /** When a waiting reply goes. */
    public sealed interface Plan {

        /** At once. */
        Now AT_ONCE = new Now(null, null);

        /** No reply is held longer; a time further ahead means that the clock was set back. */
        Duration LONGEST_HOLD = Duration.ofSeconds(10);

        /**
         * As soon as its turn comes.
         *
         * @param heldUntil until when it can be taken back, null for at once
         * @param due when it was planned to go, null when it was never planned: one that is late is asked about
         */
        record Now(@Nullable Instant heldUntil, @Nullable Instant due) implements Plan {

            /** Whether it can still be taken back. */
            public boolean held(Instant now) {
                return heldUntil != null && now.isBefore(heldUntil)
                        && !now.plus(LONGEST_HOLD).isBefore(heldUntil);
            }
        }

        /** At a time. */
        record At(Instant due) implements Plan {}

        /**
         * As soon as the person writes again.
         *
         * @param lastInbound when they had written last, null when that was not known
         * @param byItself whether it goes without asking
         */
        record WhenTheyWrite(@Nullable Instant lastInbound, boolean byItself) implements Plan {}

        /**
         * When the user says so.
         *
         * @param due when it should have gone; null when the person wrote again
         */
        record Asks(@Nullable Instant due) implements Plan {}
    }

    /** Why a reply was not sent, in terms a person can act on. */
    public enum Failure {
        /** The 24 hours are over: seen here before sending, or Meta's 10/2534022 and 10/2018278. */
        WINDOW_CLOSED(false),
        /** The window closed while the reply waited for the connection. */
        CLOSED_WHILE_OFFLINE(false),
        /** It was due at a time when the window was closed. */
        EXPIRED(false),
        /** Meta's 10/2018108, 551, 200/1545041, 100/2018001, 100/2534014, 230. */
        PERSON_UNAVAILABLE(false),
        /** Meta restricts the business for a time. */
        BUSINESS_RESTRICTED(false),
        /** Another app owns the conversation. */
        HANDLED_ELSEWHERE(false),
        /** The account must be connected again, or a permission or switch is missing. */
        NO_ACCESS(true),
        /** More than 1,000 bytes. */
        TOO_LONG(false),
        /** Meta has not approved the account to answer within seven days. */
        HUMAN_AGENT_REFUSED(false),
        /** Nobody said today that a person answers, which the seven days are for. */
        HUMAN_AGENT_UNCONFIRMED(false),
        /** Meta could not fetch the file from its address. */
        FILE_UNREACHABLE(false),
        /** Meta refused for another reason. */
        REFUSED(true),
        /** The thread was read after a lost answer and the reply is not there. */
        NOT_DELIVERED(true),
        /** It stood in a copy that was restored, and may have been sent since the copy was made. */
        RESTORED(true);

        private final boolean retryable;

        Failure(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether trying again unchanged can help. */
        public boolean retryable() {
            return retryable;
        }
    }
}
