package app.ajar.store;

import app.ajar.store.care.Care;
import app.ajar.store.care.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
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
    private final Care care;
    private final LongAdder queries = new LongAdder();
    private final ExecutorService writer;
    private final ExecutorService readers;
    private final CompletableFuture<Boolean> usable = new CompletableFuture<>();
    private final Map<Thread, Session> open = new ConcurrentHashMap<>();
    private final Object gate = new Object();
    private volatile boolean closed;
    private volatile int writeDelayMillis;
    private final ReadWriteLock compacting = new ReentrantReadWriteLock();
    private final Troubles troubles = new Troubles();

    Sessions(String url, Path file, ChangeFeed feed, Care care) {
        this.url = url;
        this.file = file;
        this.feed = feed;
        this.care = care;
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
                return readOnce(work);
            } catch (SQLException e) {
                if (!forgetIfDead(e)) {
                    throw unreadable(e);
                }
            }
            // The writer may have had to close this connection: it knows why, and reading again does no harm.
            awaitWriter();
            try {
                return readOnce(work);
            } catch (SQLException e) {
                forgetIfDead(e);
                throw unreadable(e);
            }
        });
    }

    private <T> T readOnce(Reading<T> work) throws SQLException {
        compacting.readLock().lock();
        try {
            return work.run(session(true));
        } finally {
            compacting.readLock().unlock();
        }
    }

    private void awaitWriter() {
        try {
            result(writer.submit(() -> true));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the writer is closing", e);
        }
    }

    private StoreException unreadable(SQLException e) {
        return new StoreException("the database cannot be read", met(e), e);
    }

    /** Whoever listens hears of what stands in the way, and the next start of what may be damaged. */
    private Trouble met(Exception failure) {
        Trouble what = Trouble.of(file, failure);
        if (what == Trouble.DAMAGED) {
            care.doubt();
        }
        return troubles.met(what);
    }

    /** What stands in the way of the database, told as it comes and goes. */
    Troubles troubles() {
        return troubles;
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
                    shutDownSmaller();
                }
                return compact;
            } catch (SQLException | StoreException e) {
                LOG.log(System.Logger.Level.WARNING, "the last write before closing failed", e);
                return false;
            } finally {
                closeAll();
                care.protection().afterCompacting();
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
            long mark = tx.finish(file);
            if (mark > 0) {
                care.mark().write(mark);
            }
        } catch (SQLException e) {
            rollBack(tx);
            forgetIfDead(e);
            throw new StoreException("the database cannot be written", met(e), e);
        } catch (IOException e) {
            rollBack(tx);
            throw new StoreException("the database's file is not there", met(e), e);
        } catch (RuntimeException | Error e) {
            rollBack(tx);
            throw e;
        }
        if (tx.writes()) {
            troubles.over();
        }
        feed.publish(tx.changes());
        return result;
    }

    /**
     * Compacts the file while it stays open for everybody: readers and writers wait for as long as it takes, seconds for a
     * large one.
     *
     * @param last run before, in a transaction of its own
     */
    void compact(Writing<?> last) {
        call(writer, () -> {
            commit(last);
            compacting.writeLock().lock();
            try {
                shutDownSmaller();
                return true;
            } catch (SQLException e) {
                throw new StoreException("the database cannot be compacted", met(e), e);
            } finally {
                closeAll();
                care.protection().afterCompacting();
                compacting.writeLock().unlock();
            }
        });
    }

    private void shutDownSmaller() throws SQLException {
        care.protection().beforeCompacting();
        session(false).execute("SHUTDOWN COMPACT");
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
            Session session = new Session(care.protection().connect(url + ";IFEXISTS=TRUE"),
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

    /** Listeners to what stands in the way of the database; called on its threads, and must return at once. */
    static final class Troubles {

        private final List<Consumer<Optional<Trouble>>> listeners = new CopyOnWriteArrayList<>();
        private final AtomicReference<@Nullable Trouble> present = new AtomicReference<>();

        ChangeFeed.Subscription subscribe(Consumer<Optional<Trouble>> listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        /** @return what is taken for the cause: what cannot be told comes of what was met before */
        private Trouble met(Trouble what) {
            Trouble known = present.get();
            if (what == Trouble.OTHER && known != null) {
                return known;
            }
            if (present.getAndSet(what) != what) {
                tell(Optional.of(what));
            }
            return what;
        }

        /** Something was stored: whatever it was is over. */
        private void over() {
            if (present.get() != null && present.getAndSet(null) != null) {
                tell(Optional.empty());
            }
        }

        private void tell(Optional<Trouble> what) {
            listeners.forEach(listener -> listener.accept(what));
        }
    }
}
