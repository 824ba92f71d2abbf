package app.ajar.sync;

import app.ajar.account.TokenRenewal;
import app.ajar.graph.GraphFailure;
import app.ajar.media.AvatarKeeper;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.sending.Signal;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import app.ajar.store.JobQueue.Needs;
import app.ajar.store.JobQueue.Reason;
import app.ajar.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Works through the durable job queue, a few jobs at once. What is wanted on screen goes ahead of bulk, and one place is
 * always kept for it. An account that cannot be asked is left alone until it can.
 */
final class JobWorkers {

    /** What the user sees now. */
    static final int ON_SCREEN = 100;
    static final int WROTE_NOW = 50;
    static final int BULK = 10;

    private static final System.Logger LOG = System.getLogger(JobWorkers.class.getName());

    private static final int SIDE_BY_SIDE = 5;
    /** So many of the places may be taken by what nobody looks at. */
    private static final int BULK_AT_MOST = SIDE_BY_SIDE - 1;
    /** After the first try, so many more (owner's rule: after 2, 4 and 8 minutes). */
    private static final int RETRIES = 3;
    /** So many failures mark what is shown as failed (owner's rule), with its last retry still to come. */
    static final int MARKED_AFTER = 3;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** While something is short: nobody says when it is there again. */
    private static final Duration CUT_OFF = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration CLEANED_EVERY = Duration.ofHours(1);
    private static final Duration RENEWED_EVERY = Duration.ofDays(1);

    private final Database database;
    private final AvatarKeeper keeper;
    private final Clock clock;
    private final Supplier<List<AccountSync>> accounts;
    private final PeopleJobs people;
    private final MediaJobs media;
    private final TokenRenewal renewal;
    private final Signal signal = new Signal();
    private final JobBoard board;
    private final Semaphore places = new Semaphore(SIDE_BY_SIDE);
    private final Schedule.Lately<AccountId> renewed = new Schedule.Lately<>(RENEWED_EVERY);
    private Instant nextCleaning = Instant.MIN;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /** Who knows how each kind of work is done. */
    record Trades(AvatarKeeper keeper, MediaJobs media, TokenRenewal renewal) {}

    JobWorkers(Database database, Trades trades, Clock clock, Supplier<List<AccountSync>> accounts,
            WholeRound.Tally tally) {
        this.database = database;
        this.keeper = trades.keeper();
        this.renewal = trades.renewal();
        this.clock = clock;
        this.accounts = accounts;
        this.media = trades.media();
        this.board = new JobBoard(database.jobs(), clock, signal, this::held);
        this.people = new PeopleJobs(new PeopleJobs.Around(database, trades.keeper(), media.hold(), clock, tally),
                board::touched);
    }

    /** What came of one attempt; decides what becomes of the job. */
    sealed interface End {

        /** Done, or nothing was to do. */
        record Done() implements End {}

        /** Something that it needs is short, which says nothing about the job: it waits until that is there again. */
        record Lacks(JobQueue.Needs needs) implements End {}

        /** The account or the network stood in the way, which says nothing about the job: this attempt does not count. */
        record Postponed(Duration pause) implements End {}

        /**
         * This attempt failed.
         *
         * @param heals whether another attempt can help: it is tried again 2, 4 and 8 minutes later; else it has failed
         *        for good
         */
        record Failed(Reason reason, boolean heals) implements End {

            /** Another attempt can help. */
            static Failed forNow(Reason reason) {
                return new Failed(reason, true);
            }

            /** No other attempt can help: 404, wrong type, too large. */
            static Failed forGood(Reason reason) {
                return new Failed(reason, false);
            }
        }
    }

    /** Starts once; what a killed app had claimed is free again first. */
    synchronized void start() {
        if (thread == null && !stopping) {
            database.jobs().releaseAll();
            media.start();
            thread = Thread.ofPlatform().name("ajar-jobs").daemon(true).start(this::run);
        }
    }

    JobBoard board() {
        return board;
    }

    /** Who does the jobs about people. */
    PeopleJobs people() {
        return people;
    }

    /** Whether no job is running and none could be claimed now. */
    boolean idle() {
        Instant now = clock.instant();
        return board.atWork().isEmpty() && !media.anyLeft()
                && database.jobs().nextDue(now, terms(Integer.MIN_VALUE)).filter(due -> !due.isAfter(now)).isEmpty();
    }

    private void run() {
        while (!stopping) {
            try {
                boolean free = places.tryAcquire(LEASE.toMillis() / 2, TimeUnit.MILLISECONDS);
                if (stopping) {
                    places.release(free ? 1 : 0);
                    return;
                }
                keepHouse();
                if (!free) {
                    continue;
                }
                boolean later = catchingUp();
                boolean bulk = board.underWayBelow(WROTE_NOW) < BULK_AT_MOST && !later;
                JobQueue.Terms terms = terms(bulk ? Integer.MIN_VALUE : WROTE_NOW);
                board.lookAtHeld();
                Optional<Job> job = claim(terms);
                if (job.isPresent()) {
                    launch(job.get());
                } else {
                    places.release();
                    if (later || !keeper.keeps() || !people.refill(accounts.get())) {
                        pause(terms);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** After an absence messages come first: what nobody looks at waits. */
    private boolean catchingUp() {
        return accounts.get().stream().anyMatch(AccountSync::catchesUp);
    }

    private JobQueue.Terms terms(int leastPriority) {
        boolean room = media.hold().open();
        Map<AccountId, Set<Needs>> there = new HashMap<>();
        for (AccountSync sync : accounts.get()) {
            Set<Needs> some = EnumSet.of(Needs.NOTHING);
            if (sync.callable()) {
                some.add(Needs.API);
            }
            // Offline means that no host would answer; whatever else keeps an account from calling says nothing of them.
            if (room && (sync.callable() || sync.phase() != Health.Phase.OFFLINE)) {
                some.add(Needs.MEDIA);
            }
            if (some.contains(Needs.API) && some.contains(Needs.MEDIA)) {
                some.add(Needs.MEDIA_BY_API);
            }
            there.put(sync.account(), some);
        }
        return new JobQueue.Terms(there, leastPriority, board.atWork());
    }

    /** The disk, for all accounts; else the account that Meta lets ask again last. */
    private Optional<JobBoard.Held> held() {
        return media.hold().standing().or(() -> accounts.get().stream().map(AccountSync::health)
                .flatMap(Optional::stream).filter(health -> health.phase() == Health.Phase.RATE_LIMITED)
                .map(Health::limitedUntil).filter(Objects::nonNull).max(Comparator.naturalOrder())
                .map(until -> new JobBoard.Held(null, until)));
    }

    private Optional<Job> claim(JobQueue.Terms terms) {
        try {
            Optional<Job> job = stopping ? Optional.empty() : database.jobs().claim(clock.instant(), LEASE, terms);
            // What messages carry and nobody asked for yet has its turn when nothing else waits.
            boolean more = job.isEmpty() && !stopping && terms.leastPriority() == Integer.MIN_VALUE
                    && media.offerSome() > 0;
            return more ? database.jobs().claim(clock.instant(), LEASE, terms) : job;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "no job could be claimed", e);
            return Optional.empty();
        }
    }

    private void pause(JobQueue.Terms terms) {
        Duration most = terms.anythingShort() ? CUT_OFF : IDLE;
        Duration pause = most;
        try {
            Instant now = clock.instant();
            Optional<Instant> due = database.jobs().nextDue(now, terms);
            if (due.isPresent()) {
                Duration left = Duration.between(now, due.get());
                pause = left.compareTo(SHORTEST) < 0 ? SHORTEST : left.compareTo(most) > 0 ? most : left;
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the job queue could not be read", e);
        }
        signal.await(pause);
    }

    /** Old ends go and tokens are looked at, once an hour: the window may stay open for weeks. */
    private void keepHouse() {
        Instant now = clock.instant();
        if (now.isBefore(nextCleaning)) {
            return;
        }
        nextCleaning = now.plus(CLEANED_EVERY);
        try {
            database.jobs().clean(now.minus(KEPT));
            media.endLoans();
            for (Account account : database.accounts().all()) {
                if (renewal.due(account) && renewed.first(account.id(), now)) {
                    database.jobs().offer(JobQueue.Type.REFRESH_TOKEN, account.id(), "token", "", WROTE_NOW, now);
                }
            }
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "old jobs and tokens could not be looked through", e);
        }
    }

    private void launch(Job job) {
        JobBoard.Progress progress = board.begin(job);
        Thread.ofPlatform().name("ajar-job").daemon(true).start(() -> {
            try {
                close(job, attempt(job, progress));
            } catch (RuntimeException e) {
                // Its lease runs out, and then it is tried again.
                LOG.log(stopping ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                        "the end of a background job could not be stored", e);
            } finally {
                board.end(job);
                places.release();
                signal.raise();
            }
        });
    }

    private End attempt(Job job, JobBoard.Progress progress) {
        try {
            return work(job, progress);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "a background job waits until the store works again", e);
            return new End.Postponed(IDLE);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a background job met a bug", e);
            return End.Failed.forNow(Reason.BUG);
        }
    }

    private End work(Job job, JobBoard.Progress progress) {
        Optional<AccountSync> sync = accounts.get().stream().filter(one -> one.account().equals(job.account()))
                .findAny();
        if (sync.isEmpty()) {
            return new End.Postponed(IDLE);
        }
        End end = workOf(job, sync.get(), progress);
        // What was cut off by the end of the app says nothing about the job.
        return stopping && end instanceof End.Failed(Reason _, boolean heals) && heals
                ? new End.Postponed(Duration.ZERO)
                : end;
    }

    private End workOf(Job job, AccountSync sync, JobBoard.Progress progress) {
        return switch (job.type()) {
            case DOWNLOAD_AVATAR, REFRESH_PROFILE -> people.work(job, sync);
            case DOWNLOAD_MEDIA -> media.fetch(job, sync, progress);
            case CLEAN_UP -> media.cleanUp(job);
            case REFRESH_TOKEN -> switch (renewal.renew(job.account(), sync.client())) {
                case TokenRenewal.Outcome.Renewed _,TokenRenewal.Outcome.NotDue _ -> new End.Done();
                case TokenRenewal.Outcome.NotTaken _ -> End.Failed.forNow(Reason.TROUBLE);
                case TokenRenewal.Outcome.Unasked(GraphFailure failure) -> unasked(failure, sync);
            };
        };
    }

    private void close(Job job, End end) {
        Instant now = clock.instant();
        JobQueue queue = database.jobs();
        switch (end) {
            case End.Done _ -> queue.done(job.id(), now);
            case End.Postponed(Duration pause) -> queue.postpone(job.id(), now.plus(pause));
            case End.Lacks(Needs needs) -> queue.waitFor(job.id(), needs);
            case End.Failed(Reason reason, boolean heals) -> {
                if (heals && job.attempts() <= RETRIES) {
                    queue.retryAt(job.id(), now.plus(backoff(job.attempts())), reason);
                } else {
                    queue.failed(job.id(), reason, now);
                }
                if (heals && job.attempts() == MARKED_AFTER && job.type() == JobQueue.Type.DOWNLOAD_MEDIA) {
                    media.marked(job);
                }
                if (heals && job.attempts() > RETRIES) {
                    gaveUp(job);
                }
            }
        }
    }

    private void gaveUp(Job job) {
        switch (job.type()) {
            case DOWNLOAD_MEDIA -> LOG.log(System.Logger.Level.DEBUG, "media could not be reached");
            case DOWNLOAD_AVATAR, REFRESH_PROFILE -> people.gaveUp(job);
            case CLEAN_UP, REFRESH_TOKEN ->
                LOG.log(System.Logger.Level.WARNING, "a job of type {0} failed", job.type());
        }
    }

    /** Messages came, and with them what they carry. */
    void messagesCame() {
        if (!catchingUp() && media.offerFresh() > 0) {
            board.touched();
        }
        signal.raise();
    }

    /** 2, 4, 8 minutes after the first, second, third failure; the fourth is the last. */
    static Duration backoff(int attempts) {
        return Duration.ofMinutes(1L << Math.clamp(attempts, 1, RETRIES));
    }

    /** A failure of the API as the end of an attempt; the account's health follows it. */
    static End unasked(GraphFailure failure, AccountSync sync) {
        return switch (failure) {
            case GraphFailure.Offline _,GraphFailure.NeedsReconnect _,GraphFailure.RateLimited _,GraphFailure.AccessMissing _ -> {
                sync.failed(failure);
                yield new End.Postponed(IDLE);
            }
            default -> End.Failed.forNow(Reason.TROUBLE);
        };
    }

    /** Takes no new job; waits a while for those under way. One cut off here is claimed again next time. */
    void stop(Duration patience) {
        stopping = true;
        media.stop();
        signal.raise();
        board.close();
        try {
            if (places.tryAcquire(SIDE_BY_SIDE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(SIDE_BY_SIDE);
                Thread giver = thread;
                if (giver != null) {
                    giver.join(patience);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
