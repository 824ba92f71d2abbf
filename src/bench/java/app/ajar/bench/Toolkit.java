package app.ajar.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.application.Platform;

/** The toolkit's thread and this process, as the measurements of a window need them. */
final class Toolkit {

    private Toolkit() {}

    /** Starts the toolkit and waits until it is up. */
    static void start() throws InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        Platform.startup(up::countDown);
        up.await();
    }

    /** Does this on the toolkit's thread and gives its result. */
    static <T> T call(Supplier<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(30, TimeUnit.SECONDS);
    }

    /** Megabytes of this process in memory, now. */
    static double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most megabytes of this process that ever were in memory. */
    static double mostMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private static double status(String key) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(key)) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return Double.NaN;
    }
}
