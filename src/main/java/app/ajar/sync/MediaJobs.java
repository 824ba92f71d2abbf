package app.ajar.sync;

import app.ajar.media.MediaFiles;
import app.ajar.media.MediaShelf;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import app.ajar.store.MediaTable.Due;
import app.ajar.sync.JobWorkers.End;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Offers and does the jobs about what messages carry: fetches it, and cleans up what is kept. */
final class MediaJobs {

    private static final int LATELY = 20;
    private static final int BATCH = 200;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration LATE = Duration.ofDays(7);
    private static final Duration CLEANED_EVERY = Duration.ofDays(1);
    /** A start has better things to do first. */
    private static final Duration AFTER_START = Duration.ofSeconds(20);
    /** Asking again for the same thing on screen within this is not worth a look into the database. */
    private static final Duration ASKED_LATELY = Duration.ofSeconds(2);
    private static final Duration SEEN_LATELY = Duration.ofHours(1);
    private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);
    private static final String EVERYTHING = "all";
    private static final Pattern SUBJECT = Pattern.compile("(\\d+) (\\d+) (.*)", Pattern.DOTALL);

    private final Database database;
    private final MediaFiles files;
    private final MediaShelf shelf;
    private final Clock clock;
    private final WholeRound.Tally tally;
    private final MediaHold hold;
    private final MediaFetch fetch;
    private final Schedule.Lately<Attachment.Id> wanted = new Schedule.Lately<>(ASKED_LATELY);
    private final Schedule.Lately<Attachment.Id> seen = new Schedule.Lately<>(SEEN_LATELY);
    private final Set<Attachment.Id> unwritten = ConcurrentHashMap.newKeySet();
    private volatile Instant written = Instant.MIN;
    /** Fetched because the user asked, although the settings keep none: here while their conversation is open. */
    private final Set<Attachment.Id> lent = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ConversationId open;

    MediaJobs(Database database, MediaFiles files, MediaShelf shelf, Clock clock, WholeRound.Tally tally) {
        this.database = database;
        this.files = files;
        this.shelf = shelf;
        this.clock = clock;
        this.tally = tally;
        this.hold = new MediaHold(files, clock);
        this.fetch = new MediaFetch(new MediaFetch.Shelves(database, files, shelf, hold), clock, tally);
    }

    /** What holds media back while the disk takes none. */
    MediaHold hold() {
        return hold;
    }

    /** Stories that ended while nobody looked go before anything is shown; the rest of the cleaning comes a little later. */
    void start() {
        shelf.endStories();
        database.media().askAgain();
        cleanUp(clock.instant().plus(AFTER_START));
    }

    /** Cleans up as a job: what is kept changed, or a day is over. */
    void cleanUp(Instant notBefore) {
        database.accounts().all().stream().findFirst().ifPresent(account -> database.jobs()
                .offer(JobQueue.Type.CLEAN_UP, account.id(), EVERYTHING, "", JobWorkers.WROTE_NOW, notBefore));
    }

    /** Offers what came within the last day, whatever else waits, and older things when none of them does; gives how many. */
    int offerFresh() {
        int fresh = offer(clock.instant().minus(FRESH));
        return fresh == 0 && database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 0 ? offerSome() : fresh;
    }

    /** Offers what waits without a job, newest first, some at a time; gives how many. */
    int offerSome() {
        return offer(Instant.EPOCH);
    }

    /** Whether something waits without a job. */
    boolean anyLeft() {
        return !database.media().due(Instant.EPOCH, shelf.storiesFrom(), 1).isEmpty();
    }

    private int offer(Instant after) {
        List<Due> due = database.media().due(after, shelf.storiesFrom(), BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        for (Due each : due) {
            Duration age = Duration.between(each.sentAt(), now);
            int priority = age.compareTo(FRESH) < 0
                    ? JobWorkers.WROTE_NOW
                    : age.compareTo(LATE) < 0 ? LATELY : JobWorkers.BULK;
            offer(each.id(), priority);
        }
        database.media().asked(due.stream().map(Due::id).toList());
        return due.size();
    }

    private void offer(Attachment.Id id, int priority) {
        database.jobs().offer(JobQueue.Type.DOWNLOAD_MEDIA, id.conversation().account(), subject(id),
                id.conversation().value(), priority, clock.instant());
    }

    /** Whether this was not asked for a moment ago; cheap, from any thread. */
    boolean worthAsking(Attachment.Id id) {
        return wanted.first(id, clock.instant());
    }

    /** It is on screen and waits, or the user asked for it again. */
    void want(Attachment.Id id) {
        Optional<Message> message = database.threads().message(id.conversation(), id.message());
        Optional<Attachment> found = message.flatMap(one -> attachment(one, id.position()));
        if (found.isEmpty() || !fetchable(message.get(), found.get())) {
            return;
        }
        Attachment attachment = found.get();
        String file = attachment.file();
        boolean story = attachment.kind() == Attachment.Kind.STORY;
        boolean first = attachment.state() == State.PENDING
                || (story && file == null && attachment.trouble() == null);
        boolean hopeless = attachment.trouble() == Trouble.TOO_LARGE || attachment.trouble() == Trouble.UNSUPPORTED;
        if (hopeless || (file != null && files.has(file))) {
            return;
        }
        hold.lookNow();
        Optional<Trouble> held = hold.why();
        if (held.isPresent()) {
            if (held.get() != attachment.trouble()) {
                fetch.heldBack(id, story, held.get());
            }
        } else if (!first) {
            database.media().without(id, story ? State.NOT_KEPT : State.PENDING, null);
        }
        database.media().asked(List.of(id));
        offer(id, first ? JobWorkers.ON_SCREEN : JobQueue.BY_HAND);
    }

    /** It is on screen; written now and then, many at a time. */
    void seen(Attachment.Id id) {
        if (seen.first(id, clock.instant())) {
            unwritten.add(id);
        }
    }

    /** Whether what was seen is worth writing now. */
    boolean seenDue() {
        return !unwritten.isEmpty() && !clock.instant().isBefore(written.plus(WRITTEN_EVERY));
    }

    void writeSeen() {
        List<Attachment.Id> some = List.copyOf(unwritten);
        if (!some.isEmpty()) {
            written = clock.instant();
            database.media().seen(some, written);
            some.forEach(unwritten::remove);
        }
    }

    /** Another conversation is on screen, or none: what was lent for the one before goes. */
    void opened(@Nullable ConversationId conversation) {
        open = conversation;
        endLoans();
    }

    /** What was lent goes, but for what is on screen. */
    void endLoans() {
        for (Attachment.Id id : List.copyOf(lent)) {
            if (!id.conversation().equals(open)) {
                lent.remove(id);
                if (!shelf.keepsMedia()) {
                    shelf.giveUp(id);
                }
            }
        }
    }

    private boolean onLoan(Attachment.Id id) {
        return lent.contains(id) && id.conversation().equals(open);
    }

    /** From now on fetches end as soon as they can. */
    void stop() {
        fetch.stop();
    }

    End cleanUp(Job job) {
        if (job.subject().equals(EVERYTHING)) {
            shelf.cleanUp(this::onLoan);
            endLoans();
            // Asked for while it runs, it is done once more, then.
            cleanUp(clock.instant().plus(CLEANED_EVERY));
        } else {
            shelf.endStories();
        }
        return new End.Done();
    }

    /** Fetches one attachment. */
    End fetch(Job job, AccountSync sync, JobBoard.Progress progress) {
        Optional<Attachment.Id> id = id(job);
        Optional<Message> message = id.flatMap(one -> database.threads().message(one.conversation(), one.message()));
        Optional<Attachment> attachment = message.flatMap(one -> attachment(one, id.get().position()));
        if (attachment.isEmpty() || !fetchable(message.get(), attachment.get())) {
            return new End.Done();
        }
        if (!waits(attachment.get(), job)) {
            return ended(attachment.get());
        }
        boolean story = attachment.get().kind() == Attachment.Kind.STORY;
        if (!shelf.keepsMedia() && !job.byHand()) {
            database.media().without(id.get(), State.NOT_KEPT, Trouble.CLEARED);
            return new End.Done();
        }
        if (attachment.get().state() != State.PENDING && !story && job.byHand()) {
            database.media().without(id.get(), State.PENDING, null);
            database.media().asked(List.of(id.get()));
        }
        int number = number(id.get(), message.get());
        if (!shelf.keepsMedia()) {
            lent.add(id.get());
        }
        return fetch.attempt(
                new MediaFetch.Task(id.get(), number, message.get(), attachment.get(), job.byHand()), sync, progress);
    }

    /** So many attempts failed that its tile says so; whether another is to come or not. */
    void marked(Job job) {
        id(job).ifPresent(id -> {
            boolean story = database.threads().message(id.conversation(), id.message())
                    .flatMap(message -> attachment(message, id.position()))
                    .filter(attachment -> attachment.kind() == Attachment.Kind.STORY).isPresent();
            fetch.failed(id, story, Trouble.UNREACHABLE);
            tally.mediaFailed.increment();
        });
    }

    private boolean waits(Attachment attachment, Job job) {
        boolean byHand = job.byHand();
        String file = attachment.file();
        if (file != null) {
            return byHand && !files.has(file);
        }
        boolean lastTry = attachment.state() == State.FAILED && attachment.trouble() == Trouble.UNREACHABLE
                && job.attempts() > JobWorkers.MARKED_AFTER;
        return byHand || lastTry || attachment.state() == State.PENDING
                || (attachment.kind() == Attachment.Kind.STORY && attachment.trouble() == null);
    }

    /** Asked for while its last attempt was failing, it has failed: that stays listed. */
    private static End ended(Attachment attachment) {
        Trouble trouble = attachment.trouble();
        return attachment.state() == State.FAILED && trouble != null
                ? End.Failed.forGood(MediaFetch.reason(trouble))
                : new End.Done();
    }

    private boolean fetchable(Message message, Attachment attachment) {
        return switch (attachment.kind()) {
            case IMAGE, VIDEO, AUDIO, FILE -> true;
            case STORY -> message.sentAt().isAfter(shelf.storiesFrom());
            case SHARE -> false;
        };
    }

    static Optional<Attachment> attachment(Message message, int position) {
        return message.attachments().stream().filter(one -> one.position() == position).findFirst();
    }

    /** The place itself, unless another's file has that name since places moved. */
    private static int number(Attachment.Id id, Message message) {
        List<String> others = message.attachments().stream().filter(one -> one.position() != id.position())
                .map(Attachment::file).filter(Objects::nonNull).toList();
        return IntStream.iterate(id.position(), n -> n + 1)
                .filter(n -> others.stream().noneMatch(file -> file.startsWith(MediaFiles.stem(id, n) + ".")))
                .findFirst().orElseThrow();
    }

    /** Place, length of the conversation's id, both ids: they hold any characters. */
    static String subject(Attachment.Id id) {
        return id.position() + " " + id.conversation().value().length() + " " + id.conversation().value()
                + id.message().value();
    }

    private static Optional<Attachment.Id> id(Job job) {
        Matcher subject = SUBJECT.matcher(job.subject());
        if (!subject.matches()) {
            return Optional.empty();
        }
        String ids = subject.group(3);
        int length = Integer.parseInt(subject.group(2));
        AccountId account = job.account();
        return Optional.of(new Attachment.Id(new ConversationId(account, ids.substring(0, length)),
                new MessageId(ids.substring(length)), Integer.parseInt(subject.group(1))));
    }
}
