package app.ajar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Carries the wish to end (Ctrl+C, a system that shuts down) to whatever runs; nothing is interrupted by force. */
public final class StopSignal {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final List<Runnable> listeners = new ArrayList<>();

    /** Asks all that listen to come to an end; asking again does nothing. */
    public void ask() {
        List<Runnable> told;
        synchronized (listeners) {
            if (asked.getCount() == 0) {
                return;
            }
            asked.countDown();
            told = List.copyOf(listeners);
        }
        told.forEach(Runnable::run);
    }

    /** Runs the listener when the end is asked for, on the asker's thread; at once when it already was. */
    public void onAsk(Runnable listener) {
        synchronized (listeners) {
            if (asked.getCount() > 0) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    /** Whether the end was asked for. */
    public boolean asked() {
        return asked.getCount() == 0;
    }

    /** Waits until the end is asked for. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
