package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what became of a reply whose answer was lost, by reading the thread: our own words with a time not before
 * the attempt settle it (the store matches them when the page is applied). Only when the thread was read well after the
 * attempt, and reaches back to it, is "not there" believed. Nothing is ever sent from here.
 */
final class Settler {

    /** A server in trouble may take a while to show what it took; until then absence proves nothing. */
    static final Duration BELIEVE_ABSENCE_AFTER = Duration.ofSeconds(30);

    /** The server's clock and ours may differ by this much. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    private static final Duration FIRST_READ = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(20);

    private final Database database;
    private final Clock clock;
    private final Map<OutboxId, Attempt> attempts = new ConcurrentHashMap<>();

    Settler(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** When a reply's thread is read next. */
    private record Attempt(Instant next, Duration pause) {}

    /** Whether the reply's thread should be read now. */
    boolean due(OutboxMessage reply) {
        Attempt attempt = attempts.get(reply.id());
        return attempt == null || !clock.instant().isBefore(attempt.next());
    }

    void settle(OutboxMessage reply, AccountSync sync) {
        Instant now = clock.instant();
        Attempt attempt = attempts.computeIfAbsent(reply.id(), _ -> new Attempt(now, FIRST_READ));
        Duration pause = attempt.pause().multipliedBy(2);
        attempts.put(reply.id(),
                new Attempt(now.plus(attempt.pause()), pause.compareTo(MOST) > 0 ? MOST : pause));
        switch (sync.puller().thread(reply.conversation())) {
            case Puller.Step.Failed(GraphFailure failure) -> sync.failed(failure);
            case Puller.Step.Read(var _, var _, Instant backTo) -> {
                sync.succeeded();
                conclude(reply, now, backTo);
            }
        }
    }

    private void conclude(OutboxMessage reply, Instant readAt, Instant backTo) {
        boolean open = database.outbox().find(reply.id())
                .filter(row -> row.state() == DeliveryState.UNCERTAIN).isPresent();
        if (!open) {
            attempts.remove(reply.id());
            return;
        }
        Instant attempted = reply.attemptedAt();
        if (attempted == null) {
            return;
        }
        boolean reachesBack = backTo.isBefore(attempted.minus(CLOCKS_DIFFER));
        if (reachesBack && readAt.isAfter(attempted.plus(BELIEVE_ABSENCE_AFTER))) {
            attempts.remove(reply.id());
            database.outbox().markFailed(reply.id(), Failure.NOT_DELIVERED, null);
        }
    }
}
