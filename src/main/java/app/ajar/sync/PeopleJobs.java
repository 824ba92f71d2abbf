package app.ajar.sync;

import app.ajar.graph.GraphClient;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Does the jobs about people, pictures and profiles, and finds people who have no picture yet. */
final class PeopleJobs {

    private static final System.Logger LOG = System.getLogger(PeopleJobs.class.getName());
    /** So many at a time: the queue never holds a whole account. */
    private static final int BATCH = 200;
    private static final Duration BACKFILL_EVERY = Duration.ofMinutes(10);

    /** Asking again for the same person on screen within this is not worth a look into the database. */
    private static final Duration ASKED_LATELY = Duration.ofSeconds(30);
    /** A profile looked at is asked for anew when it is older. */
    private static final Duration PROFILE_STALE = Duration.ofDays(1);

    private final Database database;
    private final AvatarKeeper keeper;
    private final MediaHold hold;
    private final Clock clock;
    private final WholeRound.Tally tally;
    private final Runnable touched;
    private final Map<AccountId, Instant> next = new ConcurrentHashMap<>();
    private final Schedule.Lately<ParticipantId> asked = new Schedule.Lately<>(ASKED_LATELY);

    /** What these jobs share with the others. */
    record Around(Database database, AvatarKeeper keeper, MediaHold hold, Clock clock, WholeRound.Tally tally) {}

    /** @param touched told when a job was offered */
    PeopleJobs(Around around, Runnable touched) {
        this.database = around.database;
        this.keeper = around.keeper;
        this.hold = around.hold;
        this.clock = around.clock;
        this.tally = around.tally;
        this.touched = touched;
    }

    /**
     * People whose conversations changed: their pictures may be missing, or old, which is less urgent. During a first sync
     * the list goes ahead.
     */
    void changed(Set<ParticipantId> changed, boolean firstSync) {
        if (!firstSync) {
            changed.forEach(keeper::personWrote);
            List<ParticipantId> due = changed.stream().filter(keeper::due).toList();
            offerAvatars(due.stream().filter(person -> !keeper.hasPicture(person)).toList(), JobWorkers.WROTE_NOW);
            offerAvatars(due.stream().filter(keeper::hasPicture).toList(), JobWorkers.BULK);
        }
    }

    /** Whether this person was not asked for a moment ago; cheap, from any thread. */
    boolean worthAsking(ParticipantId person) {
        return asked.first(person, clock.instant());
    }

    void wantAvatar(ParticipantId person) {
        if (keeper.due(person)) {
            offerAvatars(Set.of(person), JobWorkers.ON_SCREEN);
        }
    }

    boolean keepsPictures() {
        return keeper.keeps();
    }

    /** The profile is looked at: it is asked for if what is stored is a day old. */
    void wantProfile(ParticipantId person) {
        boolean fresh = database.sync().participant(person)
                .filter(known -> known.profileAt() != null
                        && known.profileAt().plus(PROFILE_STALE).isAfter(clock.instant()))
                .isPresent();
        if (!fresh) {
            offer(JobQueue.Type.REFRESH_PROFILE, person, JobWorkers.ON_SCREEN);
        }
    }

    /** The user asked for the profile and the picture, whatever is stored. */
    void refreshProfile(ParticipantId person) {
        hold.lookNow();
        offer(JobQueue.Type.REFRESH_PROFILE, person, JobQueue.BY_HAND);
    }

    private void offer(JobQueue.Type type, ParticipantId person, int priority) {
        database.jobs().offer(type, person.account(), person.value(), "", priority, clock.instant());
        touched.run();
    }

    private void offerAvatars(Collection<ParticipantId> wanted, int priority) {
        if (keeper.keeps()) {
            wanted.forEach(person -> offer(JobQueue.Type.DOWNLOAD_AVATAR, person, priority));
        }
    }

    End work(Job job, AccountSync sync) {
        ParticipantId person = new ParticipantId(job.account(), job.subject());
        GraphClient client = sync.callable() ? sync.client() : null;
        if (job.byHand()) {
            // Brings profile and picture, whatever is stored and whatever wait an earlier failure set.
            return picture(keeper.refreshNow(person, client), job, sync);
        }
        return job.type() == JobQueue.Type.DOWNLOAD_AVATAR
                ? picture(keeper.refresh(person, client), job, sync)
                : profile(person, job, sync);
    }

    private End picture(AvatarKeeper.Outcome outcome, Job job, AccountSync sync) {
        return switch (outcome) {
            case AvatarKeeper.Outcome.Stored _ -> {
                hold.stored();
                tally.mediaStored.increment();
                yield new End.Done();
            }
            case AvatarKeeper.Outcome.Failed failed -> {
                tally.mediaFailed.increment();
                // The keeper remembers how long the picture waits after a first and second failure; that is not the job's.
                yield failed.forGood() || job.byHand() ? End.Failed.forGood(Reason.GONE) : new End.Done();
            }
            case AvatarKeeper.Outcome.NotDue _,AvatarKeeper.Outcome.NoPicture _ -> new End.Done();
            case AvatarKeeper.Outcome.Unreachable _ -> End.Failed.forNow(Reason.UNREACHABLE);
            case AvatarKeeper.Outcome.ApiNeeded _ -> new End.Lacks(JobQueue.Needs.MEDIA_BY_API);
            case AvatarKeeper.Outcome.NotStored(var why, long bytes) -> {
                hold.refused(why, bytes);
                yield new End.Lacks(job.byHand() || job.type() == JobQueue.Type.REFRESH_PROFILE
                        ? JobQueue.Needs.MEDIA_BY_API
                        : JobQueue.Needs.MEDIA);
            }
            case AvatarKeeper.Outcome.Unasked(GraphFailure failure) -> JobWorkers.unasked(failure, sync);
        };
    }

    private End profile(ParticipantId person, Job job, AccountSync sync) {
        return switch (sync.client().profile(person)) {
            case GraphResult.Ok<Participant>(Participant profile) -> {
                database.sync().putProfile(profile);
                yield keeper.due(person) ? picture(keeper.refresh(person, sync.client()), job, sync) : new End.Done();
            }
            case GraphResult.Failed<Participant>(GraphFailure.PersonUnavailable _) -> new End.Done();
            case GraphResult.Failed<Participant>(GraphFailure failure) -> JobWorkers.unasked(failure, sync);
        };
    }

    /** Queues people who have no picture yet, some at a time, those of the newest conversations first; gives who was queued. */
    Collection<ParticipantId> backfill(AccountId account) {
        Collection<ParticipantId> missing = database.media().withoutAvatar(account, clock.instant(), BATCH);
        offerAvatars(missing, JobWorkers.BULK);
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
