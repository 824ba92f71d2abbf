package app.ajar.store;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connected accounts. */
public final class AccountTable {

    private static final String SELECT = "SELECT id, username, name, picture_url, status, status_reason, connected_at,"
            + " token_since, token_expires_at FROM local.account";
    /** Conversations forgotten in one transaction: a huge one would hold its undo log in memory. */
    private static final int FORGOTTEN_AT_ONCE = 200;

    private final Sessions sessions;

    /**
     * How far an account's pull has come; stored together with the rows it brought.
     *
     * @param after the list's cursor to go on from, null when no walk is under way
     * @param walkStartedAt when the walk under way began, null when none is
     * @param firstSyncDoneAt when every page had been read for the first time, null until then
     * @param lastWalkDoneAt when every page was read last, null until then
     * @param listSorted whether the last whole walk saw the list newest first, so that a page without change ends a round
     * @param fieldRung which rung of the ladder of field sets the account's API accepts, 0 is the fullest
     */
    public record SyncCursor(@Nullable String after, @Nullable Instant walkStartedAt,
            @Nullable Instant firstSyncDoneAt, @Nullable Instant lastWalkDoneAt, boolean listSorted, int fieldRung) {

        /** Nothing was read yet. */
        public static final SyncCursor START = new SyncCursor(null, null, null, null, true, 0);
    }

    AccountTable(Sessions sessions) {
        this.sessions = sessions;
    }

    /** All, in the order in which they were connected. */
    public List<Account> all() {
        return sessions.read(session -> session.list(SELECT + " ORDER BY turn", AccountTable::account));
    }

    public Optional<Account> find(AccountId id) {
        return sessions.read(session -> session.first(SELECT + " WHERE id = ?", AccountTable::account, id.value()));
    }

    /** Adds the account, or replaces what is stored but for {@code connectedAt}. */
    public void put(Account account) {
        sessions.write(tx -> {
            String id = account.id().value();
            Optional<Account> known = stored(tx, account.id());
            if (known.isEmpty()) {
                long turn = tx.number("SELECT MAX(turn) FROM local.account") + 1;
                tx.update("INSERT INTO local.account (id, username, name, picture_url, status, status_reason,"
                        + " connected_at, token_since, token_expires_at, turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        id, account.username(), account.name(), account.pictureUrl(), account.status(),
                        account.statusReason(), account.connectedAt(), account.tokenSince(), account.tokenExpiresAt(),
                        turn);
                tx.update("MERGE INTO cache.tally (account_id, conversations, messages) KEY (account_id)"
                        + " VALUES (?, 0, 0)", id);
            } else {
                Account old = known.get();
                Account next = new Account(account.id(), account.username(), account.name(), account.pictureUrl(),
                        account.status(), account.statusReason(), old.connectedAt(),
                        Session.millis(account.tokenSince()),
                        account.tokenExpiresAt() == null ? null : Session.millis(account.tokenExpiresAt()));
                if (next.equals(old)) {
                    return false;
                }
                tx.update("UPDATE local.account SET username = ?, name = ?, picture_url = ?, status = ?,"
                        + " status_reason = ?, token_since = ?, token_expires_at = ? WHERE id = ?", next.username(),
                        next.name(), next.pictureUrl(), next.status(), next.statusReason(), next.tokenSince(),
                        next.tokenExpiresAt(), id);
            }
            tx.userMade();
            tx.accountChanged(account.id());
            return true;
        });
    }

    /** Publishes only if it differs. */
    public void setStatus(AccountId id, Account.Status status, @Nullable AccessProblem reason) {
        sessions.write(tx -> {
            Optional<Account> known = stored(tx, id);
            if (known.isEmpty() || (known.get().status() == status && known.get().statusReason() == reason)) {
                return false;
            }
            tx.update("UPDATE local.account SET status = ?, status_reason = ? WHERE id = ?", status, reason,
                    id.value());
            tx.accountChanged(id);
            return true;
        });
    }

    public void setToken(AccountId id, Instant since, @Nullable Instant expiresAt) {
        sessions.write(tx -> {
            Optional<Account> known = stored(tx, id);
            Instant expires = expiresAt == null ? null : Session.millis(expiresAt);
            if (known.isEmpty() || (known.get().tokenSince().equals(Session.millis(since))
                    && Objects.equals(known.get().tokenExpiresAt(), expires))) {
                return false;
            }
            tx.update("UPDATE local.account SET token_since = ?, token_expires_at = ? WHERE id = ?", since, expires,
                    id.value());
            tx.userMade();
            tx.accountChanged(id);
            return true;
        });
    }

    /** Whether the user turned the seven days with a person answering on for this account. */
    public boolean humanAgent(AccountId id) {
        return sessions.read(session -> session.first("SELECT human_agent FROM local.account WHERE id = ?",
                Session.Row::flag, id.value()).orElse(false));
    }

    /** The accounts for which the user turned the seven days with a person answering on. */
    public Set<AccountId> withHumanAgent() {
        return Set.copyOf(sessions.read(session -> session.list(
                "SELECT id FROM local.account WHERE human_agent", row -> new AccountId(row.text()))));
    }

    public void setHumanAgent(AccountId id, boolean on) {
        sessions.write(tx -> {
            tx.update("UPDATE local.account SET human_agent = ? WHERE id = ?", on, id.value());
            tx.userMade();
            tx.accountChanged(id);
            return true;
        });
    }

    /** Removes the account with all that is stored of it in both schemas. Its files are the caller's to delete. */
    public void remove(AccountId id) {
        boolean known = sessions.write(tx -> {
            int rows = tx.update("DELETE FROM local.account WHERE id = ?", id.value());
            for (String table : List.of("local.note", "local.outbox", "local.sent", "local.reaction", "local.template",
                    "cache.cursor",
                    "cache.told",
                    "cache.job",
                    "cache.unreadable")) {
                tx.update("DELETE FROM " + table + " WHERE account_id = ?", id.value());
            }
            tx.userMade();
            if (rows > 0) {
                tx.accountChanged(id);
            }
            return rows > 0;
        });
        boolean any = forgetCache(id);
        if (known || any) {
            sessions.write(tx -> {
                tx.everythingChanged();
                return true;
            });
        }
    }

    /** Removals that a kill cut short: nothing is connected any more but rows are left. */
    void finishRemovals() {
        List<String> left = sessions.read(session -> session.list(
                "SELECT account_id FROM cache.tally WHERE account_id NOT IN (SELECT id FROM local.account)",
                Session.Row::text));
        left.forEach(id -> forgetCache(new AccountId(id)));
    }

    /** The tally goes last: while it is there, a removal is known to be unfinished. */
    private boolean forgetCache(AccountId id) {
        boolean any = false;
        while (sessions.write(tx -> forgetSome(tx, id))) {
            any = true;
        }
        sessions.write(tx -> {
            // Connected anew in the meantime: its counters go on.
            if (stored(tx, id).isPresent()) {
                return 0;
            }
            tx.update("DELETE FROM cache.follower_count WHERE participant IN"
                    + " (SELECT id FROM cache.participant WHERE account_id = ?)", id.value());
            tx.update("DELETE FROM cache.participant WHERE account_id = ?", id.value());
            return tx.update("DELETE FROM cache.tally WHERE account_id = ?", id.value());
        });
        return any;
    }

    private static boolean forgetSome(Session.Tx tx, AccountId id) throws SQLException {
        if (stored(tx, id).isPresent()) {
            return false;
        }
        List<Long> some = tx.list("SELECT id FROM cache.conversation WHERE account_id = ? LIMIT "
                + FORGOTTEN_AT_ONCE, Session.Row::number, id.value());
        for (long conversation : some) {
            for (String parts : List.of("attachment", "reaction")) {
                tx.update("DELETE FROM cache." + parts
                        + " WHERE message IN (SELECT id FROM cache.message WHERE conversation = ? AND " + parts
                        + "s > 0)", conversation);
            }
            Gaps.forget(tx, conversation);
            tx.update("DELETE FROM cache.message WHERE conversation = ?", conversation);
            tx.update("DELETE FROM cache.conversation WHERE id = ?", conversation);
        }
        return !some.isEmpty();
    }

    static Optional<Account> stored(Session.Tx tx, AccountId id) throws SQLException {
        return tx.first(SELECT + " WHERE id = ?", AccountTable::account, id.value());
    }

    private static Account account(Session.Row row) throws SQLException {
        return new Account(new AccountId(row.text()), row.text(), row.textOrNull(), row.textOrNull(),
                row.word(Account.Status.class), row.wordOrNull(AccessProblem.class), row.time(), row.time(),
                row.timeOrNull());
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

        /** Whom a job is about. */
        static Optional<Participant> of(Session session, JobQueue.Job job) throws SQLException {
            String person = "SELECT p.remote_id, p.username, p.name, p.picture_url, p.followers, p.follows_us,"
                    + " p.followed_by_us, p.verified, p.profile_at FROM ";
            Session.Mapper<Participant> read = row -> ConversationQueries
                    .person(new ParticipantId(job.account(), row.text()), row);
            return switch (job.type()) {
                case DOWNLOAD_AVATAR, REFRESH_PROFILE -> session.first(person
                        + "cache.participant p WHERE p.account_id = ? AND p.remote_id = ?", read,
                        job.account().value(), job.subject());
                case DOWNLOAD_MEDIA -> session.first(person + "cache.conversation c JOIN cache.participant p"
                        + " ON p.id = c.participant WHERE c.account_id = ? AND c.remote_id = ?", read,
                        job.account().value(), job.payload());
                case REFRESH_TOKEN, CLEAN_UP -> Optional.empty();
            };
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
