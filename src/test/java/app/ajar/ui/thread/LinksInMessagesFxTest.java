package app.ajar.ui.thread;

import app.ajar.ui.kit.EmojiText;
import java.net.URI;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Web addresses in the messages of both sides. */
class LinksInMessagesFxTest extends OpenThread {

    private void begin(FxRobot robot, String... texts) {
        show(robot, stored.said(CHAT, "p1", List.of(texts)));
    }

    private static List<Text> links(FxRobot robot) {
        return List.copyOf(robot.lookup(".link-run").queryAllAs(Text.class));
    }

    private static List<MenuItem> menu() {
        return Window.getWindows().stream().filter(window -> window instanceof ContextMenu && window.isShowing())
                .flatMap(window -> ((ContextMenu) window).getItems().stream()).toList();
    }

    private static String warning(MenuItem item) {
        return ((Label) ((CustomMenuItem) item).getContent()).getText();
    }

    private void click(FxRobot robot, Node link, MouseButton button) {
        robot.clickOn(link, button);
        settle();
    }

    @Test
    void aLink_opensOnAClick_andOnNothingElse(FxRobot robot) {
        begin(robot, "Look at https://example.com/shoes 👟, please", "Mine: www.example.org/x");
        assertThat(links(robot)).extracting(Text::getText).containsExactlyInAnyOrder("https://example.com/shoes",
                "www.example.org/x");
        assertThat(links).isEmpty();
        click(robot, links(robot).getFirst(), MouseButton.PRIMARY);
        assertThat(links).hasSize(1);
        click(robot, links(robot).getLast(), MouseButton.PRIMARY);
        assertThat(links).containsExactlyInAnyOrder(URI.create("https://example.com/shoes"),
                URI.create("https://www.example.org/x"));
    }

    @Test
    void whatMayDeceive_saysWhereItLeads_andOpensOnlyThen(FxRobot robot) {
        begin(robot, "Log in at https://instagram.com@evil.example/login");
        click(robot, links(robot).getFirst(), MouseButton.PRIMARY);
        assertThat(links).isEmpty();
        await(() -> menu().size() == 3);
        assertThat(warning(menu().getFirst())).contains("evil.example");
        robot.interact(() -> menu().get(1).fire());
        assertThat(links).containsExactly(URI.create("https://evil.example/login"));
    }

    @Test
    void whatThePointerIsOver_saysWhereItReallyLeads(FxRobot robot) {
        begin(robot, "Look at https://example.com/shoes", "Log in at https://instagram.com@evil.example/login");
        assertThat(tip(robot, "https://example.com/shoes")).contains("example.com").startsWith("Opens");
        assertThat(tip(robot, "https://instagram.com@evil.example/login")).contains("evil.example")
                .doesNotContain("instagram.com").contains("not what it looks like");
        assertThat(links).isEmpty();
    }

    /** What its tooltip says, made when the pointer first comes near. */
    private static String tip(FxRobot robot, String words) {
        Text link = links(robot).stream().filter(run -> run.getText().equals(words)).findFirst().orElseThrow();
        robot.interact(() -> Event.fireEvent(link, new MouseEvent(MouseEvent.MOUSE_ENTERED_TARGET, 1, 1, 1, 1,
                MouseButton.NONE, 0, false, false, false, false, false, false, false, false, false, false, null)));
        // Where the toolkit keeps the tooltip of a node that is no control.
        return link.getProperties().values().stream().filter(Tooltip.class::isInstance).map(Tooltip.class::cast)
                .map(Tooltip::getText).findFirst().orElse("");
    }

    @Test
    void theMenu_copiesTheAddress_withoutOpeningIt(FxRobot robot) {
        begin(robot, "https://münchen.de/straße");
        click(robot, links(robot).getFirst(), MouseButton.SECONDARY);
        await(() -> menu().size() == 2);
        robot.interact(() -> menu().get(1).fire());
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                .isEqualTo("https://xn--mnchen-3ya.de/stra%C3%9Fe"));
        assertThat(links).isEmpty();
    }

    @Test
    void theKeyboard_opensTheOnlyLink_andChoosesAmongSeveral(FxRobot robot) {
        begin(robot, "https://a.example/1 and https://b.example/2", "then https://c.example/3");
        robot.interact(timeline::requestFocus);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(links).containsExactly(URI.create("https://c.example/3"));
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        settle();
        await(() -> menu().size() == 5);
        robot.interact(() -> menu().get(3).fire());
        assertThat(links).endsWith(URI.create("https://b.example/2"));
    }

    @Test
    void rightToLeftWords_andEmoji_surroundALink_andWrapWithIt(FxRobot robot) {
        String arabic = "انظر إلى هذا الرابط https://example.com/" + "ab/".repeat(60) + " وشكرا جزيلا لك 🙏 "
                + "www.example.org كلمات أخرى";
        begin(robot, arabic, "עוד https://example.net/שלום, תודה", "A" + " word".repeat(60) + " https://example.com/z");
        EmojiText words = robot.lookup(node -> node instanceof EmojiText text && text.getText().equals(arabic))
                .queryAs(EmojiText.class);
        assertThat(words.links()).hasSize(2);
        assertThat(links(robot)).hasSizeGreaterThanOrEqualTo(4).allSatisfy(run -> {
            double right = words.getScene().getWidth();
            assertThat(run.localToScene(run.getBoundsInLocal()).getMaxX()).isLessThanOrEqualTo(right);
        });
        assertThat(words.getHeight()).isGreaterThan(60);
        robot.interact(() -> stage.setWidth(640));
        settle();
        assertThat(links(robot)).isNotEmpty();
    }

    @Test
    void whatIsNoLink_isWordsAsBefore(FxRobot robot) {
        begin(robot, "javascript:alert(1) and file:///etc/passwd", "10:30, example.com, a//b, www.");
        assertThat(links(robot)).isEmpty();
    }
}
