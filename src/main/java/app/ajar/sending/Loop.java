package app.ajar.sending;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One background thread that looks for work, and again when its pause is over or somebody nudges it. */
final class Loop {

    private static final System.Logger LOG = System.getLogger(Loop.class.getName());

    private final String name;
    private final Duration afterTrouble;
    private final Supplier<Duration> look;
    private final Signal signal = new Signal();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    /**
     * @param name the thread's
     * @param afterTrouble the pause after a look that threw, which is logged
     * @param look does what is due; gives the longest pause until the next look
     */
    Loop(String name, Duration afterTrouble, Supplier<Duration> look) {
        this.name = name;
        this.afterTrouble = afterTrouble;
        this.look = look;
    }

    /**
     * Starts once.
     *
     * @param before done first by whoever really starts it
     */
    synchronized void start(Runnable before) {
        if (thread == null && !stopping) {
            before.run();
            thread = Thread.ofPlatform().name(name).daemon(true).start(this::run);
        }
    }

    /** Something may be due. */
    void nudge() {
        signal.raise();
    }

    boolean stopping() {
        return stopping;
    }

    private void run() {
        while (!stopping) {
            Duration pause = afterTrouble;
            try {
                pause = look.get();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, name + " met a bug or a failing store", e);
            }
            signal.await(pause);
        }
    }

    /** Begins no new look; waits a while for the one under way. */
    void stop(Duration patience) {
        stopping = true;
        signal.raise();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
