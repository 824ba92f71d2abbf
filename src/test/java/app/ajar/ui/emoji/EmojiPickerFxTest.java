package app.ajar.ui.emoji;

import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import app.ajar.ui.kit.EmojiTile;
import app.ajar.ui.thread.OpenThread;
import java.util.Locale;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The choice of emoji at a real composer. */
class EmojiPickerFxTest extends OpenThread {

    private void begin(FxRobot robot) {
        show(robot, stored.chat(CHAT, "p1", 3));
        robot.interact(pane::focusComposer);
        settle();
    }

    private void open(FxRobot robot) {
        press(robot, KeyCode.CONTROL, KeyCode.PERIOD);
        await(() -> shown(robot) && search(robot).isFocused());
    }

    private static boolean shown(FxRobot robot) {
        return robot.lookup(".emoji-picker").tryQuery().isPresent();
    }

    private static TextField search(FxRobot robot) {
        return robot.lookup(".emoji-search").queryAs(TextField.class);
    }

    private static String name(FxRobot robot) {
        return robot.lookup(".emoji-name").queryAs(Label.class).getText();
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    private void query(FxRobot robot, String words) {
        robot.interact(() -> search(robot).setText(words));
        settle();
    }

    @Test
    void theKeysAlone_openSearchChoose_andTypeAtTheCursor(FxRobot robot) {
        begin(robot);
        robot.interact(() -> pane.composer().setText("Thank you"));
        open(robot);
        query(robot, "red heart");
        assertThat(name(robot)).isEqualTo("red heart");
        press(robot, KeyCode.ENTER);
        assertThat(shown(robot)).isFalse();
        assertThat(pane.composer().text()).isEqualTo("Thank you❤️");
        assertThat(emojiUsed).containsExactly("❤️");
        assertThat(stored.database.outbox().all()).isEmpty();
        robot.write("x");
        settle();
        assertThat(pane.composer().text()).isEqualTo("Thank you❤️x");
    }

    @Test
    void namesAreThoseOfTheWindowsLanguage_andTheEnglishOnesAreFoundToo(FxRobot robot) {
        Texts.speak(Tongue.of("de", Locale.GERMANY, Locale.GERMANY));
        try {
            begin(robot);
            open(robot);
            query(robot, "rotes herz");
            assertThat(name(robot)).isEqualTo("rotes Herz");
            query(robot, "red heart");
            assertThat(name(robot)).isEqualTo("rotes Herz");
        } finally {
            Texts.speak(Tongue.PLAIN);
        }
    }

    @Test
    void arrowsMove_shiftEnterStaysOpen_andThoseUsedStandFirstNextTime(FxRobot robot) {
        begin(robot);
        open(robot);
        assertThat(name(robot)).isEqualTo("grinning face");
        press(robot, KeyCode.RIGHT);
        press(robot, KeyCode.SHIFT, KeyCode.ENTER);
        press(robot, KeyCode.LEFT);
        press(robot, KeyCode.SHIFT, KeyCode.ENTER);
        assertThat(shown(robot)).isTrue();
        assertThat(pane.composer().text()).isEqualTo("😃😀");
        press(robot, KeyCode.ESCAPE);
        assertThat(shown(robot)).isFalse();
        open(robot);
        assertThat(name(robot)).isEqualTo("grinning face");
        press(robot, KeyCode.RIGHT);
        assertThat(name(robot)).isEqualTo("grinning face with big eyes");
        assertThat(robot.lookup(".emoji-title").queryAs(Label.class).getText()).isEqualTo("Used last");
    }

    @Test
    void arrowsGoWhereTheyPoint_inAWindowReadFromTheRight(FxRobot robot) {
        robot.interact(() -> stage.getScene().setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT));
        begin(robot);
        open(robot);
        press(robot, KeyCode.LEFT);
        assertThat(name(robot)).isEqualTo("grinning face with big eyes");
        press(robot, KeyCode.RIGHT);
        assertThat(name(robot)).isEqualTo("grinning face");
    }

    @Test
    void escCloses_withTheTextAsItWas_andTheButtonOpensAgain(FxRobot robot) {
        begin(robot);
        robot.interact(() -> pane.composer().setText("Hello"));
        open(robot);
        query(robot, "zzzzz");
        assertThat(robot.lookup(".emoji-nothing").query().isVisible()).isTrue();
        press(robot, KeyCode.ENTER);
        assertThat(shown(robot)).isTrue();
        press(robot, KeyCode.ESCAPE);
        assertThat(shown(robot)).isFalse();
        assertThat(pane.composer().text()).isEqualTo("Hello");
        Button button = robot.lookup((Node node) -> "Emoji".equals(node.getAccessibleText())
                && node instanceof Button).queryButton();
        robot.interact(button::fire);
        settle();
        assertThat(shown(robot)).isTrue();
        assertThat(search(robot).getText()).isEmpty();
        robot.interact(button::fire);
        settle();
        assertThat(shown(robot)).isFalse();
    }

    @Test
    void aTone_isWornFromThenOn(FxRobot robot) {
        begin(robot);
        open(robot);
        query(robot, "thumbs up");
        robot.interact(() -> robot.lookup(".emoji-tone").queryAllAs(Button.class).stream()
                .filter(tone -> tone.getAccessibleText().equals("Medium skin tone")).findFirst().orElseThrow().fire());
        settle();
        press(robot, KeyCode.ENTER);
        assertThat(pane.composer().text()).isEqualTo("👍🏽");
    }

    @Test
    void aClick_takesWhatIsUnderThePointer(FxRobot robot) {
        begin(robot);
        open(robot);
        query(robot, "pizza");
        robot.clickOn(".emoji-place");
        settle();
        assertThat(shown(robot)).isFalse();
        assertThat(pane.composer().text()).isEqualTo("🍕");
    }

    @Test
    void onlyWhatIsSeen_hasNodes_alsoAtTheFarEnd(FxRobot robot) {
        begin(robot);
        open(robot);
        assertThat(robot.lookup(".emoji-place").queryAll()).hasSizeBetween(20, 150);
        robot.interact(() -> search(robot).fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.END, false,
                true, false, false)));
        settle();
        assertThat(name(robot)).isEqualTo("flag: Wales");
        await(() -> robot.lookup(".emoji-place").queryAll().stream()
                .anyMatch(node -> "flag: Wales".equals(node.getAccessibleText())));
        assertThat(robot.lookup(".emoji-place").queryAll()).hasSizeBetween(20, 150);
        assertThat(robot.lookup(node -> node instanceof EmojiTile).queryAll()).hasSizeLessThan(250);
    }
}
