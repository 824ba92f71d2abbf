package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import app.ajar.store.StoreException;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.FxBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(ApplicationExtension.class)
class MainWindowFxTest {

    private static final double ROW = 74;

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 200);
        window.open(null);
        until("rows are there", () -> list().getItems().size() >= 60);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void list_keepsWhatIsRead_whenSomebodyWritesWhileScrolledDown() {
        run(() -> {
            flow().scrollPixels(20 * ROW + 30);
            list().layout();
        });
        List<?> before = shown();
        double top = fx(() -> flow().getFirstVisibleCell().getLayoutY());

        window.stored.writes("person-150", NOON, "New on top");
        until("the new row is on top", () -> list().getItems().getFirst().toString().contains("New on top"));

        assertThat(shown()).isEqualTo(before);
        assertThat(fx(() -> flow().getFirstVisibleCell().getLayoutY())).isCloseTo(top, within(0.5));
    }

    @Test
    void list_showsTheNewRow_whenSomebodyWritesAndTheTopIsShown() {
        window.stored.writes("person-30", NOON, "New on top");
        until("the new row is on top", () -> list().getItems().getFirst().toString().contains("New on top"));
        assertThat(fx(() -> flow().getFirstVisibleCell().getIndex())).isZero();
        assertThat(fx(() -> flow().getFirstVisibleCell().getLayoutY())).isCloseTo(0, within(0.5));
    }

    @Test
    void list_loadsOn_whileOneScrolls_untilItsEnd() {
        for (int i = 0; i < 12; i++) {
            run(() -> {
                flow().scrollPixels(20 * ROW);
                list().layout();
            });
            int seen = fx(() -> flow().getLastVisibleCell().getIndex());
            until("more rows than seen", () -> list().getItems().size() > seen + 5 || list().getItems().size() == 200);
        }
        until("all rows are there", () -> list().getItems().size() == 200);
    }

    @Test
    void keyboard_movesSearchesAndComesBack(FxRobot robot) {
        run(() -> list().requestFocus());
        robot.push(KeyCode.J).push(KeyCode.J).push(KeyCode.J).push(KeyCode.K);
        until("the second is selected", () -> list().getSelectionModel().getSelectedIndex() == 1);
        robot.push(KeyCode.DOWN);
        until("the third is selected", () -> list().getSelectionModel().getSelectedIndex() == 2);

        robot.push(KeyCode.CONTROL, KeyCode.K);
        until("the search has the keyboard", () -> search().isFocused());
        robot.write("person-77");
        until("one row is found", () -> list().getItems().size() == 1);
        robot.push(KeyCode.ESCAPE);
        until("all rows are back", () -> list().getItems().size() >= 60);
        assertThat(fx(() -> list().getSelectionModel().getSelectedIndex())).isEqualTo(2);
    }

    @Test
    void search_opensTheFirstPersonFound_byEnterAtOnceAndByTheDownArrow(FxRobot robot) {
        run(() -> list().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.F);
        until("the search has the keyboard", () -> search().isFocused());
        run(() -> {
            search().setText("person-77");
            search().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        until("the one found is open", () -> list().getItems().size() == 1
                && list().getSelectionModel().getSelectedIndex() == 0);

        robot.push(KeyCode.CONTROL, KeyCode.K);
        until("the search has the keyboard again", () -> search().isFocused());
        run(() -> search().setText("person-123"));
        until("nothing of it is open", () -> list().getItems().size() == 1
                && list().getSelectionModel().getSelectedIndex() < 0);
        robot.push(KeyCode.DOWN);
        until("the other is open", () -> list().getSelectionModel().getSelectedIndex() == 0);
        assertThat(fx(() -> list().isFocused())).isTrue();
    }

    @Test
    void keyboard_reachesSettingsAndShortcuts_andComesBack(FxRobot robot) {
        run(() -> list().requestFocus());
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        until("settings are shown", () -> window.sees("settings-cards"));
        assertThat(window.words("settings-path")).containsExactly(folder.toString());
        robot.push(KeyCode.ESCAPE);
        until("the inbox is shown", () -> window.sees("conversation-list"));
        assertThat(fx(() -> list().isFocused())).isTrue();
        robot.write("?");
        until("the shortcuts are shown", () -> window.sees("shortcuts-sheet"));
        robot.push(KeyCode.ESCAPE);
        until("the shortcuts are gone", () -> !window.sees("shortcuts-sheet"));
    }

    @Test
    void chips_filterTheList_andSayWhatWaits() {
        window.stored.writes("person-8", NOON, "A question");
        until("unread is counted", () -> window.words("chip-number").contains("99+"));
        ToggleButton unread = (ToggleButton) window.node("chips", HBox.class).getChildren().get(1);
        run(unread::fire);
        until("the first unread is on top", () -> list().getItems().getFirst().toString().contains("A question"));
        run(unread::fire);
        assertThat(fx(unread::isSelected)).isTrue();
    }

    @Test
    void failure_isSaidInABar_untilItIsHidden() {
        Notices notices = new Notices(folder, FxBridge.platform());
        Notices.Bar bar = fx(() -> new Notices.Bar(notices));
        assertThat(fx(bar::isVisible)).isFalse();
        notices.report(new StoreException("page 7 is broken", new IOException("no such file")));
        until("the bar is shown", bar::isVisible);
        assertThat(fx(() -> words(bar))).containsExactly("Ajar cannot use its data folder right now",
                "What is on screen stays, but changes may not be kept. Check that " + folder
                        + " is there and may be written.");
        run(() -> ((Button) bar.getChildren().getLast()).fire());
        assertThat(fx(bar::isVisible)).isFalse();
        notices.report(new IllegalStateException("a bug"));
        until("the bar is shown", bar::isVisible);
        assertThat(fx(() -> words(bar))).startsWith("Something went wrong in Ajar");
    }

    private static List<String> words(Notices.Bar bar) {
        return ((GridPane) bar.getChildren().get(1)).getChildren().stream().map(Label.class::cast).map(Label::getText)
                .toList();
    }

    @Test
    void colours_goRound_andAreRemembered() {
        assertThat(fx(() -> rail().getAccessibleText())).startsWith("Colours: as the system");
        run(() -> rail().fire());
        assertThat(background()).isEqualTo(Color.web("#f5f5f8"));
        run(() -> rail().fire());
        assertThat(background()).isEqualTo(Color.web("#111117"));
        window.closeWindow();
        assertThat(window.remembered().theme()).isEqualTo(Settings.Theme.DARK);
    }

    @Test
    void window_remembersPlaceSplitAndConversation() {
        run(() -> {
            window.stage().setWidth(960);
            window.stage().setHeight(640);
            list().getSelectionModel().select(4);
        });
        window.closeWindow();
        Settings remembered = window.remembered();
        assertThat(remembered.window()).isEqualTo(new Settings.WindowPlace(0, 0, 960, 640, false));
        assertThat(remembered.selectedConversation()).isEqualTo("person-5");
        assertThat(remembered.selectedAccount()).isEqualTo(StoredInbox.SHOP.value());

        OpenWindow again = window;
        again.open(null);
        until("the conversation is open again", () -> list().getSelectionModel().getSelectedIndex() == 4);
        assertThat(fx(() -> again.stage().getWidth())).isEqualTo(960);
    }

    @Test
    void narrowWindow_letsListAndConversationTakeTurns() {
        until("the conversation's side has come", () -> window.sees("thread-pane"));
        run(() -> {
            window.stage().setMinWidth(0);
            window.stage().setWidth(700);
        });
        until("the list is alone", () -> window.sees("conversation-list") && !window.sees("thread-pane"));
        run(() -> list().getSelectionModel().select(0));
        until("the conversation is alone", () -> window.sees("thread-pane") && !window.sees("conversation-list"));
        window.press(KeyCode.ESCAPE);
        until("the list is back", () -> window.sees("conversation-list"));
    }

    @Test
    void picture_isWholeAndOfTheSizeAskedFor() throws Exception {
        Path file = folder.resolve("window.png");
        Picture asked = new Picture(file, 1000, 640, Settings.Theme.DARK, 2, Page.INBOX, 1, Duration.ofSeconds(30));
        Shell shell = window.shell();
        assertThat(fx(() -> shell.take(asked)).get()).isEqualTo(file);
        Image image = new Image(Files.newInputStream(file));
        assertThat(image.getException()).isNull();
        assertThat(image.getWidth()).isEqualTo(1000);
        assertThat(image.getHeight()).isEqualTo(640);
        assertThat(image.getPixelReader().getColor(4, 320)).isEqualTo(Color.web("#0d0d12"));
        assertThat(fx(() -> list().getSelectionModel().getSelectedIndex())).isEqualTo(1);
        window.closeWindow();
        assertThat(window.remembered().selectedConversation()).isNull();
        assertThat(window.remembered().window()).isNull();
    }

    private Color background() {
        return fx(() -> {
            window.stage().getScene().getRoot().applyCss();
            return (Color) ((Region) window.stage().getScene().getRoot()).getBackground()
                    .getFills().getFirst().getFill();
        });
    }

    private Button rail() {
        List<Node> buttons = ((VBox) window.stage().getScene().getRoot()
                .lookup(".rail")).getChildren();
        return (Button) buttons.get(buttons.size() - 2);
    }

    private ListView<?> list() {
        return (ListView<?>) window.stage().getScene().getRoot().lookup(".conversation-list");
    }

    private TextField search() {
        return (TextField) window.stage().getScene().getRoot().lookup(".search-text");
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list().lookup(".virtual-flow");
    }

    private List<?> shown() {
        return fx(() -> {
            IndexedCell<?> first = flow().getFirstVisibleCell();
            return List.copyOf(list().getItems().subList(first.getIndex(), flow().getLastVisibleCell().getIndex()));
        });
    }
}
