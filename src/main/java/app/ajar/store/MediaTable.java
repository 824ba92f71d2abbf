package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of files on disk; the files themselves are {@code media}'s. */
public final class MediaTable {

    /** The newest that wait and for which no job was offered. */
    static final String DUE = due("a.state = ? AND a.asked = ? AND a.sent_at > ?"
            + " AND a.kind IN ('IMAGE', 'VIDEO', 'AUDIO', 'FILE')");
    /** Stories are never told to wait: they are shown when they are here, for as long as Meta serves them. */
    static final String STORIES_DUE = due("a.state = ? AND a.asked = ? AND a.sent_at > ? AND a.kind = 'STORY'"
            + " AND a.url IS NOT NULL AND a.trouble IS NULL");
    /** Files in the order in which they make room: those longest not on screen, or not since their message came. */
    private static final String SHELVED = "SELECT c.account_id, c.remote_id, m.remote_id, a.place, a.kind, a.file,"
            + " a.bytes, a.sent_at, a.message FROM cache.attachment a JOIN cache.message m ON m.id = a.message"
            + " JOIN cache.conversation c ON c.id = m.conversation WHERE a.state = 'STORED' AND ";
    private static final String AT = " WHERE message = (SELECT id FROM cache.message WHERE conversation = (SELECT id FROM"
            + " cache.conversation WHERE account_id = ? AND remote_id = ?) AND remote_id = ?) AND place = ?";

    private static final String SELECT = "SELECT avatar_file, avatar_fetched_at, avatar_source, avatar_failures,"
            + " avatar_retry_at FROM cache.participant WHERE account_id = ? AND remote_id = ?"
            + " AND (avatar_fetched_at IS NOT NULL OR avatar_file IS NOT NULL OR avatar_failures > 0"
            + " OR avatar_retry_at IS NOT NULL OR avatar_source IS NOT NULL)";

    private static final int CHANGE_DAYS = 30;

    private final Sessions sessions;

    MediaTable(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * One person's picture.
     *
     * @param file path relative to the data folder, null when none is stored
     * @param fetchedAt when it was stored
     * @param sourceUrl the signed URL it came from, to tell a changed picture from a rotated signature
     * @param failures failed attempts in a row
     * @param retryAt not to be tried again before, null when free
     */
    public record Avatar(ParticipantId id, @Nullable String file, @Nullable Instant fetchedAt,
            @Nullable String sourceUrl, int failures, @Nullable Instant retryAt) {}

    /** Empty when no picture of the person was ever tried. */
    public Optional<Avatar> avatar(ParticipantId id) {
        return sessions.read(session -> session.first(SELECT, row -> avatar(id, row), id.account().value(),
                id.value()));
    }

    /** Publishes {@code AvatarChanged} and the conversation's row if the file differs. */
    public void putAvatar(Avatar avatar) {
        sessions.write(tx -> {
            ParticipantId who = avatar.id();
            if (AccountTable.stored(tx, who.account()).isEmpty()) {
                return false;
            }
            long id = AccountTable.People.put(tx, Participant.known(who, null));
            Avatar old = tx.first(SELECT, row -> avatar(who, row), who.account().value(), who.value())
                    .orElse(new Avatar(who, null, null, null, 0, null));
            tx.update("UPDATE cache.participant SET avatar_file = ?, avatar_fetched_at = ?, avatar_source = ?,"
                    + " avatar_failures = ?, avatar_retry_at = ? WHERE id = ?", avatar.file(), avatar.fetchedAt(),
                    avatar.sourceUrl(), avatar.failures(), avatar.retryAt(), id);
            // The file keeps its name when the picture changes: a later fetch is another picture.
            if (!Objects.equals(old.file(), avatar.file()) || (avatar.file() != null
                    && !Objects.equals(millis(old.fetchedAt()), millis(avatar.fetchedAt())))) {
                tx.avatarChanged(who);
                AccountTable.People.touchRows(tx, who, id);
            }
            return true;
        });
    }

    /** People who wrote and have no stored picture, no wait and no job that fetches one, newest conversations first. */
    public List<ParticipantId> withoutAvatar(AccountId account, Instant now, int limit) {
        return sessions.read(session -> session.list("SELECT p.remote_id FROM cache.conversation c"
                + " JOIN cache.participant p ON p.id = c.participant WHERE c.account_id = ?"
                + " AND c.last_message_at <= ? AND c.last_inbound_at IS NOT NULL AND p.avatar_file IS NULL"
                + " AND (p.avatar_retry_at IS NULL OR p.avatar_retry_at <= ?) AND NOT EXISTS (SELECT 1 FROM cache.job j"
                + " WHERE j.account_id = c.account_id AND j.type = 'DOWNLOAD_AVATAR' AND j.subject = p.remote_id"
                + " AND j.state IN ('WAITING', 'RUNNING'))"
                + " ORDER BY c.account_id DESC, c.last_message_at DESC, c.id DESC LIMIT ?",
                row -> new ParticipantId(account, row.text()), account.value(), Long.MAX_VALUE, now, limit));
    }

    private static String due(String which) {
        return "SELECT c.account_id, c.remote_id, m.remote_id, a.place, a.sent_at FROM (SELECT a.* FROM cache.attachment a"
                + " USE INDEX (attachment_due) WHERE " + which + " ORDER BY a.state, a.asked, a.sent_at DESC LIMIT ?) a"
                + " JOIN cache.message m ON m.id = a.message JOIN cache.conversation c ON c.id = m.conversation"
                + " ORDER BY a.sent_at DESC";
    }

    /** An attachment that is to be fetched. */
    public record Due(Attachment.Id id, Instant sentAt) {}

    /**
     * Attachments to be fetched for which no job was offered, newest first.
     *
     * @param after only of messages later than this
     * @param storiesAfter stories of messages later than this are still served
     */
    public List<Due> due(Instant after, Instant storiesAfter, int limit) {
        return sessions.read(session -> {
            List<Due> due = new ArrayList<>(session.list(STORIES_DUE, MediaTable::due, Attachment.State.NOT_KEPT, false,
                    storiesAfter, limit));
            due.addAll(session.list(DUE, MediaTable::due, Attachment.State.PENDING, false, after, limit - due.size()));
            return due;
        });
    }

    private static Due due(Session.Row row) throws SQLException {
        return new Due(id(row), row.time());
    }

    /** A job was offered for each of these. */
    public void asked(Collection<Attachment.Id> ids) {
        sessions.write(tx -> {
            for (Attachment.Id id : ids) {
                tx.update("UPDATE cache.attachment SET asked = TRUE" + AT, with(id));
            }
            return true;
        });
    }

    /** Jobs may have been dropped or lost: offers are made anew, which does no harm. */
    public void askAgain() {
        sessions.write(tx -> tx.update("UPDATE cache.attachment SET asked = FALSE WHERE state = ? AND asked = ?",
                Attachment.State.PENDING, true));
    }

    /**
     * A file is here; its row tells it from now on.
     *
     * @return false when the row is gone or its message was unsent meanwhile: then the file is nobody's
     */
    public boolean stored(Attachment.Id id, File file) {
        return sessions.write(tx -> changed(tx, id, tx.update("UPDATE cache.attachment SET state = ?, trouble = NULL,"
                + " file = ?, kind = ?, mime_type = ?, bytes = ?, width = COALESCE(?, width), height = COALESCE(?, height)"
                + AT,
                with(id, Attachment.State.STORED, file.path, file.kind, file.mimeType, file.bytes, file.width,
                        file.height)) > 0));
    }

    /**
     * A file as it was stored.
     *
     * @param path relative to the data folder
     * @param width pixels as shown, null when not known
     */
    public record File(String path, Attachment.Kind kind, String mimeType, long bytes, @Nullable Integer width,
            @Nullable Integer height) {}

    /** The attachment has no file (any more), and why. One that is to be fetched again is offered anew. */
    public boolean without(Attachment.Id id, Attachment.State state, Attachment.@Nullable Trouble trouble) {
        return sessions.write(tx -> changed(tx, id, tx.update("UPDATE cache.attachment SET state = ?, trouble = ?,"
                + " file = NULL, bytes = NULL, asked = FALSE" + AT, with(id, state, trouble)) > 0));
    }

    private static boolean changed(Session.Tx tx, Attachment.Id id, boolean is) {
        if (is) {
            tx.threadChanged(id.conversation());
        }
        return is;
    }

    /** What a message read anew says, fresh addresses above all; nothing when it is not stored. */
    public void renew(Message fresh) {
        sessions.write(tx -> {
            ConversationId conversation = fresh.conversation();
            Optional<ListRow> row = ListRow.find(tx, conversation);
            Optional<MessageRows.Stored> stored = row.isEmpty()
                    ? Optional.empty()
                    : MessageRows.find(tx, row.get().id, conversation, fresh.id());
            if (stored.isPresent()) {
                MessageRows.update(tx, stored.get(), MessageRows.merge(stored.get().message(),
                        MessageRows.storable(conversation, fresh), false));
            }
            return stored.isPresent();
        });
    }

    /**
     * A message was taken back: its words, attachments and reactions go at once, and what stays is that it was there.
     *
     * @return its files, which are the caller's to delete
     */
    public List<String> unsend(ConversationId conversation, MessageId message) {
        return sessions.write(tx -> {
            Optional<ListRow> row = ListRow.find(tx, conversation);
            Optional<MessageRows.Stored> stored = row.isEmpty()
                    ? Optional.empty()
                    : MessageRows.find(tx, row.get().id, conversation, message);
            if (stored.isEmpty() || stored.get().message().kind() == Message.Kind.UNSENT) {
                return List.of();
            }
            Message old = stored.get().message();
            MessageRows.update(tx, stored.get(), new Message(conversation, message, old.direction(), old.senderId(),
                    old.sentAt(), null, Message.Kind.UNSENT, old.state(), null, null, List.of(), List.of(), null));
            row.orElseThrow().save(tx);
            tx.threadChanged(conversation);
            return old.attachments().stream().map(Attachment::file).filter(Objects::nonNull).toList();
        });
    }

    /** How many messages of the conversation are newer, counted up to {@code most}. */
    public int newerThan(Message message, int most) {
        ConversationId id = message.conversation();
        return (int) (long) sessions.read(session -> session.number("SELECT COUNT(*) FROM (SELECT id FROM cache.message"
                + " USE INDEX (message_thread) WHERE conversation = (SELECT id FROM cache.conversation WHERE"
                + " account_id = ? AND remote_id = ?) AND sent_at > ? LIMIT ?)", id.account().value(), id.value(),
                message.sentAt(), most));
    }

    /** These were on screen. Nobody is told: it only decides what makes room first. */
    public void seen(Collection<Attachment.Id> ids, Instant at) {
        sessions.write(tx -> {
            for (Attachment.Id id : ids) {
                tx.update("UPDATE cache.attachment SET seen_at = ?" + AT, with(id, at));
            }
            return true;
        });
    }

    /** Bytes of all stored files of messages. */
    public long bytes() {
        return sessions.read(session -> session.number("SELECT COALESCE(SUM(bytes), 0) FROM cache.attachment"
                + " USE INDEX (attachment_due) WHERE state = ?", Attachment.State.STORED));
    }

    /** The stored videos' files. */
    public List<String> films() {
        return sessions.read(session -> session.list("SELECT file FROM cache.attachment USE INDEX (attachment_due)"
                + " WHERE state = ? AND mime_type LIKE 'video/%'", Session.Row::text, Attachment.State.STORED));
    }

    /** How many attachments wait for their bytes. */
    public long waiting() {
        return sessions.read(session -> session.number("SELECT COUNT(*) FROM cache.attachment"
                + " USE INDEX (attachment_due) WHERE state = ?", Attachment.State.PENDING));
    }

    /** One stored file. */
    public record Shelved(Attachment.Id id, Attachment.Kind kind, String file, long bytes, Instant sentAt,
            long order) {}

    /** Those that make room first: longest not on screen, or, never seen, with the oldest message. */
    public List<Shelved> leastSeen(int limit) {
        return sessions
                .read(session -> session.list(SHELVED + "TRUE ORDER BY COALESCE(a.seen_at, a.sent_at), a.message,"
                        + " a.place LIMIT ?", MediaTable::shelved, limit));
    }

    /** Stored stories of messages not later than this. */
    public List<Shelved> storiesUntil(Instant latest) {
        return sessions.read(session -> session.list(SHELVED + "a.kind = 'STORY' AND a.sent_at <= ? ORDER BY a.message,"
                + " a.place", MediaTable::shelved, latest));
    }

    /**
     * Every stored file, some at a time.
     *
     * @param after the last one of the page before, null for the first page
     */
    public List<Shelved> shelved(@Nullable Shelved after, int limit) {
        long message = after == null ? Long.MIN_VALUE : after.order;
        int place = after == null ? -1 : after.id.position();
        return sessions.read(session -> session.list(SHELVED + "(a.message > ? OR (a.message = ? AND a.place > ?))"
                + " ORDER BY a.message, a.place LIMIT ?", MediaTable::shelved, message, message, place, limit));
    }

    private static Shelved shelved(Session.Row row) throws SQLException {
        return new Shelved(id(row), row.word(Attachment.Kind.class), Objects.requireNonNullElse(row.textOrNull(), ""),
                row.number(), row.time(), row.number());
    }

    private static Attachment.Id id(Session.Row row) throws SQLException {
        return new Attachment.Id(new ConversationId(new AccountId(row.text()), row.text()), new MessageId(row.text()),
                row.small());
    }

    private static @Nullable Object[] with(Attachment.Id id, @Nullable Object... values) {
        @Nullable
        Object[] all = Arrays.copyOf(values, values.length + 4);
        all[values.length] = id.conversation().account().value();
        all[values.length + 1] = id.conversation().value();
        all[values.length + 2] = id.message().value();
        all[values.length + 3] = id.position();
        return all;
    }

    /** Some people who have a stored picture. */
    public List<Avatar> withAvatar(int limit) {
        return sessions.read(session -> session.list("SELECT account_id, remote_id, avatar_file FROM cache.participant"
                + " WHERE avatar_file IS NOT NULL LIMIT ?",
                row -> new Avatar(new ParticipantId(
                        new AccountId(row.text()), row.text()), row.text(), null, null, 0, null),
                limit));
    }

    /** Stored pictures and failed ones; for the command line's counts. */
    public Counts counts() {
        return sessions.read(session -> session.list("SELECT COUNT(avatar_file),"
                + " COUNT(CASE WHEN avatar_file IS NULL AND avatar_failures > 0 THEN 1 END) FROM cache.participant",
                row -> new Counts(row.number(), row.number()))).getFirst();
    }

    public record Counts(long stored, long failed) {}

    /**
     * How many followed a person.
     *
     * @param on the day Meta said so, UTC
     */
    public record FollowerCount(LocalDate on, int followers) {}

    /** How the number of a person's followers went: the last number before the day, and each that differed since; oldest first. */
    public List<FollowerCount> followers(ParticipantId person, LocalDate since) {
        return sessions.read(session -> session.list("SELECT f.on_day, f.followers FROM cache.participant p"
                + " JOIN cache.follower_count f ON f.participant = p.id WHERE p.account_id = ? AND p.remote_id = ?"
                + " AND f.on_day >= COALESCE((SELECT MAX(b.on_day) FROM cache.follower_count b"
                + " WHERE b.participant = p.id AND b.on_day <= ?), 0) ORDER BY f.on_day",
                row -> new FollowerCount(LocalDate.ofEpochDay(row.number()), row.small()),
                person.account().value(), person.value(), since.toEpochDay()));
    }

    /**
     * How much the number of a person's followers changed.
     *
     * @param change positive when there are more now
     * @param since the day with which the last number is compared, UTC
     */
    public record FollowerChange(int change, LocalDate since) {}

    /**
     * The change over the last 30 days, or since the first number when that is less long ago. Empty when there is nothing
     * to compare: Meta told one number only, or none within these days.
     */
    public Optional<FollowerChange> followerChange(ParticipantId person, Instant now) {
        LocalDate since = day(now).minusDays(CHANGE_DAYS);
        List<FollowerCount> counts = followers(person, since);
        Optional<LocalDate> told = sessions.read(session -> session.first("SELECT profile_at FROM cache.participant"
                + " WHERE account_id = ? AND remote_id = ? AND profile_at IS NOT NULL", row -> day(row.time()),
                person.account().value(), person.value()));
        if (counts.isEmpty() || told.isEmpty()) {
            return Optional.empty();
        }
        FollowerCount first = counts.getFirst();
        LocalDate from = first.on.isBefore(since) ? since : first.on;
        return told.filter(from::isBefore).map(_ -> new FollowerChange(counts.getLast().followers - first.followers,
                from));
    }

    /** How far a refresh has come: {@code live} while it waits or runs, then without a reason or with that of its failure. */
    public record Refresh(boolean live, JobQueue.@Nullable Reason failed) {}

    /** What became of refreshing this person's profile and picture; empty when nobody asked, or it is long ago. */
    public Optional<Refresh> refreshing(ParticipantId person) {
        return sessions.read(session -> session.first("SELECT state, last_error FROM cache.job WHERE account_id = ?"
                + " AND type = ? AND subject = ?", row -> switch (row.word(JobQueue.State.class)) {
                    case WAITING, RUNNING -> new Refresh(true, null);
                    case DONE -> new Refresh(false, null);
                    case FAILED -> new Refresh(false, JobQueue.reason(row.textOrNull()));
                }, person.account().value(), JobQueue.Type.REFRESH_PROFILE, person.value()));
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    private static Avatar avatar(ParticipantId id, Session.Row row) throws SQLException {
        return new Avatar(id, row.textOrNull(), row.timeOrNull(), row.textOrNull(), row.small(), row.timeOrNull());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
