package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.model.AccessProblem;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ParticipantId;
import app.ajar.sending.Sender;
import app.ajar.sending.Signal;
import app.ajar.store.ConversationQueries;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import app.ajar.store.SyncWriter.Applied;
import app.ajar.sync.RoundReport.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One round from beginning to end, for a program without a window. */
final class WholeRound {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int MOST_OFFLINE_TRIES = 3;

    private final Database database;
    private final Accounts accounts;
    private final JobWorkers jobs;
    private final Sender sender;
    private final Tally tally;
    private final Clock clock;
    private final AtomicReference<End> worst = new AtomicReference<>(new End(Outcome.DONE, null, null));

    WholeRound(Database database, Accounts accounts, JobWorkers jobs, Sender sender, Tally tally, Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.jobs = jobs;
        this.sender = sender;
        this.tally = tally;
        this.clock = clock;
    }

    /** Counts what a round does, for its report. */
    static final class Tally {

        final LongAdder messagesNew = new LongAdder();
        final LongAdder skipped = new LongAdder();
        final LongAdder mediaStored = new LongAdder();
        final LongAdder mediaFailed = new LongAdder();

        void addNew(Applied applied) {
            messagesNew.add(applied.newMessages().values().stream().mapToLong(List::size).sum());
        }
    }

    /** How one account's part ended. */
    private record End(Outcome outcome, @Nullable AccessProblem problem, @Nullable Instant until) {}

    /** @param stopped whether the engine was closed meanwhile: the round then ends with what it has */
    RoundReport run(List<AccountId> which, Duration patience, Consumer<RoundReport> progress, BooleanSupplier stopped) {
        Instant started = clock.instant();
        accounts.reconcile();
        List<AccountSync> syncs = accounts.all().stream()
                .filter(sync -> which.isEmpty() || which.contains(sync.account())).toList();
        Watcher watcher = new Watcher(() -> progress.accept(report(which, syncs, started)), stopped);
        List<Thread> threads = new ArrayList<>();
        for (AccountSync sync : syncs) {
            threads.add(Thread.ofPlatform().name("ajar-round").daemon(true).start(() -> pull(sync, patience, stopped)));
        }
        watcher.until(() -> threads.stream().noneMatch(Thread::isAlive), Duration.ofDays(1));
        for (AccountSync sync : syncs) {
            Set<ParticipantId> asked = new HashSet<>();
            while (!stopped.getAsBoolean() && sync.callable() && asked.addAll(jobs.people().backfill(sync.account()))) {
                watcher.until(() -> jobs.idle() || !sync.callable(), Duration.ofDays(1));
            }
        }
        jobs.messagesCame();
        watcher.until(() -> jobs.idle() || syncs.stream().noneMatch(AccountSync::callable), Duration.ofDays(1));
        watcher.until(jobs::idle, patience);
        sender.nudge();
        watcher.until(sender::idle, patience);
        syncs.forEach(this::noteRefusal);
        if (held() != null) {
            note(new End(Outcome.NOT_STORED, null, null));
        }
        return report(which, syncs, started);
    }

    private void pull(AccountSync sync, Duration patience, BooleanSupplier stopped) {
        if (sync.phase() == Health.Phase.NEEDS_RECONNECT) {
            return;
        }
        sync.puller().beThorough();
        Duration waited = Duration.ZERO;
        int offline = 0;
        while (!stopped.getAsBoolean()) {
            switch (sync.puller().next(true)) {
                case Puller.Step.Read(var _, boolean over, var _, var _) -> {
                    sync.readWithoutWindow(over);
                    waited = Duration.ZERO;
                    offline = 0;
                    if (over) {
                        sync.listGaps(stopped);
                        return;
                    }
                }
                case Puller.Step.Failed(GraphFailure failure) -> {
                    sync.failed(failure);
                    offline += failure instanceof GraphFailure.Offline ? 1 : 0;
                    Duration pause = sync.pause();
                    waited = waited.plus(pause);
                    if (gaveUp(failure, waited.compareTo(patience) > 0 || offline >= MOST_OFFLINE_TRIES)) {
                        return;
                    }
                    new Signal().await(pause);
                }
            }
        }
    }

    private boolean gaveUp(GraphFailure failure, boolean patienceOver) {
        End end = switch (failure) {
            case GraphFailure.NeedsReconnect(AccessProblem reason, var _) ->
                new End(Outcome.NEEDS_RECONNECT, reason, null);
            case GraphFailure.AccessMissing(AccessProblem reason, var _) -> new End(Outcome.NO_ACCESS, reason, null);
            case GraphFailure.RateLimited(Instant until, var _) -> new End(Outcome.MUST_WAIT, null, until);
            default -> new End(Outcome.UNREACHABLE, null, null);
        };
        boolean forGood = end.outcome() == Outcome.NEEDS_RECONNECT || end.outcome() == Outcome.NO_ACCESS;
        if (forGood || patienceOver) {
            note(end);
        }
        return forGood || patienceOver;
    }

    /** What jobs and sends learned after the list was read. */
    private void noteRefusal(AccountSync sync) {
        sync.health().ifPresent(health -> {
            AccessProblem problem = health.problem();
            switch (health.phase()) {
                case NEEDS_RECONNECT -> note(new End(Outcome.NEEDS_RECONNECT, problem, null));
                case NO_ACCESS -> note(new End(Outcome.NO_ACCESS, problem, null));
                case OFFLINE -> note(new End(Outcome.UNREACHABLE, null, null));
                case RATE_LIMITED -> note(new End(Outcome.MUST_WAIT, null, health.limitedUntil()));
                default -> {
                }
            }
        });
    }

    private void note(End end) {
        worst.accumulateAndGet(end, (a, b) -> a.outcome().compareTo(b.outcome()) >= 0 ? a : b);
    }

    /** Why the disk takes no media; null while it does. */
    private Attachment.@Nullable Trouble held() {
        return jobs.board().heldBack().map(JobBoard.Held::why).orElse(null);
    }

    private RoundReport report(List<AccountId> which, List<AccountSync> syncs, Instant started) {
        AccountId only = which.size() == 1 ? which.getFirst() : null;
        ConversationQueries.Counts counts = database.conversations().counts(only, clock.instant());
        End end = worst.get();
        return new RoundReport(counts.conversations(), tally.messagesNew.sum(), counts.messages(),
                tally.mediaStored.sum(), tally.mediaFailed.sum(),
                database.media().waiting() + database.jobs().waiting(JobQueue.Type.DOWNLOAD_AVATAR), held(),
                tally.skipped.sum(),
                syncs.stream().mapToLong(sync -> sync.client().calls()).sum(),
                Duration.between(started, clock.instant()), end.outcome(), end.problem(), end.until());
    }

    /** Waits for conditions and reports progress about once a second. */
    private final class Watcher {

        private final Runnable tell;
        private final BooleanSupplier stopped;
        private Instant lastTold = Instant.MIN;

        Watcher(Runnable tell, BooleanSupplier stopped) {
            this.tell = tell;
            this.stopped = stopped;
        }

        void until(BooleanSupplier done, Duration most) {
            Instant deadline = clock.instant().plus(most);
            Signal pause = new Signal();
            while (!done.getAsBoolean() && !stopped.getAsBoolean() && clock.instant().isBefore(deadline)) {
                Instant now = clock.instant();
                if (lastTold.isBefore(now.minusSeconds(1))) {
                    lastTold = now;
                    tell.run();
                }
                pause.await(LOOK);
            }
        }
    }
}
