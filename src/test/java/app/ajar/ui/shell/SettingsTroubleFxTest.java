package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Theme;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The real window where {@code settings.json} cannot be written: said once, held meanwhile, and written when it can be. */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class SettingsTroubleFxTest {

    private static final String SENTENCE = "Your settings could not be stored";

    @TempDir
    Path folder;
    private Path file;
    private OpenWindow window;
    /** What the notice said, each time that it came. */
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("settings.json");
        // Nobody answers there; the clock runs.
        URI nowhere = URI.create("http://127.0.0.1:1");
        window = new OpenWindow(folder, new StoredInbox(folder).connected().people(3), nowhere);
        window.open(nowhere);
        until("the list is there", () -> window.sees("conversation-list"));
        run(() -> {
            Node bar = Objects.requireNonNull(window.stage().getScene().getRoot().lookup(".notice"));
            Label what = (Label) Objects.requireNonNull(bar.lookup(".words-body-strong"));
            bar.visibleProperty().subscribe(shown -> note(shown, what.getText()));
            what.textProperty().subscribe(words -> note(bar.isVisible(), words));
            window.shell().go(Page.SETTINGS);
        });
        until("the settings are there", () -> window.sees("settings-page"));
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void note(boolean shown, String words) {
        if (shown && !words.isEmpty()) {
            notices.add(words);
        }
    }

    /** Whoever runs this, nobody can write a file where a folder stands. The window may be about to write it itself. */
    private void block() throws IOException {
        while (!Files.isDirectory(file)) {
            Files.deleteIfExists(file);
            try {
                Files.createDirectory(file);
            } catch (FileAlreadyExistsException e) {
                assertThat(file).as("written meanwhile").exists();
            }
        }
        Files.writeString(file.resolve("in-the-way"), "");
    }

    private void unblock() throws IOException {
        Files.delete(file.resolve("in-the-way"));
        Files.delete(file);
    }

    private void choose(String words) {
        run(() -> window.stage().getScene().getRoot().lookupAll(".radio-button").stream()
                .map(RadioButton.class::cast).filter(choice -> choice.getText().equals(words)).findFirst()
                .orElseThrow().fire());
    }

    @Test
    void whatCannotBeWritten_isSaidOnce_holds_andIsWrittenByItselfLater() throws IOException {
        block();
        choose("Dark");
        until("it is said", () -> window.words("words-body-strong").contains(SENTENCE));
        assertThat(window.words("notice-remedy")).singleElement().asString()
                .startsWith("They hold while this window is open.").contains(folder.toString());
        assertThat(window.settings.current().theme()).as("it holds").isEqualTo(Theme.DARK);
        Node close = window.node("notice", Node.class).lookup(".icon-button");
        run(() -> ((Button) Objects.requireNonNull(close)).fire());
        choose("10 seconds");
        until("the second change was tried", () -> window.settings.current().undo().toSeconds() == 10);

        unblock();
        // As when somebody looks at the window again: its clock tells the time at once.
        window.lookUp();
        until("both are written", () -> {
            Settings written = window.remembered();
            return written.theme() == Theme.DARK && written.undo().toSeconds() == 10;
        });
        assertThat(fx(() -> List.copyOf(notices))).as("said once").containsExactly(SENTENCE);
        until("nothing is said any more", () -> !window.sees("notice"));
    }

    @Test
    void theNotice_goesByItself_whenTheyAreWritten_andComesForTheNextTrouble() throws IOException {
        block();
        choose("Dark");
        until("it is said", () -> window.words("words-body-strong").contains(SENTENCE));
        unblock();
        choose("Light");
        until("it is gone", () -> !window.sees("notice"));
        assertThat(window.remembered().theme()).isEqualTo(Theme.LIGHT);

        block();
        choose("Dark");
        until("it is said anew", () -> window.words("words-body-strong").contains(SENTENCE));
        unblock();
        window.closeWindow();
        assertThat(window.remembered().theme()).as("the end of the window tries, too").isEqualTo(Theme.DARK);
    }
}
