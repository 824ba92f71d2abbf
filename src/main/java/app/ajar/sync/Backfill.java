package app.ajar.sync;

import app.ajar.model.AccountId;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Finds people who have no picture yet, some at a time, so that the queue never holds a whole account. */
final class Backfill {

    private static final System.Logger LOG = System.getLogger(Backfill.class.getName());
    private static final int BATCH = 200;
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final Consumer<Collection<ParticipantId>> offer;
    private final Map<AccountId, Instant> next = new ConcurrentHashMap<>();

    /** @param offer queues downloads of these people's pictures */
    Backfill(Database database, Clock clock, Consumer<Collection<ParticipantId>> offer) {
        this.database = database;
        this.clock = clock;
        this.offer = offer;
    }

    /** Queues the next of them, those of the newest conversations first; gives who was queued. */
    Collection<ParticipantId> now(AccountId account) {
        Collection<ParticipantId> missing = database.media().withoutAvatar(account, clock.instant(), BATCH);
        offer.accept(missing);
        return missing;
    }

    /**
     * The same, but only when the last look found somebody or is a while ago, and few pictures wait.
     *
     * @return whether anybody was queued
     */
    boolean nowAndThen(AccountId account) {
        Instant now = clock.instant();
        if (now.isBefore(next.getOrDefault(account, Instant.MIN))
                || database.jobs().waiting(JobQueue.Type.DOWNLOAD_AVATAR) >= BATCH / 4) {
            return false;
        }
        boolean found = !now(account).isEmpty();
        next.put(account, found ? Instant.MIN : now.plus(EVERY));
        return found;
    }

    /**
     * For when nothing is left to do: the next people need not wait for the next round.
     *
     * @return whether anybody was queued
     */
    boolean refill(List<AccountSync> accounts) {
        try {
            boolean found = false;
            for (AccountSync sync : accounts) {
                found |= sync.callable() && sync.puller().firstSyncDone() && nowAndThen(sync.account());
            }
            return found;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "people without a picture could not be looked for", e);
            return false;
        }
    }
}
