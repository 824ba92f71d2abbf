package app.ajar.sync;

import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.media.UnsentMessages;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.push.PushHint;
import app.ajar.push.PushState;
import app.ajar.sending.Line;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One account's share of the engine: decides what to ask next and when, and turns what comes of every call, whoever made
 * it, into the account's health. {@link #step} belongs to one thread; the rest may be called from any.
 */
final class AccountSync implements Line {

    private final AccountId account;
    private final GraphClient client;
    private final CallBudget budget;
    private final Puller puller;
    private final HealthBoard.Keeper keeper;
    private final Health.Log log;
    private final Clock clock;
    private final Errands errands;
    private final Schedule.Pace pace;
    private final Schedule.Backoff backoff = new Schedule.Backoff(RandomGenerator.getDefault());

    private final PushedReads hinted;
    private volatile boolean pushed;
    private volatile Instant listedForPush = Instant.EPOCH;
    private volatile Instant nextList = Instant.MIN;
    private volatile Instant nextWatched = Instant.MIN;
    private volatile Instant lastRound = Instant.MIN;
    private volatile Instant lastWatched = Instant.MIN;
    private volatile boolean catchingUp;
    private volatile Instant pausedUntil = Instant.MIN;
    /** Set while a call is under way: its end must not push away what was asked for meanwhile. */
    private volatile boolean woken;

    AccountSync(AccountId account, GraphClient client, CallBudget budget, Puller puller, Surroundings around) {
        this.account = account;
        this.client = client;
        this.budget = budget;
        this.puller = puller;
        this.log = around.log();
        this.clock = around.clock();
        this.keeper = new HealthBoard.Keeper(account, around);
        this.hinted = new PushedReads(account, around.database(), clock);
        this.errands = new Errands(account, client, around.database(),
                () -> log.note(account, Health.Log.Kind.GAP_LISTED, clock.instant()));
        this.pace = new Schedule.Pace(around.clock().instant());
    }

    /** What all accounts share. */
    record Surroundings(Database database, HealthBoard board, Health.Log log, UnsentMessages unsent,
            Supplier<CallBudget> budgets, Clock clock) {}

    AccountId account() {
        return account;
    }

    @Override
    public GraphClient client() {
        return client;
    }

    Puller puller() {
        return puller;
    }

    @Override
    public Reading read(ConversationId conversation) {
        return switch (puller.thread(conversation)) {
            case Puller.Step.Failed(GraphFailure failure) -> new Reading.Failed(failure);
            case Puller.Step.Read(var _, var _, Instant backTo, var _) -> {
                errands.lookForGaps();
                yield new Reading.Whole(backTo);
            }
        };
    }

    Optional<Health> health() {
        return keeper.find();
    }

    /** How long to wait before the next call makes sense; zero when it may be made now. */
    Duration pause() {
        Instant now = clock.instant();
        if (pausedUntil.isAfter(now.plus(Schedule.LONGEST_PAUSE))) {
            pausedUntil = now;
        }
        Instant earliest = later(pausedUntil, budget.blockedUntil().orElse(Instant.MIN));
        return now.isBefore(earliest) ? Duration.between(now, earliest) : Duration.ZERO;
    }

    /** A page went well in a round that has no window to show it. */
    void readWithoutWindow(boolean roundOver) {
        read(roundOver, !puller.firstSyncDone());
    }

    /** What was read could not be stored; the next try waits. */
    void storeFailed() {
        puller.restart();
        pausedUntil = clock.instant().plus(backoff.next());
    }

    /** Whether a call makes sense now: not refused for good, not asked to wait, not in a pause after trouble. */
    @Override
    public boolean callable() {
        Health.Phase phase = phase();
        return phase != Health.Phase.NEEDS_RECONNECT && !clock.instant().isBefore(pausedUntil)
                && budget.blockedUntil().isEmpty();
    }

    /** Whether the picture is old, and nothing keeps this account from renewing it. */
    boolean catchesUp() {
        return old(clock.instant()) && callable();
    }

    private boolean old(Instant now) {
        return health().flatMap(health -> health.asOf(now)).isPresent() && puller.firstSyncDone();
    }

    Health.Phase phase() {
        return keeper.phase();
    }

    /**
     * Does what is due, at most one page of calls.
     *
     * @return how long nothing is due
     */
    Duration step(SyncEngine.Attention attention, @Nullable ConversationId watched, JobWorkers jobs) {
        Instant now = clock.instant();
        if (phase() == Health.Phase.NEEDS_RECONNECT) {
            return Schedule.REFUSED_PROBE;
        }
        Duration pause = pause();
        if (!pause.isZero()) {
            return pause;
        }
        Optional<PushedReads.Hinted.Ask> ask = hinted.next();
        if (ask.isPresent()) {
            Puller.Step step = puller.thread(ask.get().conversation());
            take(step, jobs, false);
            hinted.tried(ask.get(), step);
            return Duration.ZERO;
        }
        // More than one interval ahead: the clock was set back, or the user looks again.
        Duration every = listEvery(attention, now);
        keeper.polls(every);
        if (nextList.isAfter(now.plus(every))) {
            nextList = now;
        }
        if (nextWatched.isAfter(now.plus(watchedEvery(attention, now)))) {
            nextWatched = now;
        }
        ConversationId closing = comingBack(now) ? errands.nextClosing() : null;
        if (closing != null) {
            Puller.Step step = puller.thread(closing);
            take(step, jobs, false);
            errands.tried(closing, step);
            return Duration.ZERO;
        }
        boolean looking = attention != SyncEngine.Attention.HIDDEN;
        boolean watching = looking && watched != null && watched.account().equals(account);
        if (watched != null && watching && !now.isBefore(nextWatched)) {
            nextWatched = now.plus(watchedEvery(attention, now));
            take(puller.thread(watched), jobs, false);
            lastWatched = now;
            return Duration.ZERO;
        }
        if (!now.isBefore(nextList)) {
            woken = false;
            boolean over = take(puller.next(looking), jobs, true);
            if (over && !woken) {
                nextList = clock.instant().plus(listEvery(attention, clock.instant()));
            }
            return Duration.ZERO;
        }
        if (looking && errands.gapsMayWait() && puller.firstSyncDone()) {
            errands.listGap().ifPresent(this::failed);
            return Duration.ZERO;
        }
        Instant next = watching && nextWatched.isBefore(nextList) ? nextWatched : nextList;
        Duration left = Duration.between(now, hinted.before(next));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration listEvery(SyncEngine.Attention attention, Instant now) {
        return pushed ? Schedule.WHILE_PUSHED : pace.list(attention, now);
    }

    private Duration watchedEvery(SyncEngine.Attention attention, Instant now) {
        return pushed ? Schedule.WHILE_PUSHED : pace.watched(attention, now);
    }

    /**
     * How the line for pushes stands. Where it begins and where it ends the list is read at once: what happened while
     * nobody told of it.
     */
    void pushStands(PushState state) {
        boolean before = pushed;
        pushed = state.live();
        keeper.pushed(state);
        if (before != pushed) {
            readNow();
        }
    }

    /** List and open conversation are due at once: what is on screen is looked at again, or was told of by nobody. */
    void readNow() {
        listNow();
        nextWatched = Instant.MIN;
    }

    /** Pushes came: conversations that are known are read themselves, for others the list is. */
    void pushed(List<PushHint> hints) {
        for (PushHint hint : hints) {
            if (!hinted.add(hint)) {
                listSoon();
            }
        }
    }

    /** For what names no conversation that is known: at once, but however many come, not without a pause. */
    private void listSoon() {
        Instant now = clock.instant();
        Instant last = listedForPush;
        Instant at = last.isAfter(now) ? last : later(now, last.plus(Schedule.BETWEEN_PUSHED_LISTS));
        woken = true;
        // Farther ahead than that: the clock was set back.
        listedForPush = at.isAfter(now.plus(Schedule.BETWEEN_PUSHED_LISTS)) ? now : at;
        if (nextList.isAfter(listedForPush)) {
            nextList = listedForPush;
        }
    }

    /** The list is due at once, also when it is being read just now. */
    private void listNow() {
        woken = true;
        nextList = Instant.MIN;
    }

    /** The picture is old, after sleep or an outage: the list is read anew, and before it what is most urgent. */
    private boolean comingBack(Instant now) {
        if (!catchingUp && !now.isBefore(nextList) && old(now)) {
            catchingUp = true;
            log.note(account, Health.Log.Kind.CATCHING_UP, now);
            puller.comeBack();
            errands.cameBack(now);
        }
        return catchingUp;
    }

    /** Lists what is missing until nothing is left to list, a call fails, or the caller has enough. */
    void listGaps(BooleanSupplier stopped) {
        while (errands.gapsMayWait() && !stopped.getAsBoolean() && callable()) {
            errands.listGap().ifPresent(this::failed);
        }
    }

    /** What a page about this account shows. */
    Optional<Health.Details> details() {
        return keeper.details(client.callsInLastMinute());
    }

    /** The user wants it now, or the token is new: pauses end, but not one that Meta asked for. */
    void wake(boolean tokenChanged) {
        woken = true;
        pausedUntil = Instant.MIN;
        nextList = Instant.MIN;
        nextWatched = Instant.MIN;
        backoff.reset();
        if (tokenChanged) {
            keeper.tokenChanged();
        }
    }

    /** The next watched read is due at once: another conversation is on screen. */
    void watchNow() {
        lastWatched = Instant.MIN;
        nextWatched = Instant.MIN;
    }

    private boolean take(Puller.Step step, JobWorkers jobs, boolean ofList) {
        return switch (step) {
            case Puller.Step.Read(var touched, boolean over, var _, PulledRows.News news) -> {
                boolean first = !puller.firstSyncDone();
                noteNews(news, ofList, ofList && over, first);
                read(ofList && over, first);
                jobs.people().changed(touched, first);
                if (!first) {
                    jobs.messagesCame();
                }
                if (ofList && over && !first) {
                    jobs.people().backfillNowAndThen(account);
                }
                yield over;
            }
            case Puller.Step.Failed(GraphFailure failure) -> {
                if (ofList || !failure.concernsOneThread()) {
                    failed(failure);
                }
                yield false;
            }
        };
    }

    private void noteNews(PulledRows.News news, boolean ofList, boolean roundOver, boolean first) {
        Instant now = clock.instant();
        if (news.messages() > 0) {
            errands.lookForGaps();
            log.note(account, Health.Log.Kind.MESSAGES, now, news.messages(), null);
        } else if (roundOver) {
            log.note(account, Health.Log.Kind.QUIET, now);
        }
        Instant before = ofList ? lastRound : lastWatched;
        if (!first) {
            pace.brought(news.busiest(),
                    before.equals(Instant.MIN) ? Schedule.Pace.SLOWEST : Duration.between(before, now), now);
        }
        if (roundOver) {
            lastRound = now;
            if (catchingUp) {
                catchingUp = false;
                log.note(account, Health.Log.Kind.CAUGHT_UP, now);
            }
        }
    }

    private void read(boolean roundOver, boolean first) {
        backoff.reset();
        keeper.read(roundOver, first, budget.usagePercent());
    }

    /** What an earlier run knew: how old the picture is that an offline start shows. */
    void recall() {
        keeper.recall();
    }

    /** Some call of this account went well: an outage is over. */
    @Override
    public void succeeded() {
        Health.Phase phase = phase();
        if (phase == Health.Phase.OFFLINE || phase == Health.Phase.TROUBLE) {
            wake(false);
            keeper.back(puller.firstSyncDone() ? Health.Phase.LIVE : Health.Phase.FIRST_SYNC, budget.usagePercent());
        }
    }

    /** Some call of this account failed: its health follows, and how long to wait. */
    @Override
    public void failed(GraphFailure failure) {
        Instant now = clock.instant();
        pausedUntil = switch (failure) {
            case GraphFailure.Offline _ -> now.plus(Schedule.OFFLINE_PROBE);
            // A limit's end is the budget's to know.
            case GraphFailure.NeedsReconnect _,GraphFailure.RateLimited _ -> pausedUntil;
            case GraphFailure.AccessMissing _ -> now.plus(Schedule.REFUSED_PROBE);
            default -> now.plus(backoff.next());
        };
        keeper.failed(failure, now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
