package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.Switch;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** From nothing to a connected inbox and back, against a server of its own. */
@ExtendWith(ApplicationExtension.class)
class ConnectingFxTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.demo());
        window = OpenWindow.against(sandbox, folder);
        until("the connect page is shown", () -> window.sees("connect-card"));
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    @Test
    void firstRun_saysWhatIsWrongWithAToken_andConnectsWithAGoodOne() {
        assertThat(window.words("status-words")).containsExactly("No account connected");
        assertThat(window.sees("rail")).isFalse();
        assertThat(window.words("connect-detail").getFirst()).contains("encrypted file");

        paste("my password");
        until("it is refused", () -> window.words("words-body-strong").contains("That is not an Instagram token"));
        paste("IGAAJneverissued" + "x".repeat(150));
        until("it is refused", () -> window.words("words-body-strong")
                .contains("Instagram does not accept this token"));

        paste(sandbox.token());
        until("conversations are there", () -> window.sees("conversation-list") && list().getItems().size() > 10);
        until("it is live", () -> window.words("status-words").stream().anyMatch(words -> words.startsWith("Live")));
        assertThat(window.words("inbox-username")).containsExactly("@northbound.co");

        sandbox.expireTokens();
        window.engine.wake();
        until("the status bar offers to connect", () -> window.words("status-connect")
                .contains("Connect again: The token has expired"));
        run(() -> window.node("status-connect", Button.class).fire());
        until("the page names the account", () -> window.words("connect-title")
                .contains("Connect @northbound.co again"));
        assertThat(window.words("words-body-strong")).contains("The token has expired");
        paste(sandbox.newToken());
        until("it is live again",
                () -> window.words("status-words").stream().anyMatch(words -> words.startsWith("Live")));
    }

    @Test
    void accountWithoutConversations_showsWhatToCheck_andDisconnectingLeadsBackToTheStart() {
        sandbox.turn(Switch.PUBLISHED, false);
        paste(sandbox.token());
        until("the checks are shown", () -> window.sees("placeholder-check"));
        until("the rail is laid out", () -> window.sees("rail"));
        assertThat(window.words("words-body-strong")).contains("The app is published",
                "Access to messages is allowed");

        run(() -> window.node("rail", VBox.class).lookupAll(".icon-button").stream()
                .map(Button.class::cast).reduce((first, last) -> last).orElseThrow().fire());
        until("settings are shown", () -> window.sees("settings-accounts"));
        press("Disconnect");
        press("Disconnect and delete");
        until("the connect page is back", () -> window.sees("connect-card"));
        assertThat(window.stored.database.accounts().find(new AccountId(sandbox.accountId()))).isEmpty();
    }

    @Test
    void demo_isOfferedFirst_andStepsCanBeRead() {
        run(() -> ((Button) window.node("connect-buttons", HBox.class).getChildren().get(1)).fire());
        assertThat(window.asked).containsExactly("demo");
        assertThat(window.sees("connect-steps")).isFalse();
        run(() -> window.node("connect-where", Button.class).fire());
        until("the steps are shown", () -> window.words("connect-step").size() == 5);
    }

    private void press(String words) {
        run(() -> window.stage().getScene().getRoot().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(button -> button.getText().equals(words)).findFirst().orElseThrow().fire());
    }

    private void paste(String token) {
        run(() -> {
            window.node("connect-token", TextField.class).setText(token);
            ((Button) window.node("connect-buttons", HBox.class).getChildren().getFirst()).fire();
        });
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }
}
