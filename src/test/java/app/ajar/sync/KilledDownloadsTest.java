package app.ajar.sync;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.JobQueue;
import app.ajar.store.SyncWriter.Pulled;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Killed at any moment of a thousand downloads: nothing half-written is shown, nothing fetched for ever, nothing lost. */
public final class KilledDownloadsTest {

    private static final int KILLS = 30;
    private static final int TALKS = 50;
    private static final int PHOTOS_A_TALK = 20;
    private static final int PHOTOS = TALKS * PHOTOS_A_TALK;
    private static final int AT_ONCE = 5;
    private static final int BYTES = 20_000;

    private final Random random = new Random(20_261_122);
    private final AtomicInteger asked = new AtomicInteger();

    /** The engine alone, until it is killed. Arguments: the data folder and the API's address. */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args[0]);
        Database database = open(folder);
        SyncEngine engine = engine(folder, database, URI.create(args[1]));
        engine.start();
        // Its threads keep no program alive.
        new CountDownLatch(1).await();
    }

    private static Database open(Path folder) {
        return switch (Database.open(folder)) {
            case OpenResult.Opened(Database database) -> database;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
    }

    private static SyncEngine engine(Path folder, Database database, URI api) {
        return new SyncEngine(database, TokenVault.inFile(folder), new ApiAddress(api, "v26.0"),
                AvatarFiles.in(folder, new MediaHttp(true)), () -> Settings.DEFAULTS, Clock.systemUTC());
    }

    private static byte[] photo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        return bytes.toByteArray();
    }

    /** Each photo is another file: what follows its end is its number, again and again. */
    private static byte[] photo(byte[] plain, int number) {
        byte[] own = Arrays.copyOf(plain, BYTES);
        byte[] mark = ("photo " + number + " ").getBytes(StandardCharsets.US_ASCII);
        for (int i = plain.length; i < own.length; i++) {
            own[i] = mark[(i - plain.length) % mark.length];
        }
        return own;
    }

    private HttpServer host(byte[] plain, ExecutorService threads) throws IOException {
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setExecutor(threads);
        host.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = photo(plain, Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
            try (exchange; OutputStream out = exchange.getResponseBody()) {
                exchange.sendResponseHeaders(200, body.length);
                out.write(body, 0, BYTES / 2);
                out.flush();
                out.write(body, BYTES / 2, BYTES - BYTES / 2);
            }
        });
        host.start();
        return host;
    }

    @Test
    void killedThirtyTimes_itEndsWithEveryPhotoWhole_andHardlyOneFetchedTwice(@TempDir Path folder) throws Exception {
        byte[] plain = photo();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(1, 1, 3));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            HttpServer host = host(plain, threads);
            URI api = URI.create(sandbox.url());
            AccountId account = fill(folder, sandbox, "http://127.0.0.1:" + host.getAddress().getPort() + "/");
            int stored = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                letItWork(folder, api);
                try (Database database = open(folder)) {
                    int now = check(folder, database, account, plain);
                    assertThat(now).as("stored after kill %d", kill).isGreaterThanOrEqualTo(stored);
                    stored = now;
                }
            }
            assertThat(stored).as("killed in the middle of it").isBetween(KILLS, PHOTOS - 1);
            finish(folder, api, account, plain);
            host.stop(0);
        }
        assertThat(asked.get()).as("fetches").isBetween(PHOTOS, PHOTOS + (KILLS + 1) * AT_ONCE);
    }

    /** Kills it a few fetches after it began to fetch, at no moment in particular. */
    private void letItWork(Path folder, URI api) throws IOException, InterruptedException {
        int enough = asked.get() + 1 + random.nextInt(45);
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-Djava.awt.headless=true",
                "-cp", System.getProperty("java.class.path"), KilledDownloadsTest.class.getName(), folder.toString(),
                api.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            Rig.until("it fetched", () -> asked.get() >= enough);
            child.waitFor(random.nextInt(20_000), TimeUnit.MICROSECONDS);
        } finally {
            child.destroyForcibly();
            child.waitFor();
        }
    }

    /** Every row that says so has its file, whole; gives how many do. */
    private static int check(Path folder, Database database, AccountId account, byte[] plain) throws IOException {
        int stored = 0;
        for (int talk = 0; talk < TALKS; talk++) {
            List<Message> messages = database.threads().messagesAfter(talk(account, talk * PHOTOS_A_TALK),
                    Instant.EPOCH,
                    PHOTOS);
            assertThat(messages).hasSize(PHOTOS_A_TALK);
            for (Message message : messages) {
                int number = Integer.parseInt(message.id().value().substring("photo-".length()));
                Attachment photo = message.attachments().getFirst();
                if (photo.state() == Attachment.State.STORED) {
                    stored++;
                    assertThat(Files.readAllBytes(folder.resolve(photo.file()))).as("photo %d", number)
                            .isEqualTo(photo(plain, number));
                } else {
                    assertThat(photo.state()).as("photo %d", number).isEqualTo(Attachment.State.PENDING);
                }
            }
        }
        return stored;
    }

    private static void finish(Path folder, URI api, AccountId account, byte[] plain) throws IOException {
        try (Database database = open(folder); SyncEngine engine = engine(folder, database, api)) {
            engine.start();
            Rig.until("everything is here",
                    () -> database.media().due(Instant.EPOCH, Instant.EPOCH, 1).isEmpty()
                            && database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 0
                            && engine.jobs().underWay().isEmpty());
            assertThat(check(folder, database, account, plain)).isEqualTo(PHOTOS);
            engine.storageChanged();
            Rig.until("nothing else is there", () -> count(folder.resolve("messages")) == PHOTOS);
            assertThat(check(folder, database, account, plain)).isEqualTo(PHOTOS);
        }
    }

    private static int count(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return (int) all.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AccountId fill(Path folder, Sandbox sandbox, String host) {
        try (Database database = open(folder)) {
            Connector connector = new Connector(folder, database, TokenVault.inFile(folder),
                    new ApiAddress(URI.create(sandbox.url()), "v26.0"), Clock.systemUTC());
            assertThat(connector.connect(sandbox.token())).isInstanceOf(Connector.Result.Connected.class);
            AccountId account = new AccountId(sandbox.accountId());
            Instant now = Clock.systemUTC().instant();
            List<Pulled> page = new ArrayList<>();
            for (int talk = 0; talk < TALKS; talk++) {
                List<Message> messages = new ArrayList<>();
                for (int i = 0; i < PHOTOS_A_TALK; i++) {
                    int number = talk * PHOTOS_A_TALK + i;
                    Attachment photo = new Attachment(0, Attachment.Kind.IMAGE, "a" + number, host + number, null,
                            "image/jpeg", null, null, null, Attachment.State.PENDING, null, null);
                    messages.add(new Message(talk(account, number), id(number), Message.Direction.OUTBOUND,
                            account.value(),
                            now.minus(Duration.ofMinutes(number)), null, Message.Kind.MEDIA, DeliveryState.SENT, null,
                            null, List.of(photo), List.of(), null));
                }
                page.add(new Pulled(talk(account, talk * PHOTOS_A_TALK), now, null, messages, false, null));
            }
            database.sync().applyPage(account, page, null);
            return account;
        }
    }

    private static ConversationId talk(AccountId account, int number) {
        return new ConversationId(account, "talk-" + number / PHOTOS_A_TALK);
    }

    private static MessageId id(int number) {
        return new MessageId("photo-" + number);
    }
}
