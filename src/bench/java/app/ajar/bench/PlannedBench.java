package app.ajar.bench;

import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.LargeCache;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.planned.PlannedModel;
import app.ajar.ui.planned.PlannedPage;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The page of planned replies with 5,000 of them: how soon it is painted, and what a frame of scrolling costs. */
public final class PlannedBench {

    private static final int PEOPLE = 500;
    private static final int REPLIES = 5_000;
    private static final int OPENED = 40;
    private static final int WARM_UP = 8;
    private static final int FRAMES = 300;
    private static final double STEP = 60;
    private static final AccountId SHOP = new AccountId("17841400000009999");

    private PlannedBench() {}

    /** Fills a folder of its own and measures. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("ajar-planned-bench");
        Toolkit.start();
        long toolkitThread = Toolkit.call(() -> Thread.currentThread().threadId());
        try (Database database = StoreBench.open(folder);
                MediaHttp http = new MediaHttp(true);
                SyncEngine engine = new SyncEngine(database, TokenVault.inFile(folder),
                        new ApiAddress(URI.create("http://127.0.0.1:9"), "v26.0"), AvatarFiles.in(folder, http),
                        () -> Settings.DEFAULTS, Clock.systemUTC());
                ExecutorService background = Executors.newFixedThreadPool(2)) {
            fill(database);
            FxBridge bridge = new FxBridge(background, FxBridge.platform(), Throwable::printStackTrace);
            StackPane window = Toolkit.call(PlannedBench::window);
            List<Double> opening = new ArrayList<>();
            for (int i = 0; i < OPENED; i++) {
                opening.add(open(window, database, engine, bridge));
            }
            System.out.println(Figures.of(opening.stream().skip(WARM_UP).mapToDouble(Double::doubleValue).toArray())
                    .line("opening the page of 5,000 planned replies, painted (150)", "ms"));
            ListView<?> list = Toolkit.call(() -> (ListView<?>) window.lookup(".planned-list"));
            VirtualFlow<?> rows = Toolkit.call(() -> (VirtualFlow<?>) list.lookup(".virtual-flow"));
            System.out.println(Figures.of(Frames.measure(toolkitThread, FRAMES, () -> rows.scrollPixels(STEP)))
                    .line("scrolling 5,000 planned replies, work a frame (16.7)", "ms"));
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void fill(Database database) {
        Instant now = Clock.systemUTC().instant();
        database.accounts().put(new Account(SHOP, "planning.shop", "Planning Shop", null, Account.Status.CONNECTED,
                null, now, now, null));
        List<Pulled> page = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            ConversationId chat = new ConversationId(SHOP, "planned-" + i);
            Participant person = Participant.known(new ParticipantId(SHOP, "p" + i), "person." + i);
            page.add(new Pulled(chat, now, person, List.of(new Message(chat, new MessageId("m" + i),
                    Message.Direction.INBOUND, "p" + i, now.minusSeconds(60 + i), "Hello", Message.Kind.TEXT,
                    DeliveryState.SENT, null, null, List.of(), List.of(), null)), false, null));
        }
        database.sync().applyPage(SHOP, page, null);
        LargeCache.plan(database, page.stream().map(Pulled::id).toList(), IntStream.range(0, REPLIES)
                .mapToObj(i -> "Number " + i + ": your parcel leaves tomorrow morning 🚚 and the next day it is with you")
                .toList(), now.plus(Duration.ofMinutes(10)), Duration.ofSeconds(15), now);
    }

    private static StackPane window() {
        StackPane root = new StackPane();
        Scene scene = new Scene(root, 1000, 760);
        Theme.apply(scene, false);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        return root;
    }

    /** From the press that makes and shows the page until the frame after its rows are there. */
    private static double open(StackPane window, Database database, SyncEngine engine, FxBridge bridge)
            throws Exception {
        CompletableFuture<Double> painted = new CompletableFuture<>();
        Platform.runLater(() -> {
            long started = System.nanoTime();
            UiClock clock = new UiClock(Clock.systemUTC());
            PlannedModel model = new PlannedModel(database, bridge, Clock.systemUTC(), (what, remedy) -> {
            });
            PlannedPage page = new PlannedPage(model, new ReplyDesk.Means(database, engine.replies(), bridge, clock,
                    new ReplyDesk.Habits(() -> true, () -> Duration.ZERO, account -> false, () -> {
                    })), new Avatars((file, side) -> Optional.empty(), Runnable::run, who -> {
                    }), reply -> {
                    }, reply -> {
                    });
            Theme.dress(page, "planned.css");
            window.getChildren().setAll(page);
            new AnimationTimer() {
                private int frames;

                @Override
                public void handle(long now) {
                    ListView<?> list = (ListView<?>) page.lookup(".planned-list");
                    frames = list.getItems().size() == REPLIES ? frames + 1 : 0;
                    // The second frame that has them begins after the first was painted.
                    if (frames == 2) {
                        stop();
                        model.close();
                        clock.stop();
                        painted.complete((System.nanoTime() - started) / 1e6);
                    }
                }
            }.start();
        });
        return painted.get(60, TimeUnit.SECONDS);
    }
}
