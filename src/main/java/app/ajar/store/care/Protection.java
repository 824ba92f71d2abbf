package app.ajar.store.care;

import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a folder's database and the copies of what the user made are encrypted, and by which key. What is wanted stands
 * in a small file of its own: the settings fall back to their defaults when they cannot be read, and that must not decrypt
 * anything. It is brought about when the database is opened next.
 */
public final class Protection {

    private static final System.Logger LOG = System.getLogger(Protection.class.getName());
    private static final Pattern NOTE = Pattern.compile("(on|off) ([0-9a-f]{16})");

    private final Path file;
    private final Path note;
    private final Copies copies;
    private final KeyPlace place;
    private volatile @Nullable FileKey key;
    private volatile boolean on;

    Protection(Path file, Path backups, KeyPlace place) {
        this.file = file;
        this.note = file.resolveSibling("cache.encryption");
        this.copies = new Copies(backups, this);
        this.place = place;
    }

    /** What is wanted, and the id of the key that is or was used. */
    private record Wish(boolean on, String id) {}

    /**
     * Whether an encrypted folder would stay closed now for want of its key; cheap for one that is not encrypted.
     *
     * @return empty when nothing is in the way of opening it; else whether the key is lost
     */
    public static Optional<Boolean> closed(Path file, KeyPlace place) {
        try {
            Protection present = new Protection(file, file.resolveSibling("backups"), place);
            if (Files.exists(present.note) || Rewriting.encrypted(file)) {
                present.load();
            }
        } catch (NoKey e) {
            LOG.log(System.Logger.Level.INFO, "the database's key cannot be had", e);
            return Optional.of(e.lost);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "opening says what stands in the way", e);
        }
        return Optional.empty();
    }

    /**
     * Renames what is encrypted with a key that is gone for good, so that the next opening begins anew: the database, and the
     * copies, of which those that can be read stay. Nothing is deleted. That the new one is to be encrypted as well stays
     * wanted where a key can be kept. Cut short, it goes on when it is called again.
     *
     * @throws IOException when something could not be renamed, or another process uses the database
     */
    public static void setAside(Path file, KeyPlace place, Clock clock) throws IOException {
        new Protection(file, file.resolveSibling("backups"), place).setAside(clock);
    }

    private void setAside(Clock clock) throws IOException {
        String stem = "cache-set-aside-" + Care.STAMP.format(clock.instant());
        String name = stem;
        for (int more = 2; Files.exists(file.resolveSibling(name + ".mv.db"))
                || Files.exists(file.resolveSibling(name + "-backups")); more++) {
            name = stem + "-" + more;
        }
        LOG.log(System.Logger.Level.WARNING, "what cannot be decrypted is set aside as {0}", name);
        Optional<Wish> wish = wish();
        if (wish.isPresent()) {
            // Its id names the key, should that turn up after all.
            OwnerFile.write(file.resolveSibling(name + ".encryption"), Files.readAllBytes(note));
        }
        if (Rewriting.encrypted(file)) {
            Rewriting.unused(file);
            Files.move(file, file.resolveSibling(name + ".mv.db"), StandardCopyOption.ATOMIC_MOVE);
        }
        copies.setAside(file.resolveSibling(name + "-backups"));
        if (wish.isPresent() && !answers(wish.get().id)) {
            Files.delete(note);
        }
    }

    private boolean answers(String id) {
        try {
            LOG.log(System.Logger.Level.DEBUG, "the place of the keys answers: {0}", place.find(id).isPresent());
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "no key can be kept now; what is begun anew is not encrypted", e);
            return false;
        }
    }

    /** The key of what is encrypted cannot be had. */
    static final class NoKey extends Exception {

        private static final long serialVersionUID = 1L;
        private final boolean lost;

        NoKey(boolean lost, @Nullable Throwable cause) {
            super(lost ? "the key is not where it was kept" : "the place of the key cannot be read", cause);
            this.lost = lost;
        }

        /** Whether its place was asked and has it no more; else it may be there and cannot be read now. */
        boolean lost() {
            return lost;
        }
    }

    Copies copies() {
        return copies;
    }

    /** Whether the open database is encrypted. */
    boolean on() {
        return on;
    }

    /** Whether it is to be from the next start on. */
    boolean wanted() {
        try {
            return wish().map(Wish::on).orElse(on);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "whether the database is to be encrypted cannot be read", e);
            return on;
        }
    }

    /** @throws IOException when there is no safe place for the key, or the wish could not be written; nothing changed */
    synchronized void ask(boolean encrypt) throws IOException {
        FileKey present = key;
        Optional<String> id = present == null ? wish().map(Wish::id) : Optional.of(present.id());
        if (encrypt) {
            Optional<FileKey> known = present == null && id.isPresent() ? find(id.get()) : Optional.ofNullable(present);
            put(new Wish(true, (known.isPresent() ? known.get() : fresh()).id()));
        } else if (id.isPresent()) {
            // Needs no key: whatever is encrypted keeps the id of the one that opens it.
            put(new Wish(false, id.get()));
        }
    }

    /** A new key, kept and read back. */
    private FileKey fresh() throws IOException {
        FileKey made = FileKey.make();
        place.keep(made.id(), made.hex());
        if (!place.find(made.id()).equals(Optional.of(made.hex()))) {
            throw new IOException("the key was not kept");
        }
        return made;
    }

    private void put(Wish wish) throws IOException {
        OwnerFile.write(note, ((wish.on ? "on " : "off ") + wish.id).getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<Wish> wish() throws IOException {
        if (!Files.exists(note)) {
            return Optional.empty();
        }
        Matcher words = NOTE.matcher(Files.readString(note, StandardCharsets.ISO_8859_1).strip());
        return words.matches() ? Optional.of(new Wish(words.group(1).equals("on"), words.group(2))) : Optional.empty();
    }

    /**
     * Finds the key, before anything else is read, if there is something encrypted or is to be.
     *
     * @throws NoKey when something is encrypted and cannot be read; nothing was changed
     */
    void load() throws IOException, NoKey {
        boolean encrypted = Rewriting.encrypted(file);
        Optional<String> copyKey = copies.keyId();
        Optional<Wish> noted = wish();
        // A wish that was lost is what the file is, or, when it is not there or was replaced, what its copies are.
        Wish wish = noted.orElseGet(() -> new Wish(encrypted || copyKey.isPresent(), copyKey.orElse("")));
        on = wish.on;
        if (!wish.on && !encrypted && copyKey.isEmpty()) {
            return;
        }
        boolean needed = encrypted || copyKey.isPresent();
        try {
            Optional<FileKey> found = find(wish.id);
            if (found.isEmpty() && needed) {
                throw new NoKey(true, null);
            }
            FileKey loaded = found.isPresent() ? found.get() : fresh();
            key = loaded;
            if (found.isEmpty() || noted.isEmpty()) {
                put(new Wish(wish.on, loaded.id()));
            }
        } catch (IOException e) {
            if (needed || !Files.exists(file)) {
                throw new NoKey(false, e);
            }
            LOG.log(System.Logger.Level.WARNING, "no key can be had yet; the database stays as it is", e);
            on = false;
        }
    }

    private Optional<FileKey> find(String id) throws IOException {
        return id.isEmpty() ? Optional.empty() : place.find(id).flatMap(hex -> FileKey.of(hex, id));
    }

    private FileKey key() {
        return Objects.requireNonNull(key);
    }

    /** What opens this file's page store; null when none is needed or there is none. */
    @Nullable
    FileKey keyOf(Path database) throws IOException {
        return Rewriting.encrypted(database) ? key : null;
    }

    /**
     * Brings the closed file and the copies into the form that is wanted. What cannot be done now, because the disk is full,
     * is left as it is and tried at the next start.
     */
    void carryOut(Seal seal) throws Rewriting.InUse {
        FileKey present = key;
        if (present == null || !Files.exists(note)) {
            return;
        }
        try {
            boolean file = Files.exists(this.file) && Files.size(this.file) > 0 && Rewriting.encrypted(this.file) != on;
            if (!file && copies.inForm(on)) {
                return;
            }
            // Whoever comes at the same moment waits until the file in place is the one that stays.
            try (FileChannel channel = FileChannel.open(note, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw new Rewriting.InUse();
                }
                if (file) {
                    new Rewriting(this.file, present).encrypt(on, seal);
                    LOG.log(System.Logger.Level.INFO, "the database was written anew, encrypted: {0}", on);
                }
                copies.rewrite(on);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the database could not be written anew and stays as it is", e);
            on = asItIs();
        }
    }

    private boolean asItIs() {
        try {
            return Rewriting.encrypted(file);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "opening says what stands in the way", e);
            return on;
        }
    }

    /**
     * Brings the closed file's tables up to date, all of them or none.
     *
     * @param address the file's, without what an encrypted one needs
     * @throws IOException when that was not possible; the file is as it was
     */
    void upgrade(String address) throws IOException, Rewriting.InUse {
        new Rewriting(file, keyOf(file)).upgrade(
                written -> Schema.migrate(url(address.replace(stem(file), stem(written))), password()));
    }

    /** As H2 names a database: without the ending of its file. */
    private static String stem(Path database) {
        return database.toString().replaceFirst("\\.mv\\.db$", "");
    }

    /** To be called before H2 makes the file smaller. */
    public void beforeCompacting() {
        new Rewriting.Spare(file).keep();
    }

    /** To be called when the file is closed: what H2 made of it stays only if it can be read. Cheap if nothing was made of it. */
    public void afterCompacting() {
        Rewriting.Spare spare = new Rewriting.Spare(file);
        if (spare.exists()) {
            try {
                spare.settle(keyOf(file));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING,
                        "what was made smaller could not be looked at; the next start does", e);
            }
        }
    }

    /** The address with what an encrypted file needs. */
    String url(String address) {
        return address + (on ? ";CIPHER=AES" : "");
    }

    /** What goes with {@link #url}. */
    String password() {
        return on ? key().password() : "";
    }

    /** A connection to the folder's database. */
    public Connection connect(String address) throws SQLException {
        return DriverManager.getConnection(url(address), "", password());
    }

    /** A connection to a file that may have been set aside before the folder was encrypted, or after. */
    Connection connect(String address, Path database) throws SQLException, IOException {
        FileKey with = keyOf(database);
        return with == null
                ? DriverManager.getConnection(address, "", "")
                : DriverManager.getConnection(address + ";CIPHER=AES", "", with.password());
    }

    /** A copy as it goes to the disk. */
    byte[] seal(byte[] copy, boolean encrypt) throws IOException {
        return encrypt ? key().seal(copy) : copy;
    }

    /** A copy as it was before it was encrypted, if it was. */
    byte[] open(byte[] copy) throws IOException {
        if (FileKey.sealedWith(copy).isEmpty()) {
            return copy;
        }
        FileKey with = key;
        if (with == null) {
            throw new IOException("the key of a copy is not there");
        }
        return with.open(copy);
    }
}
