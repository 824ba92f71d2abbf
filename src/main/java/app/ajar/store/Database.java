package app.ajar.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The one H2 file of a data folder: opened once, read by many, written by one thread. Everything stored goes through
 * the parts it hands out.
 *
 * <p>All parts may be used from any thread but the toolkit's. Writing methods return after the commit. A failing disk
 * or a broken file shows as {@link StoreException}.
 */
public final class Database implements AutoCloseable {

    private Database() {}

    /** Opens or creates {@code cache.mv.db} in the folder, bringing an older schema up to date. */
    public static OpenResult open(Path folder) {
        throw new UnsupportedOperationException();
    }

    public ChangeFeed feed() {
        throw new UnsupportedOperationException();
    }

    public AccountTable accounts() {
        throw new UnsupportedOperationException();
    }

    public ConversationQueries conversations() {
        throw new UnsupportedOperationException();
    }

    public ThreadQueries threads() {
        throw new UnsupportedOperationException();
    }

    public SyncWriter sync() {
        throw new UnsupportedOperationException();
    }

    public Outbox outbox() {
        throw new UnsupportedOperationException();
    }

    public UserNotes notes() {
        throw new UnsupportedOperationException();
    }

    public JobQueue jobs() {
        throw new UnsupportedOperationException();
    }

    public MediaTable media() {
        throw new UnsupportedOperationException();
    }

    /** How many SELECT statements readers ran since opening; for tests and benchmarks. */
    public long queryCount() {
        throw new UnsupportedOperationException();
    }

    /** A quick check of the file for {@code doctor}: table and index counts agree. Takes seconds on a large cache. */
    public boolean check() {
        throw new UnsupportedOperationException();
    }

    /** Lets the disk lag by up to this while much is fetched; zero is the steady state. User-made rows are always synced. */
    public void setWriteDelay(Duration delay) {
        throw new UnsupportedOperationException();
    }

    /** Drains the writer, compacts if much of the file is dead, closes. Never interrupts a writing thread. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
