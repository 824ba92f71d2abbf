package app.ajar.sending;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes a loop before its pause is over. Threads that read the database are never interrupted, because an interrupt
 * closes H2's file channel; they are woken by this instead.
 */
public final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean raised;

    /** Ends the present wait, or the next one before it begins. */
    public void raise() {
        lock.lock();
        try {
            raised = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when raised since the last call, or when the pause is over. */
    public void await(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (!raised && left > 0) {
                left = changed.awaitNanos(left);
            }
            raised = false;
        } catch (InterruptedException e) {
            // Nobody interrupts these threads; if a library did, the loop looks at its state again.
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
