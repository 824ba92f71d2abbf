package app.ajar.ui.thread;

import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Replies that are held, planned, changed and taken back, by the hands of a person. */
class ReplyDeskFxTest extends OpenThread {

    @Test
    void aHeldReply_countsItsSeconds_andUndoGivesTheWordsBack(FxRobot robot) {
        showOpen(robot);
        send(robot, "Too soon");
        assertThat(state(robot)).isEqualTo("Sends in 5 s");
        press(robot, "Undo");
        assertThat(stored.database.outbox().all()).isEmpty();
        assertThat(input(robot).getText()).isEqualTo("Too soon");
        assertThat(stored.database.notes().draft(CHAT)).contains("Too soon");
    }

    @Test
    void ctrlZ_takesTheReplyBack_fromTheEmptyFieldAndFromTheTimeline(FxRobot robot) {
        showOpen(robot);
        send(robot, "One");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertThat(stored.database.outbox().all()).isEmpty();
        assertThat(input(robot).getText()).isEqualTo("One");
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(stored.database.outbox().all()).hasSize(1);
        robot.interact(pane::focusTimeline);
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertThat(stored.database.outbox().all()).isEmpty();
    }

    @Test
    void undoOfAReplyThatIsOnItsWay_saysSo_andGivesNoWordsBack(FxRobot robot) {
        showOpen(robot);
        send(robot, "Gone");
        Button undo = button(robot, "Undo");
        OutboxMessage reply = stored.database.outbox().all().getFirst();
        stored.database.outbox().markSending(reply.id(), StoredThreads.NOW);
        robot.interact(undo::fire);
        settle();
        assertThat(input(robot).getText()).isEmpty();
        assertThat(stored.database.notes().draft(CHAT)).isEmpty();
        assertThat(said(robot)).isEqualTo("That reply is on its way already. It cannot be taken back.");
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        settle();
        assertThat(input(robot).getText()).isEmpty();
    }

    @Test
    void undoWhileSomethingElseIsWritten_offersTheWordsToCopy(FxRobot robot) {
        showOpen(robot);
        send(robot, "First");
        robot.interact(() -> input(robot).setText("Second"));
        press(robot, "Undo");
        assertThat(input(robot).getText()).isEqualTo("Second");
        press(robot, "Copy");
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("First"));
    }

    @Test
    void aHeldReply_canBeTakenBackAfterARestart(FxRobot robot) {
        stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 5));
        stored.sync.replies().write(CHAT, Content.words("Before"), false, Duration.ofSeconds(5));
        show(robot, List.of());
        assertThat(state(robot)).isEqualTo("Sends in 5 s");
        press(robot, "Undo");
        assertThat(input(robot).getText()).isEqualTo("Before");
    }

    @Test
    void aDraft_isOnDiskAfterAPause_withoutLeavingTheConversation(FxRobot robot) {
        showOpen(robot);
        robot.interact(() -> input(robot).setText("Half"));
        await(() -> stored.database.notes().draft(CHAT).equals(Optional.of("Half")));
        robot.interact(() -> input(robot).setText("Half a thought"));
        await(() -> stored.database.notes().draft(CHAT).equals(Optional.of("Half a thought")));
    }

    @Test
    void aDraft_isThere_forWhoeverLeavesAndComesBackFasterThanTheDisk(FxRobot robot) {
        showOpen(robot);
        for (int i = 0; i < 20; i++) {
            String words = "Half a thought, " + i;
            robot.interact(() -> {
                input(robot).setText(words);
                pane.show(null);
                pane.show(CHAT);
            });
            settle();
            assertThat(input(robot).getText()).isEqualTo(words);
        }
    }

    @Test
    void aReply_whoseConversationIsLeftAtOnce_leavesNoDraftBehind(FxRobot robot) {
        showOpen(robot);
        robot.interact(() -> {
            input(robot).setText("Sent");
            Event.fireEvent(input(robot), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false,
                    false));
            pane.show(null);
        });
        await(() -> !stored.database.outbox().all().isEmpty());
        robot.interact(() -> pane.show(CHAT));
        settle();
        assertThat(only().text()).isEqualTo("Sent");
        assertThat(input(robot).getText()).isEmpty();
        assertThat(stored.database.notes().draft(CHAT)).isEmpty();
    }

    @Test
    void aDraft_thatBecameAReply_isGone_andWhatIsTypedAfterItIsKept(FxRobot robot) {
        showOpen(robot);
        robot.interact(() -> input(robot).setText("Sent"));
        await(() -> stored.database.notes().draft(CHAT).isPresent());
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(stored.database.notes().draft(CHAT)).isEmpty();
        robot.interact(() -> input(robot).setText("Next"));
        robot.interact(() -> pane.show(null));
        await(() -> stored.database.notes().draft(CHAT).equals(Optional.of("Next")));
    }

    @Test
    void inAClosedConversation_aReplyIsKeptUntilTheyWrite_andAsksUnlessToldOtherwise(FxRobot robot) {
        showClosed(robot);
        robot.interact(pane::later);
        robot.interact(() -> input(robot).replaceSelection("When you are back"));
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(only().plan()).isEqualTo(new Plan.WhenTheyWrite(StoredThreads.NOW.minus(Duration.ofDays(3)), false));
        assertThat(robot.lookup(".closed-note").query().isVisible()).isTrue();
        assertThat(planned(robot)).containsExactly("Asks you when Maya Okafor writes When you are back");
        press(robot, "Cancel");
        assertThat(stored.database.outbox().all()).isEmpty();
    }

    @Test
    void sendByItself_isAChoice(FxRobot robot) {
        showClosed(robot);
        press(robot, "Write for later");
        robot.interact(() -> input(robot).setText("Soon"));
        robot.interact(() -> robot.lookup((Node node) -> node instanceof RadioButton choice
                && choice.getText().equals("Send by itself")).<RadioButton>query().fire());
        press(robot, "Keep");
        assertThat(only().plan()).isInstanceOfSatisfying(Plan.WhenTheyWrite.class,
                plan -> assertThat(plan.byItself()).isTrue());
    }

    @Test
    void aScheduledReply_isPlannedByAnOffer_shownInPlace_andCancelledWithUndo(FxRobot robot) {
        showOpen(robot);
        robot.interact(() -> input(robot).setText("Later then"));
        robot.interact(pane::later);
        settle();
        press(robot, "In 1 hour");
        Instant due = StoredThreads.NOW.plus(Duration.ofHours(1));
        assertThat(only().plan()).isEqualTo(new Plan.At(due));
        assertThat(input(robot).getText()).isEmpty();
        assertThat(planned(robot)).singleElement().asString().startsWith("Scheduled for ").endsWith("Later then");
        robot.interact(() -> input(robot).setText("A draft"));
        press(robot, "Cancel");
        assertThat(stored.database.outbox().all()).isEmpty();
        press(robot, "Undo");
        assertThat(only().plan()).isEqualTo(new Plan.At(due));
        assertThat(input(robot).getText()).isEqualTo("A draft");
    }

    @Test
    void aTimeThatDoesNotFit_isRefusedWithTheReason_beforeAnythingIsSaved(FxRobot robot) {
        showOpen(robot);
        robot.interact(() -> input(robot).setText("Later"));
        robot.interact(pane::later);
        settle();
        TextField time = robot.lookup(".composer-card .text-field").queryAll().stream()
                .filter(node -> node instanceof TextField && !node.getStyleClass().contains("date-picker-display-node"))
                .map(TextField.class::cast).filter(field -> field.getPrefColumnCount() == 6).findFirst().orElseThrow();
        String soon = StoredThreads.NOW.plusSeconds(120).atZone(ZoneId.systemDefault()).toLocalTime()
                .toString();
        robot.interact(() -> time.setText(soon));
        assertThat(reason(robot)).isEqualTo("Choose a time at least 5 minutes from now.");
        robot.interact(() -> time.setText("quarter past"));
        assertThat(reason(robot)).isEqualTo("Type a time, for example 14:30.");
        assertThat(button(robot, "Schedule").isDisabled()).isTrue();
        robot.interact(time::requestFocus);
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(stored.database.outbox().all()).isEmpty();
    }

    @Test
    void changingAPlannedReply_keepsItsTime_andTheDraftOfBefore(FxRobot robot) {
        showOpen(robot);
        Instant due = StoredThreads.NOW.plus(Duration.ofHours(2));
        stored.sync.replies().schedule(CHAT, Content.words("Old words"), due);
        settle();
        robot.interact(() -> input(robot).setText("My draft"));
        press(robot, "Edit");
        assertThat(input(robot).getText()).isEqualTo("Old words");
        await(() -> stored.database.notes().draft(CHAT).equals(Optional.of("My draft")));
        robot.interact(() -> input(robot).setText("New words"));
        press(robot, "Save");
        assertThat(only().text()).isEqualTo("New words");
        assertThat(only().plan()).isEqualTo(new Plan.At(due));
        assertThat(input(robot).getText()).isEqualTo("My draft");
        assertThat(stored.database.notes().draft(CHAT)).contains("My draft");
    }

    @Test
    void leavingAnEdit_givesTheDraftBack_andKeepsTheChangedWordsForTheNextTime(FxRobot robot) {
        showOpen(robot);
        stored.sync.replies().schedule(CHAT, Content.words("Old words"), StoredThreads.NOW.plus(Duration.ofHours(2)));
        settle();
        robot.interact(() -> input(robot).setText("My draft"));
        press(robot, "Edit");
        robot.interact(() -> input(robot).setText("Half changed"));
        robot.push(KeyCode.ESCAPE);
        settle();
        assertThat(input(robot).getText()).isEqualTo("My draft");
        assertThat(only().text()).isEqualTo("Old words");
        press(robot, "Edit");
        assertThat(input(robot).getText()).isEqualTo("Half changed");
    }

    @Test
    void aReplyThatAsks_saysWhy_andGoesWhenToldTo(FxRobot robot) {
        showOpen(robot);
        stored.database.outbox().enqueue(CHAT, Content.words("Shall I"), false, new Plan.Asks(null), StoredThreads.NOW);
        settle();
        assertThat(planned(robot)).containsExactly("Maya Okafor wrote again. Send it? Shall I");
        press(robot, "Send", ".planned-card .button");
        assertThat(only().plan()).isInstanceOfSatisfying(Plan.Now.class,
                plan -> assertThat(plan.heldUntil()).isEqualTo(StoredThreads.NOW.plusSeconds(5)));
    }

    @Test
    void aFailureOfTheWindow_offersNoRetryWhileItIsClosed_butKeepingForLater(FxRobot robot) {
        showClosed(robot);
        OutboxMessage reply = stored.database.outbox().enqueue(CHAT, "Missed it", false, StoredThreads.NOW);
        stored.database.outbox().markFailed(reply.id(), OutboxMessage.Failure.CLOSED_WHILE_OFFLINE, null);
        settle();
        assertThat(state(robot)).isEqualTo("Not sent. The reply window closed before you were back online.");
        assertThat(robot.lookup(".state-line .button").queryAllAs(Button.class)).extracting(Button::getText)
                .containsExactly("Keep for later", "Copy", "Discard");
        press(robot, "Keep for later");
        assertThat(only().plan()).isInstanceOf(Plan.WhenTheyWrite.class);
    }

    @Test
    void aReplyFromThePhone_saysSo_andOneFromHereDoesNot(FxRobot robot) {
        showOpen(robot);
        stored.store(CHAT, MAYA, List.of(StoredThreads.outbound(CHAT, "phone", StoredThreads.NOW, "By phone")));
        settle();
        assertThat(states(robot)).last().asString().endsWith("Sent from Instagram");
        OutboxMessage reply = stored.database.outbox().enqueue(CHAT, "From here", false, StoredThreads.NOW);
        stored.database.outbox().markSending(reply.id(), StoredThreads.NOW);
        stored.database.outbox().markSent(reply.id(),
                StoredThreads.outbound(CHAT, "echo", StoredThreads.NOW.plusSeconds(1), "From here"));
        settle();
        assertThat(states(robot)).last().asString().endsWith("Sent");
        assertThat(states(robot)).filteredOn(text -> text.endsWith("Sent from Instagram")).isNotEmpty();
    }

    private void showOpen(FxRobot robot) {
        undo = Duration.ofSeconds(5);
        show(robot, stored.chat(CHAT, "p1", 5));
        robot.interact(pane::focusComposer);
    }

    private void showClosed(FxRobot robot) {
        Message old = StoredThreads.inbound(CHAT, "p1", "old", StoredThreads.NOW.minus(Duration.ofDays(3)), "Hello?");
        show(robot, List.of(old));
    }

    private void send(FxRobot robot, String text) {
        robot.interact(() -> input(robot).replaceSelection(text));
        robot.push(KeyCode.ENTER);
        settle();
    }

    private OutboxMessage only() {
        assertThat(stored.database.outbox().all()).hasSize(1);
        return stored.database.outbox().all().getFirst();
    }

    private void press(FxRobot robot, String words) {
        press(robot, words, ".button");
    }

    private void press(FxRobot robot, String words, String where) {
        Button button = robot.lookup(where).queryAllAs(Button.class).stream()
                .filter(one -> shown(one) && one.getText() != null && one.getText().startsWith(words)).findFirst()
                .orElseThrow(() -> new AssertionError("no button " + words));
        robot.interact(button::fire);
        settle();
    }

    private Button button(FxRobot robot, String words) {
        return robot.lookup(".button").queryAllAs(Button.class).stream()
                .filter(one -> shown(one) && words.equals(one.getText())).findFirst().orElseThrow();
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private String state(FxRobot robot) {
        return states(robot).getLast();
    }

    /** In the order in which they stand. */
    private List<String> states(FxRobot robot) {
        return timeline.entries().stream().flatMap(entry -> robot.from(entry).lookup(".state-line > .label")
                .queryAllAs(Labeled.class).stream()).filter(ReplyDeskFxTest::shown).map(Labeled::getText).toList();
    }

    private static List<String> planned(FxRobot robot) {
        return robot.lookup(".planned-card").queryAll().stream().map(Node::getAccessibleText).toList();
    }

    private static String said(FxRobot robot) {
        return robot.lookup(".composer-said .label").queryLabeled().getText();
    }

    private static String reason(FxRobot robot) {
        return robot.lookup(".schedule-reason").queryLabeled().getText();
    }

    private static TextArea input(FxRobot robot) {
        return robot.lookup((Node node) -> node instanceof TextArea).queryAs(TextArea.class);
    }
}
