package app.ajar.app;

import app.ajar.settings.DataFolder;
import app.ajar.settings.OwnerFile;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One window per data folder. Whoever holds the lock on {@code ajar.lock} is the one; the operating system lets go of the
 * lock when a process dies, however it dies, so nothing stale can stand in the way. The file's text names the socket on
 * which the holder can be asked to show its window; the socket is its owner's alone.
 */
final class SingleInstance implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(SingleInstance.class.getName());
    /** Systems allow 104 to 108 bytes for a socket's path, the end mark included. */
    private static final int LONGEST_SOCKET_PATH = 100;
    private static final int LONGEST_LOCK_TEXT = 4096;
    private static final String SOCKET = "ajar.sock";
    private static final byte SHOW = 'S';
    private static final byte SHOWN = 'O';
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final FileChannel file;
    private final FileLock lock;
    private final Path socket;
    private final @Nullable Path temporaryFolder;
    private final ServerSocketChannel server;

    private SingleInstance(FileChannel file, FileLock lock, Path socket, @Nullable Path temporaryFolder,
            ServerSocketChannel server) {
        this.file = file;
        this.lock = lock;
        this.socket = socket;
        this.temporaryFolder = temporaryFolder;
        this.server = server;
    }

    /**
     * Becomes the one of this folder; empty when another process, or another part of this one, already is.
     *
     * @param show brings the window to the front; called on a background thread for every later start
     */
    static Optional<SingleInstance> acquire(Path dataFolder, Runnable show) throws IOException {
        OwnerFile.create(lockFile(dataFolder));
        FileChannel file = FileChannel.open(lockFile(dataFolder), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(file);
            if (lock == null) {
                file.close();
                return Optional.empty();
            }
            return Optional.of(listen(dataFolder, file, lock, show));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Asks the holder of the folder to show its window; whether it said that it did. */
    static boolean askToShow(Path dataFolder) {
        try {
            Optional<Path> socket = socketOf(dataFolder);
            return socket.isPresent() && ask(socket.get());
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "the other window could not be asked to show itself", e);
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        if (temporaryFolder != null) {
            Files.deleteIfExists(temporaryFolder);
        }
        lock.release();
        file.close();
    }

    private static Path lockFile(Path dataFolder) {
        return dataFolder.resolve("ajar.lock");
    }

    /** Locks a byte far behind the text, because Windows lets nobody read what is locked. */
    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException e) {
            LOG.log(System.Logger.Level.DEBUG, "this process holds the lock already", e);
            return null;
        }
    }

    private static SingleInstance listen(Path dataFolder, FileChannel file, FileLock lock, Runnable show)
            throws IOException {
        Path wanted = dataFolder.resolve(SOCKET).toAbsolutePath();
        boolean tooLong = nursery(wanted).resolve(SOCKET).toString()
                .getBytes(StandardCharsets.UTF_8).length > LONGEST_SOCKET_PATH;
        Path temporaryFolder = tooLong ? Files.createTempDirectory("ajar") : null;
        Path socket = temporaryFolder == null ? wanted : temporaryFolder.resolve(SOCKET);
        // We hold the lock: whatever socket stands there belongs to nobody.
        Files.deleteIfExists(socket);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        bind(server, socket);
        file.truncate(0);
        file.write(ByteBuffer.wrap(socket.toString().getBytes(StandardCharsets.UTF_8)), 0);
        Thread.ofPlatform().daemon().name("ajar-single-instance").start(() -> serve(server, show));
        return new SingleInstance(file, lock, socket, temporaryFolder, server);
    }

    /**
     * A socket is born with the permissions that the process's mask leaves: where that matters, it is born in a folder that
     * nobody else can enter, and moved when it is its owner's alone.
     */
    private static void bind(ServerSocketChannel server, Path socket) throws IOException {
        if (Files.getFileAttributeView(socket, PosixFileAttributeView.class) == null) {
            server.bind(UnixDomainSocketAddress.of(socket));
            return;
        }
        Path nursery = nursery(socket);
        Path born = nursery.resolve(SOCKET);
        Files.deleteIfExists(born);
        DataFolder.create(nursery);
        try {
            server.bind(UnixDomainSocketAddress.of(born));
            Files.setPosixFilePermissions(born, PosixFilePermissions.fromString("rw-------"));
            Files.move(born, socket, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(born);
            Files.deleteIfExists(nursery);
        }
    }

    private static Path nursery(Path socket) {
        return socket.resolveSibling(SOCKET + ".new");
    }

    private static void serve(ServerSocketChannel server, Runnable show) {
        while (server.isOpen()) {
            try (SocketChannel other = server.accept()) {
                answer(other, show);
            } catch (IOException e) {
                if (server.isOpen()) {
                    LOG.log(System.Logger.Level.INFO, "another start could not be answered", e);
                }
            }
        }
    }

    private static void answer(SocketChannel other, Runnable show) throws IOException {
        ByteBuffer request = ByteBuffer.allocate(1);
        if (await(other, request) && request.get(0) == SHOW) {
            show.run();
            other.write(ByteBuffer.wrap(new byte[]{SHOWN}));
        }
    }

    private static boolean ask(Path socket) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(new byte[]{SHOW}));
            ByteBuffer reply = ByteBuffer.allocate(1);
            return await(channel, reply) && reply.get(0) == SHOWN;
        }
    }

    /** Reads one byte, at most as long as our patience lasts: a silent other side must not hold anything up. */
    private static boolean await(SocketChannel channel, ByteBuffer one) throws IOException {
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            channel.register(selector, SelectionKey.OP_READ);
            return selector.select(PATIENCE.toMillis()) > 0 && channel.read(one) == 1;
        }
    }

    private static Optional<Path> socketOf(Path dataFolder) throws IOException {
        try (FileChannel file = FileChannel.open(lockFile(dataFolder), StandardOpenOption.READ)) {
            ByteBuffer text = ByteBuffer.allocate(LONGEST_LOCK_TEXT);
            file.read(text);
            String path = StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
            return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
        }
    }
}
