package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.ConversationQueries.ListRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the server said into the cache: each call is one transaction, idempotent by Meta's ids, and publishes only
 * what really differs. History only grows: a message that is missing, or bare, in a later answer stays as stored.
 * Nothing is written for an account that is not connected (any more).
 */
public final class SyncWriter {

    /** Meta tells no read state: at first sync only what came within the last day counts as unread. */
    private static final Duration FRESH = Duration.ofHours(24);
    private static final int UNREADABLE_KEPT = 500;
    /** H2 does not use an index's second column for {@code IN}; joined, each id is one seek. */
    static final String UPDATED = "SELECT c.remote_id, c.updated_at FROM UNNEST(CAST(? AS VARCHAR ARRAY)) wanted(id)"
            + " JOIN cache.conversation c USE INDEX (conversation_remote) ON c.account_id = ? AND c.remote_id = wanted.id";

    private final Sessions sessions;
    private final UserNotes notes;
    private final Clock clock;

    SyncWriter(Sessions sessions, UserNotes notes, Clock clock) {
        this.sessions = sessions;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * One conversation as a page of the list or a thread gave it.
     *
     * @param updatedAt Meta's {@code updated_time}
     * @param person the other side; null when the answer named nobody
     * @param messages the detailed messages of the answer, any order; bare ids are left out by the caller
     * @param inboundUnseen every detailed message is ours although older ones exist
     * @param raw JSON of what was not understood, null when all was
     * @param reach how far back the messages go without a gap
     */
    public record Pulled(ConversationId id, Instant updatedAt, @Nullable Participant person, List<Message> messages,
            boolean inboundUnseen, @Nullable String raw, Gaps.Reach reach) {

        public Pulled {
            messages = List.copyOf(messages);
        }

        /** Messages of which nobody knows how far back they go. */
        public Pulled(ConversationId id, Instant updatedAt, @Nullable Participant person, List<Message> messages,
                boolean inboundUnseen, @Nullable String raw) {
            this(id, updatedAt, person, messages, inboundUnseen, raw, Gaps.Reach.PART);
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
     * sending reply and are not older than its attempt, by Meta's clock, replace that outbox row in the same transaction,
     * each at most one, oldest first, and keep its bubble's key. New inbound messages of an account past its first
     * sync count as unread.
     *
     * @param cursor null leaves the stored cursor alone
     */
    public Applied applyPage(AccountId account, List<Pulled> page, @Nullable SyncCursor cursor) {
        return sessions.write(tx -> {
            if (AccountTable.stored(tx, account).isEmpty()) {
                return new Applied(0, Map.of());
            }
            SyncCursor before = tx.first(CURSOR, SyncWriter::cursor, account.value()).orElse(SyncCursor.START);
            Map<ConversationId, List<MessageId>> fresh = new LinkedHashMap<>();
            int changed = 0;
            Map<MessageId, Optional<String>> wanted = MessageRows.wanted(tx, account);
            for (Pulled pulled : page) {
                Taking taking = new Taking(tx, before, pulled, wanted);
                if (taking.run()) {
                    changed++;
                }
                if (!taking.fresh.isEmpty()) {
                    fresh.computeIfAbsent(pulled.id, id -> new ArrayList<>())
                            .addAll(taking.fresh.stream().map(Message::id).toList());
                }
            }
            if (!fresh.isEmpty()) {
                tx.update("UPDATE cache.tally SET messages = messages + ? WHERE account_id = ?",
                        fresh.values().stream().mapToInt(List::size).sum(), account.value());
            }
            told(tx, account, page);
            if (cursor != null && !stored(cursor).equals(before)) {
                putCursor(tx, account, cursor);
            }
            return new Applied(changed, fresh);
        });
    }

    /** Remembers the latest time of Meta's own clock. */
    private static void told(Session.Tx tx, AccountId account, List<Pulled> page) throws SQLException {
        Instant latest = page.stream()
                .flatMap(pulled -> Stream.concat(Stream.of(pulled.updatedAt),
                        pulled.messages.stream().map(Message::sentAt)))
                .max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        if (latest.toEpochMilli() > tx.number("SELECT at FROM cache.told WHERE account_id = ?", account.value())) {
            tx.update("MERGE INTO cache.told (account_id, at) KEY (account_id) VALUES (?, ?)", account.value(), latest);
        }
    }

    /** One conversation of a page on its way into the cache. */
    private final class Taking {

        private final Session.Tx tx;
        private final Pulled pulled;
        private final boolean firstSync;
        private final boolean allFields;
        private final Map<MessageId, Optional<String>> wanted;
        private final List<Message> fresh = new ArrayList<>();
        private boolean differs;

        Taking(Session.Tx tx, SyncCursor cursor, Pulled pulled, Map<MessageId, Optional<String>> wanted) {
            this.tx = tx;
            this.wanted = wanted;
            this.pulled = pulled;
            this.firstSync = cursor.firstSyncDoneAt() == null;
            this.allFields = cursor.fieldRung() == 0;
        }

        boolean run() throws SQLException {
            Optional<ListRow> known = ListRow.find(tx, pulled.id);
            Instant updatedAt = Session.millis(pulled.updatedAt);
            ListRow row = known.isPresent() ? known.get() : ListRow.create(tx, pulled.id, updatedAt);
            differs = known.isEmpty() || !updatedAt.equals(row.updatedAt);
            row.updatedAt = updatedAt;
            row.raw = pulled.raw == null ? row.raw : pulled.raw;
            Instant answeredBefore = row.lastOutboundAt;
            List<Message> messages = inOrder(pulled);
            Map<MessageId, MessageRows.Stored> stored = known.isEmpty() || messages.isEmpty()
                    ? Map.of()
                    : MessageRows.near(tx, row.id, pulled.id, messages);
            for (Message message : messages) {
                take(row, message, Optional.ofNullable(stored.get(message.id())));
            }
            if (differs) {
                Gaps.compare(tx, row.id, pulled.id, messages, fresh, pulled.reach);
            }
            takePerson(row);
            if (row.lastInboundAt == null && !pulled.messages.isEmpty()) {
                row.inboundUnseen = pulled.inboundUnseen;
            }
            countUnread(row, answeredBefore);
            return row.save(tx) || differs;
        }

        private void takePerson(ListRow row) throws SQLException {
            Participant person = pulled.person;
            if (person == null && row.participant == null) {
                person = pulled.messages.stream().filter(m -> m.direction() == Message.Direction.INBOUND).findFirst()
                        .map(m -> Participant.known(new ParticipantId(pulled.id.account(), m.senderId()), null))
                        .orElse(null);
            }
            if (person != null) {
                row.participant = AccountTable.People.put(tx, person);
            }
        }

        private void take(ListRow row, Message message, Optional<MessageRows.Stored> stored) throws SQLException {
            if (stored.isEmpty()) {
                MessageRows.insert(tx, row.id, message, settle(message));
                fresh.add(message);
                row.saw(message);
                tx.threadChanged(pulled.id);
                differs = true;
                return;
            }
            Message old = stored.get().message();
            Message next = MessageRows.withWanted(MessageRows.merge(old, message, allFields), wanted);
            if (!next.equals(old)) {
                MessageRows.update(tx, stored.get(), next);
                row.saw(next);
                // Signed addresses differ in every answer: worth keeping, not worth a repaint.
                if (MessageRows.visiblyDiffers(old, next)) {
                    tx.threadChanged(pulled.id);
                    differs = true;
                }
            }
        }

        /** The outbox row that this new message of ours answers for, which goes out here; null when none. */
        private @Nullable Long settle(Message message) throws SQLException {
            if (message.direction() != Message.Direction.OUTBOUND) {
                return null;
            }
            for (OutboxRows.Attempt open : OutboxRows.attempts(tx, pulled.id)) {
                if (open.became(message)) {
                    Outbox.leave(tx, pulled.id, open.id(), message.id());
                    return open.id();
                }
            }
            return null;
        }

        private void countUnread(ListRow row, @Nullable Instant answeredBefore) throws SQLException {
            if (fresh.isEmpty()) {
                return;
            }
            Instant answered = row.lastOutboundAt;
            if (firstSync) {
                Instant mark = tx.first("SELECT read_to FROM local.note WHERE account_id = ? AND conversation_id = ?"
                        + " AND read_to IS NOT NULL", Session.Row::time, pulled.id.account().value(),
                        pulled.id.value()).orElse(Instant.EPOCH);
                Instant since = Collections.max(List.of(mark, clock.instant().minus(FRESH),
                        answered == null ? Instant.EPOCH : answered));
                row.unread = MessageRows.inboundAfter(tx, row.id, since);
                row.seenTo = Collections.max(List.of(mark, newest(row)));
                return;
            }
            if (answered != null && row.unread > 0
                    && (answeredBefore == null || answered.isAfter(answeredBefore))) {
                // The fresh ones are counted below.
                int later = MessageRows.inboundAfter(tx, row.id, answered) - unseen(row, answered.plusMillis(1));
                row.unread = Math.clamp(later, 0, row.unread);
            }
            row.unread += unseen(row, answered);
            if (row.unread > 0 && notes.looksAt(pulled.id)) {
                row.unread = 0;
                row.seenTo = newest(row);
                UserNotes.read(tx, pulled.id, row.seenTo);
            }
        }

        private int unseen(ListRow row, @Nullable Instant since) {
            return (int) fresh.stream().filter(m -> m.direction() == Message.Direction.INBOUND)
                    .filter(m -> row.seenTo == null || !m.sentAt().isBefore(row.seenTo))
                    .filter(m -> since == null || !m.sentAt().isBefore(since)).count();
        }

        private Instant newest(ListRow row) {
            return row.lastOutboundAt != null
                    && (row.lastInboundAt == null || row.lastOutboundAt.isAfter(row.lastInboundAt))
                            ? row.lastOutboundAt
                            : Objects.requireNonNullElse(row.lastInboundAt, Instant.EPOCH);
        }
    }

    /** Oldest first, each id once. Among equal times the API's newest-first order decides. */
    private static List<Message> inOrder(Pulled pulled) {
        Map<MessageId, Message> once = new LinkedHashMap<>();
        for (Message message : pulled.messages) {
            once.putIfAbsent(message.id(), MessageRows.storable(pulled.id, message));
        }
        List<Message> all = new ArrayList<>(once.values());
        if (!all.isEmpty() && !all.getFirst().sentAt().isBefore(all.getLast().sentAt())) {
            Collections.reverse(all);
        }
        all.sort(Comparator.comparing(Message::sentAt));
        return all;
    }

    /** Rows no part of Ajar could read: counted and kept, never fatal. The newest 500 of an account. */
    public void keepUnreadable(AccountId account, String what, String raw) {
        sessions.write(tx -> {
            String digest = digest(raw);
            if (AccountTable.stored(tx, account).isEmpty() || tx.number("SELECT COUNT(*) FROM cache.unreadable"
                    + " WHERE account_id = ? AND what = ? AND digest = ?", account.value(), what, digest) > 0) {
                return false;
            }
            tx.update("INSERT INTO cache.unreadable (account_id, what, digest, raw) VALUES (?, ?, ?, ?)",
                    account.value(), what, digest, raw);
            tx.update("DELETE FROM cache.unreadable WHERE account_id = ? AND id NOT IN (SELECT id FROM"
                    + " cache.unreadable WHERE account_id = ? ORDER BY id DESC LIMIT ?)", account.value(),
                    account.value(), UNREADABLE_KEPT);
            return true;
        });
    }

    private static String digest(String raw) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Stores a person's profile; facts that the new one lacks are kept. */
    public void putProfile(Participant person) {
        sessions.write(tx -> {
            if (AccountTable.stored(tx, person.id().account()).isPresent()) {
                AccountTable.People.put(tx, person);
            }
            return true;
        });
    }

    public Optional<Participant> participant(ParticipantId id) {
        return sessions.read(session -> session.first("SELECT username, name, picture_url, followers, follows_us,"
                + " followed_by_us, verified, profile_at FROM cache.participant WHERE account_id = ?"
                + " AND remote_id = ?", row -> ConversationQueries.person(id, row), id.account().value(),
                id.value()));
    }

    private static final String CURSOR = "SELECT after_page, walk_started_at, first_sync_done_at, last_walk_done_at,"
            + " list_sorted, field_rung FROM cache.cursor WHERE account_id = ?";

    public Optional<SyncCursor> cursor(AccountId account) {
        return sessions.read(session -> session.first(CURSOR, SyncWriter::cursor, account.value()));
    }

    /** A round ended well: everything up to now is here. What a later start says while it is offline. */
    public void noteSynced(AccountId account, Instant at) {
        sessions.write(tx -> tx.update("UPDATE cache.cursor SET synced_at = ? WHERE account_id = ?", at,
                account.value()));
    }

    /** When a round last ended well, as last noted; empty when none did. */
    public Optional<Instant> lastSynced(AccountId account) {
        return sessions.read(session -> session.first("SELECT synced_at FROM cache.cursor WHERE account_id = ?"
                + " AND synced_at IS NOT NULL", Session.Row::time, account.value()));
    }

    private static SyncCursor cursor(Session.Row row) throws SQLException {
        return new SyncCursor(row.textOrNull(), row.timeOrNull(), row.timeOrNull(), row.timeOrNull(), row.flag(),
                row.small());
    }

    private static void putCursor(Session.Tx tx, AccountId account, SyncCursor cursor) throws SQLException {
        tx.update("MERGE INTO cache.cursor (account_id, after_page, walk_started_at, first_sync_done_at,"
                + " last_walk_done_at, list_sorted, field_rung) KEY (account_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
                account.value(), cursor.after(), cursor.walkStartedAt(), cursor.firstSyncDoneAt(),
                cursor.lastWalkDoneAt(), cursor.listSorted(), cursor.fieldRung());
    }

    private static SyncCursor stored(SyncCursor c) {
        return new SyncCursor(c.after(), millis(c.walkStartedAt()), millis(c.firstSyncDoneAt()),
                millis(c.lastWalkDoneAt()), c.listSorted(), c.fieldRung());
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : Session.millis(time);
    }

    /** Meta's {@code updated_time} as stored, for each of these conversations of the account that is known. */
    public Map<ConversationId, Instant> updatedTimes(AccountId account, List<ConversationId> ids) {
        return sessions.read(session -> {
            Map<ConversationId, Instant> found = new HashMap<>();
            session.list(UPDATED, row -> found.put(new ConversationId(account, row.text()), row.time()),
                    ids.stream().map(ConversationId::value).toArray(String[]::new), account.value());
            return found;
        });
    }

    /** Meta refused a reply because the window is over: final until the person writes again. */
    public void windowRefused(ConversationId id) {
        sessions.write(tx -> {
            Optional<ListRow> row = ListRow.find(tx, id);
            if (row.isPresent()) {
                row.get().refused = true;
                row.get().save(tx);
            }
            return true;
        });
    }
}
