package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of planned replies by the keyboard alone: what is done to a row, and where the keyboard is afterwards. */
@ExtendWith(ApplicationExtension.class)
class KeyboardPlannedFxTest {

    private static final ConversationId ONE = StoredInbox.id("person-1");
    private static final String PAGE = "Planned replies";
    private static final String EMPTY = "Nothing is planned. Replies that wait for a time or for the person, and those that "
            + "were not sent, stand here.";

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void make() {
        window = OpenWindow.offline(folder, 3);
        keys = new Keys(window);
    }

    @AfterEach
    void close() {
        window.close();
    }

    /** Opens the window with these planned, one an hour after the other, and goes to their page. */
    private void open(String... planned) {
        for (int i = 0; i < planned.length; i++) {
            plan(planned[i], i + 1);
        }
        keys.open();
        keys.ctrl(KeyCode.P);
        keys.untilAt(planned.length == 0 ? EMPTY : PAGE);
        until("they are listed", () -> list().getItems().size(), planned.length);
    }

    private OutboxMessage plan(String words, int hours) {
        return window.stored.database.outbox().enqueue(ONE, Content.words(words), false,
                new Plan.At(NOON.plus(Duration.ofHours(hours))), NOON);
    }

    private ListView<?> list() {
        return window.node("planned-page", Region.class).lookup(".planned-list") instanceof ListView<?> list
                ? list
                : new ListView<>();
    }

    private List<OutboxMessage> stored() {
        return window.stored.database.outbox().all();
    }

    @Test
    void delete_cancelsTheRow_theNextOneIsHeard_andUndoBringsItBackChosen() {
        open("First", "Second", "Third");
        keys.untilChosen("First");
        keys.press(KeyCode.DOWN);
        keys.untilChosen("Second");
        keys.press(KeyCode.DELETE);
        until("one is gone", () -> list().getItems().size(), 2);
        keys.untilAt(PAGE);
        keys.untilChosen("Third");
        until("it can be undone", () -> keys.hears("Undo"));
        keys.shift(KeyCode.TAB);
        keys.untilAt("Undo");
        keys.press(KeyCode.SPACE);
        until("it is back", () -> list().getItems().size(), 3);
        keys.untilAt(PAGE);
        keys.untilChosen("Second");
    }

    @Test
    void aRowsButtons_areStopsOfTheChosenRowAlone_andArrowsLeadBackToTheRows() {
        open("First", "Second", "Third");
        keys.press(KeyCode.DOWN);
        keys.untilChosen("Second");
        assertThat(List.of(next(), next(), next())).containsExactly("Edit", "Send now", "Cancel");
        assertThat(fx(this::isInList)).isTrue();
        keys.press(KeyCode.TAB);
        assertThat(fx(this::isInList)).as("no other row has stops").isFalse();
        keys.shift(KeyCode.TAB);
        keys.untilAt("Cancel");
        keys.press(KeyCode.DOWN);
        keys.untilAt(PAGE);
        keys.untilChosen("Third");
        keys.press(KeyCode.TAB);
        keys.untilAt("Edit");
        keys.press(KeyCode.HOME);
        keys.untilAt(PAGE);
        keys.untilChosen("First");
        keys.press(KeyCode.TAB);
        keys.untilAt("Edit");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
        assertThat(stored()).as("Esc changed nothing").hasSize(3);
    }

    private boolean isInList() {
        return Stream.<Node>iterate(keys.owner(), Objects::nonNull, Node::getParent).anyMatch(list()::equals);
    }

    private String next() {
        keys.press(KeyCode.TAB);
        return keys.at();
    }

    @Test
    void theCancelButton_leavesTheKeyboardOnTheNextRow_andThenOnTheWordsThatNothingIsLeft() {
        open("First", "Second");
        keys.tabTo("Cancel");
        keys.press(KeyCode.SPACE);
        until("one is gone", () -> list().getItems().size(), 1);
        keys.untilAt(PAGE);
        keys.untilChosen("Second");
        keys.tabTo("Cancel");
        keys.press(KeyCode.SPACE);
        keys.untilAt(EMPTY);
        assertThat(stored()).isEmpty();
        until("it can be undone", () -> keys.hears("Undo"));
        keys.shift(KeyCode.TAB);
        keys.untilAt("Undo");
        keys.press(KeyCode.SPACE);
        keys.untilAt(PAGE);
        keys.untilChosen("Second");
    }

    @Test
    void edit_takesTheWordsIntoTheField_andSendNowLeavesTheKeyboardOnTheNextRow() {
        open("First", "Second");
        keys.tabTo("Send now");
        keys.press(KeyCode.SPACE);
        until("one is left", () -> list().getItems().size(), 1);
        keys.untilAt(PAGE);
        keys.untilChosen("Second");
        assertThat(stored()).filteredOn(reply -> reply.plan() instanceof Plan.Now).singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("First"));
        keys.tabTo("Edit");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Write a reply");
        until("its words are in the field", () -> Keys.said(keys.owner()), "Second");
        keys.press(KeyCode.ESCAPE);
        until("it is left as it was", () -> Keys.said(keys.owner()), "");
        keys.untilAt("Write a reply");
        assertThat(stored()).extracting(OutboxMessage::text).contains("Second");
    }

    @Test
    void whatChangesMeanwhile_leavesTheKeyboardOnTheSameButtonOfTheSameReply_orOnTheRows() {
        open("First", "Second", "Third");
        keys.press(KeyCode.DOWN);
        keys.untilChosen("Second");
        keys.tabTo("Cancel");
        discard("First");
        until("the first is gone", () -> list().getItems().size(), 2);
        keys.untilAt("Cancel");
        untilSelected("Second");
        plan("Earlier", 0);
        until("another one came", () -> list().getItems().size(), 3);
        keys.untilAt("Cancel");
        untilSelected("Second");
        discard("Second");
        until("its own is gone", () -> list().getItems().size(), 2);
        keys.untilAt(PAGE);
        keys.untilChosen("Third");
        discard("Earlier");
        discard("Third");
        keys.untilAt(EMPTY);
        plan("Another", 1);
        keys.untilAt(PAGE);
        keys.untilChosen("Another");
    }

    private void untilSelected(String words) {
        until("this reply's row is the chosen one",
                () -> String.valueOf(list().getSelectionModel().getSelectedItem()).contains(words));
    }

    private void discard(String words) {
        OutboxMessage reply = stored().stream().filter(each -> each.text().equals(words)).findFirst().orElseThrow();
        assertThat(window.stored.database.outbox().discard(reply.id())).isTrue();
    }
}
