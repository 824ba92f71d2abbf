package app.ajar.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/** What the toolkit's thread spends on frames in which something moves. */
final class Frames {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Frames() {}

    /** CPU milliseconds of the toolkit's thread for each of so many frames, before each of which something is moved. */
    static double[] measure(long toolkitThread, int frames, Runnable move) throws Exception {
        double[] work = new double[frames];
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private int frame = -30;
            private long before = THREADS.getThreadCpuTime(toolkitThread);

            @Override
            public void handle(long now) {
                long cpu = THREADS.getThreadCpuTime(toolkitThread);
                if (frame >= 0) {
                    work[frame] = (cpu - before) / 1e6;
                }
                before = cpu;
                move.run();
                if (++frame == frames) {
                    stop();
                    done.complete(null);
                }
            }
        }.start());
        done.get(300, TimeUnit.SECONDS);
        return work;
    }
}
