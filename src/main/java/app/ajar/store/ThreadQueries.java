package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the timeline reads: the union of stored messages and outbox rows, by keyset pages. */
public final class ThreadQueries {

    ThreadQueries() {}

    /** The newest {@code limit} entries, oldest first. */
    public List<ThreadEntry> newest(ConversationId id, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} entries before the one given, oldest first. */
    public List<ThreadEntry> before(ConversationId id, ThreadEntry entry, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Up to {@code limit} entries after the one given, oldest first. */
    public List<ThreadEntry> after(ConversationId id, ThreadEntry entry, int limit) {
        throw new UnsupportedOperationException();
    }

    /** All entries from the one given to the newest, itself included: what a reader at the bottom reads again. At most {@code limit}, the newest of them. */
    public List<ThreadEntry> from(ConversationId id, ThreadEntry entry, int limit) {
        throw new UnsupportedOperationException();
    }

    public Optional<Message> message(ConversationId id, MessageId message) {
        throw new UnsupportedOperationException();
    }

    /** Our own stored messages not before the time given, oldest first: what settles an uncertain reply. */
    public List<Message> outboundSince(ConversationId id, Instant since) {
        throw new UnsupportedOperationException();
    }

    /** Hands every message of an account's conversation to the consumer, oldest first, without holding them all. */
    public void forEachMessage(ConversationId id, Consumer<Message> consumer) {
        throw new UnsupportedOperationException();
    }

    /** Messages stored, of one account or (null) of all. */
    public long messageCount(@Nullable AccountId account) {
        throw new UnsupportedOperationException();
    }
}
