package app.ajar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one H2 file of a data folder: opened once, read by many, written by one thread. Everything stored goes through
 * the parts it hands out.
 *
 * <p>All parts may be used from any thread but the toolkit's. Writing methods return after the commit. A failing disk
 * or a broken file shows as {@link StoreException}.
 */
public final class Database implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    /** The newest migration in {@code migrations/}; a test compares. */
    static final int SCHEMA_VERSION = 6;
    private static final String HISTORY = "flyway_schema_history";
    /** H2: "Database may be already in use". */
    private static final int IN_USE = 90020;
    private static final long COMPACT_FROM_BYTES = 64L << 20;
    private static final double COMPACT_GROWTH = 2.5;
    /** H2 shares a file among all connections of a process, so a second opener in this process must be told here. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Sessions sessions;
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

    private Database(Path file, String url, Clock clock) {
        this.file = file;
        sessions = new Sessions(url, file, feed);
        accounts = new AccountTable(sessions);
        Sessions.RecentRows recent = new Sessions.RecentRows();
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
        return begin(folder, clock, fileSystem).finish();
    }

    /**
     * Begins to open, without touching the file: its parts can be handed out at once, so that a window is built while H2
     * still loads. Whoever reads or writes waits until {@link Opening#finish} is through.
     */
    public static Opening begin(Path folder) {
        return begin(folder, Clock.systemUTC(), "");
    }

    private static Opening begin(Path folder, Clock clock, String fileSystem) {
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
        String url = "jdbc:h2:" + fileSystem + "file:" + real.resolve("cache")
                + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;WRITE_DELAY=0;CACHE_SIZE=32768;QUERY_CACHE_SIZE=64;OPTIMIZE_REUSE_RESULTS=0;TRACE_LEVEL_FILE=1";
        return new Opening(new Database(real.resolve("cache.mv.db"), url, clock), folder, url, trouble);
    }

    /** What came of opening the data folder's database. */
    public sealed interface OpenResult {

        /** It is open; the caller closes it. */
        record Opened(Database database) implements OpenResult {}

        /** Another process has it open. */
        record InUse(Path folder) implements OpenResult {}

        /** A newer Ajar wrote it; this one must not touch it. */
        record TooNew(String fileVersion, String knownVersion) implements OpenResult {}

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
        Path folder = folder();
        try (Connection connection = DriverManager.getConnection(url, "", "")) {
            if (connection.isReadOnly() || !Files.isWritable(folder)) {
                return new OpenResult.Unusable(named, "the folder or the file cannot be written");
            }
            int version = version(connection);
            if (version > SCHEMA_VERSION) {
                return new OpenResult.TooNew(Integer.toString(version), Integer.toString(SCHEMA_VERSION));
            }
            if (version < SCHEMA_VERSION) {
                migrate(url);
            }
            // Before the first connection closes, or H2 would close the file in between.
            sessions.usable(true);
            start();
            opened = true;
            return new OpenResult.Opened(this);
        } catch (SQLException e) {
            return e.getErrorCode() == IN_USE
                    ? new OpenResult.InUse(folder)
                    : new OpenResult.Unusable(named, e.getErrorCode() + " " + e.getMessage());
        } catch (RuntimeException e) {
            // Flyway's, H2's on a damaged file, ours: whatever it is, the user's file stays and the window says so.
            return new OpenResult.Unusable(named, e.toString());
        }
    }

    private Path folder() {
        return Objects.requireNonNull(file.getParent());
    }

    /** 0 for a new file, -1 when an earlier migration was cut short. Cheap, so that Flyway is loaded only when needed. */
    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT 1 FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE TABLE_SCHEMA = 'LOCAL' AND TABLE_NAME = '" + HISTORY + "'")) {
                if (!found.next()) {
                    return 0;
                }
            }
            int newest = 0;
            boolean whole = true;
            try (ResultSet rows = statement.executeQuery("SELECT \"version\", \"success\" FROM LOCAL.\"" + HISTORY
                    + "\" WHERE \"version\" IS NOT NULL")) {
                while (rows.next()) {
                    newest = Math.max(newest, Integer.parseInt(rows.getString(1)));
                    whole &= rows.getBoolean(2);
                }
            }
            return whole || newest > SCHEMA_VERSION ? newest : -1;
        }
    }

    private static void migrate(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        Flyway flyway = Flyway.configure().dataSource(source).schemas("LOCAL", "CACHE").table(HISTORY)
                .locations("classpath:app/ajar/store/migrations").load();
        flyway.repair();
        flyway.migrate();
        LOG.log(System.Logger.Level.INFO, "schema is at version {0}", SCHEMA_VERSION);
    }

    private void start() {
        sessions.write(tx -> {
            // The last close compacted the file: its size now is what its rows need.
            if (tx.update("DELETE FROM local.fact WHERE name = 'compacting'") > 0) {
                putCompactedSize(tx);
            }
            return true;
        });
        accounts.finishRemovals();
    }

    private void putCompactedSize(Session.Tx tx) throws SQLException {
        tx.update("MERGE INTO local.fact (name, number) KEY (name) VALUES ('compacted_size', ?)", size());
    }

    private long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no size", e);
            return 0;
        }
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

    /** A quick check of the file for {@code doctor}: table and index counts agree. Takes seconds on a large cache. */
    public boolean check() {
        return sessions.read(session -> {
            List<String> wrong = new ArrayList<>();
            Map<String, Long> counted = new HashMap<>();
            for (Index index : session.list(INDEXES,
                    row -> new Index(row.text(), row.text(), row.text(), row.text()))) {
                String count = "SELECT COUNT(\"" + index.column + "\") FROM " + index.table + " USE INDEX ()";
                Long inTable = counted.get(count);
                if (inTable == null) {
                    inTable = session.number(count);
                    counted.put(count, inTable);
                }
                // A range over the whole index makes H2 walk it; IS NOT NULL would not.
                String least = switch (index.type) {
                    case "BOOLEAN" -> "FALSE";
                    case "CHARACTER VARYING" -> "''";
                    default -> Long.toString(Long.MIN_VALUE);
                };
                if (inTable != session.number("SELECT COUNT(*) FROM " + index.table + " USE INDEX (\"" + index.name
                        + "\") WHERE \"" + index.column + "\" >= " + least)) {
                    wrong.add(index.name);
                }
            }
            if (session.number("SELECT COUNT(*) FROM cache.message") != session
                    .number("SELECT SUM(messages) FROM cache.tally")) {
                wrong.add("tally");
            }
            if (!wrong.isEmpty()) {
                LOG.log(System.Logger.Level.WARNING, "the database disagrees with itself: {0}", wrong);
            }
            return wrong.isEmpty();
        });
    }

    /** An index by its first column. */
    private record Index(String table, String name, String column, String type) {}

    private static final String INDEXES = "SELECT '\"' || i.TABLE_SCHEMA || '\".\"' || i.TABLE_NAME || '\"', i.INDEX_NAME,"
            + " k.COLUMN_NAME, c.DATA_TYPE FROM INFORMATION_SCHEMA.INDEXES i JOIN INFORMATION_SCHEMA.INDEX_COLUMNS k"
            + " ON k.INDEX_SCHEMA = i.INDEX_SCHEMA AND k.INDEX_NAME = i.INDEX_NAME AND k.ORDINAL_POSITION = 1"
            + " JOIN INFORMATION_SCHEMA.COLUMNS c ON c.TABLE_SCHEMA = i.TABLE_SCHEMA"
            + " AND c.TABLE_NAME = i.TABLE_NAME AND c.COLUMN_NAME = k.COLUMN_NAME"
            + " WHERE i.TABLE_SCHEMA IN ('CACHE', 'LOCAL')";

    /** Lets the disk lag by up to this while much is fetched; zero is the steady state. User-made rows are always synced. */
    public void setWriteDelay(Duration delay) {
        sessions.setWriteDelay((int) delay.toMillis());
    }

    /** Drains the writer, compacts if much of the file is dead, closes. Never interrupts a writing thread. */
    @Override
    public void close() {
        sessions.close(tx -> {
            long compacted = tx.number("SELECT number FROM local.fact WHERE name = 'compacted_size'");
            boolean due = size() > COMPACT_FROM_BYTES && size() > COMPACT_GROWTH * compacted;
            if (due) {
                tx.update("MERGE INTO local.fact (name, number) KEY (name) VALUES ('compacting', 1)");
            }
            return due;
        });
        if (opened) {
            OPEN.remove(folder());
        }
    }
}
