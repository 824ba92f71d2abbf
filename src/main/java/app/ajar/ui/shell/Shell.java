package app.ajar.ui.shell;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.sync.SyncEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import javafx.stage.Stage;

/**
 * The window, whole: rail, sidebar, conversation, details, status bar, connecting and settings. Everything here is for the
 * toolkit's thread but where said otherwise.
 *
 * <p>In {@code Application.start}: open the database, make the engine and {@link SyncEngine#start start} it, then
 * {@code shell = new Shell(primaryStage, context)} and {@code shell.show()}. The stage must be fresh: the shell sets its
 * scene, title, icons, size and place. In {@code Application.stop}: {@code shell.close()} first, then the engine, then the
 * database; the window does not end the program itself. A second start on the same folder calls {@link #bringToFront}.
 * For {@code --screenshot}: {@code show()}, then {@link #take}, and leave when its future is done.
 */
public final class Shell implements AutoCloseable {

    /**
     * What the window stands on. Everything in it is open and running, and closed by its owner after the shell.
     *
     * @param dataFolder where the database, pictures and settings live
     * @param vault where tokens are kept, said honestly by the connect panel
     * @param settings of the data folder; the shell alone changes them while it is open
     */
    public record Context(Path dataFolder, Database database, SyncEngine engine, Connector connector,
            TokenVault.Kind vault, SettingsFile settings, Clock clock, Surroundings surroundings) {}

    public Shell(Stage stage, Context context) {
        throw new UnsupportedOperationException();
    }

    /** Shows the window where it stood last. */
    public void show() {
        throw new UnsupportedOperationException();
    }

    /** Shows the window before all others, for a second start on the same data folder. From any thread. */
    public void bringToFront() {
        throw new UnsupportedOperationException();
    }

    /**
     * Brings the window into the state asked for, waits until everything on screen is painted and quiet, and writes the
     * picture. The future fails with an {@code IOException} when the file cannot be written; it gives the written file.
     */
    public CompletableFuture<Path> take(Picture picture) {
        throw new UnsupportedOperationException();
    }

    /** Remembers the window's place, ends every subscription and thread of the window's own. May be called twice. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
