package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.Participant;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Durable background work: higher priority first, then earlier. One live job per type and subject; asked for again while
 * it runs, it is done once more afterwards. A lease makes what a killed app had claimed claimable again.
 */
public final class JobQueue {

    /** From this priority on the user asked by hand: waits that a job would keep otherwise are passed over. */
    public static final int BY_HAND = 200;

    private static final String JOB = "id, type, account_id, subject, payload, priority, attempts";
    /** The most urgent job of one account and need from a priority down; a hundred thousand behind it are never read. */
    static final String HEAD = "SELECT not_before, " + JOB + " FROM cache.job USE INDEX (job_turn)"
            + " WHERE account_id = ? AND state = ? AND needs = ? AND priority <= ? AND priority >= ?"
            + " ORDER BY account_id, state, needs, priority DESC, not_before, id LIMIT 1";
    private static final String UNCOUNTED = ", state = ?, attempts = attempts - 1, lease_until = NULL, again = FALSE"
            + " WHERE id = ? AND state = ?";

    private final Sessions sessions;

    JobQueue(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What a job does. The subject names one thing of the account; where said, the payload says whose it is. */
    public enum Type {
        /** The subject is the person's id. */
        DOWNLOAD_AVATAR(Needs.MEDIA),
        /** The subject is the person's id. */
        REFRESH_PROFILE(Needs.API),
        /** The payload is the conversation's id. */
        DOWNLOAD_MEDIA(Needs.MEDIA), REFRESH_TOKEN(Needs.API), CLEAN_UP(Needs.NOTHING);

        private final Needs atFirst;

        Type(Needs atFirst) {
            this.atFirst = atFirst;
        }
    }

    /** What a job needs besides the store. */
    public enum Needs {
        NOTHING,
        /** Its media's host, and room for it on disk. */
        MEDIA,
        /** The account's calls. */
        API,
        /** A call, for a fresh address, and then what media need. */
        MEDIA_BY_API
    }

    /** Why a job failed, for words on screen. */
    public enum Reason {
        /** Meta does not give it, or not any more. */
        GONE, TOO_LARGE, UNSUPPORTED, BROKEN,
        /** No answer came. */
        UNREACHABLE,
        /** Meta answered with an error. */
        TROUBLE,
        /** Something went wrong in Ajar. */
        BUG
    }

    /** Where a job stands. */
    enum State {
        WAITING, RUNNING, DONE, FAILED
    }

    /**
     * One claimed job.
     *
     * @param subject what it is about, for example a person's id; with type and account its identity
     * @param attempts how often it was tried, this time included
     */
    public record Job(long id, Type type, AccountId account, String subject, String payload, int priority,
            int attempts) {

        /** Whether the user asked for it by hand. */
        public boolean byHand() {
            return priority >= BY_HAND;
        }
    }

    /**
     * Whose jobs may be claimed now.
     *
     * @param there what is there for each account's jobs; those that need anything else wait
     * @param leastPriority nothing below this
     * @param atWork what this process is at work on; these leases are renewed in the same step when less than half is left,
     *        so that a computer that slept through them does nothing twice
     */
    public record Terms(Map<AccountId, Set<Needs>> there, int leastPriority, Set<Long> atWork) {

        public Terms {
            there = Map.copyOf(there);
            atWork = Set.copyOf(atWork);
        }

        /** All jobs of these accounts, whatever they need. */
        public static Terms of(Set<AccountId> accounts) {
            Collector<AccountId, ?, Map<AccountId, Set<Needs>>> all = Collectors.toMap(account -> account,
                    _ -> EnumSet.allOf(Needs.class));
            return new Terms(accounts.stream().collect(all), Integer.MIN_VALUE, Set.of());
        }

        /** Whether some job waits for something that is short. */
        public boolean anythingShort() {
            return there.values().stream().anyMatch(some -> some.size() < Needs.values().length);
        }
    }

    /**
     * Adds a job, or raises the waiting one's priority and takes its earlier time; one that waits for another attempt keeps
     * its time unless it becomes more urgent.
     */
    public void offer(Type type, AccountId account, String subject, String payload, int priority, Instant notBefore) {
        sessions.write(tx -> {
            if (AccountTable.stored(tx, account).isEmpty()) {
                return false;
            }
            Optional<Known> known = tx.first("SELECT id, state, priority, not_before, attempts, again FROM cache.job"
                    + " WHERE account_id = ? AND type = ? AND subject = ?", Known::of, account.value(), type, subject);
            if (known.isEmpty()) {
                tx.update("INSERT INTO cache.job (type, account_id, subject, payload, priority, state, attempts,"
                        + " not_before, needs) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)", type, account.value(), subject,
                        payload, priority, State.WAITING, notBefore, type.atFirst);
            } else {
                offerAgain(tx, known.get(), payload, priority, Session.millis(notBefore), type.atFirst);
            }
            return true;
        });
    }

    private record Known(long id, State state, int priority, Instant notBefore, int attempts, boolean again) {

        static Known of(Session.Row row) throws SQLException {
            return new Known(row.number(), row.word(State.class), row.small(), row.time(), row.small(), row.flag());
        }
    }

    private static void offerAgain(Session.Tx tx, Known known, String payload, int priority, Instant notBefore,
            Needs needs) throws SQLException {
        switch (known.state) {
            case DONE, FAILED -> tx.update("UPDATE cache.job SET payload = ?, priority = ?, state = ?, attempts = 0,"
                    + " not_before = ?, lease_until = NULL, last_error = NULL, ended_at = NULL, again = FALSE,"
                    + " needs = ? WHERE id = ?", payload, priority, State.WAITING, notBefore, needs, known.id);
            case RUNNING -> {
                if (!known.again || priority > known.priority || notBefore.isBefore(known.notBefore)) {
                    tx.update("UPDATE cache.job SET payload = ?, priority = ?, not_before = ?, again = TRUE"
                            + " WHERE id = ?", payload, Math.max(priority, known.priority), notBefore, known.id);
                }
            }
            case WAITING -> {
                boolean raised = priority > known.priority;
                boolean earlier = notBefore.isBefore(known.notBefore) && (raised || known.attempts == 0);
                if (raised || earlier) {
                    // Asked for by hand, it has all its attempts before it.
                    tx.update(
                            "UPDATE cache.job SET payload = ?, priority = ?, not_before = ?, attempts = ? WHERE id = ?",
                            payload, Math.max(priority, known.priority), earlier ? notBefore : known.notBefore,
                            raised && priority >= BY_HAND ? 0 : known.attempts, known.id);
                }
            }
        }
    }

    /** Claims the next due job for as long as the lease; empty when none is due. */
    public Optional<Job> claim(Instant now, Duration lease, Terms terms) {
        return sessions.write(tx -> {
            for (long atWork : terms.atWork) {
                tx.update("UPDATE cache.job SET lease_until = ? WHERE id = ? AND state = ? AND lease_until < ?",
                        now.plus(lease), atWork, State.RUNNING, now.plus(lease.dividedBy(2)));
            }
            if (tx.number("SELECT COUNT(*) FROM cache.job WHERE state = ? AND lease_until <= ?", State.RUNNING,
                    now) > 0) {
                tx.update("UPDATE cache.job SET state = ?, lease_until = NULL WHERE state = ? AND lease_until <= ?",
                        State.WAITING, State.RUNNING, now);
            }
            Optional<Job> due = heads(tx::first, terms, now).stream().filter(head -> !head.notBefore.isAfter(now))
                    .min(URGENCY).map(Head::job);
            if (due.isEmpty()) {
                return due;
            }
            Job job = due.get();
            tx.update("UPDATE cache.job SET state = ?, attempts = attempts + 1, lease_until = ?, again = FALSE"
                    + " WHERE id = ?", State.RUNNING, now.plus(lease), job.id);
            return Optional.of(new Job(job.id, job.type, job.account, job.subject, job.payload, job.priority,
                    job.attempts + 1));
        });
    }

    private record Head(Instant notBefore, Job job) {

        static Head of(Session.Row row) throws SQLException {
            return new Head(row.time(), JobQueue.job(row));
        }
    }

    private static final Comparator<Head> URGENCY = Comparator.<Head>comparingInt(head -> -head.job.priority)
            .thenComparing(Head::notBefore).thenComparingLong(head -> head.job.id);

    /** A query's first row, on a reader or in a transaction. */
    @FunctionalInterface
    private interface First {
        Optional<Head> ask(String sql, Session.Mapper<Head> mapper, @Nullable Object... values) throws SQLException;
    }

    /**
     * The first job of each account, need and priority, down to the first that is due: steps down the priorities, one seek
     * each, so that a hundred thousand jobs that are urgent but not due yet are never read through.
     */
    private static List<Head> heads(First first, Terms terms, Instant now) throws SQLException {
        List<Head> heads = new ArrayList<>();
        for (Map.Entry<AccountId, Set<Needs>> each : terms.there.entrySet()) {
            for (Needs needs : each.getValue()) {
                long most = Integer.MAX_VALUE;
                while (most >= terms.leastPriority) {
                    Optional<Head> head = first.ask(HEAD, Head::of, each.getKey().value(), State.WAITING, needs, most,
                            terms.leastPriority);
                    head.ifPresent(heads::add);
                    boolean enough = head.isEmpty() || !head.get().notBefore.isAfter(now);
                    most = enough ? Long.MIN_VALUE : head.get().job.priority - 1L;
                }
            }
        }
        return heads;
    }

    /** When the next job that these terms allow is due: not after now when one is; empty when none waits. */
    public Optional<Instant> nextDue(Instant now, Terms terms) {
        return sessions.read(session -> heads(session::first, terms, now).stream().map(Head::notBefore)
                .min(Comparator.naturalOrder()));
    }

    /** It is done. Asked for again meanwhile, it waits for its next turn instead. */
    public void done(long id, Instant now) {
        end(id, State.DONE, null, now);
    }

    /** Waits for another attempt. */
    public void retryAt(long id, Instant notBefore, Reason reason) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, not_before = ?, last_error = ?,"
                + " lease_until = NULL, again = FALSE WHERE id = ? AND state = ?", State.WAITING, notBefore, reason, id,
                State.RUNNING));
    }

    /** Waits, and this attempt does not count: nothing was learned about the job itself. */
    public void postpone(long id, Instant notBefore) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET not_before = ?" + UNCOUNTED, notBefore, State.WAITING, id,
                State.RUNNING));
    }

    /** Waits until what it turned out to need is there, and this attempt does not count. */
    public void waitFor(long id, Needs needs) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET needs = ?" + UNCOUNTED, needs, State.WAITING, id,
                State.RUNNING));
    }

    /** Failed for good. Asked for again meanwhile, it waits for its next turn instead. */
    public void failed(long id, Reason reason, Instant now) {
        end(id, State.FAILED, reason, now);
    }

    private void end(long id, State state, @Nullable Reason reason, Instant now) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, attempts = 0, last_error = NULL, again = FALSE,"
                + " lease_until = NULL WHERE id = ? AND state = ? AND again", State.WAITING, id, State.RUNNING) > 0
                || tx.update("UPDATE cache.job SET state = ?, last_error = ?, ended_at = ?, lease_until = NULL"
                        + " WHERE id = ? AND state IN ('WAITING', 'RUNNING')", state, reason, now, id) > 0);
    }

    /** Claims of an earlier process are free again, and its end does not count as their attempt; called once at start. */
    public int releaseAll() {
        return sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, lease_until = NULL, again = FALSE,"
                + " attempts = GREATEST(attempts - 1, 0) WHERE state = ?", State.WAITING, State.RUNNING));
    }

    /** Deletes done and failed jobs older than this. */
    public int clean(Instant olderThan) {
        return sessions.write(tx -> tx.update("DELETE FROM cache.job WHERE state IN ('DONE', 'FAILED')"
                + " AND ended_at < ?", olderThan));
    }

    /** Tries a failed job again, now; false when it is not there or did not fail. */
    public boolean retry(long id, Instant now) {
        return sessions.write(tx -> retry(tx, now, "id = ?", id)) > 0;
    }

    /** Tries every failed job again, now; returns how many. */
    public int retryAll(Instant now) {
        return sessions.write(tx -> retry(tx, now, "state = ?", State.FAILED));
    }

    private static int retry(Session.Tx tx, Instant now, String which, Object value) throws SQLException {
        return tx.update("UPDATE cache.job SET state = ?, priority = ?, attempts = 0, not_before = ?,"
                + " last_error = NULL, ended_at = NULL WHERE state = 'FAILED' AND " + which, State.WAITING, BY_HAND,
                now, value);
    }

    /** Forgets a failed job. */
    public boolean drop(long id) {
        String sql = "DELETE FROM cache.job WHERE id = ? AND state = ?";
        return sessions.write(tx -> tx.update(sql, id, State.FAILED)) > 0;
    }

    /** Forgets every failed job; returns how many. */
    public int dropAll() {
        return sessions.write(tx -> tx.update("DELETE FROM cache.job WHERE state = ?", State.FAILED));
    }

    /** Jobs waiting or running, and those failed for good. */
    public Counts counts() {
        return sessions.read(session -> new Counts(count(session, State.WAITING) + count(session, State.RUNNING),
                count(session, State.FAILED)));
    }

    public record Counts(long live, long failed) {}

    /** How many failed for good, without counting the others. */
    public long failedInAll() {
        return sessions.read(session -> count(session, State.FAILED));
    }

    private static long count(Session session, State state) throws SQLException {
        return session.number("SELECT COUNT(*) FROM cache.job USE INDEX (job_kind) WHERE state = ?", state);
    }

    /** How many of a type wait. */
    public long waiting(Type type) {
        return sessions.read(session -> session.number("SELECT COUNT(*) FROM cache.job USE INDEX (job_kind)"
                + " WHERE state = ? AND type = ?", State.WAITING, type));
    }

    /** How many wait, by what they do; types of which none waits are left out. */
    public Map<Type, Long> waiting() {
        return sessions.read(session -> {
            Map<Type, Long> counts = new EnumMap<>(Type.class);
            session.list("SELECT type, COUNT(*) FROM cache.job USE INDEX (job_kind) WHERE state = ? GROUP BY type",
                    row -> counts.put(row.word(Type.class), row.number()), State.WAITING);
            return counts;
        });
    }

    /** A job that failed for good. */
    public record Failed(Job job, Reason reason) {}

    /** The jobs that failed last, newest first. */
    public List<Failed> failed(int limit) {
        return sessions.read(session -> session.list("SELECT " + JOB + ", last_error FROM cache.job"
                + " USE INDEX (job_kind) WHERE state = ? ORDER BY ended_at DESC, id DESC LIMIT ?",
                row -> new Failed(job(row), reason(row.textOrNull())), State.FAILED, limit));
    }

    static Reason reason(@Nullable String word) {
        for (Reason reason : Reason.values()) {
            if (reason.name().equals(word)) {
                return reason;
            }
        }
        return Reason.TROUBLE;
    }

    /** Whom each of these jobs is about, as far as they are known. */
    public Map<Long, Participant> people(Collection<Job> about) {
        return sessions.read(session -> {
            Map<Long, Participant> people = new HashMap<>();
            for (Job job : about) {
                AccountTable.People.of(session, job).ifPresent(found -> people.put(job.id, found));
            }
            return people;
        });
    }

    private static Job job(Session.Row row) throws SQLException {
        return new Job(row.number(), row.word(Type.class), new AccountId(row.text()), row.text(), row.text(),
                row.small(), row.small());
    }
}
