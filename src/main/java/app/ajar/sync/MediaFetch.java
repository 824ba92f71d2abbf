package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.media.MediaFiles;
import app.ajar.media.MediaFiles.Fetched;
import app.ajar.media.MediaShelf;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.Message;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Reason;
import app.ajar.store.MediaTable;
import app.ajar.sync.JobWorkers.End;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches what messages carry, one attachment at a time, and writes down what came of it. */
final class MediaFetch {

    private static final Duration IDLE = Duration.ofSeconds(30);
    /** While nobody can tell whether there is a network, because the API must not be asked. */
    private static final Duration UNTOLD = Duration.ofMinutes(10);
    /** The network is asked whether it is there at most this often. */
    private static final Duration PROBED_EVERY = Duration.ofSeconds(30);

    private final Shelves shelves;
    private final Clock clock;
    private final WholeRound.Tally tally;
    private volatile Instant probed = Instant.MIN;
    private volatile boolean stopping;

    MediaFetch(Shelves shelves, Clock clock, WholeRound.Tally tally) {
        this.shelves = shelves;
        this.clock = clock;
        this.tally = tally;
    }

    /** Where media go. */
    record Shelves(Database database, MediaFiles files, MediaShelf shelf, MediaHold hold) {}

    /**
     * What is to be fetched.
     *
     * @param number its place, or another where another's file has that name
     * @param wanted whether the user asked for it, so that it is kept for a while whatever the settings say
     */
    record Task(Attachment.Id id, int number, Message message, Attachment attachment, boolean wanted) {

        boolean story() {
            return attachment.kind() == Attachment.Kind.STORY;
        }
    }

    /** From now on fetches end as soon as they can. */
    void stop() {
        stopping = true;
    }

    /** Makes one attempt. Blocks. */
    End attempt(Task task, AccountSync sync, JobBoard.Progress progress) {
        try (MediaFiles.Turn _ = shelves.files.begin(task.id, task.number)) {
            String url = task.attachment.url();
            if (url == null || MediaFiles.expired(url, clock.instant())) {
                return renewed(task, sync, progress);
            }
            Fetched fetched = fetch(task, task.attachment.kind(), url, progress);
            return fetched instanceof Fetched.Gone
                    ? renewed(task, sync, progress)
                    : end(fetched, task, task.attachment.previewUrl(), sync);
        }
    }

    private Fetched fetch(Task task, Attachment.Kind said, String url, JobBoard.Progress progress) {
        return shelves.files.fetch(task.id, task.number, said, url, (came, total) -> {
            progress.of(came, total);
            return !stopping;
        });
    }

    /** Meta gives a fresh address with the message, as long as the message is among its conversation's newest. */
    private End renewed(Task task, AccountSync sync, JobBoard.Progress progress) {
        if (shelves.database.media().newerThan(task.message, Message.DETAILED) >= Message.DETAILED) {
            return gone(task);
        }
        if (!sync.callable()) {
            return new End.Lacks(JobQueue.Needs.MEDIA_BY_API);
        }
        return switch (sync.client().message(task.id.conversation(), task.id.message(), 0)) {
            case GraphResult.Ok<Message>(Message fresh) -> again(task, fresh, sync, progress);
            case GraphResult.Failed<Message>(GraphFailure failure) ->
                failure.concernsOneThread() ? gone(task) : JobWorkers.unasked(failure, sync);
        };
    }

    private End again(Task task, Message fresh, AccountSync sync, JobBoard.Progress progress) {
        shelves.database.media().renew(fresh);
        Optional<Attachment> now = shelves.database.threads().message(task.id.conversation(), task.id.message())
                .flatMap(one -> MediaJobs.attachment(one, task.id.position()));
        String url = now.map(Attachment::url).orElse(null);
        if (now.isEmpty() || url == null || url.equals(task.attachment.url())) {
            return gone(task);
        }
        Fetched fetched = fetch(task, now.get().kind(), url, progress);
        return fetched instanceof Fetched.Gone ? gone(task) : end(fetched, task, now.get().previewUrl(), sync);
    }

    private End gone(Task task) {
        return unfit(task, Trouble.GONE, Reason.GONE);
    }

    private End unfit(Task task, Trouble trouble, Reason reason) {
        failed(task.id, task.story(), trouble);
        tally.mediaFailed.increment();
        return task.story() ? new End.Done() : End.Failed.forGood(reason);
    }

    /** A story that cannot be had is no failure: its card stays as it is. */
    void failed(Attachment.Id id, boolean story, Trouble trouble) {
        shelves.database.media().without(id, story ? State.NOT_KEPT : State.FAILED, trouble);
    }

    private End end(Fetched fetched, Task task, @Nullable String preview, AccountSync sync) {
        return switch (fetched) {
            case Fetched.Stored stored -> stored(stored, task, preview);
            case Fetched.Unfit(Trouble trouble) -> unfit(task, trouble, reason(trouble));
            case Fetched.Gone _ -> gone(task);
            case Fetched.Unreachable(String _, boolean answered) when answered -> End.Failed.forNow(Reason.UNREACHABLE);
            case Fetched.Unreachable _ when offline(sync) -> new End.Postponed(IDLE);
            case Fetched.Unreachable _ when !sync.callable() -> new End.Postponed(UNTOLD);
            case Fetched.Unreachable _ -> End.Failed.forNow(Reason.UNREACHABLE);
            case Fetched.NotStored(Trouble why, long bytes) -> {
                shelves.hold.refused(why, bytes);
                heldBack(task.id, task.story(), why);
                yield new End.Lacks(JobQueue.Needs.MEDIA);
            }
            case Fetched.Stopped _ -> new End.Postponed(Duration.ZERO);
        };
    }

    /** Why a job failed whose attachment has this trouble. */
    static Reason reason(Trouble trouble) {
        return switch (trouble) {
            case TOO_LARGE -> Reason.TOO_LARGE;
            case BROKEN -> Reason.BROKEN;
            case UNSUPPORTED -> Reason.UNSUPPORTED;
            case UNREACHABLE -> Reason.UNREACHABLE;
            case GONE, CLEARED, CLEARED_FOR_GOOD -> Reason.GONE;
            case DISK_FULL, NOT_WRITABLE -> Reason.TROUBLE;
        };
    }

    /** It waits for the disk, and its tile says so; a story's card says nothing. */
    void heldBack(Attachment.Id id, boolean story, Trouble why) {
        if (!story) {
            shelves.database.media().without(id, State.PENDING, why);
            shelves.database.media().asked(List.of(id));
        }
    }

    private End stored(Fetched.Stored stored, Task task, @Nullable String preview) {
        shelves.hold.stored();
        // Before the row says that the video is here: its tile looks for the still at once.
        long still = preview != null && stored.mimeType().startsWith("video/")
                ? shelves.files.fetchStill(stored.file(), preview)
                : 0;
        boolean kept = (task.wanted || shelves.shelf.keepsMedia())
                && shelves.database.media().stored(task.id, new MediaTable.File(stored.file(), stored.kind(),
                        stored.mimeType(), stored.bytes(), stored.width(), stored.height()));
        if (!kept) {
            shelves.database.media().without(task.id, State.NOT_KEPT, Trouble.CLEARED);
            shelves.files.delete(stored.file());
            return new End.Done();
        }
        tally.mediaStored.increment();
        if (stored.kind() == Attachment.Kind.STORY) {
            shelves.database.jobs().offer(JobQueue.Type.CLEAN_UP, task.id.conversation().account(),
                    MediaJobs.subject(task.id), "", JobWorkers.ON_SCREEN,
                    task.message.sentAt().plus(MediaShelf.STORY_LIFE));
        }
        shelves.shelf.took(stored.bytes() + still);
        return new End.Done();
    }

    /** No answer from a media host may mean no network at all, which costs no attempt: the API tells. */
    private boolean offline(AccountSync sync) {
        if (sync.phase() == Health.Phase.OFFLINE || stopping) {
            return true;
        }
        Instant now = clock.instant();
        if (!sync.callable() || (now.isBefore(probed.plus(PROBED_EVERY)) && !now.isBefore(probed))) {
            return false;
        }
        probed = now;
        if (sync.client().me() instanceof GraphResult.Failed<?>(GraphFailure.Offline failure)) {
            sync.failed(failure);
            return true;
        }
        return false;
    }
}
