package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.SyncWriter.Pulled;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
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

/** The list of jobs over real downloads: a real engine, a real store, and a host that stops half way until it is told to go on. */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class JobsAtWorkFxTest {

    /** As many as run at once, and one that has to wait. */
    private static final int SLOW = 6;

    @TempDir
    Path folder;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private volatile boolean lostIsBack;
    private byte[] photo;
    private HttpServer host;
    private Sandbox sandbox;
    private OpenWindow window;

    @BeforeEach
    void open() throws IOException {
        photo = photo();
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(serving);
        host.createContext("/slow", this::serveSlowly);
        host.createContext("/lost", this::serveWhenBack);
        host.start();
        sandbox = Sandbox.start(SandboxOptions.generated(2, 4, 7));
        window = OpenWindow.against(sandbox, folder);
        window.connect(sandbox.token());
        until("the first sync and its pictures are done",
                () -> window.words("status-words").stream().anyMatch(words -> words.startsWith("Live"))
                        && !window.sees("status-jobs"));
    }

    @AfterEach
    void close() throws InterruptedException {
        goOn.countDown();
        window.close();
        sandbox.close();
        host.stop(0);
        serving.shutdown();
        assertThat(serving.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void downloads_areSeenRunningWaitingAndFailed_andFailuresAreTriedAgain(FxRobot robot) {
        robot.push(KeyCode.CONTROL, KeyCode.J);
        until("it is said that there is nothing", () -> window.words("job-note")
                .contains("Nothing is under way and nothing failed."));

        arrives("lost", "Noor Haddad");
        until("it failed and says why", this::said,
                List.of("Noor Haddad, Photo or file · Instagram does not give it any more"));

        for (int i = 0; i < SLOW; i++) {
            arrives("slow" + i, "Person " + i);
        }
        until("five are half way", () -> window.jobRows().stream()
                .filter(row -> row.lookup(".job-bar") instanceof ProgressBar bar && bar.isVisible()
                        && bar.getProgress() > 0.4 && bar.getProgress() < 0.6)
                .count() == SLOW - 1);
        assertThat(said().getFirst()).matches("Person \\d, Photo or file · 50%");
        // The people's pictures wait as well.
        assertThat(window.words("job-note"))
                .anyMatch(words -> words.startsWith("Waiting: ") && words.endsWith(" 1 media"));
        assertThat(window.words("status-jobs")).containsExactly("5 media downloading · 1 failed");

        lostIsBack = true;
        goOn.countDown();
        until("all came", () -> said().size() == 1);
        run(() -> window.node("failure-list", ListView.class).requestFocus());
        robot.push(KeyCode.ENTER);
        until("what failed came too", () -> window.words("job-note")
                .contains("Nothing is under way and nothing failed."));
        assertThat(stateOf("lost")).isEqualTo(Attachment.State.STORED);
        assertThat(stateOf("slow5")).isEqualTo(Attachment.State.STORED);
        until("the keyboard is still in the list", () -> window.stage().getScene().getFocusOwner() instanceof Button);
    }

    /** A message with a photo comes, and is looked at. */
    private void arrives(String id, String person) {
        AccountId account = new AccountId(sandbox.accountId());
        ConversationId conversation = new ConversationId(account, "conversation-" + id);
        Instant now = Instant.now();
        Participant from = new Participant(new ParticipantId(account, "igsid-" + id), id, person, null, null, null,
                null, null, now);
        Attachment attachment = new Attachment(0, Attachment.Kind.IMAGE, null,
                URI.create("http://127.0.0.1:" + host.getAddress().getPort() + "/" + id + ".png").toString(), null,
                null, null, null, null, Attachment.State.PENDING, null, null);
        Message message = new Message(conversation, new MessageId(id), Message.Direction.INBOUND, "igsid-" + id, now,
                null, Message.Kind.MEDIA, DeliveryState.SENT, null, null, List.of(attachment), List.of(), null);
        window.stored.database.sync().applyPage(account,
                List.of(new Pulled(conversation, now, from, List.of(message), false, null)), null);
        window.stored.database.sync().putProfile(from);
        window.engine.wantMedia(conversation, message.id(), 0);
    }

    private Attachment.State stateOf(String id) {
        ConversationId conversation = new ConversationId(new AccountId(sandbox.accountId()), "conversation-" + id);
        return window.stored.database.threads().message(conversation, new MessageId(id)).orElseThrow().attachments()
                .getFirst().state();
    }

    private List<String> said() {
        return fx(() -> window.jobRows().stream().map(Node::getAccessibleText).toList());
    }

    private void serveSlowly(HttpExchange call) throws IOException {
        try (call) {
            call.sendResponseHeaders(200, photo.length);
            call.getResponseBody().write(photo, 0, photo.length / 2);
            call.getResponseBody().flush();
            goOn.await();
            call.getResponseBody().write(photo, photo.length / 2, photo.length - photo.length / 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveWhenBack(HttpExchange call) throws IOException {
        try (call) {
            if (lostIsBack) {
                call.sendResponseHeaders(200, photo.length);
                call.getResponseBody().write(photo);
            } else {
                call.sendResponseHeaders(404, -1);
            }
        }
    }

    /** Noise, so that it stays large enough to be read in several pieces. */
    private static byte[] photo() throws IOException {
        BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Random noise = new Random(7);
        for (int y = 0; y < 400; y++) {
            for (int x = 0; x < 400; x++) {
                image.setRGB(x, y, noise.nextInt());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "png", bytes)).isTrue();
        return bytes.toByteArray();
    }
}
