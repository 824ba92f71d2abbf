package app.ajar.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of a picture that is the same each time: it begins at a given moment, never leaves the minute after it however long
 * the work takes, and stands still once asked to. It passes, because calls are paced by it; it passes ever more slowly, so that
 * what is shown by the minute does not hang on how fast the computer is.
 */
final class PosedClock extends Clock {

    private static final double SPAN_NANOS = Duration.ofSeconds(55).toNanos();

    private final Instant begin;
    private final long began = System.nanoTime();
    private volatile long stood = -1;

    PosedClock(Instant begin) {
        this.begin = begin;
    }

    /** What the window shows: the end of the span, so that nothing of the engine's lies ahead of it. */
    static Clock shown(Instant begin) {
        return Clock.fixed(begin.plusNanos((long) SPAN_NANOS), ZoneOffset.UTC);
    }

    /** From now on no time passes. */
    void stand() {
        stood = passed();
    }

    private long passed() {
        double elapsed = System.nanoTime() - began;
        return (long) (SPAN_NANOS * -Math.expm1(-elapsed / SPAN_NANOS));
    }

    @Override
    public Instant instant() {
        long still = stood;
        return begin.plusNanos(still >= 0 ? still : passed());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Nobody here asks for the zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
