package app.ajar.ui.kit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

@ExtendWith(ApplicationExtension.class)
class EmojiTextFxTest {

    private static final String ARABIC = "هل يمكن التوصيل إلى دبي؟ أريد طلب قطعتين من اللون الأزرق إذا كان متوفراً 😍";

    private final StackPane root = new StackPane();

    @Start
    void start(Stage stage) {
        Scene scene = new Scene(root, 600, 400);
        Theme.apply(scene, false);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    @Test
    void emoji_areNeverHandedToATextNode(FxRobot robot) {
        EmojiText text = shown(robot, 0, "Obsessed 😍 with 👨‍👩‍👧‍👦 this 1️⃣ ❤");
        assertThat(letters(text)).isEqualTo("Obsessed  with  this  ");
    }

    @Test
    void plainText_isOneNode(FxRobot robot) {
        assertThat(shown(robot, 0, "Do you ship to Lagos?").getChildrenUnmodifiable()).singleElement()
                .isInstanceOf(Text.class);
    }

    @Test
    void emoji_takeTheirSpaceBeforeTheyAreDrawn_andAreDrawnInColour(FxRobot robot) throws Exception {
        EmojiText text = shown(robot, 0, "❤");
        double before = text.getWidth();
        EmojiText.prepare().get(60, TimeUnit.SECONDS);
        robot.interact(() -> {
            root.layout();
            WritableImage picture = text.snapshot(null, null);
            assertThat(hasRed(picture)).isTrue();
        });
        assertThat(text.getWidth()).isEqualTo(before);
    }

    @Test
    void aWiderRightToLeftText_inAUsedNode_canBeAskedForItsBoundsBeforeTheNextLayout(FxRobot robot) {
        robot.interact(() -> {
            EmojiText text = new EmojiText(1);
            text.setText("יו");
            text.resize(text.prefWidth(-1), text.prefHeight(-1));
            text.layout();
            for (String wider : List.of("רל", "רות לוי והמשפחה", "يوسف الحداد من دبي")) {
                text.setText(wider);
                assertThatCode(() -> text.getChildrenUnmodifiable().forEach(flow -> ((Parent) flow)
                        .getChildrenUnmodifiable().forEach(Node::getBoundsInParent))).doesNotThrowAnyException();
            }
        });
    }

    @Test
    void rightToLeftWords_canBeAskedForTheirBaseline_onceTheyAreMeasuredAndBeforeTheyAreLaidOut(FxRobot robot) {
        robot.interact(() -> {
            for (String words : List.of("מרים הגדולה ".repeat(9), "מרים הגדולה", "يوسف الحداد من دبي",
                    "Cafe\u0301 cre\u0300me ".repeat(6))) {
                EmojiText text = new EmojiText(1);
                text.setText(words);
                double height = text.prefHeight(text.prefWidth(-1));
                assertThat(text.getBaselineOffset()).as(words).isBetween(1.0, 2 * height);
            }
        });
    }

    @Test
    void rightToLeftAndShapedText_wrapsAtAnyWidth(FxRobot robot) {
        robot.interact(() -> {
            for (String words : List.of(ARABIC, ARABIC.replace("😍", ""),
                    "खरीदने से पहले दो सवाल हैं क्या आप दिल्ली भेजते हैं",
                    "สวัสดีค่ะ มีไซซ์เอ็มไหมคะ ขอบคุณมากค่ะ ขอบคุณ hello ขอบคุณ", "Cafe\u0301 cre\u0300me ".repeat(6),
                    "שלום, האם אפשר לשלוח את זה לתל אביב לפני סוף השבוע",
                    "Mixed english and عربي طويل جدا مع كلمات كثيرة and english again")) {
                for (int width = 1; width < 700; width += 7) {
                    EmojiText text = new EmojiText(0);
                    text.setText(words);
                    double w = width;
                    assertThatCode(() -> {
                        double height = text.prefHeight(w);
                        text.resize(w, height);
                        text.layout();
                        text.snapshot(null, null);
                    }).as("%s at %s", words, w).doesNotThrowAnyException();
                    assertThat(text.prefHeight(w)).isPositive();
                }
            }
        });
    }

    @Test
    void rightToLeftText_standsAtTheRight(FxRobot robot) {
        EmojiText text = shown(robot, 0, ARABIC);
        assertThat(text.getNodeOrientation()).isEqualTo(NodeOrientation.RIGHT_TO_LEFT);
        assertThat(shown(robot, 0, "Hello").getNodeOrientation()).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
    }

    @ParameterizedTest
    @EnumSource(names = {"LEFT_TO_RIGHT", "RIGHT_TO_LEFT"})
    void aLineWithRoom_beginsWhereTheWindowIsReadFrom_inAnyScript(NodeOrientation window, FxRobot robot) {
        robot.interact(() -> root.setNodeOrientation(window));
        for (String words : List.of("Hello", "Hello 😍", "שלום", "שלום 😍")) {
            EmojiText text = shown(robot, 1, words);
            robot.interact(() -> {
                text.resizeRelocate(100, 0, 300, text.prefHeight(-1));
                text.layout();
                Bounds whole = text.localToScene(text.getLayoutBounds());
                List<Bounds> drawn = text.getChildrenUnmodifiable().stream()
                        .map(part -> part.localToScene(part.getLayoutBounds())).toList();
                if (window == NodeOrientation.LEFT_TO_RIGHT) {
                    double left = drawn.stream().mapToDouble(Bounds::getMinX).min().orElseThrow();
                    assertThat(left).as(words).isCloseTo(whole.getMinX(), within(2.0));
                } else {
                    double right = drawn.stream().mapToDouble(Bounds::getMaxX).max().orElseThrow();
                    assertThat(right).as(words).isCloseTo(whole.getMaxX(), within(2.0));
                }
            });
        }
    }

    @Test
    void aLineWithEmoji_standsAsAFlowWould(FxRobot robot) {
        for (String words : List.of("😍", "Hello 😍", "😍😍 and 👍🏽 too", "one ❤ two 🔥 three", "日本 🎏 ok")) {
            EmojiText line = shown(robot, 1, words);
            EmojiText flow = shown(robot, 0, words);
            assertThat(flow.getChildrenUnmodifiable()).singleElement().isInstanceOf(TextFlow.class);
            List<Node> pieces = ((Parent) flow.getChildrenUnmodifiable().getFirst()).getChildrenUnmodifiable();
            assertThat(line.getChildrenUnmodifiable()).as(words).hasSameSizeAs(pieces);
            assertThat(line.prefWidth(-1)).as(words).isCloseTo(flow.prefWidth(-1), within(2.0));
            double down = place(line, 0).getMinY() - place(flow, 0).getMinY();
            for (int i = 0; i < pieces.size(); i++) {
                assertThat(place(line, i).getMinX()).as(words).isCloseTo(place(flow, i).getMinX(), within(2.0));
                assertThat(place(line, i).getMinY() - down).as(words).isCloseTo(place(flow, i).getMinY(), within(1.0));
            }
        }
    }

    /** Where in the text its n-th piece stands. */
    private static Bounds place(EmojiText text, int n) {
        Node first = text.getChildrenUnmodifiable().getFirst();
        Node piece = first instanceof TextFlow flow
                ? flow.getChildrenUnmodifiable().get(n)
                : text.getChildrenUnmodifiable().get(n);
        return text.sceneToLocal(piece.localToScene(piece.getLayoutBounds()));
    }

    @Test
    void aLineTooLong_endsInAnEllipsisAndKeepsItsHeight(FxRobot robot) {
        EmojiText text = shown(robot, 1,
                "A very long line 😍😍 that does not fit into the width that it is given by far");
        double high = text.prefHeight(-1);
        robot.interact(() -> {
            text.resize(140, high);
            text.layout();
            assertThat(letters(text)).endsWith("…").hasSizeLessThan(40);
            text.resize(2_000, high);
            text.layout();
            assertThat(letters(text)).endsWith("by far");
        });
        assertThat(text.getText()).endsWith("by far");
    }

    @Test
    @Timeout(20)
    void hostileText_neitherHangsNorThrows(FxRobot robot) {
        long start = System.nanoTime();
        for (String words : List.of("Z" + "\u0335".repeat(10_000), "x".repeat(1 << 20), "😍".repeat(100_000),
                "\uD83D".repeat(500), "ש".repeat(50_000), "\u202E\u2066 tricked \u0000")) {
            shown(robot, 1, words);
        }
        shown(robot, 0, "Z" + "\u0335".repeat(10_000));
        shown(robot, 0, "\u202E backwards \uDE0D");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    private EmojiText shown(FxRobot robot, int lines, String words) {
        EmojiText text = new EmojiText(lines);
        robot.interact(() -> {
            text.setText(words);
            text.setMaxSize(EmojiText.USE_PREF_SIZE, EmojiText.USE_PREF_SIZE);
            root.getChildren().setAll(text);
            root.applyCss();
            root.layout();
        });
        return text;
    }

    private static String letters(Node node) {
        if (node instanceof Text text) {
            return text.getText();
        }
        StringBuilder letters = new StringBuilder();
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> letters.append(letters(child)));
        }
        return letters.toString();
    }

    private static boolean hasRed(WritableImage picture) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                var colour = picture.getPixelReader().getColor(x, y);
                if (colour.getRed() > 0.7 && colour.getGreen() < 0.4 && colour.getBlue() < 0.4) {
                    return true;
                }
            }
        }
        return false;
    }
}
