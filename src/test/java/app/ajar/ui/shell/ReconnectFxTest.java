package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.Switch;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import app.ajar.text.Texts;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.health.ReconnectBar;
import app.ajar.ui.thread.ThreadPane;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** A token that dies while the window is open: said everywhere it matters, with all still there, and healed from there. */
@ExtendWith(ApplicationExtension.class)
class ReconnectFxTest {

    private static final String PERSON = "maya.okafor";

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        window = OpenWindow.against(sandbox, folder);
        window.connect(sandbox.token());
        untilListed();
        run(() -> list().getSelectionModel().select(row(PERSON)));
        until("the conversation is open", () -> window.sees("timeline") && window.sees("composer"));
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    @Test
    void eachReason_isSaidWithItsOwnWords_whereItMatters_andHealsFromThere() {
        Map<Integer, String> reasons = new LinkedHashMap<>();
        reasons.put(458, "APP_REMOVED");
        reasons.put(459, "CHECKPOINT");
        reasons.put(460, "PASSWORD_CHANGED");
        reasons.put(463, "TOKEN_EXPIRED");
        reasons.put(464, "USER_UNCONFIRMED");
        reasons.put(467, "TOKEN_INVALID");
        reasons.put(490, "CHECKPOINT");
        reasons.put(492, "SESSION_INVALID");
        reasons.forEach((subcode, reason) -> {
            String what = Texts.get("access." + reason + ".what");
            sandbox.killTokens(subcode);
            window.engine.wake();

            until(subcode + " is said above the list and above the reply",
                    () -> window.words("reconnect-title"), List.of(what, what));
            assertThat(window.words("reconnect-detail")).containsExactly(
                    "@northbound.co gets no new messages until it is connected. Everything stored can be read.",
                    "Replies from @northbound.co are kept and go out once it is connected.");
            until(subcode + " is said in the status bar", () -> window.words("status-connect"),
                    List.of("Connect again: " + what));
            until(subcode + " is said in the rail", () -> window.sees("account-trouble") && window
                    .node("account-disc", Button.class).getAccessibleText().endsWith(". " + what + ". Connect again"));
            until(subcode + " is told by the light",
                    () -> window.node("health-light", Button.class).getAccessibleText(),
                    "Health: an account must be connected again");

            connectAgain();
            until("the page says why", () -> window.words("words-body-strong").contains(what));
            assertThat(window.words("connect-detail")).contains(Texts.get("access." + reason + ".do"));
            paste(sandbox.newToken());
            untilListed();
            until("nothing is said any more", () -> !window.sees("reconnect-bar") && !window.sees("account-trouble"));
        });
    }

    @Test
    void whileItIsDead_allCanBeRead_draftsStay_andRepliesGoOutOnce_afterReconnecting_withWhatCameMeanwhile() {
        ConversationId chat = new ConversationId(window.stored.database.accounts().all().getFirst().id(),
                sandbox.conversationId(PERSON));
        long messages = window.stored.database.threads().newest(chat, 100).size();
        sandbox.killTokens(460);
        window.engine.wake();
        until("it is dead", () -> window.sees("reconnect-bar"));

        OutboxId reply = ((Replies.Written.Queued) window.engine.replies().write(chat, "Written while it was dead",
                false)).reply().id();
        sandbox.personWrites(PERSON, "Is anybody there?");
        until("the reply stands in the timeline", () -> window.stored.database.threads().newest(chat, 100).stream()
                .anyMatch(ThreadEntry.Waiting.class::isInstance));
        assertThat(window.stored.database.threads().newest(chat, 100)).hasSizeGreaterThan((int) messages);
        assertThat(list().getItems()).hasSizeGreaterThan(10);
        // After the reply: what is sent takes its draft along.
        run(() -> composer().setText("A draft"));
        run(() -> list().getSelectionModel().select(list().getSelectionModel().getSelectedIndex() + 1));
        until("another one is open", () -> !composer().text().equals("A draft"));
        run(() -> list().getSelectionModel().select(row(PERSON)));
        until("the draft is there", () -> composer().text().equals("A draft"));
        assertThat(sandbox.accountWords(PERSON)).doesNotContain("Written while it was dead");

        connectAgain();
        paste(sandbox.newToken());
        untilListed();
        until("what came meanwhile is here", () -> window.stored.database.threads().newest(chat, 100).stream()
                .anyMatch(entry -> entry instanceof ThreadEntry.Stored stored
                        && "Is anybody there?".equals(stored.message().text())));
        until("the reply is sent", () -> window.stored.database.outbox().find(reply).isEmpty());
        window.engine.wake();
        assertThat(sandbox.accountWords(PERSON)).containsOnlyOnce("Written while it was dead");
        until("the draft is still there", () -> composer().text().equals("A draft"));
    }

    @ParameterizedTest
    @CsvSource({"ALLOW_ACCESS, MESSAGE_ACCESS_OFF", "TESTER_ROLE, TESTER_ROLE_MISSING"})
    void accessThatIsRefused_isSaidWithItsCure_andIsOverByItself(Switch turned, String reason) {
        sandbox.turn(turned, false);
        window.engine.wake();
        String what = Texts.get("access." + reason + ".what");
        until("it is said", () -> window.words("reconnect-title"), List.of(what, what));
        assertThat(window.words("reconnect-detail")).containsExactly(
                "@northbound.co gets no new messages until that is put right. Everything stored can be read.",
                "@northbound.co may not send until that is put right. What you write is kept.");
        run(() -> bar().lookupAll(".quiet-button").stream().map(Button.class::cast).findFirst().orElseThrow().fire());
        until("the cure is told", () -> window.words("connect-detail").contains(Texts.get("access." + reason + ".do")));

        sandbox.turn(turned, true);
        run(() -> ((Button) window.node("connect-buttons", HBox.class).getChildren().getLast()).fire());
        until("nothing is said any more", () -> {
            if (window.sees("reconnect-bar")) {
                // As a user does who presses F5 until it works: a call under way may still be refused.
                window.engine.wake();
            }
            return !window.sees("reconnect-bar");
        });
        untilListed();
    }

    private void untilListed() {
        window.untilLive();
        until("the inbox is shown", () -> window.sees("conversation-list") && list().getItems().size() > 10);
    }

    private void connectAgain() {
        run(() -> bar().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(button -> button.getText().equals("Connect again")).findFirst().orElseThrow().fire());
        until("the page names the account", () -> window.words("connect-title")
                .contains("Connect @northbound.co again"));
    }

    private ReconnectBar bar() {
        return window.node("reconnect-bar", ReconnectBar.class);
    }

    private Composer composer() {
        return window.node("thread-pane", ThreadPane.class).composer();
    }

    private void paste(String token) {
        run(() -> {
            window.node("connect-token", TextField.class).setText(token);
            ((Button) window.node("connect-buttons", HBox.class).getChildren().getFirst()).fire();
        });
    }

    private int row(String person) {
        List<?> rows = list().getItems();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).toString().contains(person)) {
                return i;
            }
        }
        throw new AssertionError("no row of " + person);
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }
}
