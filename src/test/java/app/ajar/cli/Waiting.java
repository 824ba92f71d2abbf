package app.ajar.cli;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits for something another thread does, with a deadline. */
final class Waiting {

    private static final Duration DEADLINE = Duration.ofSeconds(40);
    private static final Duration STEP = Duration.ofMillis(10);

    private Waiting() {}

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(STEP.toNanos());
        }
        assertThat(condition.getAsBoolean()).as("happened in time").isTrue();
    }
}
