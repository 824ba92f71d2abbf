package app.ajar.store.care;

import app.ajar.store.care.Rescue.Because;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens a database's file, or a new one in its place when it cannot be used: looked into first, believed only as far as the
 * marks beside it go, brought up to date.
 */
public final class Opener {

    private static final System.Logger LOG = System.getLogger(Opener.class.getName());
    /** H2: "Database may be already in use". */
    private static final int IN_USE = 90020;

    private final String url;
    private final Path file;
    private final Path folder;
    private final Care care;

    public Opener(String url, Path file, Care care) {
        this.url = url;
        this.file = file;
        this.folder = Objects.requireNonNull(file.getParent());
        this.care = care;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** It is open and was started. */
        record Usable() implements Outcome {}

        /** Another process has it open. */
        record InUse() implements Outcome {}

        /** A newer Ajar wrote it. */
        record TooNew(int version) implements Outcome {}

        /** It is encrypted and its key cannot be had; nothing was changed. */
        record Locked(boolean lost) implements Outcome {}

        /** Its surroundings do not let it be opened; nothing was deleted. The detail is for the log. */
        record Unusable(String detail) implements Outcome {}
    }

    /** @param start run while a connection keeps the file open */
    public Outcome open(Runnable start) {
        try {
            care.protection().load();
            care.protection().afterCompacting();
            Care.Task task = care.begun().orElse(null);
            if (Files.isWritable(folder)) {
                switch (Inspection.look(file, care.protection().keyOf(file))) {
                    case Inspection.Found.InUse _ -> {
                        return new Outcome.InUse();
                    }
                    case Inspection.Found.Foreign(List<String> kinds) -> {
                        LOG.log(System.Logger.Level.WARNING, "the database holds what Ajar never writes: {0}", kinds);
                        task = task == null ? care.setAside(Because.FOREIGN, false) : care.again(task);
                    }
                    case Inspection.Found.Damaged(String detail) -> {
                        LOG.log(System.Logger.Level.WARNING, "the database cannot be read: {0}", detail);
                        task = task == null ? care.setAside(Because.DAMAGED, false) : care.again(task);
                    }
                    case Inspection.Found.Harmless _ -> care.beforeOpening();
                }
            }
            try {
                return connect(task, start);
            } catch (Unbelievable e) {
                LOG.log(System.Logger.Level.WARNING, "the database cannot be used", e);
                return task == null
                        ? connect(care.setAside(Because.DAMAGED, e.trusted), start)
                        : new Outcome.Unusable(e.toString());
            }
        } catch (Protection.NoKey e) {
            LOG.log(System.Logger.Level.WARNING, "the database is encrypted and cannot be opened", e);
            return new Outcome.Locked(e.lost());
        } catch (Rewriting.InUse e) {
            return inUse(e);
        } catch (IOException | Unbelievable e) {
            return new Outcome.Unusable(e.toString());
        }
    }

    /** What opens, or does not, because of what stands in the file. */
    private static final class Unbelievable extends Exception {

        private static final long serialVersionUID = 1L;
        private final boolean trusted;

        /** @param trusted whether what it holds is right, only not the latest */
        Unbelievable(String reason, boolean trusted, @Nullable Throwable cause) {
            super(reason, cause);
            this.trusted = trusted;
        }
    }

    private Outcome connect(Care.@Nullable Task task, Runnable start) throws Unbelievable {
        try {
            try (Connection connection = care.protection().connect(url)) {
                if (connection.isReadOnly() || !Files.isWritable(folder)) {
                    return new Outcome.Unusable("the folder or the file cannot be written");
                }
                int version = Schema.version(connection);
                if (version > Schema.VERSION) {
                    return new Outcome.TooNew(version);
                }
                if (task == null) {
                    believe(connection, version);
                }
                if (version == Schema.VERSION) {
                    return use(connection, task, start);
                }
            }
            care.protection().upgrade(url);
            try (Connection connection = care.protection().connect(url)) {
                return use(connection, task, start);
            }
        } catch (Rewriting.InUse e) {
            return inUse(e);
        } catch (SQLException e) {
            return e.getErrorCode() == IN_USE ? inUse(e) : unusable(e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Flyway's, H2's on a damaged file, ours: whatever it is, the user's file stays and the window says so.
            return unusable(e);
        }
    }

    private void believe(Connection connection, int version) throws SQLException, IOException, Unbelievable {
        if (version == 0 && care.missed()) {
            throw new Unbelievable("it has no tables, but copies are there", false, null);
        }
        Optional<Care.Flaw> flaw = version > 0 ? care.flaw(connection) : Optional.empty();
        if (flaw.isPresent()) {
            throw new Unbelievable(flaw.get().reason(), flaw.get().trusted(), null);
        }
    }

    /** The tables are up to date. */
    private Outcome use(Connection connection, Care.@Nullable Task task, Runnable start)
            throws SQLException, IOException {
        if (task != null) {
            care.restore(connection, task);
        }
        care.opened();
        // Before the first connection closes, or H2 would close the file in between.
        start.run();
        return new Outcome.Usable();
    }

    private static Outcome inUse(Exception e) {
        LOG.log(System.Logger.Level.DEBUG, "another process has the file", e);
        return new Outcome.InUse();
    }

    /** What comes of the file itself is looked after; what comes of its surroundings is left alone and said. */
    private Outcome unusable(Throwable e) throws Unbelievable {
        if (Trouble.of(file, e) == Trouble.DAMAGED) {
            throw new Unbelievable("it cannot be read", false, e);
        }
        return new Outcome.Unusable(e.toString());
    }
}
