package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One of H2's file systems whose disk can be full or read-only, whatever the real one is, and whose writes can be watched:
 * {@code refusing:file:…}.
 */
public final class RefusingDisk extends FilePathWrapper {

    private static volatile Watcher watcher = () -> {};

    /** Is asked before each write. */
    interface Watcher {

        /** @throws IOException what becomes of the write */
        void write() throws IOException;
    }

    /** From now on every write fails in these words, those of the operating system; with null none does. */
    public static void refuse(@Nullable String saying) {
        watch(() -> {
            if (saying != null) {
                throw new IOException(saying);
            }
        });
    }

    /** From now on this one is asked. */
    static void watch(Watcher asked) {
        watcher = asked;
    }

    /** A database on such a disk. */
    public static Database open(Path folder, Clock clock) {
        if (tryToOpen(folder, clock) instanceof OpenResult.Opened(Database database)) {
            return database;
        }
        throw new IllegalStateException("the store cannot be opened");
    }

    static OpenResult tryToOpen(Path folder, Clock clock) {
        FilePath.register(new RefusingDisk());
        return Database.open(folder, clock, "refusing:");
    }

    @Override
    public String getScheme() {
        return "refusing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode));
    }

    private static final class Channel extends FileBase {

        private final FileChannel channel;

        Channel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            watcher.write();
            return channel.write(source);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            watcher.write();
            return channel.write(source, position);
        }

        @Override
        public FileChannel truncate(long newLength) throws IOException {
            channel.truncate(newLength);
            return this;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return channel.read(target);
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            channel.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void force(boolean metaData) throws IOException {
            watcher.write();
            channel.force(metaData);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
