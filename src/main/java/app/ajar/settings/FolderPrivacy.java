package app.ajar.settings;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes from everybody but its owner what others may do with a data folder: one of an earlier version, one that was copied
 * from elsewhere, one that was made by hand.
 */
public final class FolderPrivacy {

    private static final System.Logger LOG = System.getLogger(FolderPrivacy.class.getName());
    /** What Ajar puts right into its data folder; the demo's own folder stands in the user's. */
    private static final Pattern OURS = Pattern.compile(
            "cache\\..*|cache-set-aside-.*|vault\\..*|settings\\.json.*|push\\.json.*|ajar\\.(?:lock|sock.*|png)|avatars|messages|backups|logs|demo");
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private int narrowed;
    private int open;

    private FolderPrivacy() {}

    /**
     * What came of it.
     *
     * @param narrowed how many files and folders others could look into until now
     * @param open how many they still can
     */
    public record Found(int narrowed, int open) {}

    /**
     * Narrows a data folder and what is in it to its owner. Left alone are links, what is not Ajar's, and with it the
     * folder itself: somebody who names a folder that holds other things may share those. Does nothing where the file
     * system knows no owners. Looks below a folder only when that one was open to others, so that it costs next to nothing.
     */
    public static Found narrow(Path dataFolder) {
        FolderPrivacy privacy = new FolderPrivacy();
        if (Files.isDirectory(dataFolder)
                && Files.getFileAttributeView(dataFolder, PosixFileAttributeView.class) != null) {
            try {
                privacy.folder(dataFolder);
            } catch (IOException e) {
                privacy.open++;
                LOG.log(System.Logger.Level.WARNING, "who may read the data folder cannot be told", e);
            }
        }
        if (privacy.narrowed > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} files and folders were open to others and are no more",
                    privacy.narrowed);
        }
        return new Found(privacy.narrowed, privacy.open);
    }

    private void folder(Path folder) throws IOException {
        boolean alone = true;
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.toList();
        }
        for (Path entry : entries) {
            if (!OURS.matcher(String.valueOf(entry.getFileName())).matches()) {
                alone = false;
            } else if (!Files.isSymbolicLink(entry) && narrowed(entry)
                    && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                below(entry);
            }
        }
        if (alone) {
            narrowed(folder);
        } else if (wide(folder)) {
            open++;
        }
    }

    private void below(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                narrowed(dir);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isSymbolicLink()) {
                    narrowed(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone meanwhile, or not ours to read: then it is not ours to share either.
                LOG.log(System.Logger.Level.DEBUG, "a file could not be looked at", e);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean wide(Path path) throws IOException {
        return !OWNERS.containsAll(Files.getPosixFilePermissions(path));
    }

    /** Whether it was open to others. */
    private boolean narrowed(Path path) {
        try {
            Set<PosixFilePermission> now = EnumSet.noneOf(PosixFilePermission.class);
            now.addAll(Files.getPosixFilePermissions(path));
            if (!now.retainAll(OWNERS)) {
                return false;
            }
            Files.setPosixFilePermissions(path, now);
            narrowed++;
        } catch (IOException e) {
            open++;
            LOG.log(System.Logger.Level.WARNING, "a file of the data folder stays open to others", e);
        }
        return true;
    }
}
