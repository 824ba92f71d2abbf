package app.ajar.settings;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a user's database, media, logs and vault live. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * The OS's place for application data: {@code $XDG_DATA_HOME/ajar} or {@code ~/.local/share/ajar} on Linux,
     * {@code ~/Library/Application Support/Ajar} on macOS, {@code %LOCALAPPDATA%\Ajar} on Windows.
     *
     * @param environment the process environment
     * @param osName {@code os.name}
     * @param home the user's home folder
     */
    public static Path standard(Map<String, String> environment, String osName, Path home) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.contains("windows")) {
            return named(environment.get("LOCALAPPDATA"), home.resolve("AppData").resolve("Local")).resolve("Ajar");
        }
        if (os.contains("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Ajar");
        }
        return xdgData(environment.get("XDG_DATA_HOME"), home).resolve("ajar");
    }

    /**
     * Creates the folder if need be, and those above it, readable by their owner only where the file system can say so. A
     * folder that was there before keeps its permissions here; see {@link FolderPrivacy}.
     *
     * @throws IOException when something that is not a folder stands there, or it cannot be made
     */
    public static void create(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (Files.exists(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (ownerOnlyPossible(folder)) {
            Files.createDirectories(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /**
     * Creates a folder inside a data folder that must be there: one whose disk was taken out, or that was moved, must not
     * be begun anew where it stood.
     *
     * @throws NoSuchFileException when the data folder is not there
     */
    public static void createWithin(Path dataFolder, Path folder) throws IOException {
        if (!Files.isDirectory(dataFolder)) {
            throw new NoSuchFileException(dataFolder.toString());
        }
        create(folder);
    }

    private static boolean ownerOnlyPossible(Path folder) throws FileSystemException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null) {
            throw new FileSystemException(folder.toString(), null, "is the root of a file system");
        }
        return Files.getFileAttributeView(parent, PosixFileAttributeView.class) != null;
    }

    /** The XDG specification: a path that is not absolute is to be ignored. */
    private static Path xdgData(@Nullable String value, Path home) {
        Path fallback = home.resolve(".local").resolve("share");
        Path given = named(value, fallback);
        return given.isAbsolute() ? given : fallback;
    }

    private static Path named(@Nullable String value, Path fallback) {
        return value == null || value.isBlank() ? fallback : Path.of(value);
    }
}
