package app.ajar.ui.shell;

import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.ListView;
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

/** What stands around the place where replies are written, by the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class KeyboardComposerFxTest {

    private static final String FIELD = "Write a reply";

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 3);
        window.stored.writes("person-9", NOON.minus(Duration.ofHours(25)), "That was yesterday");
        keys = new Keys(window);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void write(String person) {
        window.open(null);
        window.untilAllIsRead();
        window.openConversation(person);
        run(() -> window.shell().go(Page.INBOX));
        keys.press(KeyCode.ENTER);
    }

    @Test
    void emoji_areChosenByArrows_andEachIsHeard() {
        write("person-1");
        keys.type("Hi");
        keys.ctrl(KeyCode.PERIOD);
        keys.untilAt("Search emoji");
        String first = keys.chosen();
        assertThat(first).isNotBlank().isNotEqualTo("Search emoji");
        keys.press(KeyCode.RIGHT);
        assertThat(keys.chosen()).isNotBlank().isNotEqualTo(first);
        keys.type("wave");
        assertThat(keys.chosen()).contains("wav");
        assertThat(fx(() -> Keys.said(keys.owner()))).as("what is typed is heard, too").isEqualTo("wave");
        keys.press(KeyCode.ENTER);
        keys.untilAt(FIELD);
        assertThat(window.sees("emoji-picker")).isFalse();
        assertThat(fx(() -> Keys.said(keys.owner()))).startsWith("Hi").hasSizeGreaterThan(2);
    }

    @Test
    void emojiChoice_isWalkedByTab_andClosedByEsc_whichLeavesTheConversation() {
        write("person-1");
        keys.shift(KeyCode.TAB);
        keys.tabTo(FIELD);
        keys.tabTo("Emoji");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Search emoji");
        keys.tabTo("Animals and nature");
        keys.press(KeyCode.SPACE);
        keys.tabTo("Medium skin tone");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Search emoji");
        keys.press(KeyCode.TAB);
        keys.press(KeyCode.ESCAPE);
        keys.untilAt(FIELD);
        assertThat(window.sees("emoji-picker")).isFalse();
        assertThat(window.sees("composer")).isTrue();
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void templates_areChosenByArrows_eachIsHeard_andWhatIsMissingIsSaid() {
        Templates templates = window.stored.database.templates();
        templates.add(new Content(null, "Opening hours", "We are open from nine to five.", "Shop", null));
        templates.add(new Content(null, "Order", "Your order {order_number} is on its way.", "Shop", null));
        write("person-1");
        keys.type("/");
        until("templates are offered", () -> window.sees("picker"));
        until("the first is heard", () -> keys.chosen().contains("Opening hours"));
        keys.press(KeyCode.DOWN);
        assertThat(keys.chosen()).contains("Order").contains("is on its way");
        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("picker")).isFalse();
        assertThat(keys.chosen()).as("in the field itself").isEqualTo("/");
        keys.untilAt(FIELD);

        keys.press(KeyCode.BACK_SPACE);
        keys.ctrl(KeyCode.SLASH);
        until("templates are offered", () -> window.sees("picker"));
        keys.press(KeyCode.DOWN);
        keys.press(KeyCode.ENTER);
        keys.untilAt(FIELD);
        assertThat(fx(() -> Keys.said(keys.owner()))).isEqualTo("Your order {order_number} is on its way.");
        until("what is missing is said", () -> keys.seen().stream().map(Keys::said)
                .anyMatch(said -> said.contains("order_number") && !said.startsWith("Your order")));
    }

    @Test
    void sendingLater_isChosenByKeys() {
        write("person-1");
        keys.type("See you later");
        keys.ctrl(KeyCode.L);
        assertThat(keys.at()).startsWith("In 1 hour");
        keys.tabTo("Time");
        assertThat(fx(() -> Keys.said(keys.owner()))).as("what it holds").containsPattern("\\d");
        String before = fx(() -> Keys.said(keys.owner()));
        keys.press(KeyCode.UP);
        assertThat(fx(() -> Keys.said(keys.owner()))).isNotEqualTo(before);
        keys.press(KeyCode.ESCAPE);
        keys.untilAt(FIELD);
        assertThat(window.sees("composer-card")).isFalse();

        keys.ctrl(KeyCode.L);
        keys.press(KeyCode.SPACE);
        until("the reply is planned", () -> window.sees("planned-card"));
        keys.untilAt(FIELD);
        assertThat(fx(() -> Keys.said(keys.owner()))).isEmpty();

        keys.shift(KeyCode.TAB);
        keys.untilAt("Cancel");
        keys.press(KeyCode.SPACE);
        until("the reply is cancelled", () -> !window.sees("planned-card"));
        until("the keyboard stays by the field", () -> isIn(keys.owner(), "composer-area"));
    }

    @Test
    void aFileByLink_isSentByKeys() {
        write("person-1");
        keys.tabTo("Send a file by link");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Public address of the file");
        keys.type("https://example.com/a.png");
        assertThat(fx(() -> Keys.said(keys.owner()))).isEqualTo("https://example.com/a.png");
        keys.press(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Send");
        keys.press(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Picture");
        keys.press(KeyCode.RIGHT);
        assertThat(keys.at()).isEqualTo("Video");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt(FIELD);
        assertThat(window.sees("file-by-link")).isFalse();
        assertThat(window.sees("composer")).isTrue();
    }

    @Test
    void aClosedWindow_takesAReplyForLater_byKeys() {
        window.open(null);
        window.untilAllIsRead();
        until("rows are there", () -> !window.node("conversation-list", ListView.class).getItems().isEmpty());
        run(() -> window.shell().go(Page.INBOX));
        until("the person is chosen", () -> {
            window.press(KeyCode.END);
            return window.sees("closed-note");
        });
        keys.press(KeyCode.ENTER);
        keys.untilAt("Write for later");
        keys.press(KeyCode.SPACE);
        keys.untilAt(FIELD);
        keys.type("As soon as you write");
        keys.shift(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Ask me first");
        keys.press(KeyCode.RIGHT);
        assertThat(keys.at()).isEqualTo("Send by itself");
        keys.shift(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Back");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Write for later");
    }

    @Test
    void aReplyJustSent_isTakenBackByItsButton_andTheKeyboardIsInTheField() {
        write("person-1");
        keys.type("Too soon");
        keys.press(KeyCode.ENTER);
        until("it can be taken back", () -> keys.hears("Undo"));
        run(() -> window.shell().go(Page.INBOX));
        keys.tabTo("Undo");
        keys.press(KeyCode.SPACE);
        keys.untilAt(FIELD);
        assertThat(fx(() -> Keys.said(keys.owner()))).isEqualTo("Too soon");
    }

    @Test
    void theQuestionWhoAnswers_isHeardWhole_andEachAnswerGivesTheKeyboardBackToTheField() {
        window.stored.database.accounts().setHumanAgent(StoredInbox.SHOP, true);
        write("person-9");
        keys.type("Still here");
        keys.press(KeyCode.ENTER);
        String question = "Instagram takes this reply only because a person is answering. Are you answering person-9 "
                + "yourself? Yes, send it";
        keys.untilAt(question);
        keys.press(KeyCode.ESCAPE);
        keys.untilAt(FIELD);
        assertThat(window.sees("agent-question")).isFalse();
        keys.press(KeyCode.ENTER);
        keys.untilAt(question);
        keys.press(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Not now");
        keys.press(KeyCode.SPACE);
        keys.untilAt(FIELD);
        assertThat(fx(() -> Keys.said(keys.owner()))).isEqualTo("Still here");
        assertThat(window.stored.database.outbox().all()).isEmpty();
        keys.press(KeyCode.ENTER);
        keys.untilAt(question);
        keys.press(KeyCode.SPACE);
        keys.untilAt(FIELD);
        until("it is on its way", () -> Keys.said(keys.owner()), "");
        assertThat(window.stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.humanAgent()).isTrue());
    }

    private static boolean isIn(Node node, String style) {
        Node at = node;
        while (at != null && !at.getStyleClass().contains(style)) {
            at = at.getParent();
        }
        return at != null;
    }
}
