package app.ajar.ui.media;

import app.ajar.text.Texts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * The stored files, and what of them goes to other programs: only what lies in the data folder, and only because the user
 * pressed something.
 *
 * @param folder the data folder
 * @param open shows a file or folder in the system's program for it; returns at once
 * @param choose asks where a copy with this name should go; empty when the user changed their mind
 */
public record StoredFiles(Path folder, Consumer<Path> open,
        BiFunction<@Nullable Window, String, Optional<Path>> choose) {

    private static final System.Logger LOG = System.getLogger(StoredFiles.class.getName());

    /** Asks with the system's own dialog where a copy should go. */
    public static Optional<Path> ask(@Nullable Window owner, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get("media.save"));
        chooser.setInitialFileName(name);
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }

    /** The stored file of this name; empty for a name that leads out of the folder or to nothing. */
    Optional<Path> find(@Nullable String file) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            Path root = folder.toAbsolutePath().normalize();
            Path path = root.resolve(file).normalize();
            return path.startsWith(root) && !path.equals(root) && Files.isRegularFile(path)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Shows the file in the system's program for its kind; nothing happens when it is not there any more. */
    void open(@Nullable String file) {
        find(file).ifPresent(open);
    }

    /** Shows the folder that the file lies in. */
    void openFolder(@Nullable String file) {
        find(file).map(Path::getParent).ifPresent(open);
    }

    /** Takes away a file that cannot be shown, so that it can be fetched anew; only when the user asked for that. */
    void discard(@Nullable String file) {
        find(file).ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a damaged file could not be taken away", e);
            }
        });
    }

    /** Bytes; empty when it is not there. */
    Optional<Long> size(@Nullable String file) {
        return find(file).flatMap(path -> {
            try {
                return Optional.of(Files.size(path));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a file went away", e);
                return Optional.empty();
            }
        });
    }
}
