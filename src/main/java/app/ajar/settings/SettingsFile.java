package app.ajar.settings;

import java.nio.file.Path;

/** {@code settings.json} of a data folder: read tolerantly, written whole and moved into place. */
public final class SettingsFile {

    public SettingsFile(Path folder) {
        throw new UnsupportedOperationException();
    }

    /** The present settings; the defaults for whatever is missing or cannot be read. Never fails. */
    public Settings current() {
        throw new UnsupportedOperationException();
    }

    /** Takes the new settings at once and writes them; a failure to write is logged and does not undo them. */
    public void save(Settings settings) {
        throw new UnsupportedOperationException();
    }
}
