package app.ajar.graph;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Meta's limit of 2 Conversations calls a second per account (rate-limiting page), kept where the calls are made so
 * that nothing can bypass it. A call starts no earlier than one second after the call before the last one <em>ended</em>,
 * so that the server never counts three in any second, however the network delays them.
 */
public final class CallBudget {

    public CallBudget(Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** The account must not call before this; empty when it may. */
    public Optional<Instant> blockedUntil() {
        throw new UnsupportedOperationException();
    }

    /** Highest usage in percent that the server reported last, 0 when it reported none. */
    public int usagePercent() {
        throw new UnsupportedOperationException();
    }
}
