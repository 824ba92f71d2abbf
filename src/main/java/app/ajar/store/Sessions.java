package app.ajar.store;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.ChangeFeed.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The threads and connections of one database file: one thread writes, a few read. Work hops onto these threads, because
 * they are ours alone: interrupting a thread inside H2 breaks the file's channel for everyone.
 */
final class Sessions {

    private static final System.Logger LOG = System.getLogger(Sessions.class.getName());
    private static final int READERS = 3;
    /**
     * After these H2 serves no connection of the process any more until all are closed: closed (90007, 90098, 90121),
     * broken (90067, 90028, 90030, 90031), internal error (50000), out of memory (90108).
     */
    private static final Set<Integer> DEAD = Set.of(90007, 90098, 90121, 90067, 90028, 90030, 90031, 50000, 90108);

    private final String url;
    private final Path file;
    private final ChangeFeed feed;
    private final LongAdder queries = new LongAdder();
    private final ExecutorService writer;
    private final ExecutorService readers;
    private final CompletableFuture<Boolean> usable = new CompletableFuture<>();
    private final Map<Thread, Session> open = new ConcurrentHashMap<>();
    private final Object gate = new Object();
    private volatile boolean closed;
    private volatile int writeDelayMillis;

    Sessions(String url, Path file, ChangeFeed feed) {
        this.url = url;
        this.file = file;
        this.feed = feed;
        this.writer = Executors.newSingleThreadExecutor(named("store-writer"));
        this.readers = Executors.newFixedThreadPool(READERS, named("store-reader"));
    }

    /** Lets the work go ahead that waited for the file to be checked and brought up to date, or fails it all. */
    void usable(boolean is) {
        usable.complete(is);
    }

    /** A unit of work that reads. */
    @FunctionalInterface
    interface Reading<T> {
        T run(Session session) throws SQLException;
    }

    /** A unit of work that writes: all of it is committed, or nothing. */
    @FunctionalInterface
    interface Writing<T> {
        T run(Session.Tx tx) throws SQLException;
    }

    <T> T read(Reading<T> work) {
        return call(readers, () -> {
            try {
                return work.run(session(true));
            } catch (SQLException e) {
                // Another thread may have had to close this connection; reading again does no harm.
                if (forgetIfDead(e)) {
                    return readOnce(work);
                }
                throw unreadable(e);
            }
        });
    }

    private <T> T readOnce(Reading<T> work) {
        try {
            return work.run(session(true));
        } catch (SQLException e) {
            forgetIfDead(e);
            throw unreadable(e);
        }
    }

    private static StoreException unreadable(SQLException e) {
        return new StoreException("the database cannot be read", e);
    }

    <T> T write(Writing<T> work) {
        return call(writer, () -> commit(work));
    }

    long queryCount() {
        return queries.sum();
    }

    void setWriteDelay(int millis) {
        writeDelayMillis = millis;
        write(tx -> {
            tx.execute("SET WRITE_DELAY " + millis);
            return millis;
        });
    }

    /** Lets all work under way end, runs the last task on the writer and closes; compacts if the task says so. */
    void close(Writing<Boolean> last) {
        usable(false);
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
        }
        readers.shutdown();
        if (!usable.join()) {
            writer.shutdown();
            return;
        }
        awaitEnd(readers);
        Future<Boolean> end = writer.submit(() -> {
            try {
                boolean compact = commit(last);
                if (compact) {
                    session(false).execute("SHUTDOWN COMPACT");
                }
                return compact;
            } catch (SQLException | StoreException e) {
                LOG.log(System.Logger.Level.WARNING, "the last write before closing failed", e);
                return false;
            } finally {
                closeAll();
            }
        });
        writer.shutdown();
        result(end);
        awaitEnd(writer);
    }

    private <T> T commit(Writing<T> work) {
        Session.Tx tx = null;
        T result;
        try {
            tx = new Session.Tx(session(false));
            result = work.run(tx);
            tx.finish(file);
        } catch (SQLException e) {
            rollBack(tx);
            forgetIfDead(e);
            throw new StoreException("the database cannot be written", e);
        } catch (IOException e) {
            rollBack(tx);
            throw new StoreException("the database's file is not there", e);
        } catch (RuntimeException | Error e) {
            rollBack(tx);
            throw e;
        }
        feed.publish(tx.changes());
        return result;
    }

    private void rollBack(Session.@Nullable Tx tx) {
        if (tx == null) {
            return;
        }
        try {
            tx.rollBack();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "no roll back: the connection is dead", e);
            closeAll();
        }
    }

    private boolean forgetIfDead(SQLException e) {
        boolean dead = DEAD.contains(e.getErrorCode());
        if (dead) {
            closeAll();
        }
        return dead;
    }

    /** H2 lets go of a broken file only when its last connection is closed; the next unit of work opens it anew. */
    private void closeAll() {
        synchronized (gate) {
            for (Session session : open.values()) {
                session.close();
            }
            open.clear();
        }
    }

    private Session session(boolean autoCommit) throws SQLException {
        Session known = open.get(Thread.currentThread());
        if (known != null) {
            return known;
        }
        if (!usable.join()) {
            throw new StoreException("the database could not be opened", new SQLException("not usable"));
        }
        synchronized (gate) {
            Session session = new Session(DriverManager.getConnection(url + ";IFEXISTS=TRUE", "", ""),
                    autoCommit ? queries : new LongAdder());
            session.connection.setAutoCommit(autoCommit);
            if (!autoCommit && writeDelayMillis > 0) {
                session.execute("SET WRITE_DELAY " + writeDelayMillis);
            }
            open.put(Thread.currentThread(), session);
            return session;
        }
    }

    private <T> T call(ExecutorService where, Callable<T> work) {
        if (Thread.currentThread().getName().startsWith("store-writer")) {
            throw new IllegalStateException("a change listener must hand its work elsewhere");
        }
        Future<T> future;
        try {
            synchronized (gate) {
                if (closed) {
                    throw new IllegalStateException("the database is closed");
                }
                future = where.submit(work);
            }
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the database is closed", e);
        }
        return result(future);
    }

    /** Waits on and keeps an interrupt for the caller: the work is short, and half of it is never done. */
    private static <T> T result(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException failure) {
                        throw failure;
                    }
                    throw new StoreException("the database's thread failed", e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void awaitEnd(ExecutorService executor) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = executor.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Rows of the list as last read one by one, until a commit touches them: after each change the list and the open
     * conversation ask for the same row, and one query answers both.
     */
    static final class RecentRows {

        private static final int MOST = 64;

        private final Object reading = new Object();
        private final Map<ConversationId, Conversation> rows = new HashMap<>();
        private long version;

        /** The rows kept, and those that are not as read now; whoever asks meanwhile waits for them. */
        List<Conversation> get(List<ConversationId> ids, Function<List<ConversationId>, List<Conversation>> read) {
            synchronized (reading) {
                List<Conversation> found = new ArrayList<>();
                List<ConversationId> missing = new ArrayList<>();
                long before;
                synchronized (rows) {
                    before = version;
                    for (ConversationId id : ids) {
                        Conversation row = rows.get(id);
                        if (row == null) {
                            missing.add(id);
                        } else {
                            found.add(row);
                        }
                    }
                }
                if (!missing.isEmpty()) {
                    List<Conversation> fresh = read.apply(missing);
                    found.addAll(fresh);
                    keep(fresh, before);
                }
                return found;
            }
        }

        private void keep(List<Conversation> fresh, long before) {
            synchronized (rows) {
                if (version == before) {
                    if (rows.size() + fresh.size() > MOST) {
                        rows.clear();
                    }
                    fresh.forEach(row -> rows.put(row.id(), row));
                }
            }
        }

        /** To be told of every change before anybody else. */
        void changed(Change change) {
            synchronized (rows) {
                switch (change) {
                    case Change.ConversationsChanged(Set<ConversationId> ids) -> {
                        version++;
                        rows.keySet().removeAll(ids);
                    }
                    case Change.AvatarChanged _,Change.Reset _ -> {
                        version++;
                        rows.clear();
                    }
                    case Change.ThreadChanged _,Change.GapsChanged _,Change.OutboxChanged _,Change.AccountChanged _,Change.TemplatesChanged _ -> {
                        // What they change of a list row is told as ConversationsChanged too.
                    }
                }
            }
        }
    }
}
