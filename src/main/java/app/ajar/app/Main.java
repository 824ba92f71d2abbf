package app.ajar.app;

import app.ajar.cli.Cli;
import app.ajar.cli.StopSignal;
import app.ajar.cli.Surroundings;
import app.ajar.settings.DataFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts Ajar: the desktop window or a command. */
public final class Main {

    /** How long an asked-for end may take before the system gets its way: calls under way have their own limits. */
    private static final long LONGEST_END_SECONDS = 20;

    private static final Duration TOOLKIT_START = Duration.ofSeconds(2);

    private Main() {}

    /** The program's entry. */
    public static void main(String[] args) {
        // Before anything tells a time.
        boolean zoneChosen = ZoneWatch.chosen();
        // Pictures are only decoded: AWT must never look for a display, nor show itself in a dock.
        System.setProperty("java.awt.headless", "true");
        LogFile.silence();
        System.getLogger("app.ajar.start").log(System.Logger.Level.DEBUG, "main entered");
        Thread toolkit = Cli.opensWindow(args) ? Desktop.startToolkit(System.getenv()) : null;
        if (toolkit != null && !zoneChosen) {
            ZoneWatch.start();
        }
        StopSignal stop = new StopSignal();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endOrderly(stop, ended), "ajar-stop"));
        int status = new Cli(surroundings(stop)).run(args);
        ended.countDown();
        if (toolkit != null) {
            letStart(toolkit);
        }
        System.exit(status);
    }

    /** A toolkit that meets the end while it starts says so on standard error, and nobody asked. */
    private static void letStart(Thread toolkit) {
        try {
            if (!toolkit.join(TOOLKIT_START)) {
                System.getLogger(Main.class.getName()).log(System.Logger.Level.DEBUG, "the toolkit still starts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ctrl+C or a system that shuts down: whatever runs is asked to end, and gets the time to close its database. */
    private static void endOrderly(StopSignal stop, CountDownLatch ended) {
        stop.ask();
        try {
            if (!ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                System.getLogger(Main.class.getName()).log(System.Logger.Level.WARNING, "the end took too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Surroundings surroundings(StopSignal stop) {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home", "."));
        Path standard = DataFolder.standard(environment, System.getProperty("os.name", ""), home);
        String version = Version.own();
        return new Surroundings(System.in, utf8(FileDescriptor.out), utf8(FileDescriptor.err),
                Boolean.getBoolean("ajar.terminal"), environment, standard, version, Clock.systemUTC(),
                new Desktop(version, environment, stop)::open, LogFile::start, stop);
    }

    /** Whatever the terminal's settings: names and messages come in every script. */
    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
