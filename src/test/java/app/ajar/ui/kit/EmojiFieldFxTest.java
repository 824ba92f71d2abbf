package app.ajar.ui.kit;

import java.util.Random;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

// A text control exists only once the toolkit runs.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class EmojiFieldFxTest {

    private static final String[] PIECES = {"a", " ", "😍", "👨‍👩‍👧‍👦", "❤️", "👍🏽", "1️⃣", "é", "هل", "\n", "🇳🇬",
            "🦊"};

    private EmojiField field;

    @Start
    void start(Stage stage) {
        field = new EmojiField(6, "Write");
        Scene scene = new Scene(new StackPane(field), 500, 300);
        Theme.apply(scene, false);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Test
    void promptsThatTheToolkitWouldSpoil_areKnown() {
        assertThat(EmojiField.canPrompt("Reply to Maya Okafor")).isTrue();
        assertThat(EmojiField.canPrompt("Reply to يوسف الحداد")).isFalse();
        assertThat(EmojiField.canPrompt("Reply to רות לוי")).isFalse();
        assertThat(EmojiField.canPrompt("Reply to 🌿 Fern & Co")).isFalse();
    }

    @Test
    void whatIsWritten_isWhatIsRead(FxRobot robot) {
        robot.interact(() -> {
            Random random = new Random(3);
            for (int round = 0; round < 60; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = 0; i < random.nextInt(20); i++) {
                    text.append(PIECES[random.nextInt(PIECES.length)]);
                }
                field.setText(text.toString());
                assertThat(field.getText()).isEqualTo(text.toString());
            }
        });
    }

    @Test
    void backspace_takesAWholeEmoji(FxRobot robot) {
        robot.interact(() -> {
            field.setText("Hi 👨‍👩‍👧‍👦");
            area(robot).deletePreviousChar();
            assertThat(field.getText()).isEqualTo("Hi ");
        });
    }

    @Test
    void undo_bringsTheEmojiBack(FxRobot robot) {
        robot.interact(() -> {
            area(robot).replaceSelection("one 😍");
            area(robot).deletePreviousChar();
            area(robot).undo();
            assertThat(field.getText()).isEqualTo("one 😍");
        });
    }

    @Test
    void copying_givesRealEmoji(FxRobot robot) {
        robot.interact(() -> {
            field.setText("one 😍 two");
            area(robot).selectAll();
            area(robot).copy();
            assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("one 😍 two");
            area(robot).cut();
            assertThat(field.getText()).isEmpty();
            area(robot).paste();
            assertThat(field.getText()).isEqualTo("one 😍 two");
        });
    }

    @Test
    void piecesThatBecomeOneEmoji_areJoined(FxRobot robot) {
        robot.interact(() -> {
            field.setText("");
            field.insert("👍");
            field.insert("🏽");
            assertThat(field.getText()).isEqualTo("👍🏽");
            assertThat(area(robot).getLength()).isEqualTo(1);
            assertThat(area(robot).getCaretPosition()).isEqualTo(1);
        });
    }

    @Test
    void eachEmoji_hasItsPictureOverItsPlace(FxRobot robot) {
        robot.interact(() -> {
            field.setText("ab😍c😍");
            field.layout();
            assertThat(robot.lookup(node -> node instanceof EmojiTile).queryAllAs(EmojiTile.class)).hasSize(2)
                    .extracting(tile -> (int) tile.getLayoutX()).doesNotHaveDuplicates().isSorted();
        });
    }

    @Test
    void growsWithItsLines_upToSix(FxRobot robot) {
        robot.interact(() -> {
            field.setText("one");
            double one = field.prefHeight(400);
            field.setText("one\ntwo\nthree");
            double three = field.prefHeight(400);
            field.setText("x\n".repeat(50));
            double many = field.prefHeight(400);
            assertThat(three).isGreaterThan(one + 20);
            assertThat(many).isGreaterThan(three).isLessThan(6 * (three - one) / 2 + one);
        });
    }

    @Test
    void longRightToLeftText_doesNotThrow(FxRobot robot) {
        robot.interact(() -> assertThatCode(() -> {
            field.setText("هل يمكن التوصيل إلى دبي؟ أريد طلب قطعتين من اللون الأزرق إذا كان متوفراً ".repeat(5));
            field.getParent().layout();
        }).doesNotThrowAnyException());
    }

    private static TextArea area(FxRobot robot) {
        return robot.lookup(".text-area").queryAs(TextArea.class);
    }
}
