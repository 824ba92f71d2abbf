package app.ajar.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a sandbox starts.
 *
 * @param port the loopback port, 0 for a free one
 * @param people how many people there are in all; {@link #CAST_ONLY} for the hand-written cast alone
 * @param messages how many messages the generated people share, at least one each
 * @param seed everything invented follows from it
 * @param withCast whether the hand-written cast comes first; without it all people are generated
 * @param lively whether people write by themselves once the first list was read
 * @param tokenAge how old the first token is at the start
 * @param clock the clock under the sandbox's own
 * @param anchor the moment the past is counted back from, and part of every message id; absent for the start time
 */
public record SandboxOptions(int port, int people, long messages, long seed, boolean withCast, boolean lively,
        Duration tokenAge, Clock clock, @Nullable Instant anchor) {

    /** Nobody beyond the hand-written cast. */
    public static final int CAST_ONLY = -1;
    /** The most people a sandbox holds. */
    public static final int MOST_PEOPLE = 100_000;
    /** The most messages a sandbox holds. */
    public static final long MOST_MESSAGES = 50_000_000;

    /** @throws IllegalArgumentException when a number is out of its range */
    public SandboxOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port lies between 0 and 65535.");
        }
        if (people < CAST_ONLY || people > MOST_PEOPLE) {
            throw new IllegalArgumentException("There can be 0 to " + MOST_PEOPLE + " people.");
        }
        if (messages < 0 || messages > MOST_MESSAGES) {
            throw new IllegalArgumentException("There can be 0 to " + MOST_MESSAGES + " messages.");
        }
    }

    /** The demo account: the cast, writing while somebody watches. */
    public static SandboxOptions demo() {
        return quiet().withLively(true);
    }

    /** The cast, and nothing happens by itself. */
    public static SandboxOptions quiet() {
        return new SandboxOptions(0, CAST_ONLY, 0, 7, true, false, Duration.ofDays(2), Clock.systemUTC(), null);
    }

    /** No cast: generated people only. */
    public static SandboxOptions generated(int people, long messages, long seed) {
        return new SandboxOptions(0, people, messages, seed, false, false, Duration.ofDays(2), Clock.systemUTC(), null);
    }

    /** On a fixed port. */
    public SandboxOptions withPort(int other) {
        return new SandboxOptions(other, people, messages, seed, withCast, lively, tokenAge, clock, anchor);
    }

    /** With so many people in all, the cast among them, and so many messages by those beyond it. */
    public SandboxOptions withCrowd(int otherPeople, long otherMessages) {
        return new SandboxOptions(port, otherPeople, otherMessages, seed, withCast, lively, tokenAge, clock, anchor);
    }

    /** With another seed. */
    public SandboxOptions withSeed(long other) {
        return new SandboxOptions(port, people, messages, other, withCast, lively, tokenAge, clock, anchor);
    }

    /** With people who write by themselves, or not. */
    public SandboxOptions withLively(boolean other) {
        return new SandboxOptions(port, people, messages, seed, withCast, other, tokenAge, clock, anchor);
    }

    /** With a first token of this age; a token can be refreshed from its second day on. */
    public SandboxOptions withTokenAge(Duration other) {
        return new SandboxOptions(port, people, messages, seed, withCast, lively, other, clock, anchor);
    }

    /** Over another clock. */
    public SandboxOptions withClock(Clock other) {
        return new SandboxOptions(port, people, messages, seed, withCast, lively, tokenAge, other, anchor);
    }

    /** With the past counted back from this moment, whenever the sandbox starts. */
    public SandboxOptions withAnchor(Instant other) {
        return new SandboxOptions(port, people, messages, seed, withCast, lively, tokenAge, clock, other);
    }
}
