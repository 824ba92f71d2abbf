package app.ajar.store;

import app.ajar.model.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Durable background work: higher priority first, then earlier. One live job per type and subject; a lease makes what a
 * killed app had claimed claimable again.
 */
public final class JobQueue {

    JobQueue() {}

    /** What a job does. */
    public enum Type {
        DOWNLOAD_AVATAR, REFRESH_PROFILE, DOWNLOAD_MEDIA, REFRESH_TOKEN, CLEAN_UP
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
        throw new UnsupportedOperationException();
    }

    /** Claims the next due job for as long as the lease; empty when none is due. */
    public Optional<Job> claim(Instant now, Duration lease) {
        throw new UnsupportedOperationException();
    }

    public void done(long id, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Waits for another attempt. */
    public void retryAt(long id, Instant notBefore, String error) {
        throw new UnsupportedOperationException();
    }

    /** Failed for good. */
    public void failed(long id, String error, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Claims of an earlier process are free again; called once at start. */
    public int releaseAll() {
        throw new UnsupportedOperationException();
    }

    /** Deletes done and failed jobs older than this. */
    public int clean(Instant olderThan) {
        throw new UnsupportedOperationException();
    }

    /** When the next waiting job is due; empty when none waits. */
    public Optional<Instant> nextDue() {
        throw new UnsupportedOperationException();
    }

    /** Jobs waiting or running, and those failed for good. */
    public Counts counts() {
        throw new UnsupportedOperationException();
    }

    public record Counts(long live, long failed) {}

    /** The waiting and failed jobs, for the list of what runs; at most {@code limit}. */
    public List<Job> list(int limit) {
        throw new UnsupportedOperationException();
    }
}
