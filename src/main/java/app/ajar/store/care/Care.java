package app.ajar.store.care;

import app.ajar.settings.OwnerFile;
import app.ajar.store.care.Rescue.Because;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one data folder's database file: sets a broken one aside, restores what the user made from it or from the
 * newest good copy, and knows from marks beside the file whether what it holds is the truth. Nothing is ever deleted but
 * old copies. Not for several threads at once.
 */
public final class Care {

    private static final System.Logger LOG = System.getLogger(Care.class.getName());
    private static final long COMPACT_FROM_BYTES = 64L << 20;
    private static final double COMPACT_GROWTH = 2.5;
    private static final String COPY_NUMBER = "copy_number";
    static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path file;
    private final Clock clock;
    private final Copies copies;
    private final OutboxMark mark;
    private final Path doubt;
    private final Path task;
    private final Seal seal;
    private final Protection protection;
    private volatile @Nullable Rescue fresh;

    /**
     * @param file the database's, which need not be there
     * @param keys where the key is kept if the database is encrypted
     */
    public Care(Path file, Clock clock, KeyPlace keys) {
        this.folder = Objects.requireNonNull(file.getParent());
        this.file = file;
        this.clock = clock;
        Path backups = folder.resolve("backups");
        protection = new Protection(file, backups, keys);
        copies = protection.copies();
        mark = new OutboxMark(backups);
        doubt = backups.resolve("doubt");
        task = backups.resolve("restoring");
        seal = new Seal(backups.resolve("closed"), file);
    }

    /**
     * A file was set aside and a new one is to get what the user made.
     *
     * @param aside the old file, null when there is none
     * @param trusted whether the old file is only behind, and what it holds is believed before any copy
     */
    public record Task(Because because, @Nullable Path aside, boolean trusted, Instant at) {}

    /** Whether file and copies are encrypted; it opens connections to the file. */
    public Protection protection() {
        return protection;
    }

    /** To be counted up and told with every change of the outbox. */
    public OutboxMark mark() {
        return mark;
    }

    /** What an earlier start did not finish, or what a database that is gone needs; empty as a rule. */
    public Optional<Task> begun() throws IOException {
        if (Files.exists(task)) {
            List<String> lines = Files.readAllLines(task, StandardCharsets.UTF_8);
            if (lines.size() == 4) {
                Path aside = lines.get(1).isEmpty() ? null : folder.resolve(lines.get(1));
                if (aside != null && !Files.exists(aside)) {
                    move(file, aside);
                }
                return Optional.of(new Task(Because.valueOf(lines.get(0)), aside, Boolean.parseBoolean(lines.get(2)),
                        Instant.parse(lines.get(3))));
            }
        }
        if ((!Files.exists(file) || Files.size(file) == 0) && missed()) {
            return Optional.of(begin(new Task(Because.GONE, null, false, now())));
        }
        return Optional.empty();
    }

    /** Whether there were replies, or a copy holds something, so that a database without anything cannot be the truth. */
    boolean missed() throws IOException {
        return mark.read().orElse(0) > 0 || copies.newestGood().filter(part -> !part.isEmpty()).isPresent();
    }

    /** Renames the database's file; what is written about it survives the end of the process. */
    public Task setAside(Because because, boolean trusted) throws IOException {
        Path aside = free();
        LOG.log(System.Logger.Level.WARNING, "the database is set aside as {0}: {1}", aside.getFileName(), because);
        Task begun = begin(new Task(because, aside, trusted, now()));
        move(file, aside);
        return begun;
    }

    /** The new file was broken before it was done: it goes aside as well, and the task stays. */
    public Task again(Task begun) throws IOException {
        move(file, free());
        return begun;
    }

    private Path free() {
        String stamp = STAMP.format(now());
        Path aside = folder.resolve("cache-set-aside-" + stamp + ".mv.db");
        for (int more = 2; Files.exists(aside); more++) {
            aside = folder.resolve("cache-set-aside-" + stamp + "-" + more + ".mv.db");
        }
        return aside;
    }

    private Task begin(Task begun) throws IOException {
        OwnerFile.writeWithin(folder, task, String.join("\n", begun.because.name(),
                begun.aside == null ? "" : String.valueOf(begun.aside.getFileName()), Boolean.toString(begun.trusted),
                begun.at.toString()).getBytes(StandardCharsets.UTF_8));
        return begun;
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            ownersOnly(to);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /**
     * Puts what the user made into the new file, once: if that was done before, only the note about it goes.
     *
     * @param connection to the new file, its tables up to date and empty; its transaction is committed here
     */
    public void restore(Connection connection, Task begun) throws SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            if (Rescue.last(connection).filter(rescue -> rescue.at().equals(begun.at)).isEmpty()) {
                Optional<UserPart> source = source(begun);
                boolean current = source.filter(this::current).isPresent();
                if (source.isPresent()) {
                    source.get().write(connection, current);
                }
                Rescue rescue = Rescue.of(begun.at, begun.because, source.orElse(null), current);
                rescue.put(connection);
                Facts.put(connection, OutboxMark.FACT, mark.read().orElse(0));
                Facts.put(connection, COPY_NUMBER, copies.newestNumber());
                connection.commit();
                fresh = rescue;
                LOG.log(System.Logger.Level.INFO, "what the user made was restored: {0}",
                        source.isPresent() ? source.get().takenAt() : "nothing was there");
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        seal.take();
        Files.deleteIfExists(doubt);
        Files.deleteIfExists(task);
    }

    /** What was restored since this was made; empty as a rule. */
    public Optional<Rescue> fresh() {
        return Optional.ofNullable(fresh);
    }

    /** Whether the outbox has not changed since. */
    private boolean current(UserPart part) {
        OptionalLong now = mark.read();
        return now.isPresent() && part.outboxMark() >= now.getAsLong();
    }

    /**
     * The old file itself when it opens and is only behind, or holds exactly what was sealed, or is all that there is; else
     * the newest copy. A damaged file that was not sealed may hold words that nobody wrote.
     */
    private Optional<UserPart> source(Task begun) throws IOException {
        Optional<UserPart> copy = copies.newestGood();
        Path aside = begun.aside;
        if (aside == null || begun.because == Because.FOREIGN) {
            return copy;
        }
        Optional<String> sealed = seal.of(aside);
        if (!begun.trusted && sealed.isEmpty() && copy.isPresent()) {
            return copy;
        }
        return left(aside, begun.at).filter(part -> sealed.isEmpty() || sealed.get().equals(CopyFile.digest(part)))
                .or(() -> copy);
    }

    /** What can be read of a file that was set aside; empty when that is not whole, or older than the newest copy. */
    private Optional<UserPart> left(Path aside, Instant at) {
        String url = "jdbc:h2:file:" + aside.toString().replaceFirst("\\.mv\\.db$", "")
                + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;TRACE_LEVEL_FILE=0";
        try (Connection old = harmless(aside) ? protection.connect(url, aside) : null) {
            if (old != null && Facts.number(old, COPY_NUMBER) >= newestNumber() && SelfCheck.passes(old, "LOCAL")) {
                return Optional.of(UserPart.read(old, at)).filter(part -> !part.isEmpty());
            }
        } catch (IOException | SQLException | RuntimeException | StackOverflowError e) {
            // It was set aside for a reason; then the copy it is.
            LOG.log(System.Logger.Level.INFO, "nothing can be read from the file set aside", e);
        }
        return Optional.empty();
    }

    private boolean harmless(Path aside) throws IOException {
        return Inspection.look(aside, protection.keyOf(aside)) instanceof Inspection.Found.Harmless;
    }

    /**
     * Why a database that opens cannot be believed; empty as a rule, and cheap then. Takes seconds when there was reason to
     * doubt the file.
     *
     * @return what of it can still be trusted, and the reason for the log
     */
    public Optional<Flaw> flaw(Connection connection) throws SQLException, IOException {
        for (Copies.Entry newest : copies.all()) {
            if (newest.number() <= Facts.number(connection, COPY_NUMBER)) {
                break;
            }
            if (copies.read(newest).isPresent()) {
                return Optional.of(new Flaw(false, "it is older than a copy of it"));
            }
        }
        if (mark.read().orElse(0) > Facts.number(connection, OutboxMark.FACT)) {
            return Optional.of(new Flaw(true, "replies were changed since"));
        }
        Optional<String> sealed = seal.content();
        if (sealed.isPresent() && !sealed.get().equals(CopyFile.digest(UserPart.read(connection, now())))) {
            return Optional.of(new Flaw(false, "it is not what was closed"));
        }
        if (Files.exists(doubt)) {
            if (!SelfCheck.passes(connection)) {
                return Optional.of(new Flaw(false, "it disagrees with itself"));
            }
            Files.delete(doubt);
        }
        return Optional.empty();
    }

    /**
     * Why a database is not believed.
     *
     * @param trusted whether what it holds is right, only not the latest
     */
    public record Flaw(boolean trusted, String reason) {}

    /** To be called before the file is opened: a seal speaks of the file as it is now. Encrypts or decrypts first what is to be. */
    void beforeOpening() throws Rewriting.InUse {
        protection.carryOut(seal);
        seal.look();
    }

    /** The database is about to change: it is not any more what was closed. */
    public void opened() throws IOException {
        seal.take();
        ownersOnly(file);
    }

    /** Something could not be read: the next start looks at the whole file before it is used. */
    public void doubt() {
        try {
            OwnerFile.writeWithin(folder, doubt, new byte[0]);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "that the database is in doubt could not be noted", e);
        }
    }

    /** What the user made, counted as a copy in the same transaction. */
    public record Draft(long number, UserPart part) {

        /** The same for equal contents, whenever they were read. */
        public String digest() {
            return CopyFile.digest(part);
        }
    }

    /** Reads what is to be copied, within the writer's transaction, which must be committed before {@link #keep}. */
    public Draft draft(Connection connection) throws SQLException {
        long number = Math.max(Facts.number(connection, COPY_NUMBER), newestNumber()) + 1;
        Draft draft = new Draft(number, UserPart.read(connection, now()));
        Facts.put(connection, COPY_NUMBER, number);
        return draft;
    }

    private long newestNumber() {
        try {
            return copies.newestNumber();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the copies cannot be listed", e);
            return 0;
        }
    }

    /** Writes the copy and reads it back. */
    public void keep(Draft draft) throws IOException {
        copies.put(draft.number, draft.part);
    }

    /** The copies that are there and whole, the newest first. */
    public List<Instant> kept() throws IOException {
        return copies.all().stream().flatMap(entry -> copies.read(entry).stream()).map(UserPart::takenAt).toList();
    }

    /** Whether no copy of today, in UTC, is there. */
    public boolean copyDue() throws IOException {
        String today = now().atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return copies.all().stream().noneMatch(entry -> entry.day().equals(today));
    }

    /** Whether the newest copy says something else. */
    public boolean differs(Draft draft) throws IOException {
        return copies.newestGood().filter(newest -> CopyFile.digest(newest).equals(draft.digest())).isEmpty();
    }

    /** The database is closed, and held this. */
    public void closed(@Nullable Draft last) {
        try {
            ownersOnly(file);
            if (last != null) {
                seal.put(last.digest());
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the closed database could not be sealed", e);
        }
    }

    /** Takes what belongs to a disconnected account out of every copy. */
    public void forget(String account) throws IOException {
        copies.forget(account);
    }

    /** The files set aside, which are the user's to delete. */
    public List<Path> aside() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> String.valueOf(path.getFileName()).startsWith("cache-set-aside-")).sorted()
                    .toList();
        }
    }

    /** The file's bytes; 0 when that cannot be told. */
    public long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no size", e);
            return 0;
        }
    }

    /**
     * Whether so much of the file is dead that it is worth compacting, and there is room to write it anew beside itself.
     *
     * @param compacted its bytes when it was compacted last
     */
    public boolean compactingDue(long compacted) {
        long size = size();
        if (size <= COMPACT_FROM_BYTES || size <= COMPACT_GROWTH * compacted) {
            return false;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() > size;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "how much room there is cannot be told", e);
            return false;
        }
    }

    private static void ownersOnly(Path file) throws IOException {
        if (Files.exists(file) && Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }
}
