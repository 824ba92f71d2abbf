package app.ajar.ui.shell;

import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.event.Event;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
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

/**
 * A new user from an empty folder to the first reply, over a real connection; then settings changed in the window, each seen
 * in what the window does, at once and after a restart.
 */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class StrangersHourFxTest {

    private static final String MAYA = "maya.okafor";

    @TempDir
    Path folder;
    private Sandbox sandbox;
    private URI api;
    private OpenWindow window;

    @BeforeEach
    void firstRun() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        api = URI.create(sandbox.url());
        window = OpenWindow.against(sandbox, folder);
        window.connect(sandbox.token());
        window.untilLive();
        window.openConversation(MAYA);
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    private TextArea field() {
        return window.node("text-area", TextArea.class);
    }

    private void enter(boolean shift, boolean control) {
        run(() -> Event.fireEvent(field(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, shift, control, false, false)));
    }

    private void type(String words) {
        run(() -> {
            field().setText(words);
            field().end();
        });
    }

    private String written() {
        return fx(() -> field().getText());
    }

    /** Presses what says this, on the page of settings. */
    private void set(String words) {
        run(() -> window.shell().go(Page.SETTINGS));
        until("the settings are there", () -> window.sees("settings-page"));
        ScrollPane page = window.node("settings-page", ScrollPane.class);
        run(() -> page.getContent().lookupAll("*").stream().filter(ButtonBase.class::isInstance)
                .map(ButtonBase.class::cast).filter(button -> words.equals(button.getText())).findFirst().orElseThrow()
                .fire());
        run(() -> window.shell().go(Page.INBOX));
        window.untilWritable();
    }

    private void restart() {
        window.closeWindow();
        window.open(api);
        window.openConversation(MAYA);
    }

    private List<OutboxMessage> waiting(String words) {
        return window.stored.database.outbox().all().stream().filter(reply -> reply.text().equals(words)).toList();
    }

    /** For how long this reply was held, once it is written. */
    private Duration held(String words) {
        until("it is in the outbox", () -> !waiting(words).isEmpty());
        until("the next one may be sent", () -> field().getText().isEmpty());
        OutboxMessage reply = waiting(words).getFirst();
        return reply.plan() instanceof Plan.Now now && now.heldUntil() != null
                ? Duration.between(reply.createdAt(), Objects.requireNonNull(now.heldUntil()))
                : Duration.ZERO;
    }

    private List<String> keys() {
        run(() -> window.node("main-view", MainView.class).showShortcuts());
        until("the shortcuts are shown", () -> window.sees("shortcuts-sheet") && !window.words("key").isEmpty());
        List<String> keys = window.words("key");
        run(() -> window.node("main-view", MainView.class).closeSheet());
        return keys;
    }

    @Test
    void theFirstReply_goes_andSendingKeys_holdFromThenOn_alsoAfterARestart() {
        set("Never");
        type("My first reply");
        enter(false, false);
        until("it went", () -> sandbox.accountWords(MAYA).contains("My first reply"));
        until("the field is empty", () -> field().getText().isEmpty());
        assertThat(keys()).contains("Enter, new line with Shift+Enter");

        set("Enter sends the reply");
        type("A line");
        enter(false, false);
        assertThat(written()).as("a new line").isEqualTo("A line\n");
        run(() -> field().appendText("and another"));
        enter(false, true);
        until("the other keys send", () -> sandbox.accountWords(MAYA).contains("A line\nand another"));
        assertThat(keys()).contains("Ctrl+Enter").doesNotContain("Enter, new line with Shift+Enter");

        restart();
        until("the composer is empty", () -> field().getText().isEmpty());
        type("Another");
        enter(false, false);
        assertThat(written()).as("still a new line").isEqualTo("Another\n");
        set("Enter sends the reply");
        type("And back");
        enter(true, false);
        assertThat(written()).isEqualTo("And back\n");
        run(() -> field().appendText("again"));
        enter(false, false);
        until("it goes again", () -> sandbox.accountWords(MAYA).contains("And back\nagain"));
    }

    @Test
    void timeToTakeBack_isThatOfTheSettings_alsoAfterARestart() {
        // Nobody takes them: what was written stands as it was written, however slow this computer is.
        sandbox.close();
        type("As it comes");
        enter(false, false);
        assertThat(held("As it comes")).isEqualTo(Duration.ofSeconds(5));

        set("10 seconds");
        type("Ten");
        enter(false, false);
        assertThat(held("Ten")).isEqualTo(Duration.ofSeconds(10));
        restart();
        type("Ten again");
        enter(false, false);
        assertThat(held("Ten again")).isEqualTo(Duration.ofSeconds(10));

        set("Never");
        type("At once");
        enter(false, false);
        assertThat(held("At once")).isEqualTo(Duration.ZERO);
    }

    @Test
    void colours_areWornAtOnce_andAfterARestart() {
        set("Dark");
        until("it is dark", this::dark);
        restart();
        assertThat(fx(this::dark)).isTrue();
        set("Light");
        until("it is light", () -> !dark());
        window.closeWindow();
        assertThat(window.remembered().theme()).isEqualTo(Settings.Theme.LIGHT);
    }

    /** Light windows wear one more sheet. */
    private boolean dark() {
        return window.stage().getScene().getStylesheets().stream().noneMatch(sheet -> sheet.endsWith("/light.css"));
    }
}
