package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
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

/** The light in the rail and the page behind it, over a real server. */
@ExtendWith(ApplicationExtension.class)
class HealthPageFxTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.demo());
        window = OpenWindow.against(sandbox, folder);
        window.connect(sandbox.token());
        until("all is well", () -> says("Health: all is well"));
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    private boolean says(String words) {
        return window.sees("health-light")
                && words.equals(window.node("health-light", Button.class).getAccessibleText());
    }

    @Test
    void theLight_opensAPageWithAllThatIsKnown_andALogThatCanBeSearched() {
        run(() -> window.node("health-light", Button.class).fire());

        until("the account is there", () -> window.words("words-name").contains("@northbound.co"));
        assertThat(window.words("health-detail")).contains("Last complete sync", "Token", "Missing between messages");
        assertThat(window.words("words-body")).anyMatch(words -> words.startsWith("First seen today, ends in"));
        until("the log says what was stored",
                () -> fx(() -> log().getItems().stream().anyMatch(line -> line.toString().contains("were stored"))));
        run(() -> search().setText("no such words"));
        until("nothing is found", () -> fx(() -> log().getItems().isEmpty()));
    }

    @Test
    void aDeadToken_turnsTheLight_andThePageSaysWhyAndConnectsAgain() {
        run(() -> window.node("health-light", Button.class).fire());
        sandbox.killTokens(460);
        window.engine.wake();

        until("the light says so", () -> says("Health: an account must be connected again"));
        until("the page says why",
                () -> window.words("words-body-strong")
                        .contains("The account's password was changed, which ended the token"));
        run(() -> button("Connect again").fire());
        until("the connect page names the account",
                () -> window.words("connect-title").contains("Connect @northbound.co again"));
    }

    @Test
    void copiedDiagnostics_holdNoNamesAndNoIds() {
        run(() -> window.node("health-light", Button.class).fire());
        until("the account is there", () -> window.words("words-name").contains("@northbound.co"));
        run(() -> button("Copy diagnostics").fire());

        String copied = fx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).contains("Account 1: CONNECTED", "phase LIVE");
        assertThat(copied).doesNotContain("northbound", sandbox.accountId(), sandbox.token());
        sandbox.everybody().forEach(person -> assertThat(copied).doesNotContain(person.username(), person.id()));
    }

    private ListView<?> log() {
        return window.node("health-log", ListView.class);
    }

    private TextField search() {
        return window.node("health-search", TextField.class);
    }

    private Button button(String words) {
        return window.stage().getScene().getRoot().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(each -> each.getText().equals(words) && each.isVisible()).findFirst().orElseThrow();
    }
}
