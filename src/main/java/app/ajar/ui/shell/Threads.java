package app.ajar.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The window's own threads: few, named, and asked to end when the window does. */
final class Threads implements AutoCloseable {

    private static final int READERS = 3;
    private static final int DECODERS = 2;
    private static final long PATIENCE_SECONDS = 5;

    private final Consumer<Throwable> onFailure;
    private final AtomicInteger busy = new AtomicInteger();
    private final ThreadPoolExecutor reads = pool("ajar-ui-read-", READERS);
    private final ThreadPoolExecutor pictures = pool("ajar-ui-picture-", DECODERS);
    private final ThreadPoolExecutor network = pool("ajar-ui-connect-", 1);
    /** What waits for the first picture; null when that is painted. */
    private @Nullable List<Runnable> held = new ArrayList<>();

    /** @param onFailure told of work that broke, on its thread */
    Threads(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** For reading and writing the store. */
    void read(Runnable work) {
        submit(reads, work);
    }

    /** As {@link #read}, but not before the first picture is painted, which does without and has the computer for itself. */
    void readLater(Runnable work) {
        afterPaint(() -> read(work));
    }

    /** Does it when the first picture is painted, or at once if that was; on whatever thread that is: for what is short. */
    void afterPaint(Runnable work) {
        synchronized (this) {
            if (held != null) {
                held.add(work);
                return;
            }
        }
        work.run();
    }

    /** The first picture is painted. */
    synchronized void painted() {
        List<Runnable> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    /** For decoding pictures. */
    void decode(Runnable work) {
        submit(pictures, work);
    }

    /** For what waits on the network or the keychain. */
    void connect(Runnable work) {
        submit(network, work);
    }

    /** Whether nothing is being done or waits. */
    synchronized boolean idle() {
        return busy.get() == 0 && (held == null || held.isEmpty());
    }

    /** Lets what runs come to its end; a store thread is never interrupted, because that would break H2's file channel. */
    @Override
    public void close() {
        // What was asked of the store still happens: the last draft is among it.
        reads.shutdown();
        for (ThreadPoolExecutor pool : List.of(network, pictures)) {
            pool.getQueue().clear();
            pool.shutdown();
        }
        try {
            for (ExecutorService pool : List.of(pictures, reads)) {
                if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    System.getLogger(Threads.class.getName()).log(System.Logger.Level.WARNING,
                            "a background thread of the window is still at work");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void submit(ThreadPoolExecutor pool, Runnable work) {
        busy.incrementAndGet();
        pool.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                onFailure.accept(e);
            } finally {
                busy.decrementAndGet();
            }
        });
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                }, new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
