package app.ajar.app;

import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.upkeep.LockedPane;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the window when the database is encrypted and its key cannot be had: a keychain may only be locked, so a
 * small window says what is the matter and lets the user try again, before anything is opened.
 */
final class KeyGate {

    private static final double WIDTH = 560;

    private final Path folder;
    private final CompletableFuture<Boolean> toolkit = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> answer = new CompletableFuture<>();
    private volatile boolean over;
    private @Nullable Stage stage;

    KeyGate(Path folder) {
        this.folder = folder;
    }

    /** The toolkit runs. */
    void toolkitStarted() {
        toolkit.complete(true);
    }

    /** Nobody is going to answer any more. */
    void over() {
        over = true;
        toolkit.complete(false);
        answer.complete(false);
    }

    /**
     * Blocks while the key cannot be had and the user wants to try again.
     *
     * @param speak chooses the language, once something is to be said
     * @return what opening gives when the user gave up; empty when the way is free
     */
    Optional<OpenResult.Locked> pass(KeyPlace keys, Runnable speak) {
        Optional<OpenResult.Locked> locked = Database.locked(folder, keys);
        boolean asked = false;
        while (locked.isPresent() && toolkit.join() && again(locked.get().lost(), speak)) {
            asked = true;
            locked = Database.locked(folder, keys);
        }
        if (asked && !over) {
            Platform.runLater(this::hide);
        }
        return locked;
    }

    private boolean again(boolean lost, Runnable speak) {
        CompletableFuture<Boolean> asked = new CompletableFuture<>();
        answer = asked;
        if (over) {
            return false;
        }
        Platform.runLater(() -> {
            speak.run();
            show(lost, asked);
        });
        return asked.join();
    }

    private void show(boolean lost, CompletableFuture<Boolean> asked) {
        hide();
        // The program does not end between this window and the next.
        Platform.setImplicitExit(false);
        Theme.loadFonts();
        Scene scene = new Scene(new LockedPane(folder, lost, asked::complete), WIDTH, Region.USE_COMPUTED_SIZE);
        Theme.apply(scene, Theme.systemIsDark());
        Stage shown = new Stage();
        shown.setScene(scene);
        shown.setTitle(Texts.get("upkeep.locked"));
        shown.setOnHidden(hidden -> asked.complete(false));
        stage = shown;
        shown.show();
    }

    private void hide() {
        Stage shown = stage;
        stage = null;
        if (shown != null) {
            shown.hide();
        }
    }
}
