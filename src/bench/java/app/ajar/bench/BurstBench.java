package app.ajar.bench;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.graph.AccessToken;
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
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.PushFile;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** 5,000 people's pictures and 5,000 photos of messages, fetched from a server on loopback while the window is open. */
public final class BurstBench {

    private static final int EACH = 5_000;
    private static final int A_COMMIT = 50;
    private static final int SIDE = 640;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final AccountId SHOP = new AccountId("17841400000008888");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch all = new CountDownLatch(2 * EACH);
    private final byte[] photo = photo();

    private BurstBench() throws IOException {}

    /** Fills a folder of its own and measures. */
    public static void main(String[] args) throws Exception {
        new BurstBench().run(Files.createTempDirectory("ajar-burst-bench"));
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void run(Path folder) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.createContext("/", this::answer);
        server.start();
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Clock clock = Clock.systemUTC();
        ApiAddress address = new ApiAddress(base, "v26.0");
        Toolkit.start();
        try (Database database = StoreBench.open(folder); MediaHttp http = new MediaHttp(true)) {
            fill(database, base, clock.instant());
            TokenVault vault = TokenVault.inFile(folder);
            vault.write(SHOP, new AccessToken("IGAAbench"));
            try (SyncEngine engine = new SyncEngine(database, vault, address, AvatarFiles.in(folder, http),
                    () -> Settings.DEFAULTS, clock)) {
                Connector connector = new Connector(folder, database, vault, address, clock);
                List<Double> frames = new ArrayList<>();
                Platform.runLater(() -> {
                    Stage stage = new Stage();
                    new Shell(stage, new Shell.Context(folder, database, engine, new Pushes(engine, database, new PushFile(folder), vault, clock), connector, vault,
                            new SettingsFile(folder), clock, new Surroundings("bench", false, () -> {
                            }, link -> {
                            }, file -> {
                            }, () -> {
                            }))).show();
                    watch(frames);
                });
                long started = System.nanoTime();
                engine.start();
                if (!all.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    System.out.printf(Locale.ROOT, "only %d of %d were asked for%n", served.get(), 2 * EACH);
                }
                double seconds = (System.nanoTime() - started) / 1e9;
                System.out.printf(Locale.ROOT, "%-58s %.1f s, at most %d at once (limit 5)%n",
                        "5,000 avatars and 5,000 photos fetched", seconds, most.get());
                System.out.printf(Locale.ROOT, "%-58s %.0f MB (target under 400)%n", "most resident memory meanwhile",
                        Toolkit.mostMegabytes());
                double[] work = frames.stream().mapToDouble(Double::doubleValue).toArray();
                System.out.println(Figures.of(work).line("toolkit work a frame meanwhile (16.7)", "ms"));
            }
        }
        server.stop(0);
    }

    private static void watch(List<Double> frames) {
        long thread = Thread.currentThread().threadId();
        new AnimationTimer() {
            private int frame;
            private long before;

            @Override
            public void handle(long now) {
                long cpu = THREADS.getThreadCpuTime(thread);
                // The first second builds the window, which is no part of this.
                if (++frame > 60) {
                    frames.add((cpu - before) / 1e6);
                }
                before = cpu;
            }
        }.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().startsWith("/picture/")) {
                byte[] empty = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, empty.length);
                exchange.getResponseBody().write(empty);
                return;
            }
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            try {
                exchange.sendResponseHeaders(200, photo.length);
                exchange.getResponseBody().write(photo);
            } finally {
                under.decrementAndGet();
            }
            served.incrementAndGet();
            all.countDown();
        }
    }

    private static void fill(Database database, URI base, Instant now) {
        database.accounts()
                .put(new Account(SHOP, "burst", "Burst", null, Account.Status.CONNECTED, null, now, now, null));
        database.sync().applyPage(SHOP, List.of(), new SyncCursor(null, null, now, now, true, 0));
        database.setWriteDelay(Duration.ofMillis(500));
        List<Pulled> page = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            ConversationId id = new ConversationId(SHOP, "burst-" + i);
            Instant at = now.minusSeconds(60L * i);
            String person = Long.toString(6_800_000_000_000_000L + i);
            Attachment image = new Attachment(0, Attachment.Kind.IMAGE, "a" + i, base + "/picture/m" + i, null, "image/jpeg",
                    null, SIDE, SIDE, Attachment.State.PENDING, null, null);
            Message message = new Message(id, new MessageId("burst-message-" + i), Message.Direction.INBOUND, person, at, null,
                    Message.Kind.MEDIA, DeliveryState.SENT, null, null, List.of(image), List.of(), null);
            Participant who = new Participant(new ParticipantId(SHOP, person), "person." + i, "Person " + i,
                    base + "/picture/p" + i, null, null, null, null, now);
            page.add(new Pulled(id, at, who, List.of(message), false, null));
            if (page.size() == A_COMMIT) {
                database.sync().applyPage(SHOP, page, null);
                page.clear();
            }
        }
        database.setWriteDelay(Duration.ZERO);
    }

    /** Noise over a gradient: as many bytes as a photo of this size has. */
    private static byte[] photo() throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, y, (x / 4 + random.nextInt(40)) << 16 | (y / 4 + random.nextInt(40)) << 8 | 90);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }
}
