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
 * process. Arguments: rows that must be shown (0 for an empty list), the main class, its arguments.
 */
public final class FirstPaint {

    /** What the line with the figures begins with: milliseconds since the JVM's start, milliseconds of processor time. */
    static final String PAINTED = "FIRST_PAINT ";
    /** What the line of one step begins with. */
    static final String STEP = "  step ";
    /** The system property that has the program's own steps printed too. */
    static final String STEPS = "ajar.bench.steps";
    private static final int PULSES_UNTIL_PAINTED = 2;
    private static final long LOOK_NANOS = 1_000_000;

    private FirstPaint() {}

    /** Starts the watch and then the program. */
    public static void main(String[] args) throws ReflectiveOperationException {
        int rows = Integer.parseInt(args[0]);
        if (Boolean.getBoolean(STEPS)) {
            LogManager.getLogManager().addLogger(Steps.SAID);
        }
        Thread.ofPlatform().daemon(true).name("first-paint").start(() -> watch(rows));
        Class.forName(args[1]).getMethod("main", String[].class).invoke(null,
                (Object) Arrays.copyOfRange(args, 2, args.length));
    }

    private static void watch(int rows) {
        while (true) {
            CountDownLatch done = new CountDownLatch(1);
            try {
                Platform.runLater(() -> new Watch(rows).start());
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
        private int pulses;

        Watch(int rows) {
            this.rows = rows;
        }

        @Override
        public void handle(long frame) {
            boolean shown = Window.getWindows().stream().filter(Window::isShowing).anyMatch(this::shows);
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
