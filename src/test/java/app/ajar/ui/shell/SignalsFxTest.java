package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.settings.Settings.Signals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** Telling people of typing: the box in the settings, keys in the composer, and what a real server was told. */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class SignalsFxTest {

    private static final String MAYA = "maya.okafor";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        window = OpenWindow.against(sandbox, folder);
        window.connect(sandbox.token());
        window.untilLive();
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    private List<CheckBox> boxes() {
        return window.stage().getScene().getRoot().lookupAll(".signal-choices .check-box").stream()
                .map(CheckBox.class::cast).toList();
    }

    private void openSettings() {
        run(() -> Objects.requireNonNull(window.stage().getScene().getAccelerators()
                .get(new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN))).run());
        until("the boxes are there", () -> boxes().size() == 2);
    }

    /** As the keyboard does: the text area types what it is told was typed. On the toolkit's thread. */
    private static void type(TextArea field, String letters) {
        letters.chars().mapToObj(Character::toString).forEach(letter -> Event.fireEvent(field,
                new KeyEvent(KeyEvent.KEY_TYPED, letter, "", KeyCode.UNDEFINED, false, false, false, false)));
    }

    private List<String> told() {
        return sandbox.log().sent().stream().filter(body -> body.contains("sender_action"))
                .map(body -> body.replaceAll(".*\"sender_action\":\"(\\w+)\".*", "$1")).toList();
    }

    private void idle() {
        until("everything is told", () -> window.engine.presence().idle());
    }

    @Test
    void bothBoxesAreOff_eachIsKeptByItself_andAlsoInAnotherWindow() {
        openSettings();
        assertThat(boxes()).noneMatch(CheckBox::isSelected);
        run(() -> boxes().getLast().fire());
        until("it is kept", () -> window.remembered().signals().equals(new Signals(false, true)));
        run(() -> boxes().getFirst().fire());
        until("both are kept", () -> window.remembered().signals().equals(new Signals(true, true)));
        window.closeWindow();
        window.open(URI.create(sandbox.url()));
        openSettings();
        assertThat(boxes()).allMatch(CheckBox::isSelected);
        run(() -> boxes().getLast().fire());
        until("the other one stays", () -> window.remembered().signals().equals(new Signals(true, false)));
    }

    @Test
    void keysInTheComposer_tellOfTyping_onlyWhileTheBoxIsOn_andAnEmptiedFieldTakesItBack() {
        window.openConversation(MAYA);
        TextArea field = window.node("text-area", TextArea.class);
        run(() -> type(field, "Hello"));
        idle();
        assertThat(told()).isEmpty();

        window.settings.save(window.settings.current().withSignals(new Signals(true, false)));
        run(field::clear);
        run(() -> field.setText("A text that was put in"));
        idle();
        assertThat(told()).isEmpty();
        // In one go: a sign ends by itself after a while, and then nothing is taken back.
        run(() -> {
            type(field, "!!!");
            field.clear();
        });
        until("it is told and taken back", () -> told().size() == 2);
        idle();
        assertThat(told()).containsExactly("typing_on", "typing_off");
    }
}
