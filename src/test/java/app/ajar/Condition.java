package app.ajar;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits in tests for something that another thread or process does. */
public final class Condition {

    /** Far beyond what it takes: only a failure waits this long, and a busy machine must not make one. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(5);

    private Condition() {}

    /** Looks every few milliseconds, and fails with the condition's name when it does not come true. */
    public static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
