package app.ajar.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** How often the API is asked; what the user looks at comes first. */
final class Schedule {

    /** The open conversation, while the window has the focus. */
    static final Duration WATCHED_FOCUSED = Duration.ofSeconds(5);
    /** The open conversation, while another window has it. */
    static final Duration WATCHED_BACKGROUND = Duration.ofSeconds(15);
    /** While offline: short, because coming back must be noticed without a click. */
    static final Duration OFFLINE_PROBE = Duration.ofSeconds(3);
    /** Meta refuses the account: the user may just have turned the switch. */
    static final Duration REFUSED_PROBE = Duration.ofMinutes(1);
    /** Every page once in a while, whatever the order of the list promises. */
    static final Duration FULL_WALK = Duration.ofDays(1);
    /** Every page more often where the list was seen out of order, because its head does not tell. */
    static final Duration FULL_WALK_UNSORTED = Duration.ofMinutes(2);
    /** How often the time of the last round is written down. */
    static final Duration NOTED_EVERY = Duration.ofMinutes(1);
    /** No pause of our own is longer; a longer one means that the clock was set back. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    /** The list, and the open conversation, while pushes come: a look now and then that nothing was missed. */
    static final Duration WHILE_PUSHED = Duration.ofMinutes(1);

    /** Pushes about nobody we know make the list be read, but not more often. */
    static final Duration BETWEEN_PUSHED_LISTS = Duration.ofSeconds(3);

    private static final Duration LIST_FOCUSED = Duration.ofSeconds(15);
    private static final Duration LIST_BACKGROUND = Duration.ofSeconds(30);
    /** The slowest the owner's rules allow without push. */
    private static final Duration LIST_HIDDEN = Duration.ofSeconds(60);

    private Schedule() {}

    static Duration list(SyncEngine.Attention attention) {
        return switch (attention) {
            case FOCUSED -> LIST_FOCUSED;
            case BACKGROUND -> LIST_BACKGROUND;
            case HIDDEN -> LIST_HIDDEN;
        };
    }

    /** Remembers what was done a moment ago, so that it is not done again; the same from any thread. */
    static final class Lately<T> {

        private static final int MOST_REMEMBERED = 5_000;

        private final Duration lately;
        private final Map<T, Instant> times = new ConcurrentHashMap<>();

        Lately(Duration lately) {
            this.lately = lately;
        }

        /** Whether this was not done lately; it counts as done from now on. */
        boolean first(T thing, Instant now) {
            Instant last = times.get(thing);
            // A clock that was set back makes everything new.
            if (last != null && !now.isBefore(last) && now.isBefore(last.plus(lately))) {
                return false;
            }
            if (times.size() > MOST_REMEMBERED) {
                times.clear();
            }
            times.put(thing, now);
            return true;
        }
    }

    /** Growing pauses between attempts, with jitter so that several apps do not knock in step. */
    static final class Backoff {

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
}
