package app.ajar.store.care;

import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.h2.store.fs.encrypt.FileEncrypt;
import org.h2.store.fs.encrypt.FilePathEncrypt;
import org.jspecify.annotations.Nullable;

/**
 * Writes a closed database's file anew: encrypted or plain, or with later tables. The new file is written beside the old one,
 * forced to the disk and opened for a look; then it takes the old one's place in one step. Whenever that is cut short, the
 * file in place is whole, and what was left beside it is written over.
 */
final class Rewriting {

    private static final byte[] ENCRYPTED = "H2encrypt\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PIECE = 1 << 20;

    private final Path file;
    private final Path aside;
    private final @Nullable FileKey key;

    /** @param key of the file as it is or is to be; null when it is not encrypted and stays so */
    Rewriting(Path file, @Nullable FileKey key) {
        this.file = file;
        this.aside = file.resolveSibling("cache-rewriting.mv.db");
        this.key = key;
    }

    /** Whether H2 encrypted this file; false for one that is not there. */
    static boolean encrypted(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(ENCRYPTED.length), ENCRYPTED);
        }
    }

    /** @throws IOException when somebody has this file open */
    static void unused(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new IOException("the database is in use");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("the database is in use here", e);
        }
    }

    /**
     * A second name for the file while H2 makes it smaller, which costs no room: H2 2.4.240 puts another file in its place that
     * is, rarely, one that it cannot open itself ("Double mark", as in its issue 4387), and messages that Instagram gives no
     * more would be gone with it. Nothing on file systems without such names.
     */
    static final class Spare {

        private static final System.Logger LOG = System.getLogger(Spare.class.getName());

        private final Path file;
        private final Path spare;

        Spare(Path file) {
            this.file = file;
            this.spare = file.resolveSibling("cache.before-compacting");
        }

        boolean exists() {
            return Files.exists(spare);
        }

        void keep() {
            try {
                Files.deleteIfExists(spare);
                Files.createLink(spare, file);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "the file has no second name while it is made smaller", e);
            }
        }

        /**
         * Nobody has the file open: it stays if it can be read, else the one from before comes back.
         *
         * @param key of an encrypted file
         */
        void settle(@Nullable FileKey key) throws IOException {
            boolean there = Files.exists(file);
            if (there && Files.isSameFile(file, spare)) {
                Files.delete(spare);
                return;
            }
            Inspection.Found found = there ? Inspection.look(file, key) : new Inspection.Found.Damaged("gone");
            if (found instanceof Inspection.Found.Damaged(String detail)) {
                LOG.log(System.Logger.Level.WARNING,
                        "made smaller, the file cannot be read; the one from before stays: {0}",
                        detail);
                Files.move(spare, file, StandardCopyOption.ATOMIC_MOVE);
            } else if (!(found instanceof Inspection.Found.InUse)) {
                Files.delete(spare);
            }
        }
    }

    /** Another process has the file open. */
    static final class InUse extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Writes the new file from the old one. */
    private interface Writer {

        void write(FileChannel from) throws IOException;
    }

    /** Changes the tables of the file it is given. */
    interface Migration {

        void run(Path database) throws SQLException;
    }

    /**
     * @param encrypt whether the file is to be encrypted, which it is not, or the other way round
     * @throws IOException when that was not possible; the file is as it was
     */
    void encrypt(boolean encrypt, Seal seal) throws IOException, InUse {
        Optional<String> sealed = seal.of(file);
        rewrite(from -> {
            FileChannel source = as(!encrypt, from);
            try (FileChannel to = as(encrypt,
                    FileChannel.open(aside, StandardOpenOption.READ, StandardOpenOption.WRITE))) {
                copy(source, to);
                to.force(true);
            }
            // Only when every byte of it was read back may it take the old one's place.
            try (FileChannel to = as(encrypt, FileChannel.open(aside, StandardOpenOption.READ))) {
                compare(source, to);
            }
        });
        if (sealed.isPresent()) {
            seal.put(sealed.get());
        }
    }

    /**
     * Brings the tables up to date, all of them or none. H2 2.4.240 commits in the middle of changing a table: a process that
     * ends there leaves its rows in a table of another name, which neither it nor Flyway finds again.
     *
     * @throws IOException when that was not possible; the file is as it was, as it is when the migration throws
     */
    void upgrade(Migration migration) throws IOException, InUse {
        rewrite(from -> {
            try (FileChannel to = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                copy(from, to);
            }
            try {
                migration.run(aside);
            } catch (SQLException e) {
                throw new IOException("the tables could not be brought up to date", e);
            }
            try (FileChannel written = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                written.force(true);
            }
        });
    }

    private void rewrite(Writer writer) throws IOException, InUse {
        boolean posix = Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
        Object before = identity();
        boolean done = false;
        // H2's own lock: no process has the file open while it is copied, or opens it before the new one stands there.
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = from.tryLock()) {
            if (lock == null || !before.equals(identity())) {
                throw new InUse();
            }
            try {
                Files.deleteIfExists(aside);
                if (Files.getFileStore(file).getUsableSpace() < from.size() + PIECE) {
                    throw new FileSystemException(aside.toString(), null, "No space left on device");
                }
                OwnerFile.create(aside);
                writer.write(from);
                if (!(Inspection.look(aside, key) instanceof Inspection.Found.Harmless)) {
                    throw new IOException("the file written anew does not open");
                }
                if (posix) {
                    OwnerFile.moveIntoPlace(aside, file);
                }
                done = true;
            } finally {
                if (!done) {
                    Files.deleteIfExists(aside);
                }
            }
        }
        if (!posix) {
            // Windows lets no open file be replaced: neither ours of a moment ago nor that of whoever opened it since.
            OwnerFile.moveIntoPlace(aside, file);
        }
        OwnerFile.forceFolder(Objects.requireNonNull(file.getParent()));
    }

    /** Another one when another file stands in its place; the file system's, or none. */
    private Object identity() throws IOException {
        Object found = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return found == null ? file : found;
    }

    private FileChannel as(boolean encrypted, FileChannel channel) {
        return encrypted
                ? new FileEncrypt(file.toString(),
                        FilePathEncrypt.getPasswordBytes(Objects.requireNonNull(key).chars()), channel)
                : channel;
    }

    private static void copy(FileChannel from, FileChannel to) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = 0; at < from.size(); at += piece.limit()) {
            read(from, at, piece);
            while (piece.hasRemaining()) {
                to.write(piece, at + piece.position());
            }
        }
    }

    private static void compare(FileChannel one, FileChannel other) throws IOException {
        ByteBuffer a = ByteBuffer.allocate(PIECE);
        ByteBuffer b = ByteBuffer.allocate(PIECE);
        boolean same = one.size() == other.size();
        for (long at = 0; same && at < one.size(); at += a.limit()) {
            read(one, at, a);
            read(other, at, b);
            same = a.equals(b);
        }
        if (!same) {
            throw new IOException("the file written anew does not read as it was written");
        }
    }

    /** Fills the piece as far as the file goes. */
    private static void read(FileChannel from, long at, ByteBuffer piece) throws IOException {
        piece.clear().limit((int) Math.min(piece.capacity(), from.size() - at));
        while (piece.hasRemaining()) {
            if (from.read(piece, at + piece.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        piece.flip();
    }
}
