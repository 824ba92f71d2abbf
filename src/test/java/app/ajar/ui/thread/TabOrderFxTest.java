package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The keyboard goes through what is seen; what it comes to is scrolled into view. */
class TabOrderFxTest extends OpenThread {

    /** More steps than there are stops in a view, fewer than there are in all messages. */
    private static final int MOST_STOPS = 40;

    @Test
    void tab_goesThroughTheMessagesInView_andNotThroughThoseAbove(FxRobot robot) {
        show(robot, photosThatFailed(30));
        double offset = timeline.offset();
        robot.interact(timeline::requestFocus);
        List<Node> stops = new ArrayList<>();
        for (Node at = next(robot); isIn(timeline, at) && stops.size() < MOST_STOPS; at = next(robot)) {
            assertSeen(timeline, at);
            stops.add(at);
        }
        assertThat(stops).hasSizeBetween(3, MOST_STOPS - 1);
        assertThat(Math.abs(timeline.offset() - offset)).isLessThan(timeline.getHeight() / 2);
        assertThat(isIn(timeline, owner())).isFalse();

        robot.press(KeyCode.SHIFT).push(KeyCode.TAB).release(KeyCode.SHIFT);
        settle();
        assertThat(owner()).isSameAs(stops.getLast());
    }

    @Test
    void whatHasTheKeyboard_keepsIt_whenItIsScrolledAway_andComesBackWithTheNextTab(FxRobot robot) {
        show(robot, photosThatFailed(30));
        robot.interact(timeline::requestFocus);
        Node stop = next(robot);
        robot.interact(() -> timeline.scrollBy(-3_000));
        settle();
        assertThat(owner()).isSameAs(stop);
        assertSeen(timeline, next(robot));
    }

    @Test
    void aPointerOnWhatIsHalfInView_movesNothing(FxRobot robot) {
        show(robot, photosThatFailed(30));
        Node half = timeline.entries().stream().filter(entry -> timeline.placeOf(entry) < 0).toList().getLast()
                .lookup(".media-tile");
        double offset = timeline.offset();
        robot.interact(half::requestFocus);
        settle();
        assertThat(owner()).isSameAs(half);
        assertThat(timeline.offset()).isEqualTo(offset);
    }

    @Test
    void tab_inTheDetails_scrollsToWhatItComesTo(FxRobot robot) {
        show(robot, photosThatFailed(60));
        robot.interact(() -> stage.setHeight(420));
        settle();
        Node details = robot.lookup(".details").query();
        robot.interact(() -> robot.lookup(".details .link-button").query().requestFocus());
        int stops = 0;
        for (Node at = next(robot); isIn(details, at) && stops < MOST_STOPS; at = next(robot)) {
            assertSeen(details, at);
            stops++;
        }
        assertThat(stops).as("stops before %s", owner()).isGreaterThan(10);
    }

    /** Each can be pressed, and its "Try again" too. */
    private static List<Message> photosThatFailed(int count) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Attachment photo = new Attachment(0, Attachment.Kind.IMAGE, null, null, null, null, null, 300, 200,
                    Attachment.State.FAILED, null, Attachment.Trouble.UNREACHABLE);
            messages.add(StoredThreads.message(CHAT, "m" + i, Message.Direction.INBOUND, "p1",
                    StoredThreads.NOW.minus(Duration.ofHours(3)).plus(Duration.ofMinutes(i)), null, Message.Kind.MEDIA,
                    List.of(photo)));
        }
        return messages;
    }

    private Node next(FxRobot robot) {
        robot.push(KeyCode.TAB);
        settle();
        return owner();
    }

    private Node owner() {
        return stage.getScene().getFocusOwner();
    }

    private static boolean isIn(Node whole, Node part) {
        Node at = part;
        while (at != null && !whole.equals(at)) {
            at = at.getParent();
        }
        return at != null && !whole.equals(part);
    }

    private static void assertSeen(Node view, Node part) {
        Bounds seen = view.localToScene(view.getLayoutBounds());
        Bounds place = part.localToScene(part.getLayoutBounds());
        assertThat(place.getMinY()).as("%s begins in view", part).isGreaterThanOrEqualTo(seen.getMinY() - 1);
        assertThat(place.getMaxY()).as("%s ends in view", part).isLessThanOrEqualTo(seen.getMaxY() + 1);
    }
}
