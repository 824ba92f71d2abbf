package app.ajar.ui.inbox;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Stands in for the toolkit's thread: what is handed over runs on the test's thread, and only when the test waits. */
public final class PretendToolkit implements Executor {

    private static final long PATIENCE_SECONDS = 60;

    private final LinkedBlockingQueue<Runnable> handedOver = new LinkedBlockingQueue<>();

    @Override
    public void execute(Runnable work) {
        handedOver.add(work);
    }

    /** Runs what is handed over until this is so, and fails when it does not come to be. */
    public void until(BooleanSupplier done) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (!done.getAsBoolean()) {
                Runnable next = handedOver.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                assertThat(next).as("what was waited for never came").isNotNull();
                next.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs what has been handed over by now. */
    public void drain() {
        for (Runnable next = handedOver.poll(); next != null; next = handedOver.poll()) {
            next.run();
        }
    }
}
