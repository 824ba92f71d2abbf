package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages with their attachments and reactions as rows: read, written, and merged so that history only grows. */
final class MessageRows {

    /** Columns of {@code cache.message m}, as {@link Reader} reads them. */
    static final String MESSAGE = "m.id, m.remote_id, m.direction, m.sender_id, m.sent_at, m.body, m.kind, m.state,"
            + " m.story_id, m.story_url, m.reply_to, m.raw, m.outbox_id";
    /** Columns of {@code cache.attachment a} and {@code cache.reaction r}, which follow. */
    static final String PARTS = ", a.place, a.kind, a.remote_id, a.url, a.preview_url, a.mime_type, a.title, a.width,"
            + " a.height, a.state, a.file, a.trouble, r.place, r.by_id, r.emoji";
    /** One statement brings a page with all its parts: the few attachments times the few reactions are told apart here. */
    static final String JOIN_PARTS = " LEFT JOIN cache.attachment a ON a.message = m.id"
            + " LEFT JOIN cache.reaction r ON r.message = m.id ";

    /** One message by account, conversation and message id. */
    static final String ONE = "SELECT " + MESSAGE + PARTS + " FROM cache.message m" + JOIN_PARTS
            + "WHERE m.conversation = (SELECT id FROM cache.conversation WHERE account_id = ? AND remote_id = ?)"
            + " AND m.remote_id = ?";

    private MessageRows() {}

    /** So many messages, by account, conversation and message ids; each by the index of its id. */
    static String some(int count) {
        return ONE.substring(0, ONE.length() - 1 - "= ".length()) + "IN (" + "?, ".repeat(count - 1) + "?)"
                + " ORDER BY m.sent_at, m.id";
    }

    /** A message with the database's own facts about it. */
    record Stored(long id, Message message, @Nullable Long outboxId) {}

    /** Puts joined rows together again, in the order in which the messages come. */
    static final class Reader {

        private final ConversationId conversation;
        private final List<Stored> found = new ArrayList<>();
        private final SortedMap<Integer, Attachment> attachments = new TreeMap<>();
        private final SortedMap<Integer, Message.Reaction> reactions = new TreeMap<>();
        private @Nullable Stored present;

        Reader(ConversationId conversation) {
            this.conversation = conversation;
        }

        void take(Session.Row row) throws SQLException {
            long id = row.number();
            if (present != null && present.id == id) {
                row.skip(12);
            } else {
                finishMessage();
                present = header(id, row);
            }
            Integer place = row.smallOrNull();
            if (place == null) {
                row.skip(11);
            } else {
                attachments.put(place,
                        new Attachment(place, row.word(Attachment.Kind.class), row.textOrNull(), row.textOrNull(),
                                row.textOrNull(), row.textOrNull(), row.textOrNull(), row.smallOrNull(),
                                row.smallOrNull(), row.word(Attachment.State.class), row.textOrNull(),
                                row.wordOrNull(Attachment.Trouble.class)));
            }
            Integer reaction = row.smallOrNull();
            if (reaction == null) {
                row.skip(2);
            } else {
                reactions.put(reaction, new Message.Reaction(row.text(), row.text()));
            }
        }

        private Stored header(long id, Session.Row row) throws SQLException {
            MessageId remote = new MessageId(row.text());
            Message.Direction direction = row.word(Message.Direction.class);
            String sender = row.text();
            var sentAt = row.time();
            String body = row.textOrNull();
            Message.Kind kind = row.word(Message.Kind.class);
            DeliveryState state = row.word(DeliveryState.class);
            String storyId = row.textOrNull();
            String storyUrl = row.textOrNull();
            String replyTo = row.textOrNull();
            String raw = row.textOrNull();
            return new Stored(id,
                    new Message(conversation, remote, direction, sender, sentAt, body, kind, state,
                            storyId == null && storyUrl == null ? null : new Message.Story(storyId, storyUrl),
                            replyTo == null ? null : new MessageId(replyTo), List.of(), List.of(), raw),
                    row.numberOrNull());
        }

        private void finishMessage() {
            if (present == null) {
                return;
            }
            if (!attachments.isEmpty() || !reactions.isEmpty()) {
                present = new Stored(present.id, withParts(present.message, List.copyOf(attachments.values()),
                        List.copyOf(reactions.values())), present.outboxId);
                attachments.clear();
                reactions.clear();
            }
            found.add(present);
            present = null;
        }

        List<Stored> all() {
            finishMessage();
            return found;
        }
    }

    static Optional<Stored> find(Session.Tx tx, long conversation, ConversationId id, MessageId message)
            throws SQLException {
        return find(tx, conversation, id, List.of(message)).stream().findFirst();
    }

    private static List<Stored> find(Session.Tx tx, long conversation, ConversationId id, List<MessageId> messages)
            throws SQLException {
        Stream<Object> values = Stream.concat(Stream.of(conversation), messages.stream().map(MessageId::value));
        return read(tx, id, "SELECT " + MESSAGE + PARTS + " FROM cache.message m" + JOIN_PARTS
                + "WHERE m.conversation = ? AND m.remote_id IN (" + "?, ".repeat(messages.size() - 1) + "?)",
                values.toArray(Object[]::new));
    }

    /** What is stored of these messages, beside others of their time: what a page of the API is compared with. */
    static Map<MessageId, Stored> near(Session.Tx tx, long conversation, ConversationId id, List<Message> oldestFirst)
            throws SQLException {
        Map<MessageId, Stored> found = new HashMap<>();
        read(tx, id, "SELECT " + MESSAGE + PARTS + " FROM (SELECT * FROM cache.message USE INDEX (message_thread)"
                + " WHERE conversation = ? AND sent_at >= ? ORDER BY conversation DESC, sent_at DESC, id DESC"
                + " LIMIT 100) m" + JOIN_PARTS, conversation, oldestFirst.getFirst().sentAt())
                .forEach(stored -> found.put(stored.message.id(), stored));
        List<MessageId> rest = oldestFirst.stream().map(Message::id).filter(each -> !found.containsKey(each)).toList();
        List<Stored> others = rest.isEmpty() ? List.of() : find(tx, conversation, id, rest);
        others.forEach(stored -> found.put(stored.message.id(), stored));
        return found;
    }

    /** The rows of one message must follow one another. */
    private static List<Stored> read(Session.Tx tx, ConversationId id, String sql, Object... values)
            throws SQLException {
        Reader reader = new Reader(id);
        tx.list(sql, row -> {
            reader.take(row);
            return true;
        }, values);
        return reader.all();
    }

    /** How many messages of the person came after the time given. */
    static int inboundAfter(Session.Tx tx, long conversation, Instant since) throws SQLException {
        return (int) tx.number("SELECT COUNT(*) FROM cache.message USE INDEX (message_thread) WHERE conversation = ?"
                + " AND sent_at > ? AND direction = 'INBOUND'", conversation, since);
    }

    static void insert(Session.Tx tx, long conversation, Message message, @Nullable Long outboxId)
            throws SQLException {
        long id = tx.number("SELECT MAX(id) FROM cache.message") + 1;
        Message.Story story = message.story();
        tx.update("INSERT INTO cache.message (id, conversation, remote_id, direction, sender_id, sent_at, body, kind,"
                + " state, story_id, story_url, reply_to, raw, outbox_id, attachments, reactions)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, conversation, message.id().value(),
                message.direction(), message.senderId(), message.sentAt(), message.text(), message.kind(),
                message.state(), story == null ? null : story.id(), story == null ? null : story.url(),
                message.replyTo() == null ? null : message.replyTo().value(), message.raw(), outboxId,
                message.attachments().size(), message.reactions().size());
        insertAttachments(tx, id, message);
        insertReactions(tx, id, message);
    }

    /** Writes what differs between the stored message and its merged successor. */
    static void update(Session.Tx tx, Stored stored, Message next) throws SQLException {
        Message before = stored.message;
        Message.Story story = next.story();
        if (!withParts(before, List.of(), List.of()).equals(withParts(next, List.of(), List.of()))
                || before.attachments().size() != next.attachments().size()
                || before.reactions().size() != next.reactions().size()) {
            tx.update("UPDATE cache.message SET direction = ?, sender_id = ?, sent_at = ?, body = ?, kind = ?,"
                    + " state = ?, story_id = ?, story_url = ?, reply_to = ?, raw = ?, attachments = ?,"
                    + " reactions = ? WHERE id = ?", next.direction(), next.senderId(), next.sentAt(), next.text(),
                    next.kind(), next.state(), story == null ? null : story.id(), story == null ? null : story.url(),
                    next.replyTo() == null ? null : next.replyTo().value(), next.raw(), next.attachments().size(),
                    next.reactions().size(), stored.id);
        }
        if (!before.attachments().equals(next.attachments()) || !before.sentAt().equals(next.sentAt())) {
            updateAttachments(tx, stored, next);
        }
        if (!before.reactions().equals(next.reactions())) {
            tx.update("DELETE FROM cache.reaction WHERE message = ?", stored.id);
            insertReactions(tx, stored.id, next);
        }
    }

    private static void insertAttachments(Session.Tx tx, long id, Message message) throws SQLException {
        for (Attachment a : message.attachments()) {
            tx.update(
                    "INSERT INTO cache.attachment (kind, remote_id, url, preview_url, mime_type, title, width, height,"
                            + " state, file, trouble, sent_at, message, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    columns(a, message, id));
        }
    }

    /** In place, where each is what it was: what is known of its file beside these columns stays. */
    private static void updateAttachments(Session.Tx tx, Stored stored, Message next) throws SQLException {
        List<Attachment> before = stored.message.attachments();
        boolean same = before.size() == next.attachments().size();
        for (int i = 0; same && i < before.size(); i++) {
            Attachment old = before.get(i);
            Attachment now = next.attachments().get(i);
            same = Objects.equals(old.file(), now.file())
                    && (old.remoteId() == null || old.remoteId().equals(now.remoteId()));
        }
        if (!same) {
            tx.update("DELETE FROM cache.attachment WHERE message = ?", stored.id);
            insertAttachments(tx, stored.id, next);
            return;
        }
        for (Attachment a : next.attachments()) {
            tx.update("UPDATE cache.attachment SET kind = ?, remote_id = ?, url = ?, preview_url = ?, mime_type = ?,"
                    + " title = ?, width = ?, height = ?, state = ?, file = ?, trouble = ?, sent_at = ?"
                    + " WHERE message = ? AND place = ?", columns(a, next, stored.id));
        }
    }

    private static @Nullable Object[] columns(Attachment a, Message message, long id) {
        return new @Nullable Object[]{a.kind(), a.remoteId(), a.url(), a.previewUrl(), a.mimeType(), a.title(),
                a.width(), a.height(), a.state(), a.file(), a.trouble(), message.sentAt(), id, a.position()};
    }

    private static void insertReactions(Session.Tx tx, long id, Message message) throws SQLException {
        int place = 0;
        for (Message.Reaction reaction : message.reactions()) {
            tx.update("INSERT INTO cache.reaction (message, place, by_id, emoji) VALUES (?, ?, ?, ?)", id, place++,
                    reaction.by(), reaction.emoji());
        }
    }

    /**
     * What is stored after the server spoke again. Facts that the answer lacks are kept: Meta details only a thread's
     * newest 20 messages, and an account may be down the ladder of field sets.
     *
     * @param allFields whether the answer was asked with every field, so that missing reactions are gone ones
     */
    static Message merge(Message old, Message next, boolean allFields) {
        boolean poorer = (isBlank(next.text()) && !isBlank(old.text()))
                || next.attachments().size() < old.attachments().size()
                || (next.story() == null && old.story() != null);
        boolean oldKindStays = old.kind() != Message.Kind.UNSUPPORTED
                && (poorer || next.kind() == Message.Kind.UNSUPPORTED);
        boolean reactionsKnown = !next.reactions().isEmpty() || (allFields && !poorer);
        return new Message(old.conversation(), old.id(), next.direction(), next.senderId(), next.sentAt(),
                isBlank(next.text()) ? old.text() : next.text(), oldKindStays ? old.kind() : next.kind(),
                later(old.state(), next.state()), story(old.story(), next.story()),
                next.replyTo() == null ? old.replyTo() : next.replyTo(),
                attachments(old.attachments(), next.attachments()),
                reactionsKnown ? next.reactions() : old.reactions(), next.raw() == null ? old.raw() : next.raw());
    }

    /** Our reactions as the user wants them, where the server does not have them yet; empty for none at all. */
    static Map<MessageId, Optional<String>> wanted(Session.Tx tx, AccountId account) throws SQLException {
        Map<MessageId, Optional<String>> wanted = new HashMap<>();
        tx.list("SELECT message_id, emoji FROM local.reaction WHERE account_id = ?", row -> {
            wanted.put(new MessageId(row.text()), Optional.ofNullable(row.textOrNull()));
            return true;
        }, account.value());
        return wanted;
    }

    /** The message with our reaction as the user wants it, where they want another than the server has. */
    static Message withWanted(Message message, Map<MessageId, Optional<String>> wanted) {
        Optional<String> emoji = wanted.get(message.id());
        String account = message.conversation().account().value();
        return emoji == null || Objects.equals(message.reactionOf(account), emoji.orElse(null))
                ? message
                : message.withReaction(account, emoji.orElse(null));
    }

    /** Whether the two differ in anything but signatures and raw JSON: in what a person could see. */
    static boolean visiblyDiffers(Message a, Message b) {
        return !bare(a).equals(bare(b));
    }

    private static Message bare(Message m) {
        List<Attachment> unsigned = m.attachments().stream()
                .map(a -> new Attachment(a.position(), a.kind(), a.remoteId(), a.url() == null ? null : "",
                        a.previewUrl() == null ? null : "", a.mimeType(), a.title(), a.width(), a.height(), a.state(),
                        a.file(), a.trouble()))
                .toList();
        Message.Story story = m.story();
        return new Message(m.conversation(), m.id(), m.direction(), m.senderId(), m.sentAt(), m.text(), m.kind(),
                m.state(), story == null ? null : new Message.Story(story.id(), story.url() == null ? null : ""),
                m.replyTo(), unsigned, m.reactions(), null);
    }

    private static Message withParts(Message m, List<Attachment> attachments, List<Message.Reaction> reactions) {
        return new Message(m.conversation(), m.id(), m.direction(), m.senderId(), m.sentAt(), m.text(), m.kind(),
                m.state(), m.story(), m.replyTo(), attachments, reactions, m.raw());
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    /** A read message never goes back to sent. */
    private static DeliveryState later(DeliveryState old, DeliveryState next) {
        return old == DeliveryState.SEEN ? old : next;
    }

    private static Message.@Nullable Story story(Message.@Nullable Story old, Message.@Nullable Story next) {
        if (old == null || next == null) {
            return next == null ? old : next;
        }
        return new Message.Story(next.id() == null ? old.id() : next.id(),
                next.url() == null ? old.url() : next.url());
    }

    private static List<Attachment> attachments(List<Attachment> old, List<Attachment> next) {
        List<Attachment> left = new ArrayList<>(old);
        List<Attachment> merged = new ArrayList<>();
        for (Attachment fresh : next) {
            Attachment same = sameOf(left, next, fresh);
            left.remove(same);
            merged.add(same == null ? placed(fresh, merged.size()) : attachment(same, fresh, merged.size()));
        }
        for (Attachment missing : left) {
            if (merged.size() < old.size()) {
                merged.add(placed(missing, merged.size()));
            }
        }
        return merged;
    }

    /** By Meta's id; else by place, unless that one is named by another's id. */
    private static @Nullable Attachment sameOf(List<Attachment> old, List<Attachment> next, Attachment fresh) {
        for (Attachment candidate : old) {
            if (fresh.remoteId() != null && fresh.remoteId().equals(candidate.remoteId())) {
                return candidate;
            }
        }
        for (Attachment candidate : old) {
            if (candidate.position() == fresh.position() && (candidate.remoteId() == null
                    || next.stream().noneMatch(a -> Objects.equals(a.remoteId(), candidate.remoteId())))) {
                return candidate;
            }
        }
        return null;
    }

    /** What its bytes told of it stands, and so does its state, unless it had no address and now has one. */
    private static Attachment attachment(Attachment old, Attachment next, int place) {
        boolean addressed = old.state() == Attachment.State.FAILED && old.url() == null && next.url() != null;
        boolean known = !addressed && (old.state() != Attachment.State.PENDING || old.file() != null);
        boolean here = old.file() != null;
        return new Attachment(place, here ? old.kind() : next.kind(), or(next.remoteId(), old.remoteId()),
                or(next.url(), old.url()), or(next.previewUrl(), old.previewUrl()),
                here ? or(old.mimeType(), next.mimeType()) : or(next.mimeType(), old.mimeType()),
                or(next.title(), old.title()), here ? or(old.width(), next.width()) : or(next.width(), old.width()),
                here ? or(old.height(), next.height()) : or(next.height(), old.height()),
                known ? old.state() : next.state(), known ? old.file() : next.file(),
                // What waits for room goes on waiting for it.
                known || (old.state() == next.state() && !addressed) ? old.trouble() : next.trouble());
    }

    private static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
        return first == null ? second : first;
    }

    /** The message as it can be stored: in this conversation, with whole milliseconds and attachments counted from 0. */
    static Message storable(ConversationId conversation, Message m) {
        List<Attachment> placed = new ArrayList<>();
        for (Attachment a : m.attachments()) {
            placed.add(placed(a, placed.size()));
        }
        return new Message(conversation, m.id(), m.direction(), m.senderId(), Session.millis(m.sentAt()), m.text(),
                m.kind(), m.state(), m.story(), m.replyTo(), placed, m.reactions(), m.raw());
    }

    private static Attachment placed(Attachment a, int place) {
        return new Attachment(place, a.kind(), a.remoteId(), a.url(), a.previewUrl(), a.mimeType(), a.title(),
                a.width(), a.height(), a.state(), a.file(), a.trouble());
    }
}
