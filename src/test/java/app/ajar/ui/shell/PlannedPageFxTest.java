package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** All planned replies: counted in the rail and the status bar, listed on their page, told when something happens. */
@ExtendWith(ApplicationExtension.class)
class PlannedPageFxTest {

    private static final ConversationId ONE = StoredInbox.id("1");
    private static final ConversationId TWO = StoredInbox.id("2");

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = new OpenWindow(folder, new StoredInbox(folder).connected(), null);
        window.stored.writes("1", NOON.minus(Duration.ofHours(1)), "Hello");
        window.stored.writes("2", NOON.minus(Duration.ofDays(2)), "Hello?");
        window.open(null);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void whatWaitsForTheUser_isCountedInRailAndStatusBar_whichOpenTheList() {
        plan(ONE, "Later", new Plan.At(NOON.plus(Duration.ofHours(2))));
        plan(ONE, "Shall I", new Plan.Asks(null));
        until("both are counted", () -> window.words("status-replies").equals(List.of("1 reply asks"))
                && window.words("planned-badge").equals(List.of("2")));
        OutboxMessage lost = plan(TWO, "Lost", Plan.AT_ONCE);
        window.stored.database.outbox().markFailed(lost.id(), Failure.CLOSED_WHILE_OFFLINE, null);
        until("the failure is counted",
                () -> window.words("status-replies").equals(List.of("1 reply was not sent · 1 reply asks")));
        run(() -> window.node("status-replies", Button.class).fire());
        until("the list is there", () -> rows().size() == 3);
        assertThat(rows()).first().asString().contains("Shall I");
        assertThat(rows()).element(1).asString().contains("Not sent. The reply window closed").contains("Lost");
        assertThat(rows()).last().asString().contains("Later");
    }

    @Test
    void enter_opensTheConversation_andEdit_takesTheWordsIntoIt() {
        plan(TWO, "When you write", new Plan.WhenTheyWrite(NOON.minus(Duration.ofDays(2)), false));
        press("Ctrl+P", KeyCode.P);
        until("the list has the keyboard", () -> rows().size() == 1 && list().isFocused());
        window.press(KeyCode.ENTER);
        until("the conversation is open", () -> window.sees("closed-note"));
        press("Ctrl+P", KeyCode.P);
        until("the list is there again", () -> window.sees("planned-list"));
        run(() -> button("planned-row", "Edit").fire());
        until("the words are in the composer",
                () -> window.sees("composer") && window.node("text-area", TextArea.class).getText()
                        .equals("When you write"));
    }

    @Test
    void cancel_canBeUndone_andNothingIsLeftSaysSo() {
        plan(ONE, "Never mind", new Plan.At(NOON.plus(Duration.ofHours(2))));
        press("Ctrl+P", KeyCode.P);
        until("the list is there", () -> rows().size() == 1);
        run(() -> button("planned-row", "Cancel").fire());
        until("the page is empty", () -> window.sees("planned-nothing"));
        assertThat(window.stored.database.outbox().all()).isEmpty();
        run(() -> button("composer-said", "Undo").fire());
        until("it is back", () -> rows().size() == 1);
        assertThat(window.stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.plan()).isEqualTo(new Plan.At(NOON.plus(Duration.ofHours(2)))));
    }

    @Test
    void sendNow_saysThatItGoes_andIsTakenBackToItsPlan() {
        Plan tonight = new Plan.At(NOON.plus(Duration.ofHours(2)));
        OutboxMessage reply = plan(ONE, "Now then", tonight);
        press("Ctrl+P", KeyCode.P);
        until("the list is there", () -> rows().size() == 1);
        run(() -> button("planned-row", "Send now").fire());
        until("it is said", () -> window.words("composer-said-words").equals(List.of("The reply goes out now.")));
        assertThat(find(reply).plan()).isInstanceOfSatisfying(Plan.Now.class,
                now -> assertThat(now.heldUntil()).isNotNull());
        until("the page is empty", () -> window.sees("planned-nothing"));
        run(() -> button("composer-said", "Undo").fire());
        until("it is back", () -> rows().size() == 1);
        assertThat(find(reply).plan()).isEqualTo(tonight);
        until("it has the keyboard", () -> list().isFocused() && list().getSelectionModel().getSelectedIndex() == 0);
    }

    @Test
    void sendNow_thatIsUnderWay_cannotBeTakenBack_andSaysSo() {
        OutboxMessage reply = plan(ONE, "Now then", new Plan.At(NOON.plus(Duration.ofHours(2))));
        press("Ctrl+P", KeyCode.P);
        until("the list is there", () -> rows().size() == 1);
        run(() -> button("planned-row", "Send now").fire());
        until("it is said", () -> window.sees("composer-said"));
        assertThat(window.stored.database.outbox().markSending(reply.id(), NOON)).isTrue();
        run(() -> button("composer-said", "Undo").fire());
        until("it is said", () -> window.words("composer-said-words")
                .equals(List.of("That reply is on its way already. It cannot be taken back.")));
        assertThat(find(reply).state()).isEqualTo(DeliveryState.SENDING);
    }

    @Test
    void tryAgain_saysThatItGoes_withNothingToTakeBack() {
        OutboxMessage lost = plan(ONE, "Lost", Plan.AT_ONCE);
        window.stored.database.outbox().markFailed(lost.id(), Failure.CLOSED_WHILE_OFFLINE, null);
        press("Ctrl+P", KeyCode.P);
        until("the list is there", () -> rows().size() == 1);
        run(() -> button("planned-row", "Retry").fire());
        until("it is said", () -> window.words("composer-said-words").equals(List.of("The reply goes out now.")));
        assertThat(fx(() -> button("composer-said", "").isVisible())).isFalse();
    }

    @Test
    void aReplyThatBeginsToAsk_isTold() {
        OutboxMessage kept = plan(ONE, "Kept", new Plan.WhenTheyWrite(NOON.minus(Duration.ofDays(1)), false));
        until("it is counted", () -> window.words("planned-badge").equals(List.of("1")));
        window.stored.database.outbox().advance(kept, new Plan.Asks(null), NOON);
        until("a notice says so",
                () -> window.words("notice-remedy").contains("Your kept reply asks whether to send it."));
    }

    private OutboxMessage find(OutboxMessage reply) {
        return window.stored.database.outbox().find(reply.id()).orElseThrow();
    }

    private OutboxMessage plan(ConversationId id, String words, Plan plan) {
        return window.stored.database.outbox().enqueue(id, Content.words(words), false, plan, NOON);
    }

    private void press(String keys, KeyCode code) {
        run(() -> window.stage().getScene().getAccelerators().entrySet().stream()
                .filter(entry -> entry.getKey().getDisplayText().equals(keys)).findFirst()
                .orElseThrow(() -> new AssertionError("no keys for " + code)).getValue().run());
    }

    private ListView<?> list() {
        return window.node("planned-list", ListView.class);
    }

    /** What screen readers say of each row, from top to bottom. */
    private List<String> rows() {
        return fx(() -> window.stage().getScene().getRoot().lookupAll(".planned-row").stream()
                .filter(Node::isVisible).filter(row -> row.getAccessibleText() != null)
                .sorted(Comparator.comparingDouble(row -> row.localToScene(0, 0).getY()))
                .map(Node::getAccessibleText).toList());
    }

    private Button button(String where, String words) {
        return window.stage().getScene().getRoot().lookupAll("." + where + " .button").stream()
                .filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> button.getText().equals(words)).findFirst().orElseThrow();
    }
}
