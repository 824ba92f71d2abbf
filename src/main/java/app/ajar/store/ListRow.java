package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The list's row of one conversation while a transaction works on it: what the list shows is worked out anew from
 * messages and outbox, and written only if it differs.
 */
final class ListRow {

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
                + " FROM cache.message m WHERE m.conversation = ? AND m.sent_at <= ?"
                + " ORDER BY m.conversation DESC, m.sent_at DESC, m.id DESC LIMIT 1", ListRow::newest, id,
                Long.MAX_VALUE).orElse(null);
        @Nullable
        Object[] waiting = tx.first("SELECT o.created_at, o.body, 'TEXT', CAST(NULL AS VARCHAR), 'OUTBOUND',"
                + " o.state FROM local.outbox o WHERE o.account_id = ? AND o.conversation_id = ?"
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
        Matcher grapheme = GRAPHEME.matcher(text);
        int end = 0;
        for (int i = 0; i < PREVIEW_CHARACTERS && grapheme.find() && grapheme.end() <= PREVIEW_LONGEST; i++) {
            end = grapheme.end();
        }
        return text.substring(0, end);
    }

    /**
     * Adds a person or what is new about them; facts that the new answer lacks are kept. Publishes the rows that show
     * them.
     *
     * @return the person's key
     */
    static long person(Session.Tx tx, Participant person) throws SQLException {
        ParticipantId who = person.id();
        Optional<Known> known = known(tx, who);
        if (known.isEmpty()) {
            long id = tx.number("SELECT MAX(id) FROM cache.participant") + 1;
            tx.update("INSERT INTO cache.participant (username, name, picture_url, followers, follows_us,"
                    + " followed_by_us, verified, profile_at, account_id, remote_id, id)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", person.username(), person.name(),
                    person.pictureUrl(), person.followers(), person.followsUs(), person.followedByUs(),
                    person.verified(), person.profileAt(), who.account().value(), who.value(), id);
            return id;
        }
        Participant old = known.get().person;
        Participant next = new Participant(who, or(person.username(), old.username()), or(person.name(), old.name()),
                or(person.pictureUrl(), old.pictureUrl()), or(person.followers(), old.followers()),
                or(person.followsUs(), old.followsUs()), or(person.followedByUs(), old.followedByUs()),
                or(person.verified(), old.verified()),
                person.profileAt() == null ? old.profileAt() : Session.millis(person.profileAt()));
        if (!next.equals(old)) {
            tx.update("UPDATE cache.participant SET username = ?, name = ?, picture_url = ?, followers = ?,"
                    + " follows_us = ?, followed_by_us = ?, verified = ?, profile_at = ? WHERE id = ?",
                    next.username(), next.name(), next.pictureUrl(), next.followers(), next.followsUs(),
                    next.followedByUs(), next.verified(), next.profileAt(), known.get().id);
            touchRows(tx, who, known.get().id);
        }
        return known.get().id;
    }

    /** Marks every row that shows the person as changed. */
    static void touchRows(Session.Tx tx, ParticipantId who, long id) throws SQLException {
        AccountId account = who.account();
        for (String remote : tx.list("SELECT remote_id FROM cache.conversation WHERE participant = ?",
                Session.Row::text, id)) {
            ConversationId conversation = new ConversationId(account, remote);
            ListRow row = find(tx, conversation).orElseThrow();
            row.save(tx);
            tx.rowChanged(conversation);
        }
    }

    private static <T> @Nullable T or(@Nullable T next, @Nullable T old) {
        return next == null ? old : next;
    }

    /** A stored person. */
    record Known(long id, Participant person) {}

    static Optional<Known> known(Session.Tx tx, ParticipantId who) throws SQLException {
        return tx.first("SELECT id, username, name, picture_url, followers, follows_us, followed_by_us, verified,"
                + " profile_at FROM cache.participant WHERE account_id = ? AND remote_id = ?",
                row -> new Known(row.number(), ConversationQueries.person(who, row)), who.account().value(),
                who.value());
    }
}
