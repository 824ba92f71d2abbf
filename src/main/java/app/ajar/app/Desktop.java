package app.ajar.app;

import app.ajar.cli.CommandFailure;
import app.ajar.cli.CommandFailure.Exit;
import app.ajar.cli.DesktopRequest;
import app.ajar.cli.OpenedFolder;
import app.ajar.cli.StopSignal;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.shell.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Opens the window for the command line: the display first, then the one instance per folder, then everything else. */
final class Desktop {

    private static final System.Logger LOG = System.getLogger(Desktop.class.getName());

    private final String version;
    private final Map<String, String> environment;
    private final StopSignal stop;

    Desktop(String version, Map<String, String> environment, StopSignal stop) {
        this.version = version;
        this.environment = environment;
        this.stop = stop;
    }

    /**
     * Starts the toolkit in the background, where windows can be shown: reading the command line takes as long. Whatever
     * goes wrong with it shows when the window is opened.
     *
     * @return the thread that starts it, null when it must not be started yet
     */
    static @Nullable Thread startToolkit(Map<String, String> environment) {
        if (display(environment) != Display.THERE) {
            return null;
        }
        return Thread.ofPlatform().daemon().name("ajar-toolkit").start(() -> {
            try {
                Platform.startup(() -> Theme.wear(Theme.systemIsDark()));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(System.Logger.Level.DEBUG, "the toolkit did not start ahead", e);
            }
        });
    }

    /**
     * Opens the window and returns when it is closed, or the picture written.
     *
     * @throws CommandFailure when the window cannot be opened or the picture not be written
     */
    Optional<Path> open(DesktopRequest request) {
        Page page = page(request.page());
        Path folder = request.demo() && !request.dataGiven() ? request.data().resolve("demo") : request.data();
        Display display = display(environment);
        Path picture = request.screenshot();
        if (display != Display.THERE) {
            if (!request.demo() && picture == null) {
                throw CommandFailure.of(Exit.FAILED, "app.display." + display.name());
            }
            drawIntoMemory();
            picture = picture == null ? folder.resolve("ajar.png") : picture;
        }
        OpenedFolder.create(folder);
        LogFile.start(folder, request.verbose());
        AtomicReference<Runnable> show = new AtomicReference<>(() -> {});
        try (SingleInstance _ = instance(folder, () -> show.get().run())) {
            LOG.log(System.Logger.Level.INFO, "Ajar {0} opens its window", version);
            boolean headless = display != Display.THERE;
            return new WindowRun(new WindowRun.Plan(request, folder, picture, page, headless, version), stop, show)
                    .run();
        } catch (IOException e) {
            throw CommandFailure.because(e, Exit.FAILED, "app.lock.failed", folder.toString());
        }
    }

    private static Display display(Map<String, String> environment) {
        // A toolkit that was told to draw into memory needs no display to open a window; benchmarks do that.
        return Boolean.getBoolean("ajar.window.in.memory")
                ? Display.THERE
                : Display.of(environment, System.getProperty("os.name", ""));
    }

    private static SingleInstance instance(Path folder, Runnable show) throws IOException {
        return SingleInstance.acquire(folder, show).orElseThrow(() -> CommandFailure.of(Exit.IN_USE,
                SingleInstance.askToShow(folder) ? "app.instance.shown" : "app.instance.silent"));
    }

    private static Page page(@Nullable String name) {
        if (name == null) {
            return Page.INBOX;
        }
        return Page.named(name).orElseThrow(() -> CommandFailure.of(Exit.USAGE, "cli.usage.page",
                CommandFailure.quoted(name),
                Arrays.stream(Page.values()).map(Page::word).collect(Collectors.joining(", "))));
    }

    /** Must come before the toolkit's first class is touched. */
    private static void drawIntoMemory() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }
}
