package app.ajar.ui.thread;

import app.ajar.model.OutboxMessage.Content.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** A file by its public address, from the card at a real composer. */
class FileByLinkFxTest extends OpenThread {

    private void begin(FxRobot robot) {
        undo = Duration.ofSeconds(10);
        show(robot, stored.chat(CHAT, "p1", 3));
        robot.interact(pane::focusComposer);
        settle();
    }

    private void openCard(FxRobot robot) {
        Button tool = robot.lookup((Node node) -> node instanceof Button
                && "Send a file by link".equals(node.getAccessibleText())).queryButton();
        robot.interact(tool::fire);
        settle();
    }

    private static boolean shown(FxRobot robot) {
        return robot.lookup(".file-by-link").tryQuery().isPresent();
    }

    private static Button send(FxRobot robot) {
        return robot.lookup(".file-by-link .primary-button").queryButton();
    }

    private void type(FxRobot robot, String address) {
        robot.interact(() -> robot.lookup(".file-by-link .text-field").queryAs(TextField.class).setText(address));
        settle();
    }

    private static String says(FxRobot robot) {
        return robot.lookup(".file-by-link .schedule-reason").queryAs(Label.class).getText();
    }

    private static String kind(FxRobot robot) {
        return robot.lookup(".file-by-link .radio-button").queryAllAs(RadioButton.class).stream()
                .filter(RadioButton::isSelected).map(RadioButton::getText).findFirst().orElse("");
    }

    @Test
    void anAddress_isSentAsWhatItsEndingSays_andTheWordsStay(FxRobot robot) {
        begin(robot);
        robot.interact(() -> pane.composer().setText("Half a sen"));
        openCard(robot);
        assertThat(send(robot).isDisabled()).isTrue();
        type(robot, "https://example.com/films/run.mp4");
        assertThat(kind(robot)).isEqualTo("Video");
        robot.push(KeyCode.ENTER);
        await(() -> !stored.database.outbox().all().isEmpty());
        settle();
        assertThat(stored.database.outbox().all()).singleElement().satisfies(reply -> {
            assertThat(reply.content().kind()).isEqualTo(Kind.VIDEO);
            assertThat(reply.content().url()).isEqualTo("https://example.com/films/run.mp4");
        });
        assertThat(pane.composer().text()).isEqualTo("Half a sen");
        await(() -> robot.lookup(".message-card").tryQuery().isPresent());
        assertThat(shown(robot)).isFalse();
    }

    @Test
    void theKind_canBeChanged_andIsAskedForWhereTheEndingSaysNothing(FxRobot robot) {
        begin(robot);
        openCard(robot);
        type(robot, "https://example.com/download?id=7");
        assertThat(says(robot)).isEqualTo("Choose what it is");
        assertThat(send(robot).isDisabled()).isTrue();
        RadioButton pdf = robot.lookup(".file-by-link .radio-button").queryAllAs(RadioButton.class).stream()
                .filter(choice -> choice.getText().equals("PDF")).findFirst().orElseThrow();
        robot.interact(pdf::fire);
        type(robot, "https://example.com/list.png");
        assertThat(kind(robot)).isEqualTo("PDF");
        robot.interact(() -> send(robot).fire());
        await(() -> !stored.database.outbox().all().isEmpty());
        assertThat(stored.database.outbox().all().getFirst().content().kind()).isEqualTo(Kind.FILE);
    }

    @Test
    void whatInstagramCouldNotFetch_isRefusedWithItsReason(FxRobot robot) {
        begin(robot);
        openCard(robot);
        assertThat(says(robot)).isEmpty();
        type(robot, "http://example.com/a.jpg");
        assertThat(says(robot)).contains("https://");
        type(robot, "C:\\Pictures\\a.jpg");
        assertThat(says(robot)).contains("on your computer");
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(send(robot).isDisabled()).isTrue();
        assertThat(stored.database.outbox().all()).isEmpty();
        robot.push(KeyCode.ESCAPE);
        settle();
        assertThat(shown(robot)).isFalse();
    }

    @Test
    void aPastedPicture_bringsUpTheCard_whichSaysWhy_andPastedWordsDoNot(FxRobot robot) {
        begin(robot);
        robot.interact(() -> put(content -> content.putImage(new WritableImage(4, 4))));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        settle();
        assertThat(shown(robot)).isTrue();
        assertThat(says(robot)).contains("public address");
        robot.push(KeyCode.ESCAPE);
        robot.interact(() -> put(content -> content.putString("hello")));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        settle();
        assertThat(shown(robot)).isFalse();
        assertThat(pane.composer().text()).isEqualTo("hello");
        robot.interact(() -> put(content -> content.putFiles(List.of(Path.of("a.jpg").toFile()))));
        robot.push(KeyCode.CONTROL, KeyCode.V);
        settle();
        assertThat(shown(robot)).isTrue();
    }

    private static void put(Consumer<ClipboardContent> what) {
        ClipboardContent content = new ClipboardContent();
        what.accept(content);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
