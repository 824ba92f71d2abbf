package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.settings.Notifications;
import app.ajar.settings.Notifications.Details;
import app.ajar.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.inbox.StoredInbox.id;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What pops up beside the real window, and the settings about it. The clock stands, so that nothing goes by itself. */
@ExtendWith(ApplicationExtension.class)
class NotificationsFxTest {

    private static final Notifications TOLD = Notifications.DEFAULTS.withStay(true);

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void prepare() {
        window = OpenWindow.offline(folder, 5);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void open(Notifications told) {
        window.tell(told);
        Shell shell = window.open(null);
        until("it is known what is there already", () -> shell.desktop().started());
        until("the list is there", () -> list().getItems().size() >= 5);
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }

    private static List<Node> cardNodes() {
        return Window.getWindows().stream().filter(shown -> shown.isShowing() && shown.getScene() != null)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(".notify-card").stream()).toList();
    }

    /** What the cards say to who listens, from top to bottom. */
    private static List<String> cards() {
        return cardNodes().stream().map(Node::getAccessibleText).filter(Objects::nonNull).toList();
    }

    private static void click(Node node) {
        node.fireEvent(new MouseEvent(MouseEvent.MOUSE_CLICKED, 1, 1, 1, 1, MouseButton.PRIMARY, 1, false, false, false,
                false, true, false, false, true, false, true, null));
    }

    private boolean opened(String person) {
        return person.equals(window.settings.current().selectedConversation());
    }

    @Test
    void whatPeopleWrite_popsUp_gathersForEach_andAClickOpensTheConversation() {
        open(TOLD);
        window.stored.writes("person-3", NOON, "Is it still there?");
        until("it pops up", NotificationsFxTest::cards, List.of("person-3, Is it still there?"));
        window.stored.writes("person-4", NOON, "Hello");
        window.stored.writes("person-3", NOON, "I would take it");
        until("it gathers", NotificationsFxTest::cards,
                List.of("person-4, Hello", "person-3, 2 new messages, Is it still there?, I would take it"));

        run(() -> click(cardNodes().getLast()));
        until("it is gone", NotificationsFxTest::cards, List.of("person-4, Hello"));
        until("the window has the keyboard", () -> window.stage().isFocused());
        until("the conversation is open", () -> opened("person-3"));
        window.closeWindow();
        assertThat(fx(NotificationsFxTest::cards)).as("a closed window leaves none behind").isEmpty();
    }

    @Test
    void cardOfAnotherAccount_opensItsConversation_alsoWhereTheWindowWasPutAway() {
        AccountId cafe = new AccountId("17841400000000002");
        window.stored.connect(cafe, "harbour.cafe");
        open(TOLD);
        run(() -> window.stage().setIconified(true));
        window.stored.writes(new ConversationId(cafe, "zoe"), NOON, "A table for two?");
        until("it pops up", NotificationsFxTest::cards, List.of("zoe, A table for two?"));

        run(() -> click(cardNodes().getFirst()));
        until("it is gone", () -> cards().isEmpty());
        until("the window is back", () -> !window.stage().isIconified() && window.stage().isFocused());
        until("the conversation is open", () -> opened("zoe"));
        until("its words are shown", () -> window.sees("bubble"));
    }

    @Test
    void conversationBeforeTheUsersEyes_doesNotPopUp() {
        open(TOLD);
        run(() -> {
            window.stage().requestFocus();
            list().getSelectionModel().select(0);
        });
        until("the window has the keyboard", () -> window.stage().isFocused());
        until("the conversation is open", () -> opened("person-1"));
        window.stored.writes("person-1", NOON, "You are reading this");
        window.stored.writes("person-2", NOON, "But not this");
        until("only the other one pops up", NotificationsFxTest::cards, List.of("person-2, But not this"));
    }

    @Test
    void afterARestart_onlyWhatComesThenPopsUp() {
        open(TOLD);
        window.stored.writes("person-3", NOON, "Before");
        until("it pops up", () -> cards().size() == 1);
        window.closeWindow();
        window.stored.writes("person-4", NOON, "In between");
        open(TOLD);
        window.stored.writes("person-5", NOON, "After");
        until("only the last one pops up", NotificationsFxTest::cards, List.of("person-5, After"));
    }

    @Test
    void whatIsReadElsewhere_goesFromTheScreen() {
        open(TOLD);
        window.stored.writes("person-3", NOON, "Hello");
        until("it pops up", () -> cards().size() == 1);
        window.stored.database.notes().markRead(id("person-3"));
        until("it is gone", () -> cards().isEmpty());
    }

    @Test
    void closingWindow_popsUpOnce_alsoOverARestart() {
        window.stored.writes("late", NOON.minus(Duration.ofHours(23)), "Nobody answers me");
        window.tell(TOLD);
        Shell shell = window.open(null);
        until("it pops up", () -> cards().size() == 1);
        assertThat(fx(NotificationsFxTest::cards).getFirst()).startsWith("late, Not answered yet.");
        assertThat(fx(() -> shell.desktop().started())).isTrue();
        until("it is remembered", () -> NOON.equals(window.settings.current().notifications().windowsTold()));
        window.closeWindow();

        open(window.remembered().notifications());
        window.stored.writes("person-5", NOON, "After");
        until("only the message pops up", NotificationsFxTest::cards, List.of("person-5, After"));
    }

    @Test
    void details_sayWhatMayBeRead_alsoOfWhatStandsAlready() {
        open(TOLD);
        window.stored.writes("person-3", NOON, "A secret");
        until("it pops up", NotificationsFxTest::cards, List.of("person-3, A secret"));
        run(() -> window.press(KeyCode.ESCAPE));
        openSettings();
        run(() -> radio("Who wrote").fire());
        until("the words are gone", NotificationsFxTest::cards, List.of("person-3, New message"));
        run(() -> radio("Only that somebody wrote").fire());
        until("the name is gone", NotificationsFxTest::cards, List.of("New message"));
        until("it is kept", () -> window.settings.current().notifications().details() == Details.NOTHING);
    }

    @Test
    void pause_takesDownWhatStands_andTellsOfTheRestWhenItEnds() {
        open(TOLD);
        window.stored.writes("person-3", NOON, "Hello");
        until("it pops up", () -> cards().size() == 1);
        run(() -> ((Button) cardNodes().getFirst().lookupAll(".icon-button").stream()
                .filter(node -> "Pause for 1 hour".equals(node.getAccessibleText())).findFirst().orElseThrow()).fire());
        until("nothing stands", () -> cards().isEmpty());
        window.stored.writes("person-4", NOON, "In the pause");
        window.stored.writes("person-5", NOON, "In the pause, too");
        openSettings();
        until("the pause is told",
                () -> window.words("words-body").stream().anyMatch(said -> said.startsWith("Paused")));
        assertThat(fx(NotificationsFxTest::cards)).isEmpty();
        run(() -> labeled(Button.class, "Go on now").fire());
        until("what came is told together", NotificationsFxTest::cards, List.of(
                "2 new messages, from 2 people, While notifications were quiet, person-5, person-4"));
    }

    @Test
    void quietHours_areTakenAsTyped_andWhatMakesNoSenseIsSaid() {
        open(TOLD);
        openSettings();
        run(() -> labeled(CheckBox.class, "Quiet hours").fire());
        until("the hours are shown", () -> window.sees("notify-time"));
        type(0, "23:15");
        type(1, "6");
        until("they are kept", () -> quiet().on() && quiet().from().equals(LocalTime.of(23, 15))
                && quiet().to().equals(LocalTime.of(6, 0)));

        type(0, "soon");
        assertThat(window.words("notify-wrong")).singleElement().asString().startsWith("This is no time of day.");
        type(0, "6:00");
        assertThat(window.words("notify-wrong")).singleElement().asString().startsWith("They begin and end");
        assertThat(fx(() -> quiet().from())).as("the old ones hold").isEqualTo(LocalTime.of(23, 15));
        type(0, "22:00");
        assertThat(window.sees("notify-wrong")).isFalse();
        for (String day : List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")) {
            run(() -> labeled(CheckBox.class, day).fire());
        }
        assertThat(window.words("notify-wrong")).containsExactly("Quiet hours need at least one day.");
        window.closeWindow();
        Notifications.Quiet kept = window.remembered().notifications().quiet();
        assertThat(kept.from()).isEqualTo(LocalTime.of(22, 0));
        assertThat(kept.days()).as("the last one stays").hasSize(1);
    }

    @Test
    void keyboardAlone_opensWhatPoppedUpLast(FxRobot robot) {
        open(TOLD);
        window.stored.writes("person-3", NOON, "Hello");
        window.stored.writes("person-4", NOON, "Hello");
        until("both pop up", () -> cards().size() == 2);
        run(() -> window.stage().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.O);
        until("the last one is gone", NotificationsFxTest::cards, List.of("person-3, Hello"));
        until("its conversation is open", () -> opened("person-4"));
    }

    @Test
    void nothingPopsUp_whereItIsTurnedOff() {
        open(TOLD.withMessages(false));
        window.stored.writes("person-3", NOON, "Hello");
        openSettings();
        run(() -> labeled(CheckBox.class, "New messages").fire());
        window.stored.writes("person-4", NOON, "Hello");
        until("what comes from now on pops up", () -> cards().contains("person-4, Hello"));
        assertThat(window.settings.current()).extracting(Settings::notifications)
                .satisfies(told -> assertThat(told.messages()).isTrue());
    }

    private void openSettings() {
        run(() -> window.node("rail", Parent.class).lookupAll(".icon-button").stream()
                .filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> "Settings".equals(button.getAccessibleText())
                        || String.valueOf(button.getAccessibleText()).startsWith("Settings"))
                .findFirst().orElseThrow().fire());
        until("the settings are shown", () -> window.sees("notify-settings"));
    }

    private Notifications.Quiet quiet() {
        return window.settings.current().notifications().quiet();
    }

    /** Types into the field of the beginning (0) or the end (1), and presses Enter. */
    private void type(int field, String time) {
        run(() -> {
            TextField typed = (TextField) window.stage().getScene().getRoot().lookupAll(".notify-time").stream()
                    .skip(field).findFirst().orElseThrow();
            typed.setText(time);
            typed.fireEvent(new ActionEvent());
        });
    }

    private RadioButton radio(String words) {
        return labeled(RadioButton.class, words);
    }

    private <T extends Labeled> T labeled(Class<T> type, String words) {
        return window.stage().getScene().getRoot().lookupAll("*").stream().filter(type::isInstance).map(type::cast)
                .filter(labeled -> words.equals(labeled.getText())).findFirst().orElseThrow();
    }
}
