package app.ajar.bench;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.app.Main;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.settings.PushFile;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.stage.Stage;

/**
 * What polling an account costs where nothing happens, in percent of one core: with the window in front and a conversation
 * open, with the window hidden, and by the command line alone. The server is a process of its own. Arguments: seconds for
 * each, and {@code window} to leave the command line out.
 */
public final class IdleBench {

    private static final String SERVE = "serve";
    private static final String PERSON = "maya.okafor";
    private static final int SECONDS = 120;
    /** What starting left to do is done, and the compiler is through with it. */
    private static final int SETTLING_SECONDS = 45;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int seconds;
    private final String url;
    private final String token;
    private final String conversation;

    private IdleBench(int seconds, String url, String token, String conversation) {
        this.seconds = seconds;
        this.url = url;
        this.token = token;
        this.conversation = conversation;
    }

    /** Measures; or, told so, is the server. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals(SERVE)) {
            serve();
            return;
        }
        Process server = child(List.of(IdleBench.class.getName(), SERVE));
        try (BufferedReader said = server.inputReader(StandardCharsets.UTF_8)) {
            IdleBench bench = new IdleBench(args.length == 0 ? SECONDS : Integer.parseInt(args[0]), said.readLine(),
                    said.readLine(), said.readLine());
            if (args.length < 2) {
                bench.withoutWindow();
            }
            bench.withWindow();
        } finally {
            server.destroyForcibly();
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void serve() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.quiet())) {
            System.out.println(sandbox.url());
            System.out.println(sandbox.token());
            System.out.println(sandbox.conversationId(PERSON));
            new CountDownLatch(1).await();
        }
    }

    private static Process child(List<String> command) throws Exception {
        List<String> all = new ArrayList<>();
        all.add(ProcessHandle.current().info().command().orElse("java"));
        all.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("--module-path") && !flag.startsWith("--add-modules")).toList());
        all.addAll(List.of("--module-path", System.getProperty("jdk.module.path"), "--add-modules", "javafx.controls",
                "-cp", System.getProperty("java.class.path")));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("AJAR_VAULT", "file");
        return builder.start();
    }

    private void withoutWindow() throws Exception {
        Path folder = Files.createTempDirectory("ajar-idle-watch");
        Path words = Files.writeString(folder.resolve("token.txt"), token);
        List<String> where = List.of("--data", folder.toString(), "--api", url);
        Process connect = child(command("connect", where, "--token-file", words.toString()));
        connect.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {});
        if (connect.waitFor() != 0) {
            throw new IllegalStateException("not connected");
        }
        Process watch = child(command("sync", where, "--watch"));
        Thread.ofVirtual().start(() -> watch.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> {}));
        try {
            rest(SETTLING_SECONDS);
            Duration before = used(watch);
            long began = System.nanoTime();
            rest(seconds);
            print("polling, by the command line", used(watch).minus(before), System.nanoTime() - began);
        } finally {
            watch.destroyForcibly();
        }
    }

    private static List<String> command(String name, List<String> where, String... more) {
        List<String> all = new ArrayList<>(List.of(Main.class.getName(), name));
        all.addAll(where);
        all.addAll(List.of(more));
        return all;
    }

    private static Duration used(Process process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private void withWindow() throws Exception {
        Path folder = Files.createTempDirectory("ajar-idle-bench");
        Clock clock = Clock.systemUTC();
        ApiAddress address = new ApiAddress(URI.create(url), "v26.0");
        Toolkit.start();
        try (Database database = StoreBench.open(folder); MediaHttp http = new MediaHttp(true)) {
            TokenVault vault = TokenVault.inFile(folder);
            Connector connector = new Connector(folder, database, vault, address, clock);
            if (!(connector.connect(token) instanceof Connector.Result.Connected)) {
                throw new IllegalStateException("not connected");
            }
            AccountId account = database.accounts().all().getFirst().id();
            SettingsFile settings = new SettingsFile(folder);
            try (SyncEngine engine = new SyncEngine(database, vault, address, AvatarFiles.in(folder, http),
                    settings::current, clock)) {
                engine.start();
                while (engine.health(account).filter(health -> health.lastSyncAt() != null).isEmpty()) {
                    rest(1);
                }
                settings.save(Settings.DEFAULTS.withSelection(account.value(), conversation));
                Stage stage = Toolkit.call(() -> {
                    Stage made = new Stage();
                    new Shell(made, new Shell.Context(folder, database, engine,
                            new Pushes(engine, database, new PushFile(folder), vault, clock), connector, vault,
                            settings, clock, new Surroundings("bench", false, () -> {
                            }, link -> {
                            }, file -> {
                            }, () -> {
                            }))).show();
                    return made;
                });
                rest(SETTLING_SECONDS);
                measure("polling, the window in front, a conversation open");
                Toolkit.call(() -> {
                    stage.setIconified(true);
                    return true;
                });
                rest(5);
                measure("polling, the window hidden");
            }
        }
    }

    private void measure(String what) throws InterruptedException {
        Map<String, Long> before = threads();
        Duration used = used();
        long began = System.nanoTime();
        rest(seconds);
        long lasted = System.nanoTime() - began;
        print(what, used().minus(used), lasted);
        threads().forEach((name, now) -> {
            double percent = 100.0 * (now - before.getOrDefault(name, 0L)) / lasted;
            if (percent >= 0.005) {
                System.out.printf(Locale.ROOT, "    %-54s %.3f %%%n", name, percent);
            }
        });
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    private static Map<String, Long> threads() {
        Map<String, Long> used = new TreeMap<>();
        for (ThreadInfo each : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (each != null) {
                used.merge(each.getThreadName(), THREADS.getThreadCpuTime(each.getThreadId()), Long::sum);
            }
        }
        return used;
    }

    private static void print(String what, Duration used, long lasted) {
        System.out.printf(Locale.ROOT, "%-58s %.2f %% of one core (0.50), %d ms in %d s%n", what,
                100.0 * used.toNanos() / lasted, used.toMillis(), TimeUnit.NANOSECONDS.toSeconds(lasted));
        System.out.flush();
    }

    private static void rest(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody counts this down");
        }
    }
}
