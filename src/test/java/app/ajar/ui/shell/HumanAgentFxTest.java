package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.Switch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The seven days with a person answering: switch, question, and the server's word, in the real window on a real server. */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class HumanAgentFxTest {

    private static final String MAYA = "maya.okafor";
    private static final String TAG = "HUMAN_AGENT";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        window = OpenWindow.against(sandbox, folder);
        window.settings.save(window.settings.current().withUndo(Duration.ZERO));
        window.connect(sandbox.token());
        window.untilLive();
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    private ConversationId maya() {
        return new ConversationId(new AccountId(sandbox.accountId()), sandbox.conversationId(MAYA));
    }

    private void send(String words) {
        run(() -> {
            window.node("text-area", TextArea.class).setText(words);
            window.stage().getScene().getRoot().lookupAll(".composer .primary-button").stream()
                    .map(Button.class::cast).findFirst().orElseThrow().fire();
        });
    }

    private void answer(String words) {
        run(() -> window.stage().getScene().getRoot().lookupAll(".agent-question .button").stream()
                .map(Button.class::cast).filter(button -> button.getText().equals(words)).findFirst().orElseThrow()
                .fire());
    }

    /** Meta counts the 24 hours, and says that they are over. */
    private void theServerSaysItIsOver() {
        sandbox.clock().advance(Duration.ofHours(30));
        send("In time, as it seems");
        until("the composer tells of the seven days", () -> window.words("composer-note").stream()
                .anyMatch(words -> words.startsWith("The 24 hours are over.")));
    }

    private List<String> tagged() {
        return sandbox.log().sent().stream().filter(body -> body.contains(TAG)).toList();
    }

    private boolean isOn() {
        return window.stored.database.accounts().humanAgent(maya().account());
    }

    @Test
    void itIsOff_untilTheSwitchInTheSettingsIsTurned_whichSaysWhatItNeeds() {
        window.openConversation(MAYA);
        assertThat(isOn()).isFalse();
        run(() -> Objects.requireNonNull(window.stage().getScene().getAccelerators()
                .get(new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN))).run());
        until("the switch is there", () -> window.sees("agent-switch"));
        run(() -> window.stage().getScene().getRoot().lookupAll(".agent-switch .check-box").stream()
                .map(CheckBox.class::cast).forEach(CheckBox::fire));
        until("it is on", this::isOn);
        assertThat(window.words("settings-detail")).anyMatch(words -> words.contains("App Review"));
    }

    @Test
    void aReplyAfterTheDay_asksFirst_goesTaggedOnAYes_andAsksNoMoreThatDay() {
        window.stored.database.accounts().setHumanAgent(maya().account(), true);
        sandbox.turn(Switch.HUMAN_AGENT, true);
        window.openConversation(MAYA);
        theServerSaysItIsOver();

        send("Are you still there");
        until("it asks", () -> window.sees("agent-question"));
        answer("Not now");
        until("the question is gone", () -> !window.sees("agent-question"));
        assertThat(tagged()).isEmpty();
        assertThat(window.node("text-area", TextArea.class).getText()).isEqualTo("Are you still there");

        send("Are you still there");
        until("it asks again", () -> window.sees("agent-question"));
        answer("Yes, send it");
        until("it went with the tag", () -> tagged().size() == 1);
        send("One more thing");
        until("no question the second time", () -> tagged().size() == 2);
        assertThat(window.sees("agent-question")).isFalse();
    }

    @Test
    void theServersRefusal_turnsItOff_andSaysSo() {
        window.stored.database.accounts().setHumanAgent(maya().account(), true);
        window.openConversation(MAYA);
        theServerSaysItIsOver();
        send("Not approved");
        until("it asks", () -> window.sees("agent-question"));
        answer("Yes, send it");
        until("it is off, and the composer is closed", () -> !isOn() && window.sees("closed-note"));
        assertThat(tagged()).hasSize(1);
        List<OutboxMessage> failed = window.stored.database.outbox().all();
        assertThat(failed).allMatch(reply -> reply.state() == DeliveryState.FAILED);
        until("the bubble says why", () -> window.words("words-small").stream()
                .anyMatch(said -> said.contains("Instagram has not approved this account")));
    }
}
