package app.ajar.settings;

import java.nio.file.Path;
import java.util.Map;

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
        throw new UnsupportedOperationException();
    }

    /** Creates the folder if need be, readable by its owner only where the file system can say so. */
    public static void create(Path folder) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
