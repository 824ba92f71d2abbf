package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.push.PushState;
import app.ajar.store.ChangeFeed;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every account's health, and who wants to know of changes. */
final class HealthBoard {

    private static final System.Logger LOG = System.getLogger(HealthBoard.class.getName());

    private final Map<AccountId, Health> healths = new ConcurrentHashMap<>();
    private final Map<AccountId, Duration> paces = new ConcurrentHashMap<>();
    private final Map<AccountId, Failure> failures = new ConcurrentHashMap<>();
    private final List<Consumer<AccountId>> listeners = new CopyOnWriteArrayList<>();

    Optional<Health> find(AccountId account) {
        return Optional.ofNullable(healths.get(account));
    }

    /** Changes an account's health and tells the listeners if it really differs. */
    void update(AccountId account, UnaryOperator<Health> change) {
        Health[] before = new Health[1];
        Health after = healths.compute(account, (id, old) -> {
            before[0] = old == null ? starting(id) : old;
            return change.apply(before[0]);
        });
        if (!after.equals(before[0])) {
            tell(account);
        }
    }

    /** How often an account's list is asked for from now on; the listeners are told if that differs. */
    void polls(AccountId account, Duration every) {
        if (!every.equals(paces.put(account, every))) {
            tell(account);
        }
    }

    Optional<Duration> every(AccountId account) {
        return Optional.ofNullable(paces.get(account));
    }

    /** Meta's code, or a word of ours. */
    private record Failure(String what, Instant at) {}

    void remove(AccountId account) {
        paces.remove(account);
        failures.remove(account);
        if (healths.remove(account) != null) {
            tell(account);
        }
    }

    ChangeFeed.Subscription subscribe(Consumer<AccountId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void tell(AccountId account) {
        for (Consumer<AccountId> listener : listeners) {
            try {
                listener.accept(account);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a health listener failed", e);
            }
        }
    }

    private static Health starting(AccountId account) {
        return new Health(account, Health.Phase.STARTING, null, null, null, null, 0, 0);
    }

    /** Keeps one account's health: turns what came of its calls into what is said of it, here and in the account's row. */
    static final class Keeper {

        private final AccountId account;
        private final HealthBoard board;
        private final Health.Log log;
        private final Database database;
        private final Clock clock;
        private volatile Instant noted = Instant.EPOCH;
        /** As this last wrote or read it, so that a page that went well does not read the row. */
        private volatile @Nullable Standing standing;

        Keeper(AccountId account, AccountSync.Surroundings around) {
            this.account = account;
            this.board = around.board();
            this.log = around.log();
            this.database = around.database();
            this.clock = around.clock();
        }

        /** What the account's row says of it. */
        private record Standing(Account.Status status, @Nullable AccessProblem reason) {}

        Optional<Health> find() {
            return board.find(account);
        }

        Health.Phase phase() {
            return find().map(Health::phase).orElse(Health.Phase.STARTING);
        }

        void polls(Duration every) {
            board.polls(account, every);
        }

        void pushed(PushState state) {
            board.update(account, health -> health.pushed(state));
        }

        /** What an earlier run knew: how old the picture is that an offline start shows. */
        void recall() {
            database.sync().lastSynced(account)
                    .ifPresent(at -> board.update(account, health -> health.synced(at, health.phase(), 0)));
        }

        /** A new token makes what was refused worth another try. */
        void tokenChanged() {
            standing = null;
            if (phase() == Health.Phase.NEEDS_RECONNECT || phase() == Health.Phase.NO_ACCESS) {
                board.update(account, health -> health.well(Health.Phase.STARTING, 0));
            }
        }

        /** A page went well. */
        void read(boolean roundOver, boolean first, int usage) {
            long conversations = first || roundOver
                    ? database.conversations().counts(account, clock.instant()).conversations()
                    : -1;
            Instant now = clock.instant();
            board.update(account, health -> {
                Health.Phase phase = first ? Health.Phase.FIRST_SYNC : given(health.phase(), conversations);
                Health next = roundOver ? health.synced(now, phase, usage) : health.well(phase, usage);
                return first ? next.progress((int) conversations) : next;
            });
            if (roundOver && !now.isBefore(noted.plus(Schedule.NOTED_EVERY))) {
                noted = now;
                database.sync().noteSynced(account, now);
            }
            setStatus(Account.Status.CONNECTED, null);
        }

        /** @param conversations how many there are, negative when they were not counted */
        private static Health.Phase given(Health.Phase before, long conversations) {
            boolean nothing = conversations == 0
                    || (conversations < 0 && before == Health.Phase.NOTHING_GIVEN);
            return nothing ? Health.Phase.NOTHING_GIVEN : Health.Phase.LIVE;
        }

        /** An outage is over. */
        void back(Health.Phase phase, int usage) {
            log.note(account, Health.Log.Kind.BACK, clock.instant());
            board.update(account, health -> health.well(phase, usage));
        }

        void failed(GraphFailure failure, Instant now) {
            note(failure, now);
            switch (failure) {
                case GraphFailure.Offline _ -> board.update(account, health -> health.offline(now));
                case GraphFailure.NeedsReconnect(AccessProblem reason, var _) -> {
                    board.update(account, health -> health.refused(Health.Phase.NEEDS_RECONNECT, reason));
                    setStatus(Account.Status.EXPIRED, reason);
                }
                case GraphFailure.RateLimited(Instant until, var _) ->
                    board.update(account, health -> health.limited(until));
                case GraphFailure.AccessMissing(AccessProblem reason, var _) -> {
                    board.update(account, health -> health.refused(Health.Phase.NO_ACCESS, reason));
                    setStatus(Account.Status.ERROR, reason);
                }
                default -> board.update(account, Health::troubled);
            }
        }

        private void note(GraphFailure failure, Instant now) {
            Health.Log.Kind kind = switch (failure) {
                case GraphFailure.Offline _ -> Health.Log.Kind.OFFLINE;
                case GraphFailure.NeedsReconnect _ -> Health.Log.Kind.REFUSED;
                case GraphFailure.RateLimited _ -> Health.Log.Kind.RATE_LIMITED;
                case GraphFailure.AccessMissing _ -> Health.Log.Kind.ACCESS_MISSING;
                default -> Health.Log.Kind.TROUBLE;
            };
            log.note(account, kind, now, 0, failure.code());
            board.failures.put(account, new Failure(failure.code() == null ? kind.name() : failure.code(), now));
        }

        /** What a page about this account shows. */
        Optional<Health.Details> details(int callsLastMinute) {
            Failure failure = board.failures.get(account);
            return find().map(health -> new Health.Details(health, board.every(account).orElse(null), callsLastMinute,
                    failure == null ? null : failure.what(), failure == null ? null : failure.at()));
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
    }
}
