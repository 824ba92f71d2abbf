package app.ajar.bench;

import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.drawing.Encoded;
import app.ajar.sandbox.drawing.Scenes;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.emoji.SkinTone;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.media.MediaContext;
import app.ajar.ui.media.StoredFiles;
import app.ajar.ui.media.PictureCache;
import app.ajar.ui.thread.ThreadContext;
import app.ajar.ui.thread.ThreadPane;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A conversation of 1,000 photos: what scrolling it costs the toolkit's thread, and how much memory its pictures take. */
public final class MediaBench {

    private static final AccountId ACCOUNT = new AccountId("17841400000008888");
    private static final ConversationId CHAT = new ConversationId(ACCOUNT, "photos");
    private static final List<String> SCENES = List.of("fjord", "lake", "beach", "camino", "surf", "cabin", "tent",
            "jumper", "mugs", "shelf");
    private static final int PHOTOS = 1_000;
    /** Together they pass all photos. */
    private static final int FRAMES = 2_700;
    private static final double STEP = 160;

    private final ExecutorService reads = Executors.newFixedThreadPool(3);
    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private long mostBytes;

    private MediaBench() {}

    /** Draws the photos into a folder of its own and measures. */
    public static void main(String[] args) throws Exception {
        Toolkit.start();
        new MediaBench().run(Files.createTempDirectory("ajar-media-bench"));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void run(Path folder) throws Exception {
        Clock clock = Clock.systemUTC();
        try (Database database = StoreBench.open(folder); MediaHttp http = new MediaHttp(true)) {
            SyncEngine engine = new SyncEngine(database, TokenVault.open(folder, Duration.ofSeconds(1)),
                    new ApiAddress(URI.create("http://127.0.0.1:9"), "v26.0"), AvatarFiles.in(folder, http), () -> Settings.DEFAULTS,
                    clock);
            fill(folder, database, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            PictureCache pictures = new PictureCache(folder, decoders);
            FxBridge bridge = new FxBridge(reads, FxBridge.platform(), failure -> {
                throw new IllegalStateException(failure);
            });
            ThreadPane pane = Toolkit.call(() -> show(new ThreadContext(database, engine, bridge, new UiClock(clock),
                    new Avatars((file, side) -> Optional.empty(), Runnable::run, who -> {
                    }), new MediaContext(database, engine, bridge, pictures,
                            new StoredFiles(folder, file -> {
                            }, (window, name) -> Optional.empty()), clock),
                    new ThreadContext.Outside(new ReplyDesk.Habits(() -> true, () -> Duration.ZERO, account -> false, () -> {
                    }), link -> {
                    }, new EmojiMemory(List.of(), SkinTone.NONE, (recent, tone) -> {
                    })))));
            long toolkit = Toolkit.call(() -> Thread.currentThread().threadId());
            for (int round = 1; round <= 2; round++) {
                double step = round == 1 ? STEP : -STEP;
                double[] work = Frames.measure(toolkit, FRAMES, () -> {
                    Node timeline = pane.lookup(".timeline");
                    WindowBench.scroll(Objects.requireNonNull(timeline), step);
                    mostBytes = Math.max(mostBytes, pictures.bytes());
                });
                System.out.println(Figures.of(work).line("scrolling 1,000 photos " + (round == 1 ? "up" : "down")
                        + ", toolkit work a frame (16.7)", "ms"));
            }
            System.out.printf(Locale.ROOT, "%-58s %.0f MB (target under 128)%n", "decoded photos in memory at most",
                    mostBytes / 1048576.0);
            Toolkit.call(() -> {
                pane.close();
                return true;
            });
            engine.close();
        }
    }

    private static ThreadPane show(ThreadContext context) {
        ThreadPane pane = new ThreadPane(context);
        Scene scene = new Scene(new StackPane(pane, pane.viewer()), 1000, 800);
        Theme.apply(scene, false);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        pane.show(CHAT);
        return pane;
    }

    private static void fill(Path folder, Database database, Instant newest) throws IOException {
        database.accounts().put(new Account(ACCOUNT, "photo.shop", "Photo Shop", null, Account.Status.CONNECTED, null,
                newest, newest, null));
        List<byte[]> drawn = new ArrayList<>();
        for (String scene : SCENES) {
            drawn.add(Encoded.jpeg(Scenes.draw(scene, 1080, 1350, 1)));
        }
        Files.createDirectories(folder.resolve("messages"));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            String file = "messages/" + i + ".jpg";
            Files.write(folder.resolve(file), drawn.get(i % drawn.size()));
            Attachment photo = new Attachment(0, Attachment.Kind.IMAGE, null, null, null, "image/jpeg", null, 1080, 1350,
                    Attachment.State.STORED, file, null);
            messages.add(new Message(CHAT, new MessageId("m" + i),
                    i % 3 == 0 ? Message.Direction.OUTBOUND : Message.Direction.INBOUND, "bench-person",
                    newest.minusSeconds(90L * (PHOTOS - i)), null, Message.Kind.MEDIA, DeliveryState.SENT, null, null,
                    List.of(photo), List.of(), null));
        }
        database.sync().applyPage(ACCOUNT, List.of(new Pulled(CHAT, newest, null, messages, false, null)), null);
    }
}
