package app.ajar.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
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

    private static final int PULSES_UNTIL_PAINTED = 2;
    private static final long LOOK_NANOS = 1_000_000;

    private FirstPaint() {}

    /** Starts the watch and then the program. */
    public static void main(String[] args) throws ReflectiveOperationException {
        int rows = Integer.parseInt(args[0]);
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
                System.out.println("FIRST_PAINT " + (now - ManagementFactory.getRuntimeMXBean().getStartTime()) + " " + cpu);
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
}
