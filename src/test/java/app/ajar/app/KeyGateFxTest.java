package app.ajar.app;

import app.ajar.Condition;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The small window before an encrypted database whose key cannot be had. */
@ExtendWith(ApplicationExtension.class)
class KeyGateFxTest {

    @TempDir
    Path folder;

    private final Keys keys = new Keys();
    private KeyGate gate = new KeyGate(Path.of("none"));

    /** Keys in memory, behind a lock. */
    private static final class Keys implements KeyPlace {

        private final Map<String, String> all = new ConcurrentHashMap<>();
        private volatile boolean locked;

        @Override
        public Optional<String> find(String id) throws IOException {
            if (locked) {
                throw new IOException("locked");
            }
            return Optional.ofNullable(all.get(id));
        }

        @Override
        public void keep(String id, String key) {
            all.put(id, key);
        }
    }

    @BeforeEach
    void encrypted() throws IOException {
        gate = new KeyGate(folder);
        for (int start = 0; start < 2; start++) {
            if (!(Database.open(folder, Clock.systemUTC(), keys) instanceof OpenResult.Opened(Database database))) {
                throw new AssertionError("not opened");
            }
            try (database) {
                database.upkeep().encrypt(true);
            }
        }
    }

    @AfterEach
    void end() {
        gate.over();
        on(() -> {
            List.copyOf(Window.getWindows()).forEach(Window::hide);
            return true;
        });
    }

    private CompletableFuture<Optional<OpenResult.Locked>> passing() {
        return CompletableFuture.supplyAsync(() -> gate.pass(keys, () -> Texts.speak(Tongue.PLAIN)));
    }

    private static List<String> words() {
        return Window.getWindows().stream().filter(Window::isShowing).filter(Stage.class::isInstance)
                .flatMap(window -> window.getScene().getRoot().lookupAll(".label").stream())
                .map(node -> ((Label) node).getText()).toList();
    }

    private static void press(String button) {
        until("the button is there", () -> buttons().stream().anyMatch(at -> !at.isDisabled()
                && at.getText().equals(button)));
        on(() -> {
            buttons().stream().filter(at -> at.getText().equals(button)).findFirst().orElseThrow().fire();
            return true;
        });
    }

    private static <T> T on(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(60, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(String what, BooleanSupplier seen) {
        Condition.until(what, () -> on(seen::getAsBoolean));
    }

    private static List<Button> buttons() {
        return Window.getWindows().stream().filter(Window::isShowing).filter(Stage.class::isInstance)
                .flatMap(window -> window.getScene().getRoot().lookupAll(".button").stream()).map(Button.class::cast)
                .toList();
    }

    @Test
    void whoseKeyIsThere_seesNoWindow() {
        // Without a toolkit, too: nobody waits for it.
        assertThat(gate.pass(keys, () -> {})).isEmpty();
    }

    @Test
    void aLockedKeychain_canBeTriedAgain_untilItOpens() throws Exception {
        keys.locked = true;
        gate.toolkitStarted();
        CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
        until("it asks", () -> !buttons().isEmpty());
        List<Button> first = on(KeyGateFxTest::buttons);
        press("Try again");
        until("it asks again", () -> !buttons().isEmpty() && buttons().stream().noneMatch(first::contains));
        assertThat(on(KeyGateFxTest::words)).anyMatch(said -> said.contains("cannot be had now"));
        keys.locked = false;
        press("Try again");

        assertThat(passing.get(60, TimeUnit.SECONDS)).isEmpty();
        until("the window is gone", () -> words().isEmpty());
    }

    @Test
    void aLostKey_isSaid_withTheFolder_andClosingGivesUp() throws Exception {
        keys.all.clear();
        gate.toolkitStarted();
        CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
        until("it is said", () -> words().contains(folder.toString())
                && words().stream().anyMatch(said -> said.contains("neither in the keychain nor in the vault")));
        press("Close");

        assertThat(passing.get(60, TimeUnit.SECONDS)).contains(new OpenResult.Locked(folder, true));
    }

    @Test
    void whoGivesTheKeyUp_isAskedOnceMore_andBeginsAnew_withNothingDeleted() throws Exception {
        keys.all.clear();
        gate.toolkitStarted();
        CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
        press("Begin anew…");
        until("it is said what is lost and what stays", () -> words().stream().anyMatch(said -> said.contains("drafts"))
                && words().stream().anyMatch(said -> said.contains("never deleted")));
        press("Back");
        until("it is as before", () -> words().contains(folder.toString()));
        assertThat(folder.resolve("cache.mv.db")).exists();
        press("Begin anew…");
        press("Set it aside and begin anew");

        assertThat(passing.get(60, TimeUnit.SECONDS)).isEmpty();
        until("the window is gone", () -> words().isEmpty());
        assertThat(folder.resolve("cache.mv.db")).doesNotExist();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).anyMatch(
                    name -> name.startsWith("cache-set-aside-") && name.endsWith(".mv.db"));
        }
    }

    @Test
    void aKeyThatIsThereAfterAll_isUsed_whateverWasAnswered() throws Exception {
        keys.locked = true;
        gate.toolkitStarted();
        CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
        press("Begin anew…");
        keys.locked = false;
        press("Set it aside and begin anew");

        assertThat(passing.get(60, TimeUnit.SECONDS)).isEmpty();
        assertThat(folder.resolve("cache.mv.db")).exists();
    }

    @Test
    void whatCannotBeSetAside_isSaid_andStaysWhereItIs() throws Exception {
        keys.all.clear();
        gate.toolkitStarted();
        try (FileChannel open = FileChannel.open(folder.resolve("cache.mv.db"), StandardOpenOption.WRITE);
                FileLock lock = open.lock()) {
            assertThat(lock.isValid()).isTrue();
            CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
            press("Begin anew…");
            press("Set it aside and begin anew");
            until("it is said", () -> words().stream().anyMatch(said -> said.contains("could not be set aside")));
            press("Close");
            assertThat(passing.get(60, TimeUnit.SECONDS)).contains(new OpenResult.Locked(folder, true));
        }
        assertThat(folder.resolve("cache.mv.db")).exists();
    }

    @Test
    void anEnd_letsGoOfWhoWaits() throws Exception {
        keys.locked = true;
        CompletableFuture<Optional<OpenResult.Locked>> passing = passing();
        gate.over();

        assertThat(passing.get(60, TimeUnit.SECONDS)).contains(new OpenResult.Locked(folder, false));
    }
}
