package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.media.AvatarKeeper;
import app.ajar.model.AccountId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import app.ajar.store.JobQueue.Reason;
import app.ajar.store.StoreException;
import app.ajar.sync.JobWorkers.End;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Does the jobs about people, pictures and profiles, and finds people who have no picture yet. */
final class PeopleJobs {

    private static final System.Logger LOG = System.getLogger(PeopleJobs.class.getName());
    /** So many at a time: the queue never holds a whole account. */
    private static final int BATCH = 200;
    private static final Duration BACKFILL_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final AvatarKeeper keeper;
    private final Clock clock;
    private final Tally tally;
    private final Consumer<Collection<ParticipantId>> offer;
    private final Map<AccountId, Instant> next = new ConcurrentHashMap<>();

    /** @param offer queues downloads of these people's pictures, for when nothing else waits */
    PeopleJobs(Database database, AvatarKeeper keeper, Clock clock, Tally tally,
            Consumer<Collection<ParticipantId>> offer) {
        this.database = database;
        this.keeper = keeper;
        this.clock = clock;
        this.tally = tally;
        this.offer = offer;
    }

    End work(Job job, AccountSync sync) {
        ParticipantId person = new ParticipantId(job.account(), job.subject());
        if (job.byHand()) {
            // Brings profile and picture, whatever is stored and whatever wait an earlier failure set.
            return picture(keeper.refreshNow(person, sync.client()), true, sync);
        }
        return job.type() == JobQueue.Type.DOWNLOAD_AVATAR
                ? picture(keeper.refresh(person, sync.client()), false, sync)
                : profile(person, sync);
    }

    private End picture(AvatarKeeper.Outcome outcome, boolean byHand, AccountSync sync) {
        return switch (outcome) {
            case AvatarKeeper.Outcome.Stored _ -> {
                tally.mediaStored.increment();
                yield new End.Done();
            }
            case AvatarKeeper.Outcome.Failed failed -> {
                tally.mediaFailed.increment();
                // The keeper remembers how long the picture waits after a first and second failure; that is not the job's.
                yield failed.forGood() || byHand ? End.Failed.forGood(Reason.GONE) : new End.Done();
            }
            case AvatarKeeper.Outcome.NotDue _,AvatarKeeper.Outcome.NoPicture _ -> new End.Done();
            case AvatarKeeper.Outcome.Unreachable(Instant retryAt) ->
                new End.Failed(Reason.UNREACHABLE, true, retryAt);
            case AvatarKeeper.Outcome.Unasked(GraphFailure failure) -> JobWorkers.unasked(failure, sync);
        };
    }

    private End profile(ParticipantId person, AccountSync sync) {
        return switch (sync.client().profile(person)) {
            case GraphResult.Ok<Participant>(Participant profile) -> {
                database.sync().putProfile(profile);
                yield keeper.due(person) ? picture(keeper.refresh(person, sync.client()), false, sync) : new End.Done();
            }
            case GraphResult.Failed<Participant>(GraphFailure.PersonUnavailable _) -> new End.Done();
            case GraphResult.Failed<Participant>(GraphFailure failure) -> JobWorkers.unasked(failure, sync);
        };
    }

    /** Queues people who have no picture yet, some at a time, those of the newest conversations first; gives who was queued. */
    Collection<ParticipantId> backfill(AccountId account) {
        Collection<ParticipantId> missing = database.media().withoutAvatar(account, clock.instant(), BATCH);
        offer.accept(missing);
        return missing;
    }

    /**
     * The same, but only when the last look found somebody or is a while ago, and few pictures wait.
     *
     * @return whether anybody was queued
     */
    boolean backfillNowAndThen(AccountId account) {
        Instant now = clock.instant();
        if (now.isBefore(next.getOrDefault(account, Instant.MIN))
                || database.jobs().waiting(JobQueue.Type.DOWNLOAD_AVATAR) >= BATCH / 4) {
            return false;
        }
        boolean found = !backfill(account).isEmpty();
        next.put(account, found ? Instant.MIN : now.plus(BACKFILL_EVERY));
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
                found |= sync.callable() && sync.puller().firstSyncDone() && backfillNowAndThen(sync.account());
            }
            return found;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "people without a picture could not be looked for", e);
            return false;
        }
    }

    /** The last attempt failed for want of an answer: the picture waits as after any other failure. */
    void gaveUp(Job job) {
        if (job.type() == JobQueue.Type.DOWNLOAD_AVATAR) {
            keeper.gaveUp(new ParticipantId(job.account(), job.subject()));
        }
    }
}
