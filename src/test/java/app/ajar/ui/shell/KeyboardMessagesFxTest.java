package app.ajar.ui.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
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

/** A conversation's messages, and what can be done with each, by the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class KeyboardMessagesFxTest {

    private static final String FIELD = "Write a reply";

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 3);
        window.stored.writes("person-1", NOON.minus(Duration.ofMinutes(9)), "Is it still there?");
        window.stored.writes("person-1", NOON.minus(Duration.ofMinutes(8)), "See https://example.com/shoes");
        window.open(null);
        window.untilAllIsRead();
        keys = new Keys(window);
        window.openConversation("person-1");
        run(() -> window.shell().go(Page.INBOX));
        keys.tabTo("Messages");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void arrows_goFromMessageToMessage_andEachIsHeard() {
        keys.press(KeyCode.UP);
        assertThat(heard()).contains("Message of person 1");
        keys.press(KeyCode.UP);
        assertThat(heard()).contains("See https://example.com/shoes");
        keys.press(KeyCode.UP);
        assertThat(heard()).contains("Is it still there?");
        keys.press(KeyCode.DOWN);
        keys.press(KeyCode.ENTER);
        until("its link is opened", () -> window.asked.contains("https://example.com/shoes"));
        assertThat(keys.at()).isEqualTo("Messages");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void aReaction_isChosenByArrows_andEscGivesTheKeyboardBackToItsMessage() {
        keys.press(KeyCode.UP);
        keys.press(KeyCode.UP);
        keys.press(KeyCode.E);
        assertThat(keys.at()).isEqualTo("React with ❤️");
        keys.press(KeyCode.RIGHT);
        assertThat(keys.at()).isEqualTo("React with 👍");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Messages");
        assertThat(heard()).contains("See https://example.com/shoes");
        assertThat(window.sees("composer")).isTrue();

        keys.press(KeyCode.E);
        keys.press(KeyCode.RIGHT);
        keys.press(KeyCode.SPACE);
        until("the reaction is told", () -> heard().contains("You reacted with 👍"));
        keys.untilAt("Messages");
    }

    @Test
    void anyEmoji_isChosenFromTheRow_andTheKeyboardIsBackOnTheMessages() {
        keys.press(KeyCode.UP);
        keys.press(KeyCode.E);
        keys.tabTo("More emoji");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Search emoji");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Messages");
        assertThat(window.sees("emoji-picker")).isFalse();

        keys.press(KeyCode.UP);
        keys.press(KeyCode.E);
        keys.tabTo("More emoji");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Search emoji");
        keys.type("rocket");
        keys.press(KeyCode.ENTER);
        keys.untilAt("Messages");
        until("the reaction stands", () -> keys.hears("You reacted with 🚀")
                || keys.seen().stream().anyMatch(node -> Keys.said(node).contains("🚀")));
    }

    @Test
    void answeringOneMessage_isBegunAndLeftByKeys() {
        keys.press(KeyCode.UP);
        keys.press(KeyCode.R);
        keys.untilAt(FIELD);
        until("the quote is over the words", () -> window.sees("quote-bar"));
        keys.shift(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Answer no message in particular");
        keys.press(KeyCode.SPACE);
        assertThat(window.sees("quote-bar")).isFalse();
        keys.untilAt(FIELD);
    }

    @Test
    void theMenuOfAMessage_isOpenedWalkedAndClosedByKeys() {
        keys.press(KeyCode.UP);
        keys.press(KeyCode.UP);
        openMenu();
        keys.press(KeyCode.ESCAPE);
        until("the menu is closed", () -> menus().isEmpty());
        keys.untilAt("Messages");
        assertThat(heard()).contains("See https://example.com/shoes");

        openMenu();
        List<String> walked = new ArrayList<>();
        while (!chosenInMenu().equals("Copy")) {
            assertThat(walked.size()).as("lines before Copy: %s", walked).isLessThan(8);
            walked.add(chosenInMenu());
            keys.press(KeyCode.DOWN);
        }
        keys.press(KeyCode.ENTER);
        until("the words are copied", () -> "See https://example.com/shoes"
                .equals(Clipboard.getSystemClipboard().getString()));
        until("the menu is closed", () -> menus().isEmpty());
        keys.untilAt("Messages");
    }

    /** As the menu key does it: the system turns that into an event of its own. */
    private void openMenu() {
        run(() -> {
            Node owner = window.stage().getScene().getFocusOwner();
            Event.fireEvent(owner,
                    new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 300, 300, 300, 300, true, null));
        });
        until("the menu is open and has its keys",
                () -> menus().size() == 1 && menus().getFirst().getScene().getFocusOwner() != null);
        assertThat(fx(() -> menus().getFirst().getItems().stream().map(item -> item.getText()).toList()))
                .containsExactly("Reply to this message", "Give a heart", "React with an emoji", "Copy");
    }

    private static String chosenInMenu() {
        return fx(() -> {
            Node line = menus().getFirst().getScene().getFocusOwner();
            return line == null ? "" : Keys.said(line);
        });
    }

    private static List<ContextMenu> menus() {
        return Window.getWindows().stream().filter(ContextMenu.class::isInstance).map(ContextMenu.class::cast)
                .filter(Window::isShowing).toList();
    }

    /** The message on which the keyboard stands, as it is read out. */
    private String heard() {
        return fx(() -> {
            Node owner = window.stage().getScene().getFocusOwner();
            return owner.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM) instanceof Node item
                    ? Keys.said(item)
                    : "";
        });
    }
}
