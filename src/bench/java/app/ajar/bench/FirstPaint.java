package app.ajar.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.stage.Window;

/**
 * Runs a program's main class and prints how many milliseconds after the JVM's start its list was on screen, then ends the
 * process. Arguments: what the list must show ({@link #ANY}, {@link #AS_READ} or a number of rows), the main class, its
 * arguments.
 */
public final class FirstPaint {

    /** The list may be empty: it is on screen when it has a size. */
    static final String ANY = "any";
    /** The list may be empty, but it is on screen only when the program says that it shows what was read for it. */
    static final String AS_READ = "as-read";
    /** What the line with the figures begins with: milliseconds since the JVM's start, milliseconds of processor time. */
    static final String PAINTED = "FIRST_PAINT ";
    /** What the line of one step begins with. */
    static final String STEP = "  step ";
    /** The system property that has the program's own steps printed too. */
    static final String STEPS = "ajar.bench.steps";
    private static final int PULSES_UNTIL_PAINTED = 2;
    /** The window's own word for the first frame in which its list shows what was read. */
    private static final String LIST_LAID_OUT = "list laid out";
    private static final long LOOK_NANOS = 1_000_000;

    private FirstPaint() {}

    /** Starts the watch and then the program. */
    public static void main(String[] args) throws ReflectiveOperationException {
        String wanted = args[0];
        int rows = wanted.equals(ANY) || wanted.equals(AS_READ) ? 0 : Integer.parseInt(wanted);
        if (!wanted.equals(ANY)) {
            // Also where rows are counted, so that listening costs both the same.
            LogManager.getLogManager().addLogger(Steps.SAID);
        }
        boolean asRead = wanted.equals(AS_READ);
        Thread.ofPlatform().daemon(true).name("first-paint").start(() -> watch(rows, asRead));
        Class.forName(args[1]).getMethod("main", String[].class).invoke(null,
                (Object) Arrays.copyOfRange(args, 2, args.length));
    }

    private static void watch(int rows, boolean asRead) {
        while (true) {
            CountDownLatch done = new CountDownLatch(1);
            try {
                Platform.runLater(() -> new Watch(rows, asRead).start());
                done.await();
                return;
            } catch (IllegalStateException e) {
                // The toolkit is not up yet; looking all the time would take a core from the start that is measured.
                LockSupport.parkNanos(LOOK_NANOS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Looks at every pulse whether the list is there. */
    private static final class Watch extends AnimationTimer {

        private final int rows;
        private final boolean asRead;
        private int pulses;

        Watch(int rows, boolean asRead) {
            this.rows = rows;
            this.asRead = asRead;
        }

        @Override
        public void handle(long frame) {
            boolean shown = (!asRead || Steps.said(LIST_LAID_OUT))
                    && Window.getWindows().stream().filter(Window::isShowing).anyMatch(this::shows);
            pulses = shown ? pulses + 1 : 0;
            if (pulses > PULSES_UNTIL_PAINTED) {
                long now = System.currentTimeMillis();
                long cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
                System.out.println(PAINTED + (now - ManagementFactory.getRuntimeMXBean().getStartTime()) + " " + cpu);
                Steps.print(ManagementFactory.getRuntimeMXBean().getStartTime(), now);
                System.out.flush();
                Runtime.getRuntime().halt(0);
            }
        }

        private boolean shows(Window window) {
            if (window.getScene() == null) {
                return false;
            }
            for (Node node : window.getScene().getRoot().lookupAll(".list-view")) {
                if (node instanceof ListView<?> list && list.getWidth() > 0 && filled(list) >= rows) {
                    return true;
                }
            }
            return false;
        }

        private static long filled(ListView<?> list) {
            return list.lookupAll(".list-cell").stream()
                    .filter(cell -> cell instanceof ListCell<?> row && !row.isEmpty() && row.isVisible()).count();
        }
    }

    /**
     * Keeps what the program says of its start, and prints it only at the end, so that nothing waits for it. A logger and not a
     * handler, because the program takes all handlers away when it begins.
     */
    private static final class Steps extends Logger {

        /** Kept, because the system forgets a logger that nobody holds. */
        private static final Steps SAID = new Steps();
        private static final Queue<LogRecord> RECORDS = new ConcurrentLinkedQueue<>();

        private Steps() {
            super("app.ajar.start", null);
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(LogRecord step) {
            RECORDS.add(step);
        }

        static boolean said(String step) {
            return RECORDS.stream().anyMatch(record -> step.equals(record.getMessage()));
        }

        static void print(long jvmStart, long painted) {
            if (Boolean.getBoolean(STEPS)) {
                RECORDS.forEach(step -> line(step.getMillis() - jvmStart, step.getMessage()));
                line(painted - jvmStart, "third frame with the list");
            }
        }

        private static void line(long millis, String what) {
            System.out.printf(Locale.ROOT, "%s%5d ms  %s%n", STEP, millis, what);
        }
    }
}
