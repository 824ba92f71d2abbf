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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Works through the durable job queue, a few jobs at once: people's pictures and profiles. */
final class JobWorkers {

    private static final System.Logger LOG = System.getLogger(JobWorkers.class.getName());

    private static final int ON_SCREEN = 100;
    private static final int WROTE_NOW = 50;
    private static final int BULK = 10;

    private static final int SIDE_BY_SIDE = 5;
    private static final int MOST_ATTEMPTS = 3;
    private static final int BATCH = 200;
    private static final int MOST_REMEMBERED = 5_000;
    private static final Duration BACKFILL_EVERY = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration KEPT = Duration.ofDays(7);
    /** Asking again for the same person on screen within this is not worth a look into the database. */
    private static final Duration ASKED_LATELY = Duration.ofSeconds(30);

    private final Database database;
    private final AvatarKeeper keeper;
    private final Clock clock;
    private final Function<AccountId, Optional<AccountSync>> accounts;
    private final Tally tally;
    private final Signal signal = new Signal();
    private final Semaphore places = new Semaphore(SIDE_BY_SIDE);
    private final AtomicInteger running = new AtomicInteger();
    private final Map<AccountId, Instant> nextBackfill = new ConcurrentHashMap<>();
    private final Map<ParticipantId, Instant> asked = new ConcurrentHashMap<>();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    JobWorkers(Database database, AvatarKeeper keeper, Clock clock,
            Function<AccountId, Optional<AccountSync>> accounts, Tally tally) {
        this.database = database;
        this.keeper = keeper;
        this.clock = clock;
        this.accounts = accounts;
        this.tally = tally;
    }

    /** Starts once; what a killed app had claimed is free again first. */
    synchronized void start() {
        if (thread == null && !stopping) {
            database.jobs().releaseAll();
            database.jobs().clean(clock.instant().minus(KEPT));
            thread = Thread.ofPlatform().name("ajar-jobs").daemon(true).start(this::run);
        }
    }

    /** People whose conversations changed: their pictures may be missing or old. During a first sync the list goes ahead. */
    void peopleChanged(Set<ParticipantId> people, boolean firstSync) {
        if (!firstSync) {
            people.forEach(keeper::personWrote);
            offerAvatars(people.stream().filter(keeper::due).toList(), WROTE_NOW);
        }
    }

    /** People of the account who have no picture yet, some at a time; gives who was queued. */
    Collection<ParticipantId> backfill(AccountId account) {
        Collection<ParticipantId> missing = database.media().withoutAvatar(account, clock.instant(), BATCH);
        offerAvatars(missing, BULK);
        return missing;
    }

    /** The same, but only when the last look found somebody or is a while ago, and little else waits. */
    void backfillNowAndThen(AccountId account) {
        Instant now = clock.instant();
        Instant next = nextBackfill.getOrDefault(account, Instant.MIN);
        if (!now.isBefore(next) && database.jobs().counts().live() < BATCH / 4) {
            nextBackfill.put(account, backfill(account).isEmpty() ? now.plus(BACKFILL_EVERY) : Instant.MIN);
        }
    }

    /** Whether this person was not asked for a moment ago; cheap, from any thread. */
    boolean worthAsking(ParticipantId person) {
        Instant now = clock.instant();
        Instant last = asked.get(person);
        if (last != null && now.isBefore(last.plus(ASKED_LATELY))) {
            return false;
        }
        if (asked.size() > MOST_REMEMBERED) {
            asked.clear();
        }
        asked.put(person, now);
        return true;
    }

    void wantAvatar(ParticipantId person) {
        if (keeper.due(person)) {
            offerAvatars(Set.of(person), ON_SCREEN);
        }
    }

    void refreshProfile(ParticipantId person) {
        database.jobs().offer(JobQueue.Type.REFRESH_PROFILE, person.account(), person.value(), "", ON_SCREEN,
                clock.instant());
        signal.raise();
    }

    /** Jobs running right now. */
    int underWay() {
        return running.get();
    }

    /** Whether no job is running and none could be claimed now. */
    boolean idle() {
        Optional<Instant> due = database.jobs().nextDue();
        return running.get() == 0 && (due.isEmpty() || due.get().isAfter(clock.instant()));
    }

    private void offerAvatars(Collection<ParticipantId> people, int priority) {
        Instant now = clock.instant();
        for (ParticipantId person : people) {
            database.jobs().offer(JobQueue.Type.DOWNLOAD_AVATAR, person.account(), person.value(), "", priority, now);
        }
        if (!people.isEmpty()) {
            signal.raise();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                places.acquire();
                Optional<Job> job = claim();
                if (job.isPresent()) {
                    launch(job.get());
                } else {
                    places.release();
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<Job> claim() {
        try {
            return stopping ? Optional.empty() : database.jobs().claim(clock.instant(), LEASE);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "no job could be claimed", e);
            return Optional.empty();
        }
    }

    private void pause() {
        Duration pause = IDLE;
        try {
            Optional<Instant> due = database.jobs().nextDue();
            if (due.isPresent()) {
                Duration left = Duration.between(clock.instant(), due.get());
                pause = left.compareTo(SHORTEST) < 0 ? SHORTEST : left.compareTo(IDLE) > 0 ? IDLE : left;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the job queue could not be read", e);
        }
        signal.await(pause);
    }

    private void launch(Job job) {
        running.incrementAndGet();
        Thread.ofPlatform().name("ajar-job").daemon(true).start(() -> {
            try {
                work(job);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a background job met a bug or a failing store", e);
            } finally {
                running.decrementAndGet();
                places.release();
                signal.raise();
            }
        });
    }

    private void work(Job job) {
        Optional<AccountSync> sync = accounts.apply(job.account());
        if (sync.isEmpty()) {
            database.jobs().failed(job.id(), "account gone", clock.instant());
            return;
        }
        if (!sync.get().callable()) {
            database.jobs().retryAt(job.id(), clock.instant().plus(IDLE), "account not callable");
            return;
        }
        ParticipantId person = new ParticipantId(job.account(), job.subject());
        switch (job.type()) {
            case DOWNLOAD_AVATAR -> avatar(job, person, sync.get());
            case REFRESH_PROFILE -> profile(job, person, sync.get());
            default -> database.jobs().failed(job.id(), "unknown to this version", clock.instant());
        }
    }

    private void avatar(Job job, ParticipantId person, AccountSync sync) {
        switch (keeper.refresh(person, sync.client())) {
            case AvatarKeeper.Outcome.Stored _ -> {
                tally.mediaStored.increment();
                database.jobs().done(job.id(), clock.instant());
            }
            case AvatarKeeper.Outcome.Failed _ -> {
                // The keeper remembers how long this person's picture waits; the job itself is over.
                tally.mediaFailed.increment();
                database.jobs().done(job.id(), clock.instant());
            }
            case AvatarKeeper.Outcome.NotDue _,AvatarKeeper.Outcome.NoPicture _,AvatarKeeper.Outcome.Unreachable _ ->
                database.jobs().done(job.id(), clock.instant());
            case AvatarKeeper.Outcome.Unasked(GraphFailure failure) -> unasked(job, failure, sync);
        }
    }

    private void profile(Job job, ParticipantId person, AccountSync sync) {
        switch (sync.client().profile(person)) {
            case GraphResult.Ok<Participant>(Participant profile) -> {
                database.sync().putProfile(profile);
                database.jobs().done(job.id(), clock.instant());
                if (keeper.due(person)) {
                    offerAvatars(Set.of(person), ON_SCREEN);
                }
            }
            case GraphResult.Failed<Participant>(GraphFailure.PersonUnavailable _) ->
                database.jobs().done(job.id(), clock.instant());
            case GraphResult.Failed<Participant>(GraphFailure failure) -> unasked(job, failure, sync);
        }
    }

    private void unasked(Job job, GraphFailure failure, AccountSync sync) {
        boolean accountsTrouble = switch (failure) {
            case GraphFailure.Offline _,GraphFailure.NeedsReconnect _,GraphFailure.RateLimited _,GraphFailure.AccessMissing _ ->
                true;
            default -> false;
        };
        if (accountsTrouble) {
            sync.failed(failure);
        }
        String why = failure.getClass().getSimpleName();
        if (job.attempts() >= MOST_ATTEMPTS && !accountsTrouble) {
            database.jobs().failed(job.id(), why, clock.instant());
        } else {
            Duration wait = accountsTrouble ? IDLE : Duration.ofMinutes(1L << Math.min(job.attempts(), MOST_ATTEMPTS));
            database.jobs().retryAt(job.id(), clock.instant().plus(wait), why);
        }
    }

    /** Takes no new job; waits a while for those under way. One cut off here is claimed again next time. */
    void stop(Duration patience) {
        stopping = true;
        signal.raise();
        try {
            if (places.tryAcquire(SIDE_BY_SIDE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(SIDE_BY_SIDE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
