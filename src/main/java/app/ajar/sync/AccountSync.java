package app.ajar.sync;

import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.media.UnsentMessages;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
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
    private final Database database;
    private final HealthBoard board;
    private final Clock clock;
    private final Schedule.Backoff backoff = new Schedule.Backoff(RandomGenerator.getDefault());

    private final PushedReads hinted;
    private volatile boolean pushed;
    private volatile Instant listedForPush = Instant.EPOCH;
    private volatile Instant noted = Instant.EPOCH;
    private volatile Instant nextList = Instant.MIN;
    private volatile Instant nextWatched = Instant.MIN;
    private volatile Instant pausedUntil = Instant.MIN;
    /** As this last wrote or read it, so that a page that went well does not read the row. */
    private volatile @Nullable Standing standing;
    /** Set while a call is under way: its end must not push away what was asked for meanwhile. */
    private volatile boolean woken;

    AccountSync(AccountId account, GraphClient client, CallBudget budget, Puller puller, Surroundings around) {
        this.account = account;
        this.client = client;
        this.budget = budget;
        this.puller = puller;
        this.database = around.database();
        this.board = around.board();
        this.clock = around.clock();
        this.hinted = new PushedReads(account, database, clock);
    }

    /** What all accounts share. */
    record Surroundings(Database database, HealthBoard board, UnsentMessages unsent, Supplier<CallBudget> budgets,
            Clock clock) {}

    /** What the account's row says of it. */
    private record Standing(Account.Status status, @Nullable AccessProblem reason) {}

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
            case Puller.Step.Read(var _, var _, Instant backTo) -> new Reading.Whole(backTo);
        };
    }

    Optional<Health> health() {
        return board.find(account);
    }

    /** How long to wait before the next call makes sense; zero when it may be made now. */
    Duration pause() {
        Instant now = clock.instant();
        if (phase() != Health.Phase.RATE_LIMITED && pausedUntil.isAfter(now.plus(Schedule.LONGEST_PAUSE))) {
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

    Health.Phase phase() {
        return board.find(account).map(Health::phase).orElse(Health.Phase.STARTING);
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
        Optional<Hinted.Ask> ask = hinted.next();
        if (ask.isPresent()) {
            Puller.Step step = puller.thread(ask.get().conversation());
            take(step, jobs, false);
            hinted.tried(ask.get(), step);
            return Duration.ZERO;
        }
        // More than one interval ahead: the clock was set back, or the user looks again.
        if (nextList.isAfter(now.plus(listEvery(attention)))) {
            nextList = now;
        }
        if (watched != null && watched.account().equals(account) && !now.isBefore(nextWatched)
                && attention != SyncEngine.Attention.HIDDEN) {
            nextWatched = now.plus(watchedEvery(attention));
            take(puller.thread(watched), jobs, false);
            return Duration.ZERO;
        }
        if (!now.isBefore(nextList)) {
            woken = false;
            boolean over = take(puller.next(), jobs, true);
            if (over && !woken) {
                nextList = clock.instant().plus(listEvery(attention));
            }
            return Duration.ZERO;
        }
        boolean watching = watched != null && watched.account().equals(account);
        Instant next = watching && nextWatched.isBefore(nextList) ? nextWatched : nextList;
        Duration left = Duration.between(now, hinted.before(next));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration listEvery(SyncEngine.Attention attention) {
        return pushed ? Schedule.WHILE_PUSHED : Schedule.list(attention);
    }

    private Duration watchedEvery(SyncEngine.Attention attention) {
        return pushed
                ? Schedule.WHILE_PUSHED
                : attention == SyncEngine.Attention.FOCUSED ? Schedule.WATCHED_FOCUSED : Schedule.WATCHED_BACKGROUND;
    }

    /**
     * How the line for pushes stands. Where it begins and where it ends the list is read at once: what happened while
     * nobody told of it.
     */
    void pushStands(PushState state) {
        boolean before = pushed;
        pushed = state.live();
        board.update(account, health -> health.pushed(state));
        if (before != pushed) {
            listNow();
            nextWatched = Instant.MIN;
        }
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

    /** The user wants it now, or the token is new: pauses end, but not one that Meta asked for. */
    void wake(boolean tokenChanged) {
        woken = true;
        pausedUntil = Instant.MIN;
        nextList = Instant.MIN;
        nextWatched = Instant.MIN;
        backoff.reset();
        if (tokenChanged) {
            standing = null;
        }
        if (tokenChanged && (phase() == Health.Phase.NEEDS_RECONNECT || phase() == Health.Phase.NO_ACCESS)) {
            board.update(account, health -> health.well(Health.Phase.STARTING, 0));
        }
    }

    /** The next watched read is due at once: another conversation is on screen. */
    void watchNow() {
        nextWatched = Instant.MIN;
    }

    private boolean take(Puller.Step step, JobWorkers jobs, boolean ofList) {
        return switch (step) {
            case Puller.Step.Read(var touched, boolean over, var _) -> {
                boolean first = !puller.firstSyncDone();
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
                if (ofList || !Puller.concernsOneThread(failure)) {
                    failed(failure);
                }
                yield false;
            }
        };
    }

    private void read(boolean roundOver, boolean first) {
        backoff.reset();
        int usage = budget.usagePercent();
        long conversations = first || roundOver
                ? database.conversations().counts(account, clock.instant()).conversations()
                : -1;
        Instant now = clock.instant();
        board.update(account, health -> {
            Health.Phase phase = first
                    ? Health.Phase.FIRST_SYNC
                    : conversations == 0
                            ? Health.Phase.NOTHING_GIVEN
                            : conversations > 0
                                    ? Health.Phase.LIVE
                                    : health.phase() == Health.Phase.NOTHING_GIVEN
                                            ? Health.Phase.NOTHING_GIVEN
                                            : Health.Phase.LIVE;
            Health next = roundOver ? health.synced(now, phase, usage) : health.well(phase, usage);
            return first ? next.progress((int) conversations) : next;
        });
        if (roundOver && !now.isBefore(noted.plus(Schedule.NOTED_EVERY))) {
            noted = now;
            database.sync().noteSynced(account, now);
        }
        setStatus(Account.Status.CONNECTED, null);
    }

    /** What an earlier run knew: how old the picture is that an offline start shows. */
    void recall() {
        database.sync().lastSynced(account)
                .ifPresent(at -> board.update(account, health -> health.synced(at, health.phase(), 0)));
    }

    /** Some call of this account went well: an outage is over. */
    @Override
    public void succeeded() {
        Health.Phase phase = phase();
        if (phase == Health.Phase.OFFLINE || phase == Health.Phase.TROUBLE) {
            wake(false);
            board.update(account,
                    health -> health.well(puller.firstSyncDone() ? Health.Phase.LIVE : Health.Phase.FIRST_SYNC,
                            budget.usagePercent()));
        }
    }

    /** Some call of this account failed: its health follows, and how long to wait. */
    @Override
    public void failed(GraphFailure failure) {
        Instant now = clock.instant();
        switch (failure) {
            case GraphFailure.Offline _ -> {
                pausedUntil = now.plus(Schedule.OFFLINE_PROBE);
                board.update(account, health -> health.offline(now));
            }
            case GraphFailure.NeedsReconnect(AccessProblem reason, var _) -> {
                board.update(account, health -> health.refused(Health.Phase.NEEDS_RECONNECT, reason));
                setStatus(Account.Status.EXPIRED, reason);
            }
            case GraphFailure.RateLimited(Instant until, var _) -> {
                pausedUntil = until;
                board.update(account, health -> health.limited(until));
            }
            case GraphFailure.AccessMissing(AccessProblem reason, var _) -> {
                pausedUntil = now.plus(Schedule.REFUSED_PROBE);
                board.update(account, health -> health.refused(Health.Phase.NO_ACCESS, reason));
                setStatus(Account.Status.ERROR, reason);
            }
            default -> {
                pausedUntil = now.plus(backoff.next());
                board.update(account, Health::troubled);
            }
        }
    }

    private void setStatus(Account.Status status, @Nullable AccessProblem reason) {
        Standing next = new Standing(status, reason);
        if (next.equals(standing)) {
            return;
        }
        Optional<Account> stored = database.accounts().find(account);
        if (stored.isPresent()) {
            if (!next.equals(new Standing(stored.get().status(), stored.get().statusReason()))) {
                database.accounts().setStatus(account, status, reason);
            }
            standing = next;
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
