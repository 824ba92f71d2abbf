package app.ajar.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, with jitter so that several apps do not knock in step. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofMinutes(1);
    private static final double JITTER = 0.25;
    private static final int MOST_DOUBLINGS = 10;

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after one more failure: 2 s doubling to a minute, a quarter more or less. */
    Duration next() {
        long plain = Math.min(MOST.toMillis(), FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis(Math.round(plain * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }

    void reset() {
        failures = 0;
    }
}
