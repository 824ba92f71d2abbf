package app.ajar.store;

import app.ajar.model.AccountId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Durable background work: higher priority first, then earlier. One live job per type and subject; a lease makes what a
 * killed app had claimed claimable again.
 */
public final class JobQueue {

    private static final String JOB = "id, type, account_id, subject, payload, priority, attempts";

    private final Sessions sessions;

    JobQueue(Sessions sessions) {
        this.sessions = sessions;
    }

    /** What a job does. */
    public enum Type {
        DOWNLOAD_AVATAR, REFRESH_PROFILE, DOWNLOAD_MEDIA, REFRESH_TOKEN, CLEAN_UP
    }

    /** Where a job stands. */
    private enum State {
        WAITING, RUNNING, DONE, FAILED
    }

    /**
     * One claimed job.
     *
     * @param subject what it is about, for example a person's id; with type and account its identity
     * @param attempts how often it was claimed, this time included
     */
    public record Job(long id, Type type, AccountId account, String subject, String payload, int priority,
            int attempts) {}

    /** Adds a job, or raises the waiting one's priority and takes its earlier time. */
    public void offer(Type type, AccountId account, String subject, String payload, int priority, Instant notBefore) {
        sessions.write(tx -> {
            if (AccountTable.stored(tx, account).isEmpty()) {
                return false;
            }
            record Known(long id, State state, int priority, Instant notBefore) {}
            Known known = tx.first("SELECT id, state, priority, not_before FROM cache.job WHERE account_id = ?"
                    + " AND type = ? AND subject = ?",
                    row -> new Known(row.number(), row.word(State.class),
                            row.small(), row.time()),
                    account.value(), type, subject).orElse(null);
            if (known == null) {
                tx.update("INSERT INTO cache.job (type, account_id, subject, payload, priority, state, attempts,"
                        + " not_before) VALUES (?, ?, ?, ?, ?, ?, 0, ?)", type, account.value(), subject, payload,
                        priority, State.WAITING, notBefore);
            } else if (known.state == State.DONE || known.state == State.FAILED) {
                tx.update("UPDATE cache.job SET payload = ?, priority = ?, state = ?, attempts = 0, not_before = ?,"
                        + " lease_until = NULL, last_error = NULL, ended_at = NULL WHERE id = ?", payload, priority,
                        State.WAITING, notBefore, known.id);
            } else if (priority > known.priority || notBefore.toEpochMilli() < known.notBefore.toEpochMilli()) {
                tx.update("UPDATE cache.job SET payload = ?, priority = ?, not_before = ? WHERE id = ?", payload,
                        Math.max(priority, known.priority),
                        notBefore.isBefore(known.notBefore) ? notBefore : known.notBefore, known.id);
            }
            return true;
        });
    }

    /** Claims the next due job for as long as the lease; empty when none is due. */
    public Optional<Job> claim(Instant now, Duration lease) {
        return sessions.write(tx -> {
            if (tx.number("SELECT COUNT(*) FROM cache.job WHERE state = ? AND lease_until <= ?", State.RUNNING,
                    now) > 0) {
                tx.update("UPDATE cache.job SET state = ?, lease_until = NULL WHERE state = ? AND lease_until <= ?",
                        State.WAITING, State.RUNNING, now);
            }
            Optional<Job> due = nextDueJob(tx, now);
            if (due.isEmpty()) {
                return due;
            }
            Job job = due.get();
            tx.update("UPDATE cache.job SET state = ?, attempts = attempts + 1, lease_until = ? WHERE id = ?",
                    State.RUNNING, now.plus(lease), job.id);
            return Optional.of(new Job(job.id, job.type, job.account, job.subject, job.payload, job.priority,
                    job.attempts + 1));
        });
    }

    /**
     * Steps down the priorities, one seek each: a hundred thousand jobs that are urgent but not due yet are never read
     * through.
     */
    private static Optional<Job> nextDueJob(Session.Tx tx, Instant now) throws SQLException {
        record Head(Instant notBefore, Job job) {}
        long most = Integer.MAX_VALUE;
        while (true) {
            Head head = tx.first("SELECT not_before, " + JOB + " FROM cache.job WHERE state = ? AND priority <= ?"
                    + " ORDER BY state, priority DESC, not_before, id LIMIT 1",
                    row -> new Head(row.time(), job(row)), State.WAITING, most).orElse(null);
            if (head == null) {
                return Optional.empty();
            }
            if (!head.notBefore.isAfter(now)) {
                return Optional.of(head.job);
            }
            most = head.job.priority - 1L;
        }
    }

    public void done(long id, Instant now) {
        end(id, State.DONE, null, now);
    }

    /** Waits for another attempt. */
    public void retryAt(long id, Instant notBefore, String error) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, not_before = ?, last_error = ?,"
                + " lease_until = NULL WHERE id = ? AND state = ?", State.WAITING, notBefore, error, id,
                State.RUNNING));
    }

    /** Failed for good. */
    public void failed(long id, String error, Instant now) {
        end(id, State.FAILED, error, now);
    }

    private void end(long id, State state, @org.jspecify.annotations.Nullable String error, Instant now) {
        sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, last_error = ?, ended_at = ?,"
                + " lease_until = NULL WHERE id = ? AND state IN ('WAITING', 'RUNNING')", state, error, now, id));
    }

    /** Claims of an earlier process are free again; called once at start. */
    public int releaseAll() {
        return sessions.write(tx -> tx.update("UPDATE cache.job SET state = ?, lease_until = NULL WHERE state = ?",
                State.WAITING, State.RUNNING));
    }

    /** Deletes done and failed jobs older than this. */
    public int clean(Instant olderThan) {
        return sessions.write(tx -> tx.update("DELETE FROM cache.job WHERE state IN ('DONE', 'FAILED')"
                + " AND ended_at < ?", olderThan));
    }

    /** When the next waiting job is due; empty when none waits. */
    public Optional<Instant> nextDue() {
        return sessions.read(session -> {
            Instant earliest = null;
            long most = Integer.MAX_VALUE;
            record Head(int priority, Instant notBefore) {}
            while (true) {
                Head head = session.first("SELECT priority, not_before FROM cache.job WHERE state = ?"
                        + " AND priority <= ? ORDER BY state, priority DESC, not_before, id LIMIT 1",
                        row -> new Head(row.small(), row.time()), State.WAITING, most).orElse(null);
                if (head == null) {
                    return Optional.ofNullable(earliest);
                }
                earliest = earliest == null || head.notBefore.isBefore(earliest) ? head.notBefore : earliest;
                most = head.priority - 1L;
            }
        });
    }

    /** Jobs waiting or running, and those failed for good. */
    public Counts counts() {
        return sessions.read(session -> session.list("SELECT (SELECT COUNT(*) FROM cache.job"
                + " WHERE state IN ('WAITING', 'RUNNING')), (SELECT COUNT(*) FROM cache.job WHERE state = 'FAILED')",
                row -> new Counts(row.number(), row.number()))).getFirst();
    }

    public record Counts(long live, long failed) {}

    /** The running, waiting and failed jobs, in this order, for the list of what runs; at most {@code limit}. */
    public List<Job> list(int limit) {
        return sessions.read(session -> {
            List<Job> all = new java.util.ArrayList<>();
            for (State state : List.of(State.RUNNING, State.WAITING, State.FAILED)) {
                all.addAll(session.list("SELECT " + JOB + " FROM cache.job WHERE state = ?"
                        + " ORDER BY state, priority DESC, not_before, id LIMIT ?", JobQueue::job, state,
                        limit - all.size()));
            }
            return all;
        });
    }

    private static Job job(Session.Row row) throws SQLException {
        return new Job(row.number(), row.word(Type.class), new AccountId(row.text()), row.text(), row.text(),
                row.small(), row.small());
    }
}
