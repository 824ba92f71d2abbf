package app.ajar.media;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much of the disk stored pictures and files take, counted from the files themselves.
 *
 * @param avatars bytes of people's pictures
 * @param messages bytes of what messages carry
 */
public record DiskUse(long avatars, long messages) {

    private static final System.Logger LOG = System.getLogger(DiskUse.class.getName());

    /** Counts; takes a while when there are thousands of files. What cannot be read counts as nothing. */
    public static DiskUse of(Path dataFolder) {
        return new DiskUse(bytes(dataFolder.resolve("avatars")), bytes(dataFolder.resolve("messages")));
    }

    /** Both. */
    public long all() {
        return avatars + messages;
    }

    private static long bytes(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Sum sum = new Sum();
        try {
            Files.walkFileTree(folder, sum);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a folder could not be counted to its end", e);
        }
        return sum.bytes;
    }

    private static final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.isRegularFile() ? attributes.size() : 0;
            return FileVisitResult.CONTINUE;
        }

        /** Files come and go while they are counted. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
