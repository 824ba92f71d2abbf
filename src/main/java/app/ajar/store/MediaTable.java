package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of files on disk; the files themselves are {@code media}'s. */
public final class MediaTable {

    private static final String SELECT = "SELECT avatar_file, avatar_fetched_at, avatar_source, avatar_failures,"
            + " avatar_retry_at FROM cache.participant WHERE account_id = ? AND remote_id = ?"
            + " AND (avatar_fetched_at IS NOT NULL OR avatar_file IS NOT NULL OR avatar_failures > 0"
            + " OR avatar_retry_at IS NOT NULL OR avatar_source IS NOT NULL)";

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
            long id = People.put(tx, Participant.known(who, null));
            Avatar old = tx.first(SELECT, row -> avatar(who, row), who.account().value(), who.value())
                    .orElse(new Avatar(who, null, null, null, 0, null));
            tx.update("UPDATE cache.participant SET avatar_file = ?, avatar_fetched_at = ?, avatar_source = ?,"
                    + " avatar_failures = ?, avatar_retry_at = ? WHERE id = ?", avatar.file(), avatar.fetchedAt(),
                    avatar.sourceUrl(), avatar.failures(), avatar.retryAt(), id);
            // The file keeps its name when the picture changes: a later fetch is another picture.
            if (!Objects.equals(old.file(), avatar.file()) || (avatar.file() != null
                    && !Objects.equals(millis(old.fetchedAt()), millis(avatar.fetchedAt())))) {
                tx.avatarChanged(who);
                People.touchRows(tx, who, id);
            }
            return true;
        });
    }

    /** People of the account who wrote and have no stored picture and no wait, newest conversations first. */
    public List<ParticipantId> withoutAvatar(AccountId account, Instant now, int limit) {
        return sessions.read(session -> session.list("SELECT p.remote_id FROM cache.conversation c"
                + " JOIN cache.participant p ON p.id = c.participant WHERE c.account_id = ?"
                + " AND c.last_message_at <= ? AND c.last_inbound_at IS NOT NULL AND p.avatar_file IS NULL"
                + " AND (p.avatar_retry_at IS NULL OR p.avatar_retry_at <= ?)"
                + " ORDER BY c.account_id DESC, c.last_message_at DESC, c.id DESC LIMIT ?",
                row -> new ParticipantId(account, row.text()), account.value(), Long.MAX_VALUE, now, limit));
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

    private static Avatar avatar(ParticipantId id, Session.Row row) throws SQLException {
        return new Avatar(id, row.textOrNull(), row.timeOrNull(), row.textOrNull(), row.small(), row.timeOrNull());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    /** People as rows; their pictures are part of them. */
    static final class People {

        private People() {}

        /**
         * Adds a person or what is new about them; facts that the new answer lacks are kept. Publishes the rows that show
         * them.
         *
         * @return the person's key
         */
        static long put(Session.Tx tx, Participant person) throws SQLException {
            ParticipantId who = person.id();
            Optional<Known> known = known(tx, who);
            if (known.isEmpty()) {
                long id = tx.number("SELECT MAX(id) FROM cache.participant") + 1;
                tx.update("INSERT INTO cache.participant (username, name, picture_url, followers, follows_us,"
                        + " followed_by_us, verified, profile_at, account_id, remote_id, id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", person.username(), person.name(),
                        person.pictureUrl(), person.followers(), person.followsUs(), person.followedByUs(),
                        person.verified(), person.profileAt(), who.account().value(), who.value(), id);
                countFollowers(tx, id, person);
                return id;
            }
            Participant old = known.get().person;
            Participant next = new Participant(who, or(person.username(), old.username()),
                    or(person.name(), old.name()),
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
                countFollowers(tx, known.get().id, person);
            }
            return known.get().id;
        }

        /** One row a day at most, and only when the number is another one than before. */
        private static void countFollowers(Session.Tx tx, long id, Participant person) throws SQLException {
            Integer followers = person.followers();
            Instant at = person.profileAt();
            if (followers == null || at == null) {
                return;
            }
            Optional<Integer> last = tx.first("SELECT followers FROM cache.follower_count WHERE participant = ?"
                    + " ORDER BY participant DESC, on_day DESC LIMIT 1", Session.Row::small, id);
            if (!last.equals(Optional.of(followers))) {
                tx.update("MERGE INTO cache.follower_count (participant, on_day, followers)"
                        + " KEY (participant, on_day) VALUES (?, ?, ?)", id,
                        at.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay(), followers);
            }
        }

        /** Marks every row that shows the person as changed. */
        static void touchRows(Session.Tx tx, ParticipantId who, long id) throws SQLException {
            AccountId account = who.account();
            for (String remote : tx.list("SELECT remote_id FROM cache.conversation WHERE participant = ?",
                    Session.Row::text, id)) {
                ConversationId conversation = new ConversationId(account, remote);
                ListRow row = ListRow.find(tx, conversation).orElseThrow();
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
}
