package app.ajar.push;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, with jitter so that many Ajars do not knock in step after a project was down. */
final class Retry {

    private static final double JITTER = 0.3;
    private static final int MOST_DOUBLINGS = 10;

    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    Retry(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** The pause after one more failure. */
    Duration next() {
        long plain = Math.min(most.toMillis(), first.toMillis() << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return Duration.ofMillis(Math.round(plain * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }

    void reset() {
        failures = 0;
    }
}
