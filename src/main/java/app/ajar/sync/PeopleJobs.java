package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.media.AvatarKeeper;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import app.ajar.store.JobQueue.Reason;
import app.ajar.sync.JobWorkers.End;
import java.time.Instant;

/** Does the jobs about people: pictures and profiles. */
final class PeopleJobs {

    private final Database database;
    private final AvatarKeeper keeper;
    private final Tally tally;

    PeopleJobs(Database database, AvatarKeeper keeper, Tally tally) {
        this.database = database;
        this.keeper = keeper;
        this.tally = tally;
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

    /** The last attempt failed for want of an answer: the picture waits as after any other failure. */
    void gaveUp(Job job) {
        if (job.type() == JobQueue.Type.DOWNLOAD_AVATAR) {
            keeper.gaveUp(new ParticipantId(job.account(), job.subject()));
        }
    }
}
