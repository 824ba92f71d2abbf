package app.ajar.ui.thread;

import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.Gaps;
import app.ajar.store.SyncWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** What is missing between messages, as the timeline draws it. */
class GapRowFxTest extends OpenThread {

    private static final Instant MORNING = StoredThreads.NOW.minus(Duration.ofHours(4));

    private static Instant at(int minute) {
        return MORNING.plus(Duration.ofMinutes(minute));
    }

    private static List<Message> minutes(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> StoredThreads.inbound(CHAT, "p1", "m" + n, at(n), "Written in minute " + n)).toList();
    }

    private void read(int from, int to, Gaps.Reach reach) {
        stored.database.sync().applyPage(StoredThreads.ACCOUNT, List.of(
                new SyncWriter.Pulled(CHAT, at(to), MAYA, minutes(from, to), false, null, reach)), null);
    }

    private static List<Gaps.Listed> listed(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> new Gaps.Listed(new MessageId("m" + n), at(n))).toList()
                .reversed();
    }

    @Test
    void aGap_saysWhatIsMissing_asSoonAsThatIsKnown_leadsToInstagram_andIsHeardByAScreenReader(FxRobot robot) {
        show(robot, List.of());
        read(0, 2, Gaps.Reach.BEGINNING);
        read(40, 59, Gaps.Reach.NEWEST);
        await(() -> said(robot).contains("may not be on this computer."));

        stored.database.gaps().listed(stored.database.gaps().toList(StoredThreads.ACCOUNT).orElseThrow(),
                listed(2, 59), null);
        await(() -> said(robot).startsWith("About 37 messages between "));
        assertThat(said(robot)).endsWith(" are not on this computer.");
        Button open = robot.lookup(".gap-note .link-button").queryButton();
        assertThat(open.getText()).isEqualTo("Open in Instagram");
        assertThat(open.getAccessibleText()).isEqualTo(said(robot) + " Open in Instagram");
        assertThat(open.isFocusTraversable()).isTrue();
        robot.interact(open::fire);
        assertThat(links).containsExactly(MessageCard.INSTAGRAM);

        read(3, 22, Gaps.Reach.PART);
        await(() -> said(robot).startsWith("About 17 messages between "));
        read(23, 39, Gaps.Reach.PART);
        await(() -> said(robot).isEmpty());
        assertThat(robot.lookup(".gap-note").queryAll()).isEmpty();
    }

    /** Empty while there is no such row. */
    private static String said(FxRobot robot) {
        return robot.lookup(".gap-words").tryQueryAs(Label.class).map(Label::getText).orElse("");
    }
}
