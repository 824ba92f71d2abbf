package app.ajar.ui.shell;

import app.ajar.Hostile;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** Lists of what is to be done for people whom nobody means well with: each keeps its row, however much they are called. */
@ExtendWith(ApplicationExtension.class)
class HostileRowsFxTest {

    private static final int MILLION = 1_000_000;
    private static final double PLANNED_ROW = 92;
    /** Two lines and what stands around them. */
    private static final double JOB_ROW = 60;
    private static final List<String> WORDS = List.of(Hostile.ESCAPES, Hostile.OVERRIDE, Hostile.UNCLOSED,
            Hostile.CONTROLS, Hostile.MARKS, (Hostile.HEBREW + " ").repeat(900), "n".repeat(MILLION),
            "\u202e".repeat(10_000), "o\u0336\u0301".repeat(10_000), "a\nb\n".repeat(2_500));

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private HostileHost host;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(1, 1, 11));
        host = new HostileHost(sandbox);
        window = new OpenWindow(folder, new StoredInbox(folder), host.uri());
        window.engine.start();
        window.open(host.uri());
        run(() -> {
            window.stage().setWidth(1280);
            window.stage().setHeight(800);
        });
        window.connect(sandbox.token());
        window.untilLive();
    }

    @AfterEach
    void close() {
        window.close();
        host.close();
        sandbox.close();
    }

    @Test
    void plannedReplies_andFailedJobs_keepTheirRows(FxRobot robot) {
        for (int i = 0; i < WORDS.size(); i++) {
            MessageId photo = arrives(i);
            window.stored.database.outbox().enqueue(conversation(i), Content.words(WORDS.get(i)), false,
                    new Plan.At(window.time.instant().plus(Duration.ofHours(1))), window.time.instant());
            window.engine.wantMedia(conversation(i), photo, 0);
        }
        run(() -> window.shell().go(Page.PLANNED));
        until("all are planned", () -> items("planned-list") == WORDS.size());
        assertRows("planned-row", PLANNED_ROW);
        assertTame("planned replies");

        run(() -> window.shell().go(Page.INBOX));
        robot.push(KeyCode.CONTROL, KeyCode.J);
        until("every photo failed", () -> items("failure-list") == WORDS.size());
        assertRows("failure-cell", JOB_ROW);
        assertTame("jobs");
        assertThat(window.asked).isEmpty();
    }

    private void assertRows(String style, double most) {
        until(style + " is drawn", () -> !rows(style).isEmpty());
        assertThat(fx(() -> rows(style).stream().map(Region::getHeight).toList())).as(style)
                .allSatisfy(height -> assertThat(height).isLessThanOrEqualTo(most));
    }

    private List<Region> rows(String style) {
        return window.stage().getScene().getRoot().lookupAll("." + style).stream().filter(Node::isVisible)
                .map(Region.class::cast).filter(row -> row.getAccessibleText() != null).toList();
    }

    private void assertTame(String where) {
        run(() -> TameWindow.assertTame(window.stage().getScene().getRoot(), where));
    }

    private int items(String list) {
        return window.stage().getScene().getRoot().lookupAll("." + list).stream().filter(ListView.class::isInstance)
                .mapToInt(each -> ((ListView<?>) each).getItems().size()).sum();
    }

    /** Somebody of that name writes, and sends a photo that is not there any more. */
    private MessageId arrives(int number) {
        AccountId account = new AccountId(sandbox.accountId());
        Instant now = window.time.instant();
        ParticipantId id = new ParticipantId(account, "igsid-" + number);
        Participant from = new Participant(id, WORDS.get(number), WORDS.get(number), null, null, null, null, null, now);
        Attachment photo = new Attachment(0, Attachment.Kind.IMAGE, null, host.uri() + "/nothing-" + number, null, null,
                WORDS.get(number), null, null, Attachment.State.PENDING, null, null);
        Message message = new Message(conversation(number), new MessageId("m" + number), Message.Direction.INBOUND,
                id.value(), now, WORDS.get(number), Message.Kind.MEDIA, DeliveryState.SENT, null, null, List.of(photo),
                List.of(), null);
        window.stored.database.sync().applyPage(account,
                List.of(new Pulled(conversation(number), now, from, List.of(message), false, null)), null);
        window.stored.database.sync().putProfile(from);
        return message.id();
    }

    private ConversationId conversation(int number) {
        return new ConversationId(new AccountId(sandbox.accountId()), "hostile-" + number);
    }
}
