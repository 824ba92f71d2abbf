package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the list reads: newest activity first, by keyset pages, never by offset. */
public final class ConversationQueries {

    ConversationQueries() {}

    /**
     * Up to {@code limit} conversations after the one given, newest first; the closing tab is ordered by what closes
     * first.
     *
     * @param after the last row of the page before, null for the first page
     */
    public List<Conversation> page(ConversationFilter filter, @Nullable Conversation after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The rows with these ids, in any order; missing ones are left out. One query. */
    public List<Conversation> byIds(Collection<ConversationId> ids) {
        throw new UnsupportedOperationException();
    }

    public Optional<Conversation> find(ConversationId id) {
        throw new UnsupportedOperationException();
    }

    /** Finds by Meta's id alone, over all accounts; for the command line. */
    public List<ConversationId> withRemoteId(String value) {
        throw new UnsupportedOperationException();
    }

    /** Conversations with unread messages, and those closing soon, of one account or (null) of all. Cheap. */
    public Counts counts(@Nullable AccountId account, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * What the badges show.
     *
     * @param unread conversations with unread messages
     * @param closing conversations whose window closes within two hours
     * @param conversations all conversations
     * @param messages all stored messages
     */
    public record Counts(long unread, long closing, long conversations, long messages) {}
}
