package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.store.UserNotes.Draft;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person does with one message: hearts and other reactions, replies to it, and the way back to what was answered. */
class OneMessageFxTest extends OpenThread {

    private static final MessageId THEIRS = new MessageId("m4");

    @Test
    void doubleClick_givesAHeart_thatWaitsForInstagram_andAnotherTakesItBack(FxRobot robot) {
        showChat(robot);
        doubleClick(bubble("Message 4"));
        until(() -> Message.HEART.equals(ours()));
        until(() -> marks().equals(List.of("You reacted with ❤️. Instagram does not have it yet")));
        assertThat(stored.database.reactions().waiting(CHAT)).containsExactly(THEIRS);
        doubleClick(bubble("Message 4"));
        until(() -> ours() == null);
        until(() -> marks().equals(List.of("Your reaction is taken back. Instagram does not know it yet")));
    }

    @Test
    void aReactionOfOurs_isTakenBackByAPress_andTheirsIsNot(FxRobot robot) {
        List<Message> chat = stored.chat(CHAT, "p1", 6);
        chat.set(4, chat.get(4).withReaction("p1", "🔥").withReaction(StoredThreads.ACCOUNT.value(), "👍"));
        show(robot, chat);
        assertThat(fx(() -> timeline.lookupAll(".reaction-mark").size())).isEqualTo(2);
        assertThat(marks()).containsExactly("You reacted with 👍");
        assertThat(entry("Message 4").getAccessibleText()).contains("They reacted with 🔥", "You reacted with 👍");
        robot.interact(() -> ((Button) timeline.lookup(".mark-ours")).fire());
        until(() -> ours() == null);
        assertThat(stored.database.threads().message(CHAT, THEIRS).orElseThrow().reactionOf("p1")).isEqualTo("🔥");
    }

    @Test
    void theKeyboardAlone_reacts_withTheHeartAndWithAnother(FxRobot robot) {
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.H);
        until(() -> Message.HEART.equals(ours()));
        key(KeyCode.E);
        assertThat(focused().getAccessibleText()).isEqualTo("React with ❤️");
        key(KeyCode.RIGHT);
        assertThat(focused().getAccessibleText()).isEqualTo("React with 👍");
        robot.interact(() -> ((Button) focused()).fire());
        until(() -> "👍".equals(ours()));
        assertThat(focused()).isEqualTo(timeline);
        assertThat(fx(() -> timeline.lookupAll(".entry").stream().filter(EntryView.class::isInstance)
                .map(EntryView.class::cast).filter(view -> THEIRS.equals(idOf(view))).findFirst().orElseThrow()
                .getPseudoClassStates().toString())).contains("current");
    }

    @Test
    void escape_closesTheChoice_andTheMessageKeepsTheKeyboard(FxRobot robot) {
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.E);
        key(KeyCode.ESCAPE);
        assertThat(focused()).isEqualTo(timeline);
        assertThat(fx(() -> timeline.lookup(".emoji-choice"))).isNull();
        assertThat(stored.database.reactions().open()).isEmpty();
    }

    @Test
    void more_opensAllEmoji_andTheChosenOneIsTheReaction(FxRobot robot) {
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.E);
        robot.interact(() -> robot.lookup((Node node) -> "More emoji".equals(node.getAccessibleText())).<Button>query()
                .fire());
        robot.interact(() -> focusedInput().replaceSelection("pizza"));
        key(KeyCode.ENTER);
        until(() -> "🍕".equals(ours()));
        assertThat(fx(() -> pane.lookup(".emoji-picker"))).isNull();
        assertThat(focused()).isEqualTo(timeline);
    }

    @Test
    void whileTheWindowIsClosed_aReactionIsRefusedInWords_andNothingIsKept(FxRobot robot) {
        Instant before = StoredThreads.NOW.minus(Duration.ofDays(3));
        show(robot, List.of(StoredThreads.inbound(CHAT, "p1", "m4", before, "Message 4")));
        doubleClick(bubble("Message 4"));
        assertThat(said()).isEqualTo("The reply window is closed, and reactions go out only while it is open."
                + " You can react again as soon as they write.");
        settle();
        assertThat(stored.database.reactions().open()).isEmpty();
    }

    @Test
    void aReplyToOneMessage_showsWhatItAnswers_andSaysSoInTheOutboxAndInItsBubble(FxRobot robot) {
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.R);
        assertThat(quoteBar()).isEqualTo("Answers Maya Okafor: Message 4");
        assertThat(focused()).isEqualTo(input());
        robot.interact(() -> input().setText("Yes"));
        key(KeyCode.ENTER);
        until(() -> !stored.database.outbox().all().isEmpty());
        assertThat(stored.database.outbox().all()).singleElement().extracting(OutboxMessage::content)
                .isEqualTo(Content.words("Yes").answering(THEIRS));
        until(() -> quoteBar() == null);
        until(() -> entryOrNull("Yes") != null);
        assertThat(entry("Yes").getAccessibleText()).contains("Answers Maya Okafor: Message 4");
        assertThat(stored.database.notes().wholeDraft(CHAT)).isEqualTo(Draft.NONE);
    }

    @Test
    void escape_takesTheQuoteAway_andKeepsTheWords(FxRobot robot) {
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.R);
        robot.interact(() -> input().setText("Yes"));
        until(() -> stored.database.notes().wholeDraft(CHAT).equals(new Draft("Yes", THEIRS)));
        key(KeyCode.ESCAPE);
        assertThat(quoteBar()).isNull();
        assertThat(input().getText()).isEqualTo("Yes");
        until(() -> stored.database.notes().wholeDraft(CHAT).equals(new Draft("Yes", null)));
    }

    @Test
    void aDraft_comesBackWithWhatItAnswers_alsoWithoutWords(FxRobot robot) {
        stored.store(CHAT, MAYA, chat());
        stored.database.notes().putDraft(CHAT, new Draft("", THEIRS));
        show(robot, List.of());
        until(() -> "Answers Maya Okafor: Message 4".equals(quoteBar()));
        robot.interact(() -> pane.show(null));
        settle();
        assertThat(stored.database.notes().wholeDraft(CHAT)).isEqualTo(new Draft("", THEIRS));
    }

    @Test
    void undo_givesTheWordsBack_withWhatTheyAnswer(FxRobot robot) {
        undo = Duration.ofSeconds(5);
        showChat(robot);
        standOn("Message 4");
        key(KeyCode.R);
        robot.interact(() -> input().setText("Too soon"));
        key(KeyCode.ENTER);
        until(() -> buttonOrNull("Undo") != null);
        robot.interact(() -> button("Undo").fire());
        until(() -> "Too soon".equals(input().getText()) && quoteBar() != null);
        assertThat(stored.database.outbox().all()).isEmpty();
        until(() -> stored.database.notes().wholeDraft(CHAT).equals(new Draft("Too soon", THEIRS)));
    }

    @Test
    void inAClosedConversation_aReplyToOneMessage_waitsUntilTheyWrite(FxRobot robot) {
        Instant before = StoredThreads.NOW.minus(Duration.ofDays(3));
        show(robot, List.of(StoredThreads.inbound(CHAT, "p1", "m4", before, "Message 4")));
        standOn("Message 4");
        key(KeyCode.R);
        robot.interact(() -> input().setText("When you are back"));
        key(KeyCode.ENTER);
        until(() -> !stored.database.outbox().all().isEmpty());
        OutboxMessage reply = stored.database.outbox().all().getFirst();
        assertThat(reply.content().replyTo()).isEqualTo(THEIRS);
        assertThat(reply.plan()).isInstanceOf(OutboxMessage.Plan.WhenTheyWrite.class);
    }

    @Test
    void pressingAQuote_goesToTheOriginal_howeverFarUpItStands(FxRobot robot) {
        List<Message> chat = stored.chat(CHAT, "p1", 200);
        chat.set(199, answering(chat.get(199), new MessageId("m3")));
        show(robot, chat);
        assertThat(entryOrNull("Message 3 ")).isNull();
        robot.interact(() -> press(timeline.lookup(".quote-link")));
        until(() -> entryOrNull("Message 3 ") != null && inView(entry("Message 3 ")));
        assertThat(fx(() -> entry("Message 3 ").getPseudoClassStates().toString())).contains("current");
        assertThat(focused()).isEqualTo(timeline);
        robot.interact(() -> ((Button) pane.lookup(".new-messages")).fire());
        until(() -> fx(() -> timeline.atBottomProperty().get()) && entryOrNull("Message 199") != null);
    }

    @Test
    void theOriginalOfAQuote_onScreenAlready_isOnlyMarked(FxRobot robot) {
        List<Message> chat = stored.chat(CHAT, "p1", 6);
        chat.set(5, answering(chat.get(5), THEIRS));
        show(robot, chat);
        robot.interact(() -> press(timeline.lookup(".quote-link")));
        until(() -> entry("Message 4").getPseudoClassStates().toString().contains("current"));
        assertThat(inView(entry("Message 4"))).isTrue();
    }

    @Test
    void aQuoteOfWhatIsNotHere_saysSo(FxRobot robot) {
        List<Message> chat = stored.chat(CHAT, "p1", 6);
        chat.set(5, answering(chat.get(5), new MessageId("gone")));
        show(robot, chat);
        assertThat(entry("Message 5").getAccessibleText()).contains("a message that is not on this computer");
        robot.interact(() -> press(timeline.lookup(".quote-link")));
        until(() -> said().startsWith("That message is not on this computer."));
    }

    @Test
    void theHeartButton_sendsAHeart_andLeavesTheWordsAlone(FxRobot robot) {
        undo = Duration.ofSeconds(5);
        showChat(robot);
        robot.interact(() -> input().setText("Half a thought"));
        until(() -> stored.database.notes().draft(CHAT).isPresent());
        robot.interact(() -> robot.lookup((Node node) -> "Send a heart".equals(node.getAccessibleText()))
                .<Button>query().fire());
        until(() -> !stored.database.outbox().all().isEmpty());
        OutboxMessage heart = stored.database.outbox().all().getFirst();
        assertThat(heart.content()).isEqualTo(Content.heart());
        assertThat(heart.state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(input().getText()).isEqualTo("Half a thought");
        assertThat(stored.database.notes().draft(CHAT)).contains("Half a thought");
        until(() -> entryOrNull(Message.HEART) != null);
        assertThat(fx(() -> timeline.lookup(".bubble:heart"))).isNotNull();
        until(() -> buttonOrNull("Undo") != null);
        robot.interact(() -> button("Undo").fire());
        until(() -> stored.database.outbox().all().isEmpty());
        assertThat(input().getText()).isEqualTo("Half a thought");
    }

    private List<Message> chat() {
        return stored.chat(CHAT, "p1", 6);
    }

    private void showChat(FxRobot robot) {
        show(robot, chat());
    }

    private static Message answering(Message message, MessageId original) {
        return new Message(message.conversation(), message.id(), message.direction(), message.senderId(),
                message.sentAt(), message.text(), message.kind(), message.state(), null, original,
                message.attachments(), message.reactions(), null);
    }

    private @Nullable String ours() {
        return stored.database.threads().message(CHAT, THEIRS).orElseThrow()
                .reactionOf(StoredThreads.ACCOUNT.value());
    }

    private List<String> marks() {
        return fx(() -> timeline.lookupAll(".mark-ours").stream().map(Node::getAccessibleText).toList());
    }

    private EntryView entry(String words) {
        EntryView entry = entryOrNull(words);
        if (entry == null) {
            throw new AssertionError("no such message on screen");
        }
        return entry;
    }

    private @Nullable EntryView entryOrNull(String words) {
        List<EntryView> found = fx(
                () -> timeline.entries().stream().filter(entry -> entry.text().startsWith(words)).toList());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static @Nullable MessageId idOf(EntryView view) {
        Message message = view.message();
        return message == null ? null : message.id();
    }

    private Node bubble(String words) {
        EntryView entry = entry(words);
        return fx(() -> entry.lookup(".bubble"));
    }

    private boolean inView(EntryView entry) {
        return fx(() -> {
            Point2D top = timeline.sceneToLocal(entry.localToScene(0, entry.anchorInset()));
            return top.getY() >= 0 && top.getY() < timeline.getHeight();
        });
    }

    /** Puts the keyboard onto this message. */
    private void standOn(String words) {
        fx(() -> {
            timeline.requestFocus();
            return true;
        });
        EntryView wanted = entry(words);
        List<EntryView> all = fx(() -> timeline.entries());
        for (int i = all.indexOf(wanted); i < all.size(); i++) {
            key(KeyCode.UP);
        }
    }

    private void key(KeyCode code) {
        fx(() -> {
            Event.fireEvent(focused(), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            return true;
        });
    }

    private void doubleClick(Node node) {
        fx(() -> {
            Event.fireEvent(node, click(2));
            return true;
        });
    }

    private static void press(Node node) {
        Event.fireEvent(node, click(1));
    }

    private static MouseEvent click(int count) {
        return new MouseEvent(MouseEvent.MOUSE_CLICKED, 2, 2, 2, 2, MouseButton.PRIMARY, count, false, false, false,
                false, true, false, false, false, false, true, null);
    }

    private Node focused() {
        return fx(() -> stage.getScene().getFocusOwner());
    }

    private TextInputControl focusedInput() {
        return (TextInputControl) focused();
    }

    private TextArea input() {
        return (TextArea) fx(() -> pane.composer().field().lookup(".text-area"));
    }

    private @Nullable String quoteBar() {
        List<String> shown = fx(() -> {
            Node bar = pane.lookup(".quote-bar");
            return bar == null || !bar.isVisible()
                    ? List.<String>of()
                    : List.of(bar.lookup(".quote").getAccessibleText());
        });
        return shown.isEmpty() ? null : shown.getFirst();
    }

    private String said() {
        return fx(() -> {
            Node line = pane.lookup(".timeline-said");
            List<String> words = new ArrayList<>();
            line.lookupAll(".label").stream().filter(Labeled.class::isInstance).map(Labeled.class::cast)
                    .filter(label -> !(label instanceof Button)).forEach(label -> words.add(label.getText()));
            return words.getFirst();
        });
    }

    private Button button(String words) {
        Button button = buttonOrNull(words);
        if (button == null) {
            throw new AssertionError("no such button");
        }
        return button;
    }

    private @Nullable Button buttonOrNull(String words) {
        List<Button> found = fx(() -> timeline.lookupAll(".link-button").stream().filter(Button.class::isInstance)
                .map(Button.class::cast).filter(button -> button.getText().equals(words)).toList());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static void until(Callable<Boolean> condition) {
        await(() -> {
            try {
                return condition.call();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static <T> T fx(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(30_000, work);
    }
}
