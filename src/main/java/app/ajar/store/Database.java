package app.ajar.store;

import app.ajar.store.care.Care;
import app.ajar.store.care.KeyPlace;
import app.ajar.store.care.Opener;
import app.ajar.store.care.OwnerDisk;
import app.ajar.store.care.Protection;
import app.ajar.store.care.Schema;
import app.ajar.store.care.Trouble;
import app.ajar.store.care.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one H2 file of a data folder: opened once, read by many, written by one thread. Everything stored goes through
 * the parts it hands out.
 *
 * <p>All parts may be used from any thread but the toolkit's. Writing methods return after the commit. A failing disk
 * or a broken file shows as {@link StoreException}.
 */
public final class Database implements AutoCloseable {

    /** H2 shares a file among all connections of a process, so a second opener in this process must be told here. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // Read once, when H2's first class is loaded: whatever stands in a file, no SQL can name a class of Java to run.
        System.setProperty("h2.allowedClasses", "");
    }

    private final Path file;
    private final Care care;
    private final Sessions sessions;
    private final Upkeep upkeep;
    private final ChangeFeed feed = new ChangeFeed();
    private final AccountTable accounts;
    private final ConversationQueries conversations;
    private final ThreadQueries threads;
    private final SyncWriter sync;
    private final Outbox outbox;
    private final UserNotes notes;
    private final UserNotes.ReactionTable reactions;
    private final JobQueue jobs;
    private final MediaTable media;
    private final Gaps gaps;
    private final Templates templates;
    private volatile boolean opened;

    private Database(Path file, String url, Clock clock, KeyPlace keys) {
        this.file = file;
        care = new Care(file, clock, keys);
        sessions = new Sessions(url, file, feed, care);
        upkeep = new Upkeep(care, new Hands(sessions));
        sessions.troubles().subscribe(upkeep::trouble);
        accounts = new AccountTable(sessions);
        ChangeFeed.RecentRows recent = new ChangeFeed.RecentRows();
        feed.subscribe(recent::changed);
        conversations = new ConversationQueries(sessions, recent);
        threads = new ThreadQueries(sessions);
        notes = new UserNotes(sessions);
        sync = new SyncWriter(sessions, notes, clock);
        outbox = new Outbox(sessions);
        reactions = new UserNotes.ReactionTable(sessions);
        jobs = new JobQueue(sessions);
        media = new MediaTable(sessions);
        gaps = new Gaps(sessions);
        templates = new Templates(sessions);
    }

    /** Opens or creates {@code cache.mv.db} in the folder, bringing an older schema up to date. */
    public static OpenResult open(Path folder) {
        return open(folder, Clock.systemUTC());
    }

    /** @param clock tells how old messages are when an account's first sync decides what counts as unread */
    public static OpenResult open(Path folder, Clock clock) {
        return open(folder, clock, "");
    }

    /** @param fileSystem prefix of one of H2's file systems, for tests; empty for the plain one */
    static OpenResult open(Path folder, Clock clock, String fileSystem) {
        return begin(folder, clock, fileSystem, KeyPlace.NONE).finish();
    }

    /** @param keys where the key is kept if the folder is encrypted; not asked if it is not */
    public static OpenResult open(Path folder, Clock clock, KeyPlace keys) {
        return begin(folder, clock, "", keys).finish();
    }

    /** What opening an encrypted folder would give now for want of its key; empty when nothing of that kind is in its way. */
    public static Optional<OpenResult.Locked> locked(Path folder, KeyPlace keys) {
        return Protection.closed(folder.resolve("cache.mv.db"), keys).map(lost -> new OpenResult.Locked(folder, lost));
    }

    /**
     * Renames what is encrypted with a key that is gone for good, so that the next opening begins anew. Nothing is deleted.
     *
     * @throws IOException when something could not be renamed, or another process uses the database
     */
    public static void setAsideLocked(Path folder, KeyPlace keys, Clock clock) throws IOException {
        Protection.setAside(folder.resolve("cache.mv.db"), keys, clock);
    }

    /**
     * Begins to open, without touching the file: its parts can be handed out at once, so that a window is built while H2
     * still loads. Whoever reads or writes waits until {@link Opening#finish} is through.
     *
     * @param keys where the key is kept if the folder is encrypted; not asked if it is not
     */
    public static Opening begin(Path folder, KeyPlace keys) {
        return begin(folder, Clock.systemUTC(), "", keys);
    }

    /** The same by another clock than the system's. */
    public static Opening begin(Path folder, Clock clock, KeyPlace keys) {
        return begin(folder, clock, "", keys);
    }

    private static Opening begin(Path folder, Clock clock, String fileSystem, KeyPlace keys) {
        Path real;
        String trouble = null;
        try {
            real = Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            real = folder.toAbsolutePath();
            trouble = e.toString();
        }
        // One writer and WRITE_DELAY=0: H2 2.4.240 then lost nothing in 60 kills; the default lost commits in every one.
        // Results are not reused: until a commit has returned, H2 may give a connection the rows from before it although
        // another one saw the new ones already (SessionLocal.commit marks tables as changed before and after, not with it).
        String url = "jdbc:h2:" + fileSystem + OwnerDisk.prefix() + "file:" + real.resolve("cache")
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;WRITE_DELAY=0;CACHE_SIZE=32768;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0;TRACE_LEVEL_FILE=0";
        return new Opening(new Database(real.resolve("cache.mv.db"), url, clock, keys), folder, url, trouble);
    }

    /** What came of opening the data folder's database. */
    public sealed interface OpenResult {

        /** It is open; the caller closes it. */
        record Opened(Database database) implements OpenResult {}

        /** Another process has it open. */
        record InUse(Path folder) implements OpenResult {}

        /** A newer Ajar wrote it; this one must not touch it. */
        record TooNew(String fileVersion, String knownVersion) implements OpenResult {}

        /**
         * It is encrypted and its key cannot be had; nothing was changed.
         *
         * @param lost whether the key's place was asked and has it no more; else it may be there and cannot be read now
         */
        record Locked(Path folder, boolean lost) implements OpenResult {}

        /** It cannot be read or its folder cannot be written; nothing was deleted. The detail is for the log. */
        record Unusable(Path file, String detail) implements OpenResult {}
    }

    /** A database about to be open. */
    public static final class Opening {

        private final Database database;
        private final Path folder;
        private final String url;
        private final @Nullable String trouble;

        private Opening(Database database, Path folder, String url, @Nullable String trouble) {
            this.database = database;
            this.folder = folder;
            this.url = url;
            this.trouble = trouble;
        }

        /** To be held, and used when it is open. */
        public Database database() {
            return database;
        }

        /** Opens the file; once, and not on a thread that must not wait. */
        public OpenResult finish() {
            Path file = folder.resolve("cache.mv.db");
            Path real = database.folder();
            if (trouble != null) {
                return fail(new OpenResult.Unusable(file, trouble));
            }
            if (!OPEN.add(real)) {
                return fail(new OpenResult.InUse(folder));
            }
            OpenResult result = new OpenResult.Unusable(file, "not opened");
            try {
                result = database.openFile(url, file);
                return result;
            } finally {
                if (!(result instanceof OpenResult.Opened)) {
                    fail(result);
                    OPEN.remove(real);
                }
            }
        }

        private OpenResult fail(OpenResult result) {
            database.sessions.close(tx -> false);
            return result;
        }
    }

    private OpenResult openFile(String url, Path named) {
        return switch (new Opener(url, file, care).open(this::start)) {
            case Opener.Outcome.Usable _ -> new OpenResult.Opened(this);
            case Opener.Outcome.InUse _ -> new OpenResult.InUse(folder());
            case Opener.Outcome.TooNew(int version) ->
                new OpenResult.TooNew(Integer.toString(version), Integer.toString(Schema.VERSION));
            case Opener.Outcome.Locked(boolean lost) -> new OpenResult.Locked(folder(), lost);
            case Opener.Outcome.Unusable(String detail) -> new OpenResult.Unusable(named, detail);
        };
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    private void start() {
        sessions.usable(true);
        accounts.finishRemovals();
        upkeep.start();
        opened = true;
    }

    public ChangeFeed feed() {
        return feed;
    }

    public AccountTable accounts() {
        return accounts;
    }

    public ConversationQueries conversations() {
        return conversations;
    }

    public ThreadQueries threads() {
        return threads;
    }

    public SyncWriter sync() {
        return sync;
    }

    public Outbox outbox() {
        return outbox;
    }

    public UserNotes.ReactionTable reactions() {
        return reactions;
    }

    public UserNotes notes() {
        return notes;
    }

    public JobQueue jobs() {
        return jobs;
    }

    public MediaTable media() {
        return media;
    }

    public Gaps gaps() {
        return gaps;
    }

    public Templates templates() {
        return templates;
    }

    /** How many SELECT statements readers ran since opening; for tests and benchmarks. */
    public long queryCount() {
        return sessions.queryCount();
    }

    /** For tests and the generator of large caches, which know the tables. */
    Sessions sessions() {
        return sessions;
    }

    /** Copies of what the user made, what was restored, and the file's own health. */
    public Upkeep upkeep() {
        return upkeep;
    }

    /** A quick check of the file for {@code doctor}: table and index counts agree. Takes seconds on a large cache. */
    public boolean check() {
        return upkeep.check();
    }

    /** Lets the disk lag by up to this while much is fetched; zero is the steady state. User-made rows are always synced. */
    public void setWriteDelay(Duration delay) {
        sessions.setWriteDelay((int) delay.toMillis());
    }

    /**
     * Tells, on a background thread, when the database cannot be read or written and why, and with empty when something
     * was written again; each once.
     */
    public ChangeFeed.Subscription onTrouble(Consumer<Optional<Trouble>> listener) {
        return sessions.troubles().subscribe(listener);
    }

    /**
     * Drains the writer, compacts if much of the file is dead, closes, and copies what the user made if that has changed.
     * Never interrupts a writing thread.
     */
    @Override
    public void close() {
        upkeep.stop();
        AtomicReference<Upkeep.@Nullable Last> last = new AtomicReference<>();
        sessions.close(tx -> {
            Upkeep.Last words = upkeep.last(tx.changing());
            last.set(words);
            return words.compact();
        });
        if (opened) {
            upkeep.closed(last.get());
            OPEN.remove(folder());
        }
    }

    /** How what looks after the file reaches its threads. */
    private static final class Hands implements Upkeep.Access {

        private final Sessions sessions;

        Hands(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public <T> T read(Upkeep.Work<T> work) {
            return sessions.read(session -> work.run(session.connection));
        }

        @Override
        public <T> T write(Upkeep.Work<T> work) {
            return sessions.write(tx -> work.run(tx.changing()));
        }

        @Override
        public void compact(Upkeep.Work<?> last) {
            sessions.compact(tx -> work(last, tx));
        }

        private static boolean work(Upkeep.Work<?> last, Session.Tx tx) throws SQLException {
            last.run(tx.changing());
            return true;
        }
    }
}
