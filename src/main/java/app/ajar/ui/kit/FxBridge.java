package app.ajar.ui.kit;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/**
 * The one way between the toolkit's thread and the others: reads run in the background, results come back on the toolkit's
 * thread. Tests give executors that run inline. Failures are reported, never swallowed.
 */
public final class FxBridge {

    private final Executor background;
    private final Executor toolkit;
    private final Consumer<Throwable> onFailure;

    /** @param toolkit runs at once when already on the toolkit's thread; {@link #platform} is the real one */
    public FxBridge(Executor background, Executor toolkit, Consumer<Throwable> onFailure) {
        this.background = background;
        this.toolkit = toolkit;
        this.onFailure = onFailure;
    }

    /** JavaFX's thread as an executor: at once when already there, else later. */
    public static Executor platform() {
        return work -> {
            if (Platform.isFxApplicationThread()) {
                work.run();
            } else {
                Platform.runLater(work);
            }
        };
    }

    /** Reads in the background and hands the result over on the toolkit's thread. */
    public <T> void load(Supplier<T> read, Consumer<T> show) {
        run(() -> {
            T result = read.get();
            onToolkit(() -> show.accept(result));
        });
    }

    /** Does something in the background. */
    public void run(Runnable work) {
        background.execute(() -> reported(work));
    }

    /** Runs on the toolkit's thread, at once when already there. */
    public void onToolkit(Runnable work) {
        toolkit.execute(() -> reported(work));
    }

    /**
     * A reload that is asked for often and done rarely: at most one waiting, and a result older than a newer request is
     * dropped. Under a storm of requests every few results are shown all the same, so that the screen never stands still.
     */
    public <T> Runnable coalesced(Supplier<T> read, Consumer<T> show) {
        return new Reload<>(this, read, show);
    }

    private void reported(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private static final class Reload<T> implements Runnable {

        private static final int MOST_DROPPED = 4;

        private final FxBridge bridge;
        private final Supplier<T> read;
        private final Consumer<T> show;
        private boolean underWay;
        private boolean askedAgain;
        private int dropped;

        Reload(FxBridge bridge, Supplier<T> read, Consumer<T> show) {
            this.bridge = bridge;
            this.read = read;
            this.show = show;
        }

        @Override
        public void run() {
            synchronized (this) {
                if (underWay) {
                    askedAgain = true;
                    return;
                }
                underWay = true;
            }
            start();
        }

        private void start() {
            bridge.run(() -> {
                T result;
                try {
                    result = read.get();
                } catch (RuntimeException | Error e) {
                    goOn();
                    throw e;
                }
                bridge.onToolkit(() -> {
                    try {
                        if (current()) {
                            show.accept(result);
                        }
                    } finally {
                        goOn();
                    }
                });
            });
        }

        private synchronized boolean current() {
            if (askedAgain && dropped < MOST_DROPPED) {
                dropped++;
                return false;
            }
            dropped = 0;
            return true;
        }

        private void goOn() {
            synchronized (this) {
                if (!askedAgain) {
                    underWay = false;
                    return;
                }
                askedAgain = false;
            }
            start();
        }
    }
}
