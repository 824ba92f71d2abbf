package app.ajar.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code settings.json} of a data folder: read tolerantly, written whole and moved into place. */
public final class SettingsFile {

    private static final System.Logger LOG = System.getLogger(SettingsFile.class.getName());
    /** Ours takes under a kilobyte; what is larger is not ours. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private Settings current;

    /** Reads the folder's settings; what is no settings file is set aside as {@code settings.json.bad}. */
    public SettingsFile(Path folder) {
        this.file = folder.resolve("settings.json");
        this.current = load(file);
    }

    /** The present settings; the defaults for whatever is missing or cannot be read. Never fails. */
    public synchronized Settings current() {
        return current;
    }

    /**
     * Takes the new settings at once and writes them.
     *
     * @return why they could not be written: they hold as long as this object, and the file is as it was; empty as a rule
     */
    public synchronized Optional<IOException> save(Settings settings) {
        current = settings;
        try {
            OwnerFile.write(file, SettingsJson.write(settings));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private static Settings load(Path file) {
        try {
            Optional<Settings> read = Files.size(file) > MOST_BYTES
                    ? Optional.empty()
                    : SettingsJson.read(Files.readAllBytes(file));
            if (read.isEmpty()) {
                setAside(file);
            }
            return read.orElse(Settings.DEFAULTS);
        } catch (NoSuchFileException e) {
            LOG.log(System.Logger.Level.DEBUG, "no settings yet, the defaults are used");
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the settings could not be read, the defaults are used", e);
        }
        return Settings.DEFAULTS;
    }

    private static void setAside(Path file) throws IOException {
        LOG.log(System.Logger.Level.WARNING, "settings.json is broken; it is set aside as settings.json.bad");
        Files.move(file, file.resolveSibling("settings.json.bad"), StandardCopyOption.REPLACE_EXISTING);
    }
}
