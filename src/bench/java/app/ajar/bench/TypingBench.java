package app.ajar.bench;

import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.UserNotes;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.store.Templates.Content;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.templates.TemplateTools;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** What a keystroke in the composer costs the toolkit's thread with 1,000 templates: plain words, and while one searches. */
public final class TypingBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TEMPLATES = 1_000;
    private static final int WARM_UP = 300;
    private static final int KEYS = 600;
    private static final AccountId SHOP = new AccountId("17841400000009999");
    private static final ConversationId CHAT = new ConversationId(SHOP, "typing");
    private static final String PLAIN = "Yes, one is left in M and I can put it aside for you ";
    private static final List<String> SEARCHES = List.of("/ship", "/price 42", "/hours", "/follow", "/zzq");

    private TypingBench() {}

    /** Fills a folder of its own and measures. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("ajar-typing-bench");
        Toolkit.start();
        try (Database database = StoreBench.open(folder);
                MediaHttp http = new MediaHttp(true);
                SyncEngine engine = new SyncEngine(database, TokenVault.inFile(folder),
                        new ApiAddress(URI.create("http://127.0.0.1:9"), "v26.0"), AvatarFiles.in(folder, http),
                        () -> Settings.DEFAULTS, Clock.systemUTC());
                ExecutorService background = Executors.newSingleThreadExecutor()) {
            fill(database);
            FxBridge bridge = new FxBridge(background, FxBridge.platform(), Throwable::printStackTrace);
            ReplyDesk desk = Toolkit.call(() -> desk(database, engine, bridge));
            type(desk, "/");
            background.submit(() -> {}).get();
            Toolkit.call(() -> true);
            measure(desk, List.of(PLAIN), WARM_UP);
            measure(desk, SEARCHES, WARM_UP);
            System.out.println(Figures.of(measure(desk, List.of(PLAIN), KEYS))
                    .line("a key in the composer, 1,000 templates (8)", "ms"));
            System.out.println(Figures.of(measure(desk, SEARCHES, KEYS))
                    .line("a key of a search among 1,000 templates (8)", "ms"));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void fill(Database database) {
        Instant now = Clock.systemUTC().instant();
        database.accounts().put(new Account(SHOP, "typing.shop", "Typing Shop", null, Account.Status.CONNECTED, null,
                now, now, null));
        Participant person = Participant.known(new ParticipantId(SHOP, "p"), "mia.okafor");
        Message message = new Message(CHAT, new MessageId("m"), Message.Direction.INBOUND, "p", now.minusSeconds(60),
                "Hello", Message.Kind.TEXT, DeliveryState.SENT, null, null, List.of(), List.of(), null);
        database.sync().applyPage(SHOP, List.of(new Pulled(CHAT, now, person, List.of(message), false, null)), null);
        List<Content> contents = new ArrayList<>();
        for (int i = 0; i < TEMPLATES; i++) {
            contents.add(new Content(null, List.of("Shipping", "Price", "Opening hours", "Follow up").get(i % 4) + " " + i,
                    ("Hi {first_name|there}, about number " + i + ": we ship within five days 🚚 and answer every question. ")
                            .repeat(4),
                    List.of("shipping", "pricing", "greeting", "follow-up").get(i % 4), null));
        }
        database.templates().addMissing(contents);
    }

    private static ReplyDesk desk(Database database, SyncEngine engine, FxBridge bridge) {
        ReplyDesk.Means means = new ReplyDesk.Means(database, engine.replies(), bridge, new UiClock(Clock.systemUTC()),
                new ReplyDesk.Habits(() -> true, () -> Duration.ZERO, account -> false, () -> {
                }));
        ReplyDesk desk = new ReplyDesk(means);
        TemplateTools tools = new TemplateTools(desk.composer(), means);
        Conversation row = database.conversations().find(CHAT).orElseThrow();
        desk.open(CHAT, UserNotes.Draft.NONE);
        desk.show(row);
        StackPane.setAlignment(desk, Pos.BOTTOM_CENTER);
        Scene scene = new Scene(new StackPane(desk), 620, 700);
        tools.install(scene, () -> {
        });
        Theme.apply(scene, false);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        desk.composer().field().requestFocus();
        return desk;
    }

    private static double[] measure(ReplyDesk desk, List<String> texts, int keys) throws Exception {
        List<Double> times = new ArrayList<>();
        for (int i = 0; times.size() < keys; i++) {
            Toolkit.call(() -> {
                desk.composer().setText("");
                return true;
            });
            for (char letter : texts.get(i % texts.size()).toCharArray()) {
                times.add(type(desk, String.valueOf(letter)));
            }
        }
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The key, what it put off until after itself, and the frame that follows, with its styling and layout: what the toolkit
     * itself does, and nothing asked of it that it would not do. Processor time, so that others at work do not count.
     */
    private static double type(ReplyDesk desk, String letter) throws Exception {
        CompletableFuture<Double> took = new CompletableFuture<>();
        Platform.runLater(() -> {
            Scene scene = desk.getScene();
            long started = THREADS.getCurrentThreadCpuTime();
            desk.composer().field().insert(letter);
            Platform.runLater(() -> scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    // Behind the frame, so that what it hands to the renderer counts as well.
                    Platform.runLater(() -> took.complete((THREADS.getCurrentThreadCpuTime() - started) / 1e6));
                }
            }));
            Platform.requestNextPulse();
        });
        return took.get(30, TimeUnit.SECONDS);
    }
}
