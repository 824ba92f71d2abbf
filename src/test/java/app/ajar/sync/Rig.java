package app.ajar.sync;

import app.ajar.Condition;
import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.graph.CallBudget;
import app.ajar.media.MediaHttp;
import app.ajar.media.TightDisk;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.push.Credentials;
import app.ajar.push.PushLine;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxClock;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.settings.PushFile;
import app.ajar.settings.PushSettings;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.JobQueue;
import app.ajar.store.ThreadEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A real store, a real client and a real server for one test; the app's clock can be moved. */
final class Rig implements AutoCloseable {

    /** This server's limit is its own: only what is about Meta's waits for it. */
    private static final Duration QUICK = Duration.ofMillis(20);

    final Sandbox sandbox;
    private final Stoppable time = new Stoppable();
    final SandboxClock clock = new SandboxClock(time);
    private final Path folder;
    private final TokenVault vault;
    private final ApiAddress address;
    private final MediaHttp http = new MediaHttp(true);
    Database database;
    volatile Settings settings = Settings.DEFAULTS;
    final TightDisk disk = new TightDisk();
    private Supplier<CallBudget> budgets;
    private @Nullable SyncEngine engine;
    private @Nullable Pushes pushes;

    Rig(Path folder, SandboxOptions options) throws IOException {
        this.folder = folder;
        this.sandbox = Sandbox.start(options);
        this.address = new ApiAddress(URI.create(sandbox.url()), "v26.0");
        this.vault = TokenVault.open(folder, Duration.ofSeconds(5));
        this.database = open();
        this.budgets = () -> new CallBudget(clock, QUICK);
    }

    /** Calls no more often than Meta allows. */
    Rig asSlowAsMeta() {
        budgets = () -> new CallBudget(clock);
        return this;
    }

    /** With the account connected. */
    static Rig connected(Path folder, SandboxOptions options) throws IOException {
        Rig rig = new Rig(folder, options);
        rig.connect();
        return rig;
    }

    void connect() {
        assertThat(connector().connect(sandbox.token())).isInstanceOf(Connector.Result.Connected.class);
    }

    Connector connector() {
        return new Connector(folder, database, vault, address, clock);
    }

    private Database open() {
        return switch (Database.open(folder, clock)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
    }

    SyncEngine engine() {
        SyncEngine present = engine;
        if (present == null) {
            present = new SyncEngine(database, vault, new SyncEngine.Api(address, budgets),
                    disk.avatars(folder, http), () -> settings, clock);
            engine = present;
        }
        return present;
    }

    /** An engine at work, past its first sync. */
    SyncEngine live() {
        SyncEngine started = engine();
        started.attention(SyncEngine.Attention.FOCUSED);
        started.start();
        until("live", () -> phase() == Health.Phase.LIVE);
        return started;
    }

    /** An engine at work with the account's pushes coming from this project; live when this returns. */
    Pushes pushedFrom(RealtimeServer project) throws IOException {
        return pushedFrom(project, PushLine.Pace.USUAL);
    }

    /** The same with lines of this patience. */
    Pushes pushedFrom(RealtimeServer project, PushLine.Pace pace) throws IOException {
        return pushedFrom(project, pace, false, new Credentials(RealtimeServer.ANON_KEY, null));
    }

    /** The same, over a topic for those who signed in where it is secret. */
    Pushes pushedFrom(RealtimeServer project, PushLine.Pace pace, boolean secret, Credentials credentials)
            throws IOException {
        Pushes lines = new Pushes(engine(), database, new PushFile(folder), vault,
                new PushLine.Timing(clock, pace));
        pushes = lines;
        lines.start();
        lines.use(account(), topic(project, secret), credentials);
        until("pushed", this::isPushed);
        return lines;
    }

    /** Where the webhooks of a project are broadcast. */
    static PushSettings topic(RealtimeServer project, boolean secret) {
        return new PushSettings(project.url(), PushSettings.Source.BROADCAST, Webhook.TOPIC, secret,
                PushSettings.Tables.DEFAULTS);
    }

    /** From now on the app's clock stands still, but for what a test adds to it: nothing falls due by itself. */
    void stopTime() {
        time.stop();
    }

    private static final class Stoppable extends Clock {

        private volatile @Nullable Instant stopped;

        void stop() {
            stopped = instant();
        }

        @Override
        public Instant instant() {
            Instant still = stopped;
            return still == null ? Clock.systemUTC().instant() : still;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** For tests of what changes: a file that comes changes its thread, whenever that is. Before the engine starts. */
    void keepNoFiles() {
        settings = Settings.DEFAULTS.withStorage(Settings.Keep.NOTHING, Settings.MEDIA_BYTES);
    }

    /** Waits until each was looked at: a file is due first, then it waits, then it is under way. */
    void untilNoFileIsLeft() {
        until("no thread changes for its files any more",
                () -> database.media().due(Instant.EPOCH, clock.instant().minus(Duration.ofDays(1)), 1).isEmpty()
                        && database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 0
                        && engine().jobs().underWay().isEmpty());
    }

    /** The pushes of an engine that was started again, from where they came before. */
    void pushesAgain() {
        Pushes lines = new Pushes(engine(), database, new PushFile(folder), vault, clock);
        pushes = lines;
        lines.start();
    }

    boolean isPushed() {
        return engine().health(account()).filter(health -> health.push().live()).isPresent();
    }

    /** What a killed or closed app leaves is all that the next one finds. */
    void restart() {
        closeEngine();
        database.close();
        database = open();
    }

    /** The first of the people there are. */
    String somebody() {
        return sandbox.everybody().getFirst().username();
    }

    AccountId account() {
        return new AccountId(sandbox.accountId());
    }

    Health.Phase phase() {
        return engine().health(account()).map(Health::phase).orElse(Health.Phase.STARTING);
    }

    ConversationId conversation(String person) {
        return new ConversationId(account(), sandbox.conversationId(person));
    }

    List<ThreadEntry> thread(String person) {
        return database.threads().newest(conversation(person), 100);
    }

    List<Message> stored(String person) {
        return thread(person).stream().filter(ThreadEntry.Stored.class::isInstance)
                .map(entry -> ((ThreadEntry.Stored) entry).message()).toList();
    }

    /** Waits for a condition, looking every few milliseconds, and fails with its name when it does not come true. */
    static void until(String what, BooleanSupplier condition) {
        Condition.until(what, condition);
    }

    /** Nothing is due: the threads that pull wait, each of the many times that they are looked at. */
    static void untilPullingRests() {
        int[] looks = new int[1];
        until("the threads that pull wait, again and again looked at", () -> {
            looks[0] = pullingWaits() ? looks[0] + 1 : 0;
            return looks[0] == 20;
        });
    }

    private static boolean pullingWaits() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals("ajar-pull"))
                .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    private void closeEngine() {
        Pushes lines = pushes;
        if (lines != null) {
            lines.close();
            pushes = null;
        }
        SyncEngine present = engine;
        if (present != null) {
            present.close();
            engine = null;
        }
    }

    @Override
    public void close() {
        closeEngine();
        database.close();
        http.close();
        sandbox.close();
    }
}
