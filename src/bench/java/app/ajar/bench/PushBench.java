package app.ajar.bench;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.push.Credentials;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.realtime.RealtimeServer;
import app.ajar.settings.PushFile;
import app.ajar.settings.PushSettings;
import app.ajar.settings.PushSettings.Source;
import app.ajar.settings.PushSettings.Tables;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * From somebody writing to the painted bubble in the open conversation, over the line for pushes and the API's answer, all
 * on this machine. Ends with the frame after the one that holds the bubble.
 */
public final class PushBench {

    private static final String PERSON = "maya.okafor";
    private static final int WARM_UP = 8;
    private static final int MESSAGES = 40;
    /** The budget's two places are free again. */
    private static final long REST_MILLIS = 1_300;

    private PushBench() {}

    /** Uses a folder of its own. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("ajar-push-bench");
        Clock clock = Clock.systemUTC();
        Toolkit.start();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.quiet());
                Database database = StoreBench.open(folder);
                MediaHttp http = new MediaHttp(true)) {
            ApiAddress address = new ApiAddress(URI.create(sandbox.url()), "v26.0");
            TokenVault vault = TokenVault.inFile(folder);
            Connector connector = new Connector(folder, database, vault, address, clock);
            connector.connect(sandbox.token());
            SettingsFile settings = new SettingsFile(folder);
            settings.save(Settings.DEFAULTS.withSelection(sandbox.accountId(), sandbox.conversationId(PERSON)));
            AccountId account = new AccountId(sandbox.accountId());
            try (SyncEngine engine = new SyncEngine(database, vault, address, AvatarFiles.in(folder, http),
                    settings::current, clock);
                    Pushes pushes = new Pushes(engine, database, new PushFile(folder), vault, clock)) {
                engine.start();
                pushes.start();
                pushes.use(account,
                        new PushSettings(sandbox.project().url(), Source.BROADCAST, "instagram", false,
                                Tables.DEFAULTS),
                        new Credentials(RealtimeServer.ANON_KEY, null));
                await(() -> engine.health(account)
                        .filter(health -> health.push().live() && health.lastSyncAt() != null).isPresent());
                Stage stage = Toolkit.call(() -> {
                    Stage made = new Stage();
                    new Shell(made, new Shell.Context(folder, database, engine, pushes, connector, vault, settings,
                            clock, new Surroundings("bench", false, () -> {
                            }, link -> {
                            }, file -> {
                            }, () -> {
                            }))).show();
                    return made;
                });
                measure(sandbox, stage, WARM_UP, "Warm");
                System.out.println(Figures.of(measure(sandbox, stage, MESSAGES, "Pushed"))
                        .line("push to painted bubble (100)", "ms"));
            }
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static double[] measure(Sandbox sandbox, Stage stage, int times, String word) throws Exception {
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            rest();
            String text = word + " message number " + i;
            CountDownLatch painted = new CountDownLatch(1);
            Platform.runLater(() -> watch(stage, text, painted));
            Toolkit.call(() -> true);
            long written = System.nanoTime();
            sandbox.personWrites(PERSON, text);
            if (!painted.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a bubble was not painted within 30 s");
            }
            millis[i] = (System.nanoTime() - written) / 1e6;
        }
        return millis;
    }

    private static void watch(Stage stage, String text, CountDownLatch painted) {
        Node thread = stage.getScene().getRoot().lookup(".timeline");
        new AnimationTimer() {
            private boolean laidOut;

            @Override
            public void handle(long now) {
                if (laidOut) {
                    stop();
                    painted.countDown();
                }
                laidOut = holds(thread == null ? stage.getScene().getRoot() : thread, text);
            }
        }.start();
    }

    private static boolean holds(@Nullable Node top, String text) {
        Deque<Node> open = new ArrayDeque<>();
        if (top != null) {
            open.add(top);
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node instanceof Text words && words.getText().contains(text)) {
                return true;
            }
            if (node instanceof Parent parent) {
                open.addAll(parent.getChildrenUnmodifiable());
            }
        }
        return false;
    }

    private static void rest() throws InterruptedException {
        if (new CountDownLatch(1).await(REST_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new AssertionError("nobody counts this down");
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            rest();
        }
    }
}
