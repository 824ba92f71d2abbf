package app.ajar.store.care;

import app.ajar.settings.DataFolder;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * How many changes the outbox has seen, beside the database: a damaged file may open as it stood some time ago, and what
 * it then calls unsent may have been sent since. The database counts in the same transactions; whatever has counted less
 * than the mark is older than the truth.
 */
public final class OutboxMark {

    /** The database's own count. */
    public static final String FACT = "outbox_changes";

    private static final System.Logger LOG = System.getLogger(OutboxMark.class.getName());
    private static final int BYTES = 2 * Long.BYTES;

    private final Path backups;
    private final Path file;

    OutboxMark(Path backups) {
        this.backups = backups;
        this.file = backups.resolve("outbox.mark");
    }

    /** Empty when there is none, or none that can be read. */
    OptionalLong read() {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(BYTES);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // Until all is there or the file ends.
            }
            bytes.flip();
            if (bytes.remaining() == BYTES) {
                long mark = bytes.getLong();
                return bytes.getLong() == check(mark) ? OptionalLong.of(mark) : OptionalLong.empty();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no mark of the outbox", e);
        }
        return OptionalLong.empty();
    }

    /** On disk when it returns; a disk that does not take it only makes later judgement weaker. */
    public void write(long mark) {
        try {
            if (!Files.exists(file)) {
                DataFolder.createWithin(Objects.requireNonNull(backups.getParent()), backups);
                OwnerFile.create(file);
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(mark).putLong(check(mark)).flip();
                while (bytes.hasRemaining()) {
                    channel.write(bytes, bytes.position());
                }
                channel.force(false);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the outbox's mark could not be written", e);
        }
    }

    private static long check(long mark) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(Long.BYTES).putLong(mark).flip());
        return sum.getValue();
    }
}
