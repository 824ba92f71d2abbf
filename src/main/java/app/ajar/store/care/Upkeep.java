package app.ajar.store.care;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks after an open database: a copy a day of what the user made, another at the end, the file made smaller when nobody
 * looks; and tells what was restored. From any thread but the toolkit's; failures of the database show as the store's.
 */
public final class Upkeep {

    private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());
    private static final String COMPACTING = "compacting";
    private static final String COMPACTED_SIZE = "compacted_size";
    private static final String ATTEMPTS = "attempts";
    private static final Duration EVERY = Duration.ofMinutes(5);
    /** How soon it is tried again whether the file can be written: somebody has just made room, and waits. */
    private static final Duration AGAIN = Duration.ofSeconds(2);
    /** The user is elsewhere, or asleep. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Care care;
    private final Access access;
    private final Semaphore woken = new Semaphore(0);

    private volatile boolean stopped;
    private volatile boolean troubled;
    private volatile boolean attended;
    private volatile long left = System.nanoTime();
    /** What the newest copy holds, empty when that is not known. */
    private String copied = "";

    public Upkeep(Care care, Access access) {
        this.care = care;
        this.access = access;
    }

    /** How the database's threads are reached. */
    public interface Access {

        <T> T read(Work<T> work);

        /** One transaction, on disk when this returns. */
        <T> T write(Work<T> work);

        /** Compacts the open file after this work was committed; everybody else waits meanwhile. */
        void compact(Work<?> last);
    }

    /** Something done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** The database is open: from now on it is looked after every few minutes. */
    public void start() {
        access.write(connection -> {
            // The last close compacted the file: its size now is what its rows need.
            if (Facts.number(connection, COMPACTING) > 0) {
                Facts.put(connection, COMPACTING, 0);
                Facts.put(connection, COMPACTED_SIZE, care.size());
            }
            return true;
        });
        Thread.ofPlatform().name("store-care").daemon(true).start(this::rounds);
    }

    /** Begins nothing any more. */
    public void stop() {
        stopped = true;
        woken.release();
    }

    /**
     * What stands in the way of the database, or with empty that nothing does any more: as long as there is trouble it is
     * tried every few seconds, or nobody would notice its end who has nothing to write. From any thread, returns at once.
     */
    public void trouble(Optional<Trouble> what) {
        boolean now = what.isPresent();
        if (now != troubled) {
            troubled = now;
            woken.release();
        }
    }

    private void rounds() {
        long next = System.nanoTime() + EVERY.toNanos();
        try {
            while (!stopped) {
                long pause = troubled ? AGAIN.toNanos() : next - System.nanoTime();
                if (woken.tryAcquire(pause, TimeUnit.NANOSECONDS)) {
                    woken.drainPermits();
                } else if (troubled) {
                    attempt();
                } else {
                    round();
                    next = System.nanoTime() + EVERY.toNanos();
                }
            }
        } catch (InterruptedException e) {
            // Nobody of ours interrupts it; the thread ends.
            Thread.currentThread().interrupt();
        }
    }

    /** Writes something that nobody needs; the store tells when that worked. */
    private void attempt() {
        try {
            access.write(connection -> {
                Facts.put(connection, ATTEMPTS, Facts.number(connection, ATTEMPTS) + 1);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the database can still not be written", e);
        }
    }

    private void round() {
        try {
            lookAfter(IDLE);
        } catch (IOException | RuntimeException e) {
            if (!stopped) {
                LOG.log(System.Logger.Level.WARNING, "the database could not be looked after; it is tried again", e);
            }
        }
    }

    /**
     * Writes today's copy if what the user made has changed since, and makes the file smaller when much of it is dead.
     *
     * @param idle compacts only when the window was not looked at for so long
     * @throws IOException when the copy cannot be written; the next round tries again
     */
    public void lookAfter(Duration idle) throws IOException {
        keepCopy();
        if (unattended().compareTo(idle) >= 0
                && care.compactingDue(access.read(connection -> Facts.number(connection, COMPACTED_SIZE)))) {
            access.compact(Upkeep::putCompacting);
            access.write(connection -> {
                Facts.put(connection, COMPACTING, 0);
                Facts.put(connection, COMPACTED_SIZE, care.size());
                return true;
            });
        }
    }

    private void keepCopy() throws IOException {
        synchronized (care) {
            String now = access.read(connection -> CopyFile.digest(UserPart.read(connection, Instant.EPOCH)));
            if (!now.equals(copied) || care.copyDue()) {
                Care.Draft draft = access.write(care::draft);
                if (care.copyDue() || care.differs(draft)) {
                    care.keep(draft);
                }
                copied = draft.digest();
            }
        }
    }

    /** Whether somebody looks at the window; without one nobody does. From any thread, returns at once. */
    public void attended(boolean is) {
        if (attended && !is) {
            left = System.nanoTime();
        }
        attended = is;
    }

    private Duration unattended() {
        return attended ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - left);
    }

    private static boolean putCompacting(Connection connection) throws SQLException {
        Facts.put(connection, COMPACTING, 1);
        return true;
    }

    /**
     * The last words before closing.
     *
     * @param compact whether the file is to be compacted while it closes
     */
    public record Last(Care.Draft draft, boolean compact) {}

    /** The last transaction. */
    public Last last(Connection connection) throws SQLException {
        boolean compact = care.compactingDue(Facts.number(connection, COMPACTED_SIZE));
        if (compact) {
            putCompacting(connection);
        }
        return new Last(care.draft(connection), compact);
    }

    /** The database is closed: what the user made is copied if that has changed, and the file sealed. */
    public void closed(@Nullable Last last) {
        synchronized (care) {
            try {
                if (last != null && (care.copyDue() || care.differs(last.draft))) {
                    care.keep(last.draft);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "what the user made could not be copied while closing", e);
            }
            care.closed(last == null ? null : last.draft);
        }
    }

    /** Whether table and index counts agree; else the next start sets the file aside. Takes seconds on a large cache. */
    public boolean check() {
        boolean passes = access.read(SelfCheck::passes);
        if (!passes) {
            care.doubt();
        }
        return passes;
    }

    /** What was restored when this database was opened just now; empty as a rule. */
    public Optional<Rescue> freshRescue() {
        return care.fresh();
    }

    /** What was restored when a broken database was last set aside; empty when that never happened. */
    public Optional<Rescue> lastRescue() {
        return access.read(Rescue::last);
    }

    /** The same as long as no window has told it. */
    public Optional<Rescue> untoldRescue() {
        return access.read(
                connection -> Rescue.told(connection) ? Optional.<Rescue>empty() : Rescue.last(connection));
    }

    /** The user has read of the last rescue. */
    public void setRescueTold() {
        access.write(connection -> {
            Rescue.setTold(connection);
            return true;
        });
    }

    /** When the copies were taken that are there and whole, the newest first; reads files. */
    public List<Instant> copies() throws IOException {
        return care.kept();
    }

    /** Takes what belongs to a disconnected account out of every copy. */
    public void forget(String account) throws IOException {
        synchronized (care) {
            care.forget(account);
        }
    }

    /**
     * Whether the open database is encrypted.
     *
     * @param wanted whether it is to be from the next start on
     */
    public record Encryption(boolean on, boolean wanted) {}

    /** Whether the database is encrypted, when it is open; waits until it is. */
    public Encryption encryption() {
        boolean on = access.read(connection -> care.protection().on());
        return new Encryption(on, care.protection().wanted());
    }

    /**
     * Says whether the database is to be encrypted from the next start on. Not on the toolkit's thread: a keychain may ask
     * its user.
     *
     * @throws IOException when there is no safe place for the key, or the wish could not be written; nothing changed
     */
    public void encrypt(boolean wanted) throws IOException {
        care.protection().ask(wanted);
    }

    /** The files that were set aside and are the user's to delete. */
    public List<Path> setAside() throws IOException {
        return care.aside();
    }
}
