package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
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

/** Push set up in the settings by hand, against a project of its own. */
@ExtendWith(ApplicationExtension.class)
class PushCardFxTest {

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        sandbox.project().user("ajar@example.org", "correct horse");
        window = OpenWindow.against(sandbox, folder);
        window.pushes.start();
        window.connect(sandbox.token());
        window.untilLive();
        until("the connect page has gone", () -> window.sees("rail") && !window.sees("connect-card"));
        run(() -> window.node("rail", VBox.class).lookupAll(".icon-button").stream()
                .map(Button.class::cast).reduce((first, last) -> last).orElseThrow().fire());
        until("settings are shown", () -> window.sees("settings-accounts"));
        press("Set up push");
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    @Test
    void push_isTried_turnedOn_seenInTheStatusBar_andTurnedOff() {
        type("push-project", "http://example.org");
        press("Test connection");
        until("the address is refused", () -> says("This is not the address of a project"));

        type("push-project", sandbox.project().url());
        type("push-key", "another-key");
        press("Test connection");
        until("the key is refused", () -> says("does not know the anon key"));

        type("push-key", RealtimeServer.ANON_KEY);
        press("Turn on");
        until("a user is asked for", () -> says("needs a user who signs in"));
        assertThat(window.pushes.settings(new AccountId(sandbox.accountId()))).isEmpty();

        type("push-email", "ajar@example.org");
        type("push-password", "wrong");
        press("Test connection");
        until("the password is refused", () -> says("E-mail or password are wrong"));

        type("push-password", "correct horse");
        press("Turn on");
        until("it is on", () -> says("Push is on."));
        until("the status bar says so", () -> window.words("status-words").stream()
                .anyMatch(words -> words.endsWith("Push is on")));
        assertThat(window.node("push-password", TextField.class).getText()).isEmpty();

        sandbox.project().refuse(503);
        sandbox.project().drop();
        until("polling is back", () -> window.words("status-words").stream()
                .anyMatch(words -> words.endsWith("Push is reconnecting, polling")));

        press("Turn off");
        until("it is off", () -> says("Push is off. Ajar looks for messages by itself."));
        assertThat(window.pushes.settings(new AccountId(sandbox.accountId()))).isEmpty();
    }

    @Test
    void aPublicTopic_needsNobodyToSignIn() {
        type("push-project", sandbox.project().url());
        type("push-key", RealtimeServer.ANON_KEY);
        run(() -> window.node("push-secret", CheckBox.class).fire());
        press("Test connection");

        until("it works", () -> says("It works"));
        assertThat(window.pushes.settings(new AccountId(sandbox.accountId()))).isEmpty();
    }

    @Test
    void ofSeveralAccounts_eachHasItsOwn_andWhatIsTypedStaysWhenAnotherOneComes() {
        type("push-project", sandbox.project().url());
        type("push-key", RealtimeServer.ANON_KEY);
        run(() -> window.node("push-secret", CheckBox.class).fire());
        AccountId cafe = new AccountId("17841400000000002");
        window.stored.connect(cafe, "harbour.cafe");
        until("both have a card", () -> cards().size(), 2);
        assertThat(fx(this::cards)).containsExactly("Fold", "Set up push");
        assertThat(window.node("push-project", TextField.class).getText()).isEqualTo(sandbox.project().url());

        press("Turn on");
        until("it is on", () -> says("Push is on."));
        until("each says how it stands", this::stands,
                List.of("Push is on: messages come at once. Ajar looks for others once a minute.",
                        "Messages come by looking for them every few seconds."));
        assertThat(window.pushes.settings(new AccountId(sandbox.accountId()))).isPresent();
        assertThat(window.pushes.settings(cafe)).isEmpty();

        window.stored.database.accounts().remove(cafe);
        until("one is left", () -> cards().size(), 1);
        assertThat(window.engine.health(new AccountId(sandbox.accountId())).orElseThrow().push().live()).isTrue();
    }

    /** The button that folds each account's card, from top to bottom. */
    private List<String> cards() {
        return buttons("Fold", "Set up push").map(Button::getText).toList();
    }

    private List<String> stands() {
        return fx(() -> window.stage().getScene().getRoot().lookupAll(".push-stands").stream().map(Label.class::cast)
                .map(Label::getText).toList());
    }

    private boolean says(String words) {
        return window.words("push-result").stream().anyMatch(each -> each.contains(words));
    }

    private void type(String field, String text) {
        run(() -> window.node(field, TextField.class).setText(text));
    }

    /** Waits until the button can be pressed: what was asked before has ended. */
    private void press(String words) {
        until(words + " can be pressed", () -> buttons(words).anyMatch(button -> !button.isDisabled()));
        run(() -> buttons(words).findFirst().orElseThrow().fire());
    }

    private Stream<Button> buttons(String... words) {
        return window.stage().getScene().getRoot().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(button -> List.of(words).contains(button.getText()));
    }
}
