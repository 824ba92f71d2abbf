package app.ajar.app;

import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.upkeep.LockedPane;
import app.ajar.ui.upkeep.LockedPane.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the window when the database is encrypted and its key cannot be had: a keychain may only be locked, so a
 * small window says what is the matter and lets the user try again or begin anew, before anything is opened.
 */
final class KeyGate {

    private static final System.Logger LOG = System.getLogger(KeyGate.class.getName());
    private static final double WIDTH = 560;

    private final Path folder;
    private final CompletableFuture<Boolean> toolkit = new CompletableFuture<>();
    private volatile CompletableFuture<Answer> answer = new CompletableFuture<>();
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
        answer.complete(Answer.CLOSE);
    }

    /**
     * Blocks while the key cannot be had and the user wants to try again. Who gives the key up for good has what it opens set
     * aside, and the way is free.
     *
     * @param speak chooses the language, once something is to be said
     * @return what opening gives when the user gave up; empty when the way is free
     */
    Optional<OpenResult.Locked> pass(KeyPlace keys, Runnable speak) {
        Optional<OpenResult.Locked> locked = Database.locked(folder, keys);
        boolean asked = false;
        boolean failed = false;
        while (locked.isPresent() && toolkit.join()) {
            Answer said = ask(new LockedPane.What(locked.get().lost(), failed), speak);
            if (said == Answer.CLOSE) {
                break;
            }
            asked = true;
            // The key may be there after all, whatever was answered.
            locked = Database.locked(folder, keys);
            failed = said == Answer.ANEW && locked.isPresent() && !setAside(keys);
            if (said == Answer.ANEW && !failed) {
                locked = Database.locked(folder, keys);
            }
        }
        if (asked && !over) {
            Platform.runLater(this::hide);
        }
        return locked;
    }

    private boolean setAside(KeyPlace keys) {
        try {
            Database.setAsideLocked(folder, keys, Clock.systemUTC());
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the encrypted database could not be set aside", e);
            return false;
        }
    }

    private Answer ask(LockedPane.What what, Runnable speak) {
        CompletableFuture<Answer> asked = new CompletableFuture<>();
        answer = asked;
        if (over) {
            return Answer.CLOSE;
        }
        Platform.runLater(() -> {
            speak.run();
            show(what, asked);
        });
        return asked.join();
    }

    private void show(LockedPane.What what, CompletableFuture<Answer> asked) {
        hide();
        // The program does not end between this window and the next.
        Platform.setImplicitExit(false);
        Theme.loadFonts();
        Scene scene = new Scene(new LockedPane(folder, what, asked::complete), WIDTH, Region.USE_COMPUTED_SIZE);
        Theme.apply(scene, Theme.systemIsDark());
        Stage shown = new Stage();
        shown.setScene(scene);
        shown.setTitle(Texts.get("upkeep.locked"));
        shown.setOnHidden(hidden -> asked.complete(Answer.CLOSE));
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
