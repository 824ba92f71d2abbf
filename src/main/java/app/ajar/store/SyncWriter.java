package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the server said into the cache: each call is one transaction, idempotent by Meta's ids, and publishes only
 * what really differs. History only grows: a message that is missing, or bare, in a later answer stays as stored.
 */
public final class SyncWriter {

    SyncWriter() {}

    /**
     * One conversation as a page of the list or a thread gave it.
     *
     * @param updatedAt Meta's {@code updated_time}
     * @param person the other side; null when the answer named nobody
     * @param messages the detailed messages of the answer, any order; bare ids are left out by the caller
     * @param inboundUnseen every detailed message is ours although older ones exist
     * @param raw JSON of what was not understood, null when all was
     */
    public record Pulled(ConversationId id, Instant updatedAt, @Nullable Participant person, List<Message> messages,
            boolean inboundUnseen, @Nullable String raw) {

        public Pulled {
            messages = List.copyOf(messages);
        }
    }

    /**
     * What one page brought.
     *
     * @param changedConversations how many of the page's conversations really differ
     * @param newMessages ids of messages that were not stored before
     */
    public record Applied(int changedConversations, Map<ConversationId, List<MessageId>> newMessages) {}

    /**
     * Stores a page and the cursor it brought, together. Outbound messages that carry the words of an uncertain or
     * sending reply and are not older than its attempt (whole seconds) replace that outbox row in the same transaction,
     * each at most one, oldest first, and keep its bubble's key. New inbound messages of an account past its first
     * sync count as unread.
     *
     * @param cursor null leaves the stored cursor alone
     */
    public Applied applyPage(AccountId account, List<Pulled> page, @Nullable SyncCursor cursor) {
        throw new UnsupportedOperationException();
    }

    /** Rows no part of Ajar could read: counted and kept, never fatal. */
    public void keepUnreadable(AccountId account, String what, String raw) {
        throw new UnsupportedOperationException();
    }

    /** Stores a person's profile; facts that the new one lacks are kept. */
    public void putProfile(Participant person) {
        throw new UnsupportedOperationException();
    }

    public Optional<Participant> participant(ParticipantId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<SyncCursor> cursor(AccountId account) {
        throw new UnsupportedOperationException();
    }

    /** Meta's {@code updated_time} as stored, for each of these conversations that is known. */
    public Map<ConversationId, Instant> updatedTimes(List<ConversationId> ids) {
        throw new UnsupportedOperationException();
    }

    /** Meta refused a reply because the window is over: final until the person writes again. */
    public void windowRefused(ConversationId id) {
        throw new UnsupportedOperationException();
    }
}
