package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the list reads: newest activity first, by keyset pages, never by offset. */
public final class ConversationQueries {

    private static final String COLUMNS = "SELECT c.account_id, c.remote_id, c.last_message_at, c.preview,"
            + " c.preview_kind, c.preview_attachment, c.preview_direction, c.preview_state, c.last_inbound_at,"
            + " c.opener, c.inbound_unseen, c.refused, c.unread, c.priority, p.remote_id, p.username, p.name,"
            + " p.picture_url, p.followers, p.follows_us, p.followed_by_us, p.verified, p.profile_at, p.avatar_file"
            + " FROM ";
    private static final String PERSON = " LEFT JOIN cache.participant p ON p.id = c.participant WHERE ";
    // Hints, because H2 weighs indexes by statistics that change under it, and sorts the whole list on a wrong guess.
    private static final String SELECT = COLUMNS + "cache.conversation c%s" + PERSON;
    /** An array is looked up id by id; a list of pairs H2 would compare with every row there is. */
    static final String BY_IDS = COLUMNS + "UNNEST(CAST(? AS VARCHAR ARRAY)) wanted(id) JOIN cache.conversation c"
            + " USE INDEX (conversation_remote) ON c.account_id = ? AND c.remote_id = wanted.id" + PERSON + "TRUE";
    private static final int FEW = 8;

    private final Sessions sessions;
    private final ChangeFeed.RecentRows recent;

    ConversationQueries(Sessions sessions, ChangeFeed.RecentRows recent) {
        this.sessions = sessions;
        this.recent = recent;
    }

    /**
     * Up to {@code limit} conversations after the one given, newest first; the closing tab is ordered by what closes
     * first.
     *
     * @param after the last row of the page before, null for the first page
     */
    public List<Conversation> page(ConversationFilter filter, @Nullable Conversation after, int limit) {
        List<@Nullable Object> values = new ArrayList<>();
        String sql = pageSql(filter, after, limit, values);
        return sessions.read(session -> session.list(sql, ConversationQueries::conversation, values.toArray()));
    }

    /** Package-private so that a test can have H2 explain it. Fills the values to bind, in their order. */
    static String pageSql(ConversationFilter filter, @Nullable Conversation after, int limit,
            List<@Nullable Object> values) {
        boolean closing = filter.tab() == ConversationFilter.Tab.CLOSING;
        String index = closing ? "inbound" : filter.account() == null ? "all" : "account";
        StringBuilder sql = new StringBuilder(SELECT.formatted(" USE INDEX (conversation_" + index + ")"));
        if (filter.account() != null) {
            sql.append("c.account_id = ? AND ");
            values.add(filter.account().value());
        }
        if (closing) {
            sql.append(CLOSING).append(" AND ");
            addClosing(values, filter.now());
        }
        appendKeyset(sql, closing, after, values);
        if (filter.tab() == ConversationFilter.Tab.UNREAD) {
            sql.append(" AND c.unread > 0");
        } else if (filter.tab() == ConversationFilter.Tab.PRIORITY) {
            sql.append(" AND c.priority = TRUE");
        }
        for (String word : filter.words()) {
            sql.append(" AND LOCATE(?, c.search) > 0");
            values.add(word);
        }
        // H2 reads the rows from the index in their order only if the order starts with the index's first column.
        if (closing) {
            sql.append(" ORDER BY c.last_inbound_at, c.id LIMIT ?");
        } else if (filter.account() != null) {
            sql.append(" ORDER BY c.account_id DESC, c.last_message_at DESC, c.id DESC LIMIT ?");
        } else {
            sql.append(" ORDER BY c.last_message_at DESC, c.id DESC LIMIT ?");
        }
        values.add(limit);
        return sql.toString();
    }

    private static final String CLOSING = "c.last_inbound_at > ? AND c.last_inbound_at < ? AND c.refused = FALSE";

    private static void addClosing(List<@Nullable Object> values, Instant now) {
        values.add(now.minus(ReplyWindow.STANDARD));
        values.add(now.minus(ReplyWindow.STANDARD).plus(ReplyWindow.CLOSING));
    }

    /** The first page uses the same statement with a sentinel: without one H2 2.4 picks the wrong index for it. */
    private static void appendKeyset(StringBuilder sql, boolean closing, @Nullable Conversation after,
            List<@Nullable Object> values) {
        String time = closing ? "c.last_inbound_at" : "c.last_message_at";
        String beyond = closing ? ">" : "<";
        Object at = closing ? Long.MIN_VALUE : Long.MAX_VALUE;
        if (after != null) {
            Instant inbound = after.window().lastInboundAt();
            at = closing && inbound != null ? inbound : closing ? at : after.lastMessageAt();
        }
        sql.append(time).append(' ').append(beyond).append("= ? AND (").append(time).append(' ').append(beyond)
                .append(" ? OR c.id ").append(beyond)
                .append(" COALESCE((SELECT k.id FROM cache.conversation k WHERE k.account_id = ? AND k.remote_id = ?), ")
                .append(closing ? Long.MAX_VALUE + ")" : "-1)").append(')');
        values.add(at);
        values.add(at);
        values.add(after == null ? "" : after.id().account().value());
        values.add(after == null ? "" : after.id().value());
    }

    /** The rows with these ids, in any order; missing ones are left out. At most one query. */
    public List<Conversation> byIds(Collection<ConversationId> ids) {
        List<ConversationId> all = List.copyOf(ids);
        return all.size() <= FEW ? recent.get(all, this::read) : read(all);
    }

    private List<Conversation> read(List<ConversationId> all) {
        List<Conversation> found = new ArrayList<>();
        Map<AccountId, List<String>> byAccount = all.stream().collect(Collectors.groupingBy(ConversationId::account,
                LinkedHashMap::new, Collectors.mapping(ConversationId::value, Collectors.toList())));
        byAccount.forEach((account, ids) -> found.addAll(sessions.read(session -> session.list(BY_IDS,
                ConversationQueries::conversation, ids.toArray(), account.value()))));
        return found;
    }

    public Optional<Conversation> find(ConversationId id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /** Finds by Meta's id alone, over all accounts; for the command line. */
    public List<ConversationId> withRemoteId(String value) {
        return sessions.read(session -> session.list(
                "SELECT c.account_id FROM local.account a JOIN cache.conversation c"
                        + " ON c.account_id = a.id WHERE c.remote_id = ? ORDER BY a.turn",
                row -> new ConversationId(new AccountId(row.text()), value), value));
    }

    /** Conversations with unread messages, and those closing soon, of one account or (null) of all. Cheap. */
    public Counts counts(@Nullable AccountId account, Instant now) {
        List<@Nullable Object> values = new ArrayList<>();
        String mine = account == null ? "" : " AND c.account_id = ?";
        if (account != null) {
            values.add(account.value());
        }
        addClosing(values, now);
        if (account != null) {
            values.add(account.value());
            values.add(account.value());
        }
        String sql = "SELECT (SELECT COUNT(*) FROM cache.conversation c USE INDEX (conversation_unread) WHERE c.unread > 0"
                + mine + "),"
                + " (SELECT COUNT(*) FROM cache.conversation c USE INDEX (conversation_inbound) WHERE " + CLOSING + mine
                + "),"
                + " COALESCE(SUM(t.conversations), 0), COALESCE(SUM(t.messages), 0) FROM cache.tally t"
                + (account == null ? "" : " WHERE t.account_id = ?");
        return sessions.read(session -> session.list(sql,
                row -> new Counts(row.number(), row.number(), row.number(), row.number()), values.toArray()))
                .getFirst();
    }

    private static Conversation conversation(Session.Row row) throws SQLException {
        AccountId account = new AccountId(row.text());
        ConversationId id = new ConversationId(account, row.text());
        Instant lastMessageAt = row.time();
        String preview = row.textOrNull();
        Message.Kind kind = row.wordOrNull(Message.Kind.class);
        Attachment.Kind attachment = row.wordOrNull(Attachment.Kind.class);
        Message.Direction direction = row.wordOrNull(Message.Direction.class);
        DeliveryState state = row.wordOrNull(DeliveryState.class);
        WindowFacts window = new WindowFacts(row.timeOrNull(), row.wordOrNull(WindowFacts.Opener.class), row.flag(),
                row.flag());
        int unread = row.small();
        boolean priority = row.flag();
        Participant person = person(account, row, id);
        return new Conversation(id, person, lastMessageAt, preview, kind, attachment, direction, state, window, unread,
                priority, row.textOrNull());
    }

    /** A conversation of which the server named nobody carries the conversation's id in the person's place. */
    private static Participant person(AccountId account, Session.Row row, ConversationId conversation)
            throws SQLException {
        String remote = row.textOrNull();
        return person(new ParticipantId(account, remote == null ? conversation.value() : remote), row);
    }

    static Participant person(ParticipantId id, Session.Row row) throws SQLException {
        return new Participant(id, row.textOrNull(), row.textOrNull(), row.textOrNull(), row.smallOrNull(),
                row.flagOrNull(), row.flagOrNull(), row.flagOrNull(), row.timeOrNull());
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

    /**
     * The list's row of one conversation while a transaction works on it: what the list shows is worked out anew from
     * messages and outbox, and written only if it differs.
     */
    static final class ListRow {

        private static final Pattern GRAPHEME = Pattern.compile("\\X");
        private static final int PREVIEW_CHARACTERS = 100;
        /** A character can carry any number of marks; a preview cannot. */
        private static final int PREVIEW_LONGEST = 2000;
        private static final String COLUMNS = "last_message_at, preview, preview_kind, preview_attachment,"
                + " preview_direction, preview_state, last_inbound_at, opener, inbound_unseen, refused, unread, priority,"
                + " participant, search, updated_at, last_outbound_at, seen_to, raw";
        /** How many of the columns show in the list. */
        private static final int SHOWN = 13;

        final ConversationId conversation;
        final long id;
        private final @Nullable Object[] stored;
        private @Nullable Object[] shown;

        @Nullable
        Long participant;
        Instant updatedAt;
        @Nullable
        Instant lastInboundAt;
        WindowFacts.@Nullable Opener opener;
        boolean inboundUnseen;
        boolean refused;
        int unread;
        boolean priority;
        @Nullable
        Instant lastOutboundAt;
        @Nullable
        Instant seenTo;
        @Nullable
        String raw;
        private String search;

        private ListRow(ConversationId conversation, long id, Session.Row row) throws SQLException {
            this.conversation = conversation;
            this.id = id;
            shown = new @Nullable Object[]{row.time(), row.textOrNull(), row.textOrNull(), row.textOrNull(),
                    row.textOrNull(), row.textOrNull()};
            lastInboundAt = row.timeOrNull();
            opener = row.wordOrNull(WindowFacts.Opener.class);
            inboundUnseen = row.flag();
            refused = row.flag();
            unread = row.small();
            priority = row.flag();
            participant = row.numberOrNull();
            search = row.text();
            updatedAt = row.time();
            lastOutboundAt = row.timeOrNull();
            seenTo = row.timeOrNull();
            raw = row.textOrNull();
            stored = columns();
        }

        static Optional<ListRow> find(Session.Tx tx, ConversationId conversation) throws SQLException {
            return tx.first("SELECT id, " + COLUMNS + " FROM cache.conversation WHERE account_id = ? AND remote_id = ?",
                    row -> new ListRow(conversation, row.number(), row), conversation.account().value(),
                    conversation.value());
        }

        /** Adds an empty row; star and read mark come back from what the user made. */
        static ListRow create(Session.Tx tx, ConversationId conversation, Instant updatedAt) throws SQLException {
            String account = conversation.account().value();
            long id = tx.number("SELECT MAX(id) FROM cache.conversation") + 1;
            tx.update("INSERT INTO cache.conversation (id, account_id, remote_id, updated_at, last_message_at,"
                    + " inbound_unseen, refused, unread, priority, search) VALUES (?, ?, ?, ?, ?, FALSE, FALSE, 0, FALSE,"
                    + " '')", id, account, conversation.value(), updatedAt, updatedAt);
            tx.update("UPDATE cache.tally SET conversations = conversations + 1 WHERE account_id = ?", account);
            tx.rowChanged(conversation);
            ListRow created = find(tx, conversation).orElseThrow();
            tx.first("SELECT priority, read_to FROM local.note WHERE account_id = ? AND conversation_id = ?", row -> {
                created.priority = row.flag();
                created.seenTo = row.timeOrNull();
                return true;
            }, account, conversation.value());
            return created;
        }

        /** Takes note of a message that was stored or changed. */
        void saw(Message message) {
            if (message.direction() == Message.Direction.OUTBOUND) {
                lastOutboundAt = later(lastOutboundAt, message.sentAt());
                return;
            }
            inboundUnseen = false;
            if (lastInboundAt == null || message.sentAt().isAfter(lastInboundAt)) {
                lastInboundAt = message.sentAt();
                opener = message.opener();
                refused = false;
            }
        }

        /** Works out what the list shows, and writes the row if anything differs. */
        boolean save(Session.Tx tx) throws SQLException {
            workOut(tx);
            @Nullable
            Object[] now = columns();
            if (Arrays.equals(stored, now)) {
                return false;
            }
            @Nullable
            Object[] values = Arrays.copyOf(now, now.length + 1);
            values[now.length] = id;
            tx.update("UPDATE cache.conversation SET " + COLUMNS.replace(",", " = ?,") + " = ? WHERE id = ?", values);
            if (!Arrays.equals(stored, 0, SHOWN, now, 0, SHOWN)) {
                tx.rowChanged(conversation);
                return true;
            }
            return false;
        }

        private @Nullable Object[] columns() {
            @Nullable
            Object[] all = Arrays.copyOf(shown, 18);
            List<@Nullable Object> rest = Arrays.asList(lastInboundAt, opener, inboundUnseen, refused, unread, priority,
                    participant, search, updatedAt, lastOutboundAt, seenTo, raw);
            for (int i = 0; i < rest.size(); i++) {
                all[shown.length + i] = rest.get(i);
            }
            return all;
        }

        private void workOut(Session.Tx tx) throws SQLException {
            @Nullable
            Object[] newest = tx.first("SELECT m.sent_at, m.body, m.kind, (SELECT a.kind FROM cache.attachment a"
                    + " WHERE a.message = m.id ORDER BY a.message, a.place LIMIT 1), m.direction, m.state"
                    + " FROM cache.message m USE INDEX (message_thread) WHERE m.conversation = ? AND m.sent_at <= ?"
                    + " ORDER BY m.conversation DESC, m.sent_at DESC, m.id DESC LIMIT 1", ListRow::newest, id,
                    Long.MAX_VALUE).orElse(null);
            @Nullable
            Object[] waiting = tx.first("SELECT o.created_at, o.body, 'TEXT', CAST(NULL AS VARCHAR), 'OUTBOUND',"
                    + " o.state FROM local.outbox o WHERE o.account_id = ? AND o.conversation_id = ? AND "
                    + OutboxRows.UNDER_WAY
                    + " ORDER BY o.account_id DESC, o.conversation_id DESC, o.created_at DESC, o.id DESC LIMIT 1",
                    ListRow::newest, conversation.account().value(), conversation.value()).orElse(null);
            if (waiting != null && (newest == null || !at(waiting).isBefore(at(newest)))) {
                newest = waiting;
            }
            shown = newest == null ? new @Nullable Object[]{updatedAt, null, null, null, null, null} : newest;
            String preview = (String) shown[1];
            search = tx.first("SELECT name, username FROM cache.participant WHERE id = ?",
                    row -> ConversationFilter.searchText(row.textOrNull(), row.textOrNull(), preview), participant)
                    .orElseGet(() -> ConversationFilter.searchText(null, null, preview));
        }

        private static @Nullable Object[] newest(Session.Row row) throws SQLException {
            return new @Nullable Object[]{row.time(), preview(row.textOrNull()), row.textOrNull(), row.textOrNull(),
                    row.textOrNull(), row.textOrNull()};
        }

        private static Instant at(@Nullable Object[] newest) {
            return (Instant) Objects.requireNonNull(newest[0]);
        }

        private static Instant later(@Nullable Instant a, Instant b) {
            return a == null || b.isAfter(a) ? b : a;
        }

        /** The first 100 characters as a reader counts them; none is cut in half. */
        static @Nullable String preview(@Nullable String text) {
            if (text == null || text.length() <= PREVIEW_CHARACTERS) {
                return text;
            }
            int longest = Math.min(text.length(), PREVIEW_LONGEST);
            if (Character.isHighSurrogate(text.charAt(longest - 1))) {
                longest--;
            }
            Matcher grapheme = GRAPHEME.matcher(text).region(0, longest);
            int end = 0;
            for (int i = 0; i < PREVIEW_CHARACTERS && grapheme.find(); i++) {
                end = grapheme.end();
            }
            return text.substring(0, end);
        }
    }
}
