package app.ajar.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes small files of the data folder so that they are whole at any moment, and their owner's alone. */
public final class OwnerFile {

    private static final System.Logger LOG = System.getLogger(OwnerFile.class.getName());

    private OwnerFile() {}

    /**
     * Puts these bytes in the file's place: written aside, forced to the disk, moved. Readable by its owner only where
     * the file system can say so. The folder must be there: nothing is written beside one that was moved away.
     *
     * @throws IOException when it could not be written; what was there before still is
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("A file cannot stand in the place of a root folder.");
        }
        Path aside = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".tmp", ownerOnly(folder));
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            moveIntoPlace(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
        forceFolder(folder);
    }

    /** As {@link #write}, into a folder of this data folder, which is made if it is the only one missing. */
    public static void writeWithin(Path dataFolder, Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            DataFolder.createWithin(dataFolder, folder);
        }
        write(file, bytes);
    }

    /**
     * Makes an empty file if there is none, so that whoever opens it then writes into one that is its owner's alone from
     * its first byte on.
     */
    public static void create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.exists(file)) {
            return;
        }
        try {
            Files.createFile(file, ownerOnly(folder));
        } catch (FileAlreadyExistsException e) {
            LOG.log(System.Logger.Level.DEBUG, "somebody else made the file first", e);
        }
    }

    /** What makes a new file in this folder its owner's alone; nothing where the file system knows no owners. */
    private static FileAttribute<?>[] ownerOnly(Path folder) {
        return Files.getFileAttributeView(folder, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[]{
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }

    /** Puts a file written aside into its place, in one step where the file system can; what was there is replaced. */
    public static void moveIntoPlace(Path aside, Path file) throws IOException {
        try {
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            LOG.log(System.Logger.Level.DEBUG, "this file system cannot swap files in one step", e);
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the move itself durable; Windows cannot open a folder and needs not. */
    public static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.TRACE, "this system does not sync folders", e);
        }
    }
}
