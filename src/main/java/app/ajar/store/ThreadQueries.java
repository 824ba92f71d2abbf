package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ParticipantId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline reads: the union of stored messages and outbox rows, by keyset pages. A page with its attachments,
 * reactions and waiting replies is one statement.
 */
public final class ThreadQueries {

    private static final int EXPORT_PAGE = 500;
    /** At equal times messages stand before replies, each in the order in which they came. */
    private static final Comparator<ThreadEntry> ORDER = Comparator.comparing(ThreadEntry::at)
            .thenComparingInt(ThreadQueries::rank).thenComparingLong(ThreadQueries::order);

    /** Of a message with its parts. */
    private static final int MESSAGE_COLUMNS = 28;
    private static final String NO_MESSAGE = "NULL, ".repeat(MESSAGE_COLUMNS);
    // The order starts with the equality column, or H2 reads and sorts the whole conversation.
    private static final String INNER = "(SELECT * FROM cache.message USE INDEX (message_thread) WHERE conversation ="
            + " (SELECT id FROM cache.conversation WHERE account_id = ? AND remote_id = ?) AND ";
    private static final String BACKWARDS = " ORDER BY conversation DESC, sent_at DESC, id DESC LIMIT ?) m";
    private static final String FORWARDS = " ORDER BY conversation, sent_at, id LIMIT ?) m";
    private static final String OLDER = "sent_at <= ? AND (sent_at < ? OR id < ?)";
    private static final String NEWER = "sent_at >= ? AND (sent_at > ? OR id > ?)";

    /** The page before a place; package-private so that a test can have H2 explain it. */
    static final String PAGE_OLDER = page(OLDER + BACKWARDS, "o.created_at <= ? AND (o.created_at < ? OR o.id < ?)");
    private static final String PAGE_NEWER = page(NEWER + FORWARDS,
            "o.created_at >= ? AND (o.created_at > ? OR o.id > ?)");
    private static final String PAGE_TAIL = page(NEWER + BACKWARDS,
            "o.created_at >= ? AND (o.created_at > ? OR o.id > ?)");
    private static final String MESSAGES_FROM = "SELECT " + MessageRows.MESSAGE + MessageRows.PARTS + " FROM " + INNER
            + NEWER + FORWARDS + MessageRows.JOIN_PARTS;

    private static final String WITH_MEDIA = "attachments > 0 AND ";
    /** Messages with attachments before a place and after one; package-private so that a test can have H2 explain them. */
    static final String MEDIA_OLDER = media(OLDER + BACKWARDS);
    static final String MEDIA_NEWER = media(NEWER + FORWARDS);

    private static final String NEWEST_DETAILED = "SELECT sent_at FROM cache.message USE INDEX (message_thread)"
            + " WHERE conversation = (SELECT id FROM cache.conversation WHERE account_id = ? AND remote_id = ?)"
            + " ORDER BY conversation DESC, sent_at DESC, id DESC LIMIT 1 OFFSET " + (Message.DETAILED - 1);

    private static final String NUMBER_AFTER = "SELECT COUNT(*) FROM cache.message USE INDEX (message_thread) WHERE"
            + " conversation = (SELECT id FROM cache.conversation WHERE account_id = ? AND remote_id = ?)"
            + " AND sent_at > ?";

    private static final String EXTENT = "SELECT COUNT(*), MIN(sent_at) FROM cache.message WHERE conversation ="
            + " (SELECT id FROM cache.conversation WHERE account_id = ? AND remote_id = ?)";

    private final Sessions sessions;

    ThreadQueries(Sessions sessions) {
        this.sessions = sessions;
    }

    private static String page(String messages, String replies) {
        return "SELECT " + MessageRows.MESSAGE + MessageRows.PARTS + OutboxRows.NONE + " FROM " + INNER + messages
                + MessageRows.JOIN_PARTS + " UNION ALL SELECT " + NO_MESSAGE + OutboxRows.COLUMNS
                + " FROM local.outbox o WHERE o.account_id = ? AND o.conversation_id = ? AND " + OutboxRows.UNDER_WAY
                + " AND "
                + replies;
    }

    private static String media(String messages) {
        return "SELECT " + MessageRows.MESSAGE + MessageRows.PARTS + " FROM " + INNER + WITH_MEDIA + messages
                + MessageRows.JOIN_PARTS;
    }

    /** The newest {@code limit} entries, oldest first. */
    public List<ThreadEntry> newest(ConversationId id, int limit) {
        return last(entries(PAGE_OLDER, id, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, limit), limit);
    }

    /** Up to {@code limit} entries before the one given, oldest first. */
    public List<ThreadEntry> before(ConversationId id, ThreadEntry entry, int limit) {
        boolean stored = entry instanceof ThreadEntry.Stored;
        return last(entries(PAGE_OLDER, id, entry.at().toEpochMilli(), stored ? order(entry) : Long.MAX_VALUE,
                stored ? Long.MIN_VALUE : order(entry), limit), limit);
    }

    /** Up to {@code limit} entries after the one given, oldest first. */
    public List<ThreadEntry> after(ConversationId id, ThreadEntry entry, int limit) {
        boolean stored = entry instanceof ThreadEntry.Stored;
        List<ThreadEntry> found = entries(PAGE_NEWER, id, entry.at().toEpochMilli(),
                stored ? order(entry) : Long.MAX_VALUE, stored ? Long.MIN_VALUE : order(entry), limit);
        return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
    }

    /** All entries from the one given to the newest, itself included: what a reader at the bottom reads again. At most {@code limit}, the newest of them. */
    public List<ThreadEntry> from(ConversationId id, ThreadEntry entry, int limit) {
        boolean stored = entry instanceof ThreadEntry.Stored;
        return last(entries(PAGE_TAIL, id, entry.at().toEpochMilli(), stored ? order(entry) - 1 : Long.MAX_VALUE,
                stored ? Long.MIN_VALUE : order(entry) - 1, limit), limit);
    }

    /** The conversations with this person; one, unless the server gave a person a new thread. */
    public List<ConversationId> with(ParticipantId person) {
        return sessions.read(session -> session.list(
                "SELECT c.remote_id FROM cache.participant p JOIN cache.conversation c ON c.participant = p.id"
                        + " WHERE p.account_id = ? AND p.remote_id = ?",
                row -> new ConversationId(person.account(), row.text()), person.account().value(), person.value()));
    }

    public Optional<Message> message(ConversationId id, MessageId message) {
        return sessions.read(session -> {
            MessageRows.Reader reader = new MessageRows.Reader(id);
            session.list(MessageRows.ONE, row -> {
                reader.take(row);
                return true;
            }, id.account().value(), id.value(), message.value());
            return all(reader, session, id).stream().map(MessageRows.Stored::message).findFirst();
        });
    }

    /** Those of these messages that are stored, as they stand in the timeline. One statement. */
    public Map<MessageId, ThreadEntry.Stored> some(ConversationId id, Set<MessageId> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return sessions.read(session -> {
            MessageRows.Reader reader = new MessageRows.Reader(id);
            List<Object> key = new ArrayList<>(List.of(id.account().value(), id.value()));
            messages.forEach(message -> key.add(message.value()));
            session.list(MessageRows.some(messages.size()), row -> {
                reader.take(row);
                return true;
            }, key.toArray());
            return all(reader, session, id).stream()
                    .collect(Collectors.toUnmodifiableMap(stored -> stored.message().id(), ThreadQueries::entry));
        });
    }

    /** Our own stored messages not before the time given, oldest first: what settles an uncertain reply. */
    public List<Message> outboundSince(ConversationId id, Instant since) {
        List<Message> found = new ArrayList<>();
        eachMessage(id, since.toEpochMilli(), message -> {
            if (message.direction() == Message.Direction.OUTBOUND) {
                found.add(message);
            }
        });
        return found;
    }

    /** Hands every message of an account's conversation to the consumer, oldest first, without holding them all. */
    public void forEachMessage(ConversationId id, Consumer<Message> consumer) {
        eachMessage(id, Long.MIN_VALUE, consumer);
    }

    /** Up to {@code limit} stored messages later than the time given, oldest first. */
    public List<Message> messagesAfter(ConversationId id, Instant after, int limit) {
        return sessions.read(session -> {
            MessageRows.Reader reader = new MessageRows.Reader(id);
            session.list(MESSAGES_FROM, row -> {
                reader.take(row);
                return true;
            }, id.account().value(), id.value(), after, after, Long.MAX_VALUE, limit);
            return reader.all().stream().map(MessageRows.Stored::message).toList();
        });
    }

    /** How many messages later than the time given are stored. */
    public long numberAfter(ConversationId id, Instant after) {
        return sessions.read(session -> session.number(NUMBER_AFTER, id.account().value(), id.value(), after));
    }

    private void eachMessage(ConversationId id, long since, Consumer<Message> consumer) {
        long at = since;
        long key = Long.MIN_VALUE;
        List<MessageRows.Stored> page;
        do {
            long fromAt = at;
            long fromKey = key;
            page = sessions.read(session -> {
                MessageRows.Reader reader = new MessageRows.Reader(id);
                session.list(MESSAGES_FROM, row -> {
                    reader.take(row);
                    return true;
                }, id.account().value(), id.value(), fromAt, fromAt, fromKey, EXPORT_PAGE);
                return reader.all();
            });
            for (MessageRows.Stored stored : page) {
                consumer.accept(stored.message());
                at = stored.message().sentAt().toEpochMilli();
                key = stored.id();
            }
        } while (page.size() == EXPORT_PAGE);
    }

    /**
     * The attachments of up to {@code limit} messages before the place given, newest first, of whatever kind and state.
     *
     * @param before null for the newest
     */
    public MediaPage mediaBefore(ConversationId id, @Nullable MediaItem before, int limit) {
        return media(MEDIA_OLDER, id, before == null ? Long.MAX_VALUE : before.sentAt().toEpochMilli(),
                before == null ? Long.MAX_VALUE : before.order(), limit);
    }

    /** The attachments of up to {@code limit} messages after the place given, newest first, of whatever kind and state. */
    public MediaPage mediaAfter(ConversationId id, MediaItem after, int limit) {
        return media(MEDIA_NEWER, id, after.sentAt().toEpochMilli(), after.order(), limit);
    }

    private MediaPage media(String sql, ConversationId id, long at, long key, int limit) {
        List<MessageRows.Stored> messages = sessions.read(session -> {
            MessageRows.Reader reader = new MessageRows.Reader(id);
            session.list(sql, row -> {
                reader.take(row);
                return true;
            }, id.account().value(), id.value(), at, at, key, limit);
            return all(reader, session, id);
        });
        List<MediaItem> items = new ArrayList<>();
        for (MessageRows.Stored stored : messages) {
            for (Attachment attachment : stored.message().attachments()) {
                items.add(new MediaItem(stored.message(), stored.id(), attachment));
            }
        }
        items.sort(MediaItem.NEWEST_FIRST);
        return new MediaPage(items, messages.size() == limit);
    }

    /**
     * One attachment and where it stands in its conversation.
     *
     * @param order the database's own tie-breaker among equal times
     */
    public record MediaItem(Message message, long order, Attachment attachment) {

        /** The newest message first, and in a message the first attachment first. */
        public static final Comparator<MediaItem> NEWEST_FIRST = Comparator.comparing(MediaItem::sentAt)
                .thenComparingLong(MediaItem::order).reversed()
                .thenComparingInt(item -> item.attachment().position());

        public Instant sentAt() {
            return message.sentAt();
        }

        /** Names the attachment for as long as it lives. */
        public String key() {
            return order + " " + attachment.position();
        }
    }

    /**
     * A stretch of a conversation's attachments.
     *
     * @param more whether there may be more beyond its end
     */
    public record MediaPage(List<MediaItem> items, boolean more) {}

    /** How much of a conversation is stored; read from an index alone. */
    public Extent extent(ConversationId id) {
        return sessions.read(session -> {
            List<Extent> found = session.list(EXTENT, row -> new Extent(row.number(), row.timeOrNull()),
                    id.account().value(), id.value());
            return found.getFirst();
        });
    }

    /**
     * What is stored of one conversation.
     *
     * @param oldest when its oldest stored message was sent, null when there is none
     */
    public record Extent(long messages, @Nullable Instant oldest) {}

    /** What people wrote that is stored since this mark, a mark of {@link ChangeFeed.Arrivals} or -1 for none yet. */
    public ChangeFeed.Arrivals arrivals(long since) {
        return sessions.read(session -> ChangeFeed.Arrivals.read(session, since));
    }

    /** Messages stored, of one account or (null) of all. */
    public long messageCount(@Nullable AccountId account) {
        return sessions.read(session -> account == null
                ? session.number("SELECT SUM(messages) FROM cache.tally")
                : session.number("SELECT messages FROM cache.tally WHERE account_id = ?", account.value()));
    }

    private List<ThreadEntry> entries(String sql, ConversationId id, long at, long messageKey, long outboxKey,
            int limit) {
        return sessions.read(session -> {
            MessageRows.Reader reader = new MessageRows.Reader(id);
            List<ThreadEntry> found = new ArrayList<>();
            session.list(sql, row -> {
                if (row.isNull()) {
                    row.skip(MESSAGE_COLUMNS);
                    found.add(waiting(OutboxRows.one(id, row)));
                } else {
                    reader.take(row);
                }
                return true;
            }, id.account().value(), id.value(), at, at, messageKey, limit, id.account().value(), id.value(), at, at,
                    outboxKey);
            all(reader, session, id).forEach(stored -> found.add(entry(stored)));
            found.sort(ORDER);
            return found;
        });
    }

    /**
     * What was read. Only where something of it was cleared does it take one more statement, for all of it: whether Meta
     * still gives a fresh address depends on how many messages came since.
     */
    private static List<MessageRows.Stored> all(MessageRows.Reader reader, Session session, ConversationId id)
            throws SQLException {
        List<MessageRows.Stored> found = reader.all();
        if (found.stream().noneMatch(stored -> stored.message().attachments().stream()
                .anyMatch(ThreadQueries::isCleared))) {
            return found;
        }
        Instant first = session.first(NEWEST_DETAILED, Session.Row::time, id.account().value(), id.value())
                .orElse(Instant.MIN);
        return found.stream().map(stored -> stored.message().sentAt().isBefore(first)
                ? new MessageRows.Stored(stored.id(), clearedForGood(stored.message()), stored.outboxId())
                : stored).toList();
    }

    private static boolean isCleared(Attachment attachment) {
        return attachment.trouble() == Attachment.Trouble.CLEARED;
    }

    private static Message clearedForGood(Message message) {
        return message.withAttachments(message.attachments().stream().map(attachment -> isCleared(attachment)
                ? attachment.withTrouble(Attachment.Trouble.CLEARED_FOR_GOOD)
                : attachment).toList());
    }

    static ThreadEntry waiting(OutboxMessage reply) {
        return new ThreadEntry.Waiting(outboxKey(reply.id().value()), reply);
    }

    static ThreadEntry.Stored entry(MessageRows.Stored stored) {
        Long outbox = stored.outboxId();
        return new ThreadEntry.Stored(outbox == null ? "m" + stored.id() : outboxKey(outbox), stored.message(),
                outbox != null, stored.id());
    }

    private static String outboxKey(long id) {
        return "o" + id;
    }

    private static List<ThreadEntry> last(List<ThreadEntry> all, int limit) {
        return all.size() <= limit ? all : List.copyOf(all.subList(all.size() - limit, all.size()));
    }

    private static int rank(ThreadEntry entry) {
        return entry instanceof ThreadEntry.Stored ? 0 : 1;
    }

    private static long order(ThreadEntry entry) {
        return switch (entry) {
            case ThreadEntry.Stored stored -> stored.order();
            case ThreadEntry.Waiting waiting -> waiting.reply().id().value();
        };
    }
}
