package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.ParticipantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners after each commit what it touched, on the writer's thread: a listener must return at once and hand
 * work elsewhere. Subscribe first, read second.
 */
public final class ChangeFeed {

    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    ChangeFeed() {}

    /** What a commit touched: ids and nothing else. An event only means "read again". */
    public sealed interface Change {

        /** Rows of the list really differ from before. */
        record ConversationsChanged(Set<ConversationId> ids) implements Change {

            public ConversationsChanged {
                ids = Set.copyOf(ids);
            }
        }

        /** Messages of one conversation, or their reactions, attachments or states, really differ. */
        record ThreadChanged(ConversationId id) implements Change {}

        /** What is known to be missing of this conversation differs. */
        record GapsChanged(ConversationId id) implements Change {}

        /** A reply of this conversation was written, moved on, failed or went away. */
        record OutboxChanged(ConversationId id) implements Change {}

        /** A person's stored picture or profile differs. */
        record AvatarChanged(ParticipantId id) implements Change {}

        /** An account was added, removed, or its health differs. */
        record AccountChanged(AccountId id) implements Change {}

        /** A template, a category or a reminder was made, changed or used. */
        record TemplatesChanged() implements Change {}

        /** Everything may differ. */
        record Reset() implements Change {}
    }

    /** Ends a subscription when closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Listens from the next commit on, until the subscription is closed. */
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(List<Change> changes) {
        for (Change change : changes) {
            for (Consumer<Change> listener : listeners) {
                try {
                    listener.accept(change);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "a change listener failed", e);
                }
            }
        }
    }

    /**
     * What came in since somebody last looked, in the order in which it was stored: a message comes once, whatever brought
     * it. Only what counts as unread: nothing that was answered, seen or taken back meanwhile, at most the newest thousand.
     *
     * @param mark where to look from next time
     * @param messages stored after the mark of the last look, the oldest first
     * @param synced accounts whose history is here: all of it has a lower mark
     */
    public record Arrivals(long mark, List<Arrival> messages, Set<AccountId> synced) {

        private static final int MOST = 1_000;
        /** The outer join keeps H2 at the message's key: it would read every message of unread conversations otherwise. */
        static final String SINCE = "SELECT m.id, c.account_id, c.remote_id, m.sent_at, m.kind, m.body,"
                + " (SELECT a.kind FROM cache.attachment a WHERE a.message = m.id ORDER BY a.message, a.place LIMIT 1),"
                + " c.unread"
                + " FROM cache.message m LEFT JOIN cache.conversation c ON c.id = m.conversation"
                + " WHERE m.id > ? AND m.id <= ? AND m.direction = 'INBOUND' AND m.kind <> 'UNSENT'"
                + " AND COALESCE(c.unread, 0) > 0 AND m.sent_at >= COALESCE(c.seen_to, m.sent_at)"
                + " AND m.sent_at >= COALESCE(c.last_outbound_at, m.sent_at) ORDER BY m.id DESC LIMIT " + MOST;
        private static final String SYNCED = "SELECT account_id FROM cache.cursor WHERE first_sync_done_at IS NOT NULL";

        /**
         * A message that came in.
         *
         * @param order its mark
         * @param attachment of its first attachment, null for none
         */
        public record Arrival(long order, ConversationId conversation, Instant sentAt, Message.Kind kind,
                @Nullable String text, Attachment.@Nullable Kind attachment) {}

        /** In this order: an account counts as synced only if all of its history is below the mark read after. */
        static Arrivals read(Session session, long since) throws SQLException {
            Set<AccountId> synced = Set.copyOf(session.list(SYNCED, row -> new AccountId(row.text())));
            long mark = session.number("SELECT MAX(id) FROM cache.message");
            Map<ConversationId, Integer> counted = new HashMap<>();
            List<Arrival> newestFirst = new ArrayList<>();
            if (since >= 0) {
                session.list(SINCE, row -> {
                    Arrival arrival = arrival(row);
                    // Of two messages of one second one may be read: no more are told than the list counts as unread.
                    return counted.merge(arrival.conversation, 1, Integer::sum) <= row.small()
                            && newestFirst.add(arrival);
                }, since, mark);
            }
            return new Arrivals(mark, newestFirst.reversed(), synced);
        }

        private static Arrival arrival(Session.Row row) throws SQLException {
            return new Arrival(row.number(), new ConversationId(new AccountId(row.text()), row.text()), row.time(),
                    row.word(Message.Kind.class), row.textOrNull(), row.wordOrNull(Attachment.Kind.class));
        }
    }

    /**
     * Rows of the list as last read one by one, until a commit touches them: after each change the list and the open
     * conversation ask for the same row, and one query answers both.
     */
    static final class RecentRows {

        private static final int MOST = 64;

        private final Object reading = new Object();
        private final Map<ConversationId, Conversation> rows = new HashMap<>();
        private long version;

        /** The rows kept, and those that are not as read now; whoever asks meanwhile waits for them. */
        List<Conversation> get(List<ConversationId> ids, Function<List<ConversationId>, List<Conversation>> read) {
            synchronized (reading) {
                List<Conversation> found = new ArrayList<>();
                List<ConversationId> missing = new ArrayList<>();
                long before;
                synchronized (rows) {
                    before = version;
                    for (ConversationId id : ids) {
                        Conversation row = rows.get(id);
                        if (row == null) {
                            missing.add(id);
                        } else {
                            found.add(row);
                        }
                    }
                }
                if (!missing.isEmpty()) {
                    List<Conversation> fresh = read.apply(missing);
                    found.addAll(fresh);
                    keep(fresh, before);
                }
                return found;
            }
        }

        private void keep(List<Conversation> fresh, long before) {
            synchronized (rows) {
                if (version == before) {
                    if (rows.size() + fresh.size() > MOST) {
                        rows.clear();
                    }
                    fresh.forEach(row -> rows.put(row.id(), row));
                }
            }
        }

        /** To be told of every change before anybody else. */
        void changed(Change change) {
            synchronized (rows) {
                switch (change) {
                    case Change.ConversationsChanged(Set<ConversationId> ids) -> {
                        version++;
                        rows.keySet().removeAll(ids);
                    }
                    case Change.AvatarChanged _,Change.Reset _ -> {
                        version++;
                        rows.clear();
                    }
                    case Change.ThreadChanged _,Change.GapsChanged _,Change.OutboxChanged _,Change.AccountChanged _,Change.TemplatesChanged _ -> {
                        // What they change of a list row is told as ConversationsChanged too.
                    }
                }
            }
        }
    }
}
