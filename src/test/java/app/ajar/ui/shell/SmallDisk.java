package app.ajar.ui.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real file system of its own, small enough to be filled: its folder is given by {@code -Dlife.disk}, since no test mounts
 * anything by itself. On Linux, as root: {@code mount -t tmpfs -o size=64m tmpfs FOLDER}.
 */
final class SmallDisk {

    /** More is somebody's disk, and not one to be filled. */
    private static final long MOST_BYTES = 256L << 20;
    /** The name of the property that says where it is. */
    static final String PROPERTY = "life.disk";
    private static final byte[] BLOCK = new byte[4096];
    private static final System.Logger LOG = System.getLogger(SmallDisk.class.getName());

    static {
        Arrays.fill(BLOCK, (byte) 1);
    }

    private final Path root;
    private final Path ballast;

    private SmallDisk(Path root) throws IOException {
        if (Files.getFileStore(root).getTotalSpace() > MOST_BYTES) {
            throw new IOException("too large a disk to be filled");
        }
        this.root = root;
        ballast = root.resolve("ballast");
    }

    static SmallDisk given() throws IOException {
        SmallDisk disk = new SmallDisk(Path.of(System.getProperty(PROPERTY)));
        disk.free();
        return disk;
    }

    Path root() {
        return root;
    }

    /** To the last byte. What is freed by others while it is full is not taken again until the next call. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "it is full", e);
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Takes everything away. */
    void empty() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.filter(path -> !path.equals(root)).sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
