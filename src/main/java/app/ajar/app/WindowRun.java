package app.ajar.app;

import app.ajar.account.TokenVault;
import app.ajar.cli.CommandFailure;
import app.ajar.cli.CommandFailure.Exit;
import app.ajar.cli.DesktopRequest;
import app.ajar.cli.OpenedFolder;
import app.ajar.cli.StopSignal;
import app.ajar.settings.SettingsFile;
import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import app.ajar.ui.inbox.InboxPane;
import app.ajar.ui.kit.EmojiIndex;
import app.ajar.ui.shell.Page;
import app.ajar.ui.shell.Picture;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * One life of the window. Database and toolkit start side by side, and the window is built while the database still opens.
 * At the end the window hides first, and what is under it closes when the toolkit has let go.
 */
final class WindowRun {

    private static final System.Logger LOG = System.getLogger(WindowRun.class.getName());
    /** The steps of a start, for the benchmark that prints them. */
    private static final System.Logger START = System.getLogger("app.ajar.start");
    private static final Duration PAINT_PATIENCE = Duration.ofSeconds(60);
    private static final Locale SYSTEM = Locale.getDefault(Locale.Category.DISPLAY);
    private static final Locale FORMATS = Locale.getDefault(Locale.Category.FORMAT);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Plan plan;
    private final StopSignal stop;
    private final AtomicReference<Runnable> bringToFront;
    private final CompletableFuture<Wiring> wired = new CompletableFuture<>();
    private final CompletableFuture<Wiring> opened = new CompletableFuture<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable Path> written = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final KeyGate gate;
    private volatile boolean toolkitStarted;
    private @Nullable Shell shell;

    /**
     * What this run is for.
     *
     * @param picture the picture to write before leaving, null to stay open
     * @param headless whether there is no display, so that everything is drawn into memory
     */
    record Plan(DesktopRequest request, Path folder, @Nullable Path picture, Page page, boolean headless,
            String version) {

        /**
         * Whether the window is made ready for its picture. In a rehearsal, whose end Java waits for to write the start-up
         * cache, the picture is of a start like any other.
         */
        boolean poses() {
            return picture != null && !Boolean.getBoolean("ajar.rehearsal");
        }

        /** A picture of the demo, or one without a display, shows everything that one round brings. */
        boolean syncFirst() {
            return poses() && (headless || request.demo());
        }
    }

    /** @param bringToFront takes what a second start on the same folder is to call, as soon as there is a window */
    WindowRun(Plan plan, StopSignal stop, AtomicReference<Runnable> bringToFront) {
        this.plan = plan;
        this.stop = stop;
        this.bringToFront = bringToFront;
        this.gate = new KeyGate(plan.folder());
    }

    /** Returns when the window is closed and everything under it with it; gives the picture if one was written. */
    Optional<Path> run() {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> LOG.log(System.Logger.Level.ERROR,
                "thread " + thread.getName() + " ended unexpectedly", e));
        Thread opener = Thread.ofPlatform().name("ajar-open").start(this::open);
        stop.onAsk(this::endWithTheSystem);
        Thread.ofPlatform().daemon().name("ajar-window").start(this::launch);
        try {
            over.await();
            gate.over();
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (wired.isDone() && !wired.isCompletedExceptionally()) {
            wired.join().close();
        }
        return outcome();
    }

    /** The toolkit's own thread of this name waits until the last window is closed. */
    private void launch() {
        try {
            Window.launch(this);
        } catch (RuntimeException | LinkageError e) {
            failure.compareAndSet(null, toolkitStarted
                    ? e
                    : CommandFailure.because(e, Exit.FAILED, "app.toolkit.failed"));
        } finally {
            over.countDown();
        }
    }

    /**
     * Ctrl+C or a system that shuts down. The toolkit ends by a hook of its own then, in no order that could be waited
     * for; so the window is asked to remember its place, and what is under it closes whether it answers or not.
     */
    private void endWithTheSystem() {
        if (toolkitStarted) {
            CountDownLatch remembered = new CountDownLatch(1);
            Platform.runLater(() -> {
                windowClosed();
                remembered.countDown();
            });
            try {
                if (!remembered.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.log(System.Logger.Level.INFO, "the toolkit was gone before the window could be closed");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        over.countDown();
    }

    /** The toolkit runs; on its thread. */
    void toolkitStarted(Stage stage, HostServices host) {
        toolkitStarted = true;
        START.log(System.Logger.Level.DEBUG, "toolkit up");
        gate.toolkitStarted();
        // A window that waits for its data is built at once; what poses or is invented appears when it is all there.
        CompletableFuture<Wiring> enough = plan.poses() || plan.request().demo() ? opened : wired;
        enough.thenAccept(wiring -> Platform.runLater(() -> show(wiring, stage, host)))
                .runAfterBoth(opened, () -> {}).exceptionally(this::fail);
    }

    /** The last window is closed or the end was asked for; on the toolkit's thread. */
    void windowClosed() {
        bringToFront.set(() -> {});
        if (shell != null) {
            shell.close();
        }
    }

    private void open() {
        try {
            TokenVault vault = Wiring.vault(plan.folder(), plan.request());
            if (!plan.poses()) {
                gate.pass(vault.databaseKeys(), () -> speak(new SettingsFile(plan.folder())))
                        .ifPresent(OpenedFolder::opened);
            }
            Wiring wiring = new Wiring(plan.folder(), plan.request(), vault);
            START.log(System.Logger.Level.DEBUG, "settings read, parts wired");
            wired.complete(wiring);
            wiring.open();
            START.log(System.Logger.Level.DEBUG, "database open");
            if (plan.syncFirst()) {
                wiring.syncOnce(stop);
            }
            opened.complete(wiring);
            // What rows take and no node is, because the toolkit's thread has enough to do until they come.
            EmojiIndex.read();
            InboxPane.prepareWords();
        } catch (RuntimeException | Error e) {
            wired.completeExceptionally(e);
            opened.completeExceptionally(e);
        }
    }

    private void show(Wiring wiring, Stage stage, HostServices host) {
        if (stop.asked()) {
            Platform.exit();
            return;
        }
        try {
            Shell opened = build(wiring, stage, host);
            if (plan.poses()) {
                wiring.startEngine();
                takePicture(opened);
            } else {
                // The list is what a user looks for first; calling the API can wait that long.
                opened.whenPainted(() -> {
                    START.log(System.Logger.Level.DEBUG, "list on screen, all else begins");
                    wiring.startEngine();
                    wiring.pushes().start();
                    takePicture(opened);
                });
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private Shell build(Wiring wiring, Stage stage, HostServices host) {
        START.log(System.Logger.Level.DEBUG, "window begun");
        speak(wiring.settings());
        Links links = new Links(host);
        Shell built = new Shell(stage, wiring.context(new Surroundings(plan.version(), plan.request().demo(),
                () -> DemoProcess.start(plan.request()), links::open, links::openFile,
                () -> Platform.runLater(() -> openAnew(wiring, stage, host)))));
        START.log(System.Logger.Level.DEBUG, "window built");
        shell = built;
        built.show();
        START.log(System.Logger.Level.DEBUG, "window shown");
        // A window that asked for a key may have taken it away, so that the program outlived it.
        Platform.setImplicitExit(true);
        bringToFront.set(built::bringToFront);
        return built;
    }

    private static void speak(SettingsFile settings) {
        Texts.speak(Tongue.of(settings.current().language(), SYSTEM, FORMATS));
    }

    /** The old window goes last: the program ends when there is none. */
    private void openAnew(Wiring wiring, Stage old, HostServices host) {
        try {
            Shell before = shell;
            windowClosed();
            Shell after = build(wiring, new Stage(), host);
            if (before != null) {
                after.resume(before);
            }
            after.go(Page.SETTINGS);
            old.close();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void takePicture(Shell shown) {
        Path file = plan.picture();
        if (file != null) {
            shown.take(picture(plan.request(), file, plan.page())).thenAccept(this::pictureTaken).exceptionally(
                    e -> fail(CommandFailure.because(e, Exit.FAILED, "app.picture.failed", file.toString())));
        }
    }

    /** The picture that a command line asks for. */
    static Picture picture(DesktopRequest request, Path file, Page page) {
        DesktopRequest.Size size = request.size();
        return new Picture(file.toAbsolutePath(), size == null ? 0 : size.width(), size == null ? 0 : size.height(),
                request.theme(), request.open(), page, 1, PAINT_PATIENCE);
    }

    private void pictureTaken(Path file) {
        written.set(file);
        Platform.exit();
    }

    /** Ends the run; gives nothing, so that it can stand at the end of a future. */
    private @Nullable Void fail(Throwable e) {
        failure.compareAndSet(null, e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        Platform.exit();
        return null;
    }

    private Optional<Path> outcome() {
        Throwable e = failure.get();
        if (e == null && opened.isCompletedExceptionally()) {
            e = opened.exceptionNow();
        }
        return switch (e) {
            case null -> Optional.ofNullable(written.get());
            case RuntimeException bug -> throw bug;
            case Error fault -> throw fault;
            default -> throw new IllegalStateException(e);
        };
    }

    /** The toolkit makes this object itself, so it finds its run in a static place; one process shows one window. */
    public static final class Window extends Application {

        private static final AtomicReference<@Nullable WindowRun> RUN = new AtomicReference<>();

        static void launch(WindowRun run) {
            RUN.set(run);
            Application.launch(Window.class);
        }

        @Override
        public void start(Stage stage) {
            WindowRun run = RUN.get();
            if (run != null) {
                run.toolkitStarted(stage, getHostServices());
            }
        }

        @Override
        public void stop() {
            WindowRun run = RUN.get();
            if (run != null) {
                run.windowClosed();
            }
        }
    }
}
