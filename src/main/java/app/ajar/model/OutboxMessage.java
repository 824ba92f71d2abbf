package app.ajar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reply on its way out.
 *
 * @param createdAt when the user wrote it
 * @param attemptedAt when it was last handed to the network, null when never
 * @param failure why it is {@code FAILED}, else null
 * @param failureDetail code and subcode of Meta's refusal for the curious, never its text; null when none
 */
public record OutboxMessage(OutboxId id, ConversationId conversation, String text, boolean humanAgent,
        DeliveryState state, Instant createdAt, @Nullable Instant attemptedAt, @Nullable Failure failure,
        @Nullable String failureDetail) {

    /** Why a reply was not sent, in terms a person can act on. */
    public enum Failure {
        /** The 24 hours are over: seen here before sending, or Meta's 10/2534022 and 10/2018278. */
        WINDOW_CLOSED(false),
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
        /** Meta refused for another reason. */
        REFUSED(true),
        /** The thread was read after a lost answer and the reply is not there. */
        NOT_DELIVERED(true);

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
