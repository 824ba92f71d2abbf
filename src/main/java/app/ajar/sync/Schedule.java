package app.ajar.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** How often the API is asked; what the user looks at comes first. */
final class Schedule {

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

    /** What is older counts as stale: the picture says as of when it is. */
    static final Duration STALE = Health.STALE;
    /** Reactions, edits and unsends may not move a conversation in the list (undocumented): recent ones are read again. */
    static final Duration RECENT_AGAIN = Duration.ofMinutes(10);
    static final Duration RECENT = Duration.ofDays(3);

    private Schedule() {}

    /**
     * How often one account is asked: fast while somebody writes, slow when nothing happens, and never so slowly that a busy
     * conversation gets past the 20 messages that Meta details. Knows no time but what it is told; told by one thread,
     * asked by any.
     */
    static final class Pace {

        /** The slowest the owner's rules allow without push; what a window that nobody sees gets, for alarms and plans. */
        static final Duration SLOWEST = Duration.ofSeconds(60);
        private static final Duration FASTEST = Duration.ofSeconds(2);
        /** Half of what Meta details. */
        private static final int ROOM = 10;
        private static final int BUSY = 3;
        private static final Duration BUSY_FOR = Duration.ofMinutes(10);

        private volatile Instant lastNews;
        private volatile Busy busy = new Busy(SLOWEST, Instant.MIN);

        Pace(Instant begun) {
            this.lastNews = begun.minus(Mood.LIVELY.until);
        }

        /** A pace that keeps up with the busiest conversation, and for how long it is kept. */
        private record Busy(Duration pace, Instant until) {}

        /** How lively it is; seconds between two looks at the list and at the open conversation. */
        private enum Mood {
            WRITING(Duration.ofMinutes(1), 5, 3), LIVELY(Duration.ofMinutes(10), 10, 5), CALM(Duration.ofHours(1), 15,
                    5),
            IDLE(ChronoUnit.FOREVER.getDuration(), 30, 10);

            private final Duration until;
            private final Duration list;
            private final Duration watched;

            Mood(Duration until, int list, int watched) {
                this.until = until;
                this.list = Duration.ofSeconds(list);
                this.watched = Duration.ofSeconds(watched);
            }
        }

        /**
         * A look brought news.
         *
         * @param busiest most new messages of one conversation
         * @param since how long ago the look before was
         */
        void brought(int busiest, Duration since, Instant now) {
            if (busiest <= 0) {
                return;
            }
            lastNews = now;
            if (busiest >= BUSY) {
                Duration pace = shorter(since.multipliedBy(ROOM).dividedBy(busiest), SLOWEST);
                busy = new Busy(pace.compareTo(FASTEST) < 0 ? FASTEST : pace, now.plus(BUSY_FOR));
            }
        }

        /** Between two rounds over the list. */
        Duration list(SyncEngine.Attention attention, Instant now) {
            Duration usual = switch (attention) {
                case FOCUSED -> mood(now).list;
                case BACKGROUND -> mood(now).list.multipliedBy(2);
                case HIDDEN -> SLOWEST;
            };
            Busy present = busy;
            boolean holds = now.isBefore(present.until) && !now.isBefore(present.until.minus(BUSY_FOR));
            return holds ? shorter(usual, present.pace) : usual;
        }

        /** Between two looks at the conversation on screen. */
        Duration watched(SyncEngine.Attention attention, Instant now) {
            Duration usual = mood(now).watched;
            return attention == SyncEngine.Attention.FOCUSED ? usual : usual.multipliedBy(3);
        }

        private Mood mood(Instant now) {
            if (now.isBefore(lastNews)) {
                // The clock was set back.
                lastNews = now;
            }
            Duration quiet = Duration.between(lastNews, now);
            for (Mood mood : Mood.values()) {
                if (quiet.compareTo(mood.until) < 0) {
                    return mood;
                }
            }
            return Mood.IDLE;
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
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
