package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Shared posts and stories whose words and addresses anybody made up: where they lead is said before anything opens. */
class SharedLinksFxTest extends OpenThread {

    private static final String LONG_HOST = "instagram.com." + "a.".repeat(110) + "evil.example";

    @Test
    void aSharedPost_saysWhereItLeads_unlessThatIsInstagram(FxRobot robot) {
        List<String> addresses = List.of("https://www.instagram.com/p/abc/", "https://evil.example/p/abc",
                "https://instagram.com.evil.example/p/abc", "https://evilinstagram.com/", "https://xn--pple-43d.com/",
                "https://l.instagram.com/?u=https%3A%2F%2Fevil.example", "HTTPS://EVIL.EXAMPLE/",
                "https://" + LONG_HOST);
        show(robot, shares(addresses));

        List<Button> buttons = buttons();
        assertThat(buttons).extracting(Button::getText).containsExactly("Open the post", "Open evil.example",
                "Open instagram.com.evil.example", "Open evilinstagram.com", "Open xn--pple-43d.com",
                "Open l.instagram.com", "Open evil.example", "Open " + LONG_HOST);
        assertThat(links).isEmpty();
        robot.interact(() -> buttons.forEach(Button::fire));
        assertThat(links).containsExactlyElementsOf(addresses.stream().map(URI::create).toList());
        assertThat(pane.lookupAll(".timeline .message-card")).hasSameSizeAs(addresses).allSatisfy(
                card -> assertThat(((Region) card).getWidth()).isLessThan(pane.getWidth() * 0.63));
        // What is left of a long name is its end.
        assertThat(buttons.getLast().lookup(".text").toString()).contains("evil.example").doesNotContain(LONG_HOST);
    }

    @Test
    void whatIsNoAddressOfTheWeb_hasNothingToPress(FxRobot robot) {
        List<String> addresses = List.of("javascript:alert(1)", "data:text/html,<script>", "file:///etc/passwd",
                "http://evil.example/", "https://instagram.com@evil.example/", "https://\u0430pple.com/",
                "https://evil.example\u202E/", "https:evil.example", "smb://evil.example/x", "\\\\evil.example\\x",
                "https://" + "a.".repeat(200) + "example/", "https://[::1", "https://");
        show(robot, shares(addresses));

        assertThat(pane.lookupAll(".timeline .message-card")).hasSameSizeAs(addresses);
        assertThat(buttons()).isEmpty();
        assertThat(links).isEmpty();
    }

    @Test
    void aStory_saysWhereItLeads_unlessThatIsInstagram(FxRobot robot) {
        show(robot, List.of(story(0, "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1"),
                story(1, "https://fbsbx.com.evil.example/"), story(2, "javascript:alert(1)")));

        assertThat(buttons()).extracting(Button::getText).containsExactly("See the story",
                "Open fbsbx.com.evil.example", "Open in Instagram");
        assertThat(links).isEmpty();
    }

    private List<Button> buttons() {
        return pane.lookupAll(".timeline .message-card .link-button").stream().map(Button.class::cast)
                .sorted(Comparator.comparingDouble(button -> button.localToScene(0, 0).getY())).toList();
    }

    private static List<Message> shares(List<String> addresses) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            messages.add(message(i, Message.Kind.SHARE, null, List.of(new Attachment(0, Attachment.Kind.SHARE, null,
                    addresses.get(i), null, null, "Post by instagram.com", null, null, Attachment.State.NOT_KEPT, null,
                    null))));
        }
        return messages;
    }

    private static Message story(int number, String url) {
        return message(number, Message.Kind.STORY_MENTION, new Message.Story("story", url), List.of());
    }

    private static Message message(int number, Message.Kind kind, Message.@Nullable Story story,
            List<Attachment> attachments) {
        return new Message(CHAT, new MessageId("m" + number), Message.Direction.INBOUND, "p1",
                StoredThreads.NOW.minus(Duration.ofHours(2)).plusSeconds(60L * number), null, kind, DeliveryState.SENT,
                story, null, attachments, List.of(), null);
    }
}
