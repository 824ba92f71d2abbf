package app.ajar.graph;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Meta's limit of 2 Conversations calls a second per account (rate-limiting page), kept where the calls are made so
 * that nothing can bypass it. There are two places; a place is free again one second after its call <em>ended</em>.
 * A call arrives no later than it ends and no earlier than it starts, so two arrivals in one place are more than a second
 * apart and the server never counts three in any second, however the network delays them.
 * <p>
 * It also remembers until when Meta asked to wait; until then no call is made at all. One for each account, shared by
 * everything that calls for it; thread-safe.
 */
public final class CallBudget {

    private static final int PLACES = 2;
    private static final Duration COOLING = Duration.ofMillis(1020);

    /** From here on Meta's advice is to stop before being stopped. */
    private static final int NEARLY_USED_PERCENT = 90;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** A run of Ajar that ended a moment ago may have used both places. */
    private static final long EARLIER_RUN_ENDED = System.nanoTime();

    private final Clock clock;
    private final Duration cooling;
    private final Semaphore queue = new Semaphore(PLACES, true);
    private final DelayQueue<Place> places = new DelayQueue<>();
    private @Nullable Instant blockedUntil;
    /** What the clock said when that was last looked at. */
    private Instant lookedAt = Instant.MIN;
    private int refusals;
    private int usagePercent;

    /** Meta's own limit. */
    public CallBudget(Clock clock) {
        this(clock, COOLING);
    }

    /**
     * For a server of which the limit is known to be another one.
     *
     * @param cooling how long a place rests after its call
     */
    public CallBudget(Clock clock, Duration cooling) {
        this.clock = clock;
        this.cooling = cooling;
        for (int i = 0; i < PLACES; i++) {
            places.add(new Place(EARLIER_RUN_ENDED + cooling.toNanos()));
        }
    }

    /** The account must not call before this; empty when it may. A clock that is set back lengthens no wait. */
    public synchronized Optional<Instant> blockedUntil() {
        Instant now = clock.instant();
        if (blockedUntil != null && now.isBefore(lookedAt)) {
            blockedUntil = now.plus(Duration.between(lookedAt, blockedUntil));
        }
        lookedAt = now;
        if (blockedUntil != null && !now.isBefore(blockedUntil)) {
            blockedUntil = null;
        }
        return Optional.ofNullable(blockedUntil);
    }

    /** Highest usage in percent that the server reported last, 0 when it reported none. */
    public synchronized int usagePercent() {
        return usagePercent;
    }

    /** Waits for a place, first come first served, and calls; or gives back the reason why no call may be made now. */
    <T> GraphResult<T> paced(Supplier<GraphResult<T>> call) {
        Optional<Instant> blocked = blockedUntil();
        if (blocked.isPresent()) {
            return blocked(blocked.get());
        }
        try {
            queue.acquire();
        } catch (InterruptedException e) {
            return interrupted();
        }
        try {
            return inPlace(places.take(), call);
        } catch (InterruptedException e) {
            return interrupted();
        } finally {
            queue.release();
        }
    }

    private <T> GraphResult<T> inPlace(Place place, Supplier<GraphResult<T>> call) {
        long freeAt = place.freeAtNanos;
        try {
            // Another call may have been told to wait in the meantime.
            Optional<Instant> blocked = blockedUntil();
            if (blocked.isPresent()) {
                return blocked(blocked.get());
            }
            try {
                return call.get();
            } finally {
                freeAt = System.nanoTime() + cooling.toNanos();
            }
        } finally {
            places.add(new Place(freeAt));
        }
    }

    /** Calls without a place: Meta counts sends apart (100 a second). A block holds for them too. */
    <T> GraphResult<T> unpaced(Supplier<GraphResult<T>> call) {
        Optional<Instant> blocked = blockedUntil();
        return blocked.isPresent() ? blocked(blocked.get()) : call.get();
    }

    private static <T> GraphResult<T> blocked(Instant until) {
        return new GraphResult.Failed<>(new GraphFailure.RateLimited(until, null));
    }

    private static <T> GraphResult<T> interrupted() {
        Thread.currentThread().interrupt();
        return new GraphResult.Failed<>(new GraphFailure.Offline(false));
    }

    /**
     * The server refused for the rate.
     *
     * @param asked how long it asks to wait; without it 1, 2, 4 … minutes, because extra calls lengthen the block
     * @return until when no call is made
     */
    synchronized Instant refused(Optional<Duration> asked) {
        Instant now = clock.instant();
        Optional<Instant> already = blockedUntil();
        if (already.isEmpty()) {
            refusals++;
        }
        Duration wait = asked.orElseGet(() -> already.isPresent() ? Duration.ZERO : backOff());
        return block(now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
    }

    private Duration backOff() {
        Duration wait = PAUSE.multipliedBy(1L << Math.min(refusals - 1, 10));
        return wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
    }

    /** The server asks to wait, though not for the rate ({@code Retry-After} with 503). */
    synchronized void pause(Duration asked) {
        block(clock.instant().plus(asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked));
    }

    /** A call was answered well: the next refusal starts with the shortest wait again. */
    synchronized void wentWell() {
        if (blockedUntil().isEmpty()) {
            refusals = 0;
        }
    }

    /** What the server said about usage; near the limit calls stop before it stops them. */
    synchronized void used(UsageHeaders usage) {
        if (!usage.reported()) {
            return;
        }
        usagePercent = usage.percent();
        if (usage.regain().isPositive()) {
            block(clock.instant().plus(usage.regain()));
        } else if (usage.percent() >= NEARLY_USED_PERCENT) {
            block(clock.instant().plus(PAUSE));
        }
    }

    private Instant block(Instant until) {
        Instant present = blockedUntil().orElse(Instant.MIN);
        Instant latest = until.isAfter(present) ? until : present;
        blockedUntil = latest;
        return latest;
    }

    /** One of the two places, free from a moment on. */
    private static final class Place implements Delayed {

        private final long freeAtNanos;

        Place(long freeAtNanos) {
            this.freeAtNanos = freeAtNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(freeAtNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return other instanceof Place place
                    ? Long.signum(freeAtNanos - place.freeAtNanos)
                    : Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
