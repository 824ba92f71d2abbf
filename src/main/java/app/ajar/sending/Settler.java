package app.ajar.sending;

import app.ajar.graph.GraphFailure;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out what became of a reply whose answer was lost, by reading the thread: our own words with a time not before
 * the attempt settle it (the store matches them when the page is applied, by Meta's clock alone). Only when the thread
 * was read again well after it was first looked at, and reaches back to the attempt, is "not there" believed. Nothing is
 * ever sent from here.
 */
final class Settler {

    /** A server in trouble may take a while to show what it took; until then absence proves nothing. */
    static final Duration BELIEVE_ABSENCE_AFTER = Duration.ofSeconds(30);

    private static final Duration FIRST_READ = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(20);

    private final Database database;
    private final Clock clock;
    private final Map<OutboxId, Search> searches = new ConcurrentHashMap<>();

    Settler(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A reply being looked for.
     *
     * @param since when its thread was first read
     * @param last when it was read last
     * @param pause how long to wait from then on
     */
    private record Search(Instant since, Instant last, Duration pause) {

        /** A clock that was set back makes it due, and time that did not pass is not counted. */
        boolean due(Instant now) {
            return now.isBefore(last) || !now.isBefore(last.plus(pause));
        }

        Search again(Instant now) {
            Duration longer = pause.multipliedBy(2);
            return new Search(now.isBefore(last) ? now : since, now, longer.compareTo(MOST) > 0 ? MOST : longer);
        }
    }

    /** Whether the reply's thread should be read now. */
    boolean due(OutboxMessage reply) {
        Search search = searches.get(reply.id());
        return search == null || search.due(clock.instant());
    }

    void settle(OutboxMessage reply, Line line) {
        Instant now = clock.instant();
        Search search = searches.merge(reply.id(), new Search(now, now, FIRST_READ), (known, _) -> known.again(now));
        switch (line.read(reply.conversation())) {
            case Line.Reading.Failed(GraphFailure failure) -> line.failed(failure);
            case Line.Reading.Whole(Instant backTo) -> {
                line.succeeded();
                conclude(reply, search, backTo);
            }
        }
    }

    private void conclude(OutboxMessage reply, Search search, Instant backTo) {
        boolean open = database.outbox().find(reply.id())
                .filter(row -> row.state() == DeliveryState.UNCERTAIN).isPresent();
        boolean longEnough = search.last().isAfter(search.since().plus(BELIEVE_ABSENCE_AFTER));
        if (!open || (longEnough && database.outbox().markNotDelivered(reply.id(), backTo))) {
            searches.remove(reply.id());
        }
    }
}
