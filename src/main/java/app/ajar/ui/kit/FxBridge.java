package app.ajar.ui.kit;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The one way between the toolkit's thread and the others: reads run in the background, results come back on the toolkit's
 * thread. Tests give executors that run inline. Failures are reported, never swallowed.
 */
public final class FxBridge {

    public FxBridge(Executor background, Executor toolkit, Consumer<Throwable> onFailure) {
        throw new UnsupportedOperationException();
    }

    /** Reads in the background and hands the result over on the toolkit's thread. */
    public <T> void load(Supplier<T> read, Consumer<T> show) {
        throw new UnsupportedOperationException();
    }

    /** Does something in the background. */
    public void run(Runnable work) {
        throw new UnsupportedOperationException();
    }

    /** Runs on the toolkit's thread, at once when already there. */
    public void onToolkit(Runnable work) {
        throw new UnsupportedOperationException();
    }

    /**
     * A reload that is asked for often and done rarely: at most one waiting, and a result older than a newer request is
     * dropped.
     */
    public <T> Runnable coalesced(Supplier<T> read, Consumer<T> show) {
        throw new UnsupportedOperationException();
    }
}
