package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which spans of a conversation are here whole, and what is missing between them. Meta details a conversation's newest 20
 * messages alone: when more came since the last look, those between are lost to every call, and only their bare ids and
 * times are still listed. A span that was stored before this was watched is doubtful: it is compared with the ids once.
 */
public final class Gaps {

    /** Meta may refuse to list a conversation; asked so often, then the gap stays uncounted. */
    private static final int MOST_REFUSALS = 3;
    private static final String GAP = "SELECT g.id, g.from_at, g.to_at, g.missing, g.first_at, g.last_at FROM cache.gap g";

    private final Sessions sessions;

    Gaps(Sessions sessions) {
        this.sessions = sessions;
    }

    /** How far back an answer of the API reached. */
    public enum Reach {
        /** To the beginning of the conversation: nothing older is listed. */
        BEGINNING,
        /** To the oldest of the newest 20; older ones are listed without content. */
        NEWEST,
        /** Less far than it could: the server gave a shorter page, or nobody knows. */
        PART
    }

    /**
     * Messages that are not on this computer.
     *
     * @param key names the gap for as long as it lives
     * @param from when the message before it was sent; null when it reaches back to the beginning
     * @param to when the message after it was sent
     * @param missing what is known of the messages; null when they were not listed
     */
    public record Gap(long key, @Nullable Instant from, Instant to, @Nullable Missing missing) {}

    /** How many messages are missing, and when the first and the last of them were sent. */
    public record Missing(int messages, Instant first, Instant last) {}

    /** What the API still tells of a message: that it was. */
    public record Listed(MessageId id, Instant sentAt) {}

    /**
     * A gap of which the ids are to be listed.
     *
     * @param page where the listing goes on, null at the newest message
     */
    public record Survey(ConversationId conversation, long key, Instant from, Instant to, @Nullable String page) {}

    /** How many gaps there are between messages, and how many messages are known to be missing in them. */
    public record Counts(int gaps, int messages) {}

    /** The gaps of one conversation, oldest first. */
    public List<Gap> of(ConversationId id) {
        return sessions.read(session -> session.list(GAP + " JOIN cache.conversation c ON c.id = g.conversation"
                + " WHERE c.account_id = ? AND c.remote_id = ? AND NOT g.doubtful ORDER BY g.to_at, g.id", Gaps::gap,
                id.account().value(),
                id.value()));
    }

    /** The gaps of an account, or (null) of all; what lies before the first read message is not counted. */
    public Counts counts(@Nullable AccountId account) {
        String sql = "SELECT COUNT(*), COALESCE(SUM(missing), 0) FROM cache.gap"
                + " WHERE from_at IS NOT NULL AND NOT doubtful";
        Session.Mapper<Counts> read = row -> new Counts(row.small(), row.small());
        return sessions.read(session -> account == null
                ? session.list(sql, read)
                : session.list(sql + " AND account_id = ?", read, account.value())).getFirst();
    }

    /**
     * The newest gap whose messages were not listed yet, and after all gaps what is doubtful; empty when none is left that
     * the API did not refuse to list.
     */
    public Optional<Survey> toList(AccountId account) {
        return sessions.read(session -> session.first("SELECT c.remote_id, g.id, g.from_at, g.to_at, g.next_page"
                + " FROM cache.gap g JOIN cache.conversation c ON c.id = g.conversation WHERE g.account_id = ?"
                + " AND g.from_at IS NOT NULL AND g.missing IS NULL AND g.refusals < " + MOST_REFUSALS
                + " ORDER BY g.doubtful, g.to_at DESC, g.id DESC LIMIT 1",
                row -> new Survey(new ConversationId(account, row.text()), row.number(), row.time(), row.time(),
                        row.textOrNull()),
                account.value()));
    }

    /**
     * Keeps a page of the listing. The last one, or one that reaches back before the gap, ends it: what is not stored is
     * missing, and where nothing is, there was no gap.
     *
     * @param page newest first
     * @param next where it goes on, null when the server has no more
     */
    public void listed(Survey survey, List<Listed> page, @Nullable String next) {
        sessions.write(tx -> {
            Optional<Listing> listing = tx.first("SELECT conversation, doubtful FROM cache.gap WHERE id = ?",
                    row -> new Listing(row.number(), row.flag()), survey.key);
            if (listing.isEmpty()) {
                return false;
            }
            long conversation = listing.get().conversation;
            for (Listed each : page) {
                Instant at = Session.millis(each.sentAt);
                if (!at.isBefore(survey.from) && !at.isAfter(survey.to)
                        && !known(tx, conversation, survey.key, each.id)) {
                    tx.update("MERGE INTO cache.gap_message (gap, remote_id, sent_at) KEY (gap, remote_id)"
                            + " VALUES (?, ?, ?)", survey.key, each.id.value(), at);
                }
            }
            Instant oldest = page.stream().map(Listed::sentAt).min(Instant::compareTo).orElse(Instant.MIN);
            Optional<Instant> before = tx.first("SELECT first_at FROM cache.gap WHERE id = ? AND first_at IS NOT NULL",
                    Session.Row::time, survey.key);
            boolean circling = before.isPresent() && !oldest.isBefore(before.get());
            boolean through = next == null || circling || oldest.isBefore(survey.from);
            if (through) {
                if (listing.get().doubtful) {
                    settle(tx, survey, conversation, oldest.isBefore(survey.from));
                } else {
                    count(tx, survey.key);
                }
                tx.gapsChanged(survey.conversation);
            } else {
                tx.update("UPDATE cache.gap SET next_page = ?, first_at = ? WHERE id = ?", next, oldest, survey.key);
            }
            return true;
        });
    }

    private record Listing(long conversation, boolean doubtful) {}

    /**
     * A doubtful span was listed: wherever something is missing between two stored messages there is a gap.
     *
     * @param older whether there are messages before the span
     */
    private static void settle(Session.Tx tx, Survey survey, long conversation, boolean older) throws SQLException {
        tx.update("DELETE FROM cache.gap_message WHERE gap = ? AND remote_id IN"
                + " (SELECT remote_id FROM cache.message WHERE conversation = ?)", survey.key, conversation);
        List<Instant> missing = tx.list("SELECT DISTINCT sent_at FROM cache.gap_message WHERE gap = ? ORDER BY sent_at",
                Session.Row::time, survey.key);
        Instant settled = Instant.MIN;
        for (Instant first : missing) {
            if (!first.isBefore(settled)) {
                String stored = "SELECT sent_at FROM cache.message WHERE conversation = ? AND sent_at ";
                Instant before = tx.first(stored + "<= ? ORDER BY conversation DESC, sent_at DESC LIMIT 1",
                        Session.Row::time, conversation, first).orElse(survey.from);
                settled = tx.first(stored + "> ? ORDER BY conversation, sent_at LIMIT 1", Session.Row::time,
                        conversation, first).orElse(first.plusMillis(1));
                tx.update("INSERT INTO cache.gap (account_id, conversation, from_at, to_at) VALUES (?, ?, ?, ?)",
                        survey.conversation.account().value(), conversation, before, settled);
                long gap = tx.number("SELECT MAX(id) FROM cache.gap");
                tx.update("UPDATE cache.gap_message SET gap = ? WHERE gap = ? AND sent_at >= ? AND sent_at < ?", gap,
                        survey.key, first, settled);
                count(tx, gap);
            }
        }
        tx.update("DELETE FROM cache.gap WHERE id = ?", survey.key);
        boolean said = tx.number("SELECT COUNT(*) FROM cache.gap WHERE conversation = ? AND from_at IS NULL",
                conversation) > 0;
        if (older && !said) {
            tx.update("INSERT INTO cache.gap (account_id, conversation, from_at, to_at) VALUES (?, ?, NULL, ?)",
                    survey.conversation.account().value(), conversation, survey.from);
        }
    }

    /** Whether it is stored, or missing in another gap: two that meet within a second both reach over it. */
    private static boolean known(Session.Tx tx, long conversation, long gap, MessageId id) throws SQLException {
        return tx.number("SELECT (SELECT COUNT(*) FROM cache.message WHERE conversation = ? AND remote_id = ?)"
                + " + (SELECT COUNT(*) FROM cache.gap g JOIN cache.gap_message m ON m.gap = g.id"
                + " WHERE g.conversation = ? AND g.id <> ? AND m.remote_id = ?)", conversation, id.value(),
                conversation,
                gap, id.value()) > 0;
    }

    /** The API refuses to list this conversation, or from this place of it on: begun anew, a few times. */
    public void refused(Survey survey) {
        sessions.write(tx -> tx.update(
                "UPDATE cache.gap SET refusals = refusals + 1, next_page = NULL, first_at = NULL WHERE id = ?",
                survey.key));
    }

    /**
     * Compares what an answer brought with what was here, in the transaction that stores it.
     *
     * @param messages of the answer, oldest first
     * @param fresh those of them that were not stored before
     */
    static void compare(Session.Tx tx, long conversation, ConversationId id, List<Message> messages,
            List<Message> fresh, Reach reach) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        Set<MessageId> came = fresh.stream().map(Message::id).collect(Collectors.toSet());
        Instant oldest = messages.getFirst().sentAt();
        Instant newest = messages.getLast().sentAt();
        Optional<Instant> whole = tx.first("SELECT to_at FROM cache.whole WHERE conversation = ?", Session.Row::time,
                conversation);
        if (!came.isEmpty() && whole.isPresent()) {
            fill(tx, conversation, id, came);
        }
        boolean joined = whole.isPresent() && (oldest.isBefore(whole.get())
                || messages.stream().anyMatch(m -> !came.contains(m.id()) && !m.sentAt().isAfter(whole.get())));
        if (reach == Reach.PART && !joined) {
            return;
        }
        if (reach == Reach.NEWEST && !joined) {
            tx.update("INSERT INTO cache.gap (account_id, conversation, from_at, to_at) VALUES (?, ?, ?, ?)",
                    id.account().value(), conversation, whole.orElse(null), oldest);
            tx.gapsChanged(id);
        }
        if (whole.isEmpty() || newest.isAfter(whole.get())) {
            tx.update("MERGE INTO cache.whole (conversation, to_at) KEY (conversation) VALUES (?, ?)", conversation,
                    newest);
        }
    }

    /** What came after all is not missing any more. */
    private static void fill(Session.Tx tx, long conversation, ConversationId id, Set<MessageId> came)
            throws SQLException {
        for (long gap : tx.list("SELECT id FROM cache.gap WHERE conversation = ? AND missing IS NOT NULL",
                Session.Row::number, conversation)) {
            int found = 0;
            for (MessageId message : came) {
                found += tx.update("DELETE FROM cache.gap_message WHERE gap = ? AND remote_id = ?", gap,
                        message.value());
            }
            if (found > 0) {
                count(tx, gap);
                tx.gapsChanged(id);
            }
        }
    }

    /** Writes down how many are missing; a gap without any goes. */
    private static void count(Session.Tx tx, long gap) throws SQLException {
        tx.update(
                "UPDATE cache.gap SET next_page = NULL, (missing, first_at, last_at) = (SELECT COUNT(*), MIN(sent_at),"
                        + " MAX(sent_at) FROM cache.gap_message WHERE gap = ?) WHERE id = ?",
                gap, gap);
        tx.update("DELETE FROM cache.gap WHERE id = ? AND missing = 0", gap);
    }

    static void forget(Session.Tx tx, long conversation) throws SQLException {
        tx.update("DELETE FROM cache.gap_message WHERE gap IN (SELECT id FROM cache.gap WHERE conversation = ?)",
                conversation);
        tx.update("DELETE FROM cache.gap WHERE conversation = ?", conversation);
        tx.update("DELETE FROM cache.whole WHERE conversation = ?", conversation);
    }

    private static Gap gap(Session.Row row) throws SQLException {
        long key = row.number();
        Instant from = row.timeOrNull();
        Instant to = row.time();
        Integer missing = row.smallOrNull();
        return new Gap(key, from, to, missing == null ? null : new Missing(missing, row.time(), row.time()));
    }
}
