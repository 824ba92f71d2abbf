package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.Participant;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.thread.StoredThreads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Killed at any moment while somebody types and sends: what was on disk after a pause is there at the next start, and no
 * draft says again what was sent.
 */
public final class KilledDraftsTest {

    private static final int KILLS = 10;
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final ConversationId CHAT = StoredThreads.id("typing");
    private static final Participant MIA = StoredThreads.person("p1", "mia", "Mia");
    private static final String KEPT = "kept ";
    private static final String SENT = "sent ";

    private final Random random = new Random(20_261_122);

    /** Types and sends until it is killed, and says what is on disk. Argument: the data folder. */
    public static void main(String[] args) throws InterruptedException {
        StoredThreads stored = new StoredThreads(Path.of(args[0]));
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        up.await();
        List<ReplyDesk> made = new ArrayList<>();
        onToolkit(() -> made.add(desk(stored)));
        ReplyDesk desk = made.getFirst();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Random random = new Random();
        for (int number = begin(stored); true; number++) {
            String text = text(number);
            for (String typed : List.of(text.substring(0, 3), text + "?", text)) {
                onToolkit(() -> desk.composer().field().setText(typed));
            }
            if (random.nextInt(3) > 0) {
                until(() -> stored.database.notes().draft(CHAT).filter(text::equals).isPresent());
                out.println(KEPT + number);
            }
            if (random.nextBoolean()) {
                onToolkit(() -> ((Button) Objects.requireNonNull(desk.lookup(".composer .primary-button"))).fire());
                until(() -> stored.database.outbox().all().stream().anyMatch(reply -> reply.text().equals(text)));
                out.println(SENT + number);
            }
        }
    }

    private static String text(int number) {
        return "Words number " + number + " 👋";
    }

    /** The first number that nothing on disk has. */
    private static int begin(StoredThreads stored) {
        List<String> all = new ArrayList<>(
                stored.database.outbox().all().stream().map(OutboxMessage::text).toList());
        stored.database.notes().draft(CHAT).ifPresent(all::add);
        return 1 + all.stream().filter(text -> text.startsWith("Words")).mapToInt(KilledDraftsTest::number).max()
                .orElse(0);
    }

    private static int number(String text) {
        String digits = text.replaceAll("\\D+", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static ReplyDesk desk(StoredThreads stored) {
        // Several, as in the window: the order of two saves is not theirs to decide.
        FxBridge bridge = new FxBridge(Executors.newFixedThreadPool(3), FxBridge.platform(),
                Throwable::printStackTrace);
        ReplyDesk desk = new ReplyDesk(new ReplyDesk.Means(stored.database, stored.sync.replies(), bridge,
                new UiClock(StoredThreads.CLOCK),
                new ReplyDesk.Habits(() -> true, () -> Duration.ZERO, account -> false, () -> {})));
        desk.open(CHAT, stored.database.notes().wholeDraft(CHAT));
        desk.show(stored.database.conversations().find(CHAT).orElseThrow());
        Stage stage = new Stage();
        stage.setScene(new Scene(desk, 600, 300));
        stage.show();
        return desk;
    }

    private static void onToolkit(Runnable work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            work.run();
            done.countDown();
        });
        done.await();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            never.await(5, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void killedTenTimes_noDraftThatWasKeptIsLost_andNoneOutlivesItsReply(@TempDir Path folder) throws Exception {
        try (StoredThreads stored = new StoredThreads(folder)) {
            stored.store(CHAT, MIA, stored.chat(CHAT, "p1", 3));
        }
        int drafts = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = letItType(folder);
            try (StoredThreads stored = new StoredThreads(folder)) {
                List<String> sent = stored.database.outbox().all().stream().map(OutboxMessage::text).toList();
                String draft = stored.database.notes().draft(CHAT).orElse("");
                assertThat(sent).as("sent, after kill %d", kill).doesNotHaveDuplicates().doesNotContain(draft);
                for (String word : said) {
                    int number = number(word);
                    if (word.startsWith(SENT)) {
                        assertThat(sent).as("after kill %d", kill).contains(text(number));
                    } else {
                        // There still, or sent, or later words came in their place.
                        int newest = Math.max(number(draft), sent.stream().mapToInt(KilledDraftsTest::number).max()
                                .orElse(0));
                        assertThat(newest >= number || isBegin(draft))
                                .as("%s, after kill %d: %s", word, kill, draft).isTrue();
                    }
                }
                drafts += draft.isEmpty() ? 0 : 1;
            }
        }
        assertThat(drafts).as("kills that left a draft").isPositive();
    }

    /** The three letters that each text begins with, on disk when a pause fell there. */
    private static boolean isBegin(String draft) {
        return draft.equals("Wor");
    }

    /** Kills it soon after its first word, at no moment in particular; gives all that it said. */
    private List<String> letItType(Path folder) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-Dglass.platform=Headless",
                "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                KilledDraftsTest.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader words = child.inputReader(StandardCharsets.UTF_8)) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (said.isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                String word = words.readLine();
                assertThat(word).as("the child is there").isNotNull();
                if (word.startsWith(KEPT) || word.startsWith(SENT)) {
                    said.add(word);
                }
            }
            child.waitFor(random.nextInt(600_000), TimeUnit.MICROSECONDS);
            // Through its handle, which leaves what it said readable.
            child.toHandle().destroyForcibly();
            child.waitFor();
            words.lines().filter(word -> word.startsWith(KEPT) || word.startsWith(SENT)).forEach(said::add);
        } finally {
            child.destroyForcibly();
        }
        return said;
    }
}
