package app.ajar.ui.thread;

import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ThreadPaneFxTest extends OpenThread {

    private static final double PIXEL = 1;

    @Test
    void olderMessages_comeWithoutMovingWhatIsRead(FxRobot robot) {
        show(robot, 180);
        robot.interact(() -> timeline.scrollTo(timeline.offset() - 300));
        settle();
        for (int round = 0; round < 60; round++) {
            EntryView read = inView();
            double place = timeline.placeOf(read);
            robot.interact(() -> timeline.scrollBy(-300));
            settle();
            assertThat(timeline.entries()).contains(read);
            assertThat(timeline.placeOf(read)).isCloseTo(place + 300, within(PIXEL));
            if (numbers().contains(0)) {
                break;
            }
        }
        assertThat(timeline.entries()).hasSizeLessThanOrEqualTo(ThreadWindow.MOST);
    }

    @Test
    void newerMessages_comeBackWithoutMovingWhatIsRead(FxRobot robot) {
        show(robot, 190);
        for (int round = 0; round < 80 && !numbers().contains(0); round++) {
            robot.interact(() -> timeline.scrollBy(-1_200));
            settle();
        }
        assertThat(numbers()).doesNotContain(189);
        for (int round = 0; round < 200 && !numbers().contains(189); round++) {
            EntryView read = lastInView();
            double place = timeline.placeOf(read);
            robot.interact(() -> timeline.scrollBy(300));
            settle();
            assertThat(timeline.placeOf(read)).isCloseTo(place - 300, within(PIXEL));
        }
        assertThat(numbers()).contains(189);
    }

    @Test
    void aNewMessage_scrollsOnlyAReaderAtTheBottom(FxRobot robot) {
        show(robot, 80);
        store(incoming("n1", "At the bottom"));
        assertThat(bottomOf("At the bottom")).isLessThanOrEqualTo(timeline.getHeight());
        robot.interact(() -> timeline.scrollBy(-400));
        settle();
        EntryView read = inView();
        double place = timeline.placeOf(read);
        store(incoming("n2", "While reading"));
        assertThat(timeline.placeOf(read)).isCloseTo(place, within(PIXEL));
        Labeled button = robot.lookup(".new-messages").queryAs(Button.class);
        assertThat(button.isVisible()).isTrue();
        assertThat(button.getText()).isEqualTo("1 new message");
        robot.interact(() -> ((Button) button).fire());
        settle();
        assertThat(bottomOf("While reading")).isLessThanOrEqualTo(timeline.getHeight());
        assertThat(button.isVisible()).isFalse();
    }

    @Test
    void anotherWidth_keepsWhatIsReadInItsPlace(FxRobot robot) {
        show(robot, 200);
        robot.interact(() -> timeline.scrollBy(-1_500));
        settle();
        EntryView read = inView();
        double place = timeline.placeOf(read);
        for (double width : new double[]{640, 980, 720, 900}) {
            robot.interact(() -> stage.setWidth(width));
            settle();
            assertThat(timeline.placeOf(read)).isCloseTo(place, within(PIXEL));
        }
    }

    @Test
    void atTheBottom_anotherSizeStaysAtTheBottom(FxRobot robot) {
        show(robot, 200);
        for (double height : new double[]{500, 900, 700}) {
            robot.interact(() -> stage.setHeight(height));
            settle();
            assertThat(bottomOf("Message 199")).isBetween(timeline.getHeight() - 30, timeline.getHeight());
        }
    }

    @Test
    void aReply_isWrittenSentOnAndKeepsItsNode(FxRobot robot) {
        show(robot, 5);
        robot.interact(pane::focusComposer);
        type(robot, "On its way");
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(input(robot).getText()).isEmpty();
        OutboxMessage reply = stored.database.outbox().all().getFirst();
        assertThat(reply.text()).isEqualTo("On its way");
        EntryView bubble = timeline.entries().getLast();
        stored.database.outbox().markSending(reply.id(), StoredThreads.NOW);
        stored.database.outbox().markSent(reply.id(),
                StoredThreads.outbound(CHAT, "s", StoredThreads.NOW, "On its way"));
        settle();
        assertThat(timeline.entries().getLast()).isSameAs(bubble);
    }

    @Test
    void shiftEnter_isANewLine_andWithCtrlEnterSending_soIsEnter(FxRobot robot) {
        show(robot, 5);
        robot.interact(pane::focusComposer);
        type(robot, "one");
        robot.press(KeyCode.SHIFT).push(KeyCode.ENTER).release(KeyCode.SHIFT);
        enterSends = false;
        robot.push(KeyCode.ENTER);
        assertThat(input(robot).getText()).isEqualTo("one\n\n");
        robot.press(KeyCode.CONTROL).push(KeyCode.ENTER).release(KeyCode.CONTROL);
        settle();
        assertThat(stored.database.outbox().all()).hasSize(1);
    }

    @Test
    void overTheLimit_sendIsOffAndTheCountSaysWhy(FxRobot robot) {
        show(robot, 5);
        Button send = robot.lookup(".primary-button").queryButton();
        robot.interact(() -> input(robot).setText("é".repeat(500)));
        assertThat(send.isDisabled()).isFalse();
        robot.interact(() -> input(robot).setText("é".repeat(500) + "!"));
        assertThat(send.isDisabled()).isTrue();
        assertThat(robot.lookup(".composer-bytes").queryLabeled().getText()).isEqualTo("1001 / 1000");
        robot.interact(() -> input(robot).setText("  \n "));
        assertThat(send.isDisabled()).isTrue();
    }

    @Test
    void drafts_areKeptWhenTheConversationIsLeft(FxRobot robot) {
        show(robot, 5);
        robot.interact(() -> input(robot).setText("Half a thought"));
        robot.interact(() -> pane.show(null));
        await(() -> stored.database.notes().draft(CHAT).isPresent());
        robot.interact(() -> pane.show(CHAT));
        settle();
        assertThat(input(robot).getText()).isEqualTo("Half a thought");
    }

    @Test
    void aClosedWindow_saysSoInTheComposersPlace(FxRobot robot) {
        stored.store(CHAT, MAYA, List.of(StoredThreads.inbound(CHAT, "p1", "old",
                StoredThreads.NOW.minus(Duration.ofDays(3)), "Hello?")));
        robot.interact(() -> pane.show(CHAT));
        settle();
        assertThat(robot.lookup(".closed-note").query().isVisible()).isTrue();
        assertThat(robot.lookup(".window-pill .label").queryLabeled().getText()).isEqualTo("Window closed");
        store(incoming("n", "Still there?"));
        assertThat(robot.lookup(".closed-note").query().isVisible()).isFalse();
    }

    @Test
    void theStar_isStoredAndShown(FxRobot robot) {
        show(robot, 5);
        robot.interact(pane::toggleStar);
        settle();
        assertThat(stored.database.conversations().find(CHAT).orElseThrow().priority()).isTrue();
    }

    @Test
    void everyIconButton_hasWordsForScreenReaders(FxRobot robot) {
        show(robot, 5);
        assertThat(robot.lookup(".icon-button").queryAllAs(Button.class)).isNotEmpty().allSatisfy(button -> {
            assertThat(button.getAccessibleText()).isNotBlank();
            button.fireEvent(entering());
            assertThat(button.getTooltip().getText()).startsWith(button.getAccessibleText());
        });
    }

    private static MouseEvent entering() {
        return new MouseEvent(MouseEvent.MOUSE_ENTERED, 1, 1, 1, 1, MouseButton.NONE, 0, false, false, false, false,
                false, false, false, false, false, false, null);
    }

    @Test
    void theKeyboardAlone_readsAndCopies(FxRobot robot) {
        show(robot, 60);
        robot.interact(pane::focusTimeline);
        robot.push(KeyCode.UP).push(KeyCode.UP).push(KeyCode.CONTROL, KeyCode.C);
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).startsWith("Message 58"));
        robot.push(KeyCode.HOME);
        settle();
        assertThat(timeline.atBottomProperty().get()).isFalse();
        robot.push(KeyCode.END);
        settle();
        assertThat(bottomOf("Message 59")).isLessThanOrEqualTo(timeline.getHeight());
    }

    @Test
    void whatTheUserLooksAt_isRead(FxRobot robot) {
        show(robot, 5);
        store(incoming("n1", "Unread for a moment"));
        await(() -> stored.database.conversations().find(CHAT).orElseThrow().unread() == 0);
    }

    private void show(FxRobot robot, int messages) {
        show(robot, stored.chat(CHAT, "p1", messages));
    }

    private void store(Message message) {
        stored.store(CHAT, MAYA, List.of(message));
        settle();
    }

    private static Message incoming(String id, String text) {
        return StoredThreads.inbound(CHAT, "p1", id, StoredThreads.NOW.minusSeconds(1), text);
    }

    private EntryView inView() {
        return timeline.entries().stream().filter(entry -> timeline.placeOf(entry) > 0).findFirst().orElseThrow();
    }

    private EntryView lastInView() {
        return timeline.entries().stream().filter(entry -> timeline.placeOf(entry) < timeline.getHeight())
                .reduce((one, next) -> next).orElseThrow();
    }

    private List<Integer> numbers() {
        return timeline.entries().stream().map(EntryView::text).filter(text -> text.startsWith("Message "))
                .map(text -> Integer.parseInt(text.split(" ", -1)[1])).toList();
    }

    private double bottomOf(String text) {
        EntryView entry = timeline.entries().stream().filter(view -> view.text().startsWith(text)).findFirst()
                .orElseThrow();
        Bounds bounds = timeline.sceneToLocal(entry.localToScene(entry.getLayoutBounds()));
        return bounds.getMaxY();
    }

    private static TextInputControl input(FxRobot robot) {
        return robot.lookup((Node node) -> node instanceof TextInputControl).queryAs(TextInputControl.class);
    }

    private void type(FxRobot robot, String text) {
        robot.interact(() -> input(robot).replaceSelection(text));
    }
}
