package app.ajar.sync;

import app.ajar.account.TokenVault;
import app.ajar.graph.AccessToken;
import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphHttp;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.push.PushHint;
import app.ajar.push.PushState;
import app.ajar.sending.Signal;
import app.ajar.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connected accounts at work: each with its token, its client and, once the engine was started, its pulling thread. */
final class Accounts {

    private static final System.Logger LOG = System.getLogger(Accounts.class.getName());
    private static final Duration AFTER_BUG = Duration.ofSeconds(30);

    private final AccountSync.Surroundings around;
    private final TokenVault vault;
    private final GraphHttp http;
    private final JobWorkers jobs;
    private final WholeRound.Tally tally;
    private final Map<AccountId, Entry> entries = new ConcurrentHashMap<>();
    private volatile SyncEngine.Attention attention = SyncEngine.Attention.BACKGROUND;
    private volatile @Nullable ConversationId watched;
    private volatile boolean pulling;
    private volatile boolean stopping;

    Accounts(AccountSync.Surroundings around, TokenVault vault, GraphHttp http, JobWorkers jobs,
            WholeRound.Tally tally) {
        this.around = around;
        this.vault = vault;
        this.http = http;
        this.jobs = jobs;
        this.tally = tally;
    }

    /** One account at work. */
    private static final class Entry {
        private final AccountSync sync;
        private final Signal signal = new Signal();
        private final TokenHolder token;
        private @Nullable Thread thread;
        private volatile boolean gone;

        Entry(AccountSync sync, TokenHolder token) {
            this.sync = sync;
            this.token = token;
        }
    }

    /** The token in memory, read from the vault when the account's row says that it is another one. */
    private static final class TokenHolder {
        private volatile @Nullable AccessToken token;
        private volatile @Nullable Instant since;

        AccessToken get() {
            AccessToken present = token;
            if (present == null) {
                throw new IllegalStateException("an account without a token was asked to call");
            }
            return present;
        }
    }

    Optional<AccountSync> find(AccountId account) {
        return Optional.ofNullable(entries.get(account)).map(entry -> entry.sync);
    }

    List<AccountSync> all() {
        return entries.values().stream().map(entry -> entry.sync).toList();
    }

    void attention(SyncEngine.Attention now) {
        boolean seenAgain = attention == SyncEngine.Attention.HIDDEN && now != SyncEngine.Attention.HIDDEN;
        attention = now;
        if (seenAgain) {
            entries.values().forEach(entry -> entry.sync.readNow());
        }
        raiseAll();
    }

    void watch(@Nullable ConversationId open) {
        watched = open;
        if (open != null) {
            Optional.ofNullable(entries.get(open.account())).ifPresent(entry -> {
                entry.sync.watchNow();
                entry.signal.raise();
            });
        }
    }

    void wake() {
        entries.values().forEach(entry -> entry.sync.wake(false));
        raiseAll();
    }

    void pushStands(AccountId account, PushState state) {
        Optional.ofNullable(entries.get(account)).ifPresent(entry -> {
            entry.sync.pushStands(state);
            entry.signal.raise();
        });
    }

    void pushed(AccountId account, List<PushHint> hints) {
        Optional.ofNullable(entries.get(account)).ifPresent(entry -> {
            entry.sync.pushed(hints);
            entry.signal.raise();
        });
    }

    /** From now on every connected account has a thread that pulls. */
    void pullInBackground() {
        pulling = true;
        reconcile();
    }

    /** Brings the accounts at work in line with those stored: new ones begin, removed ones end, new tokens are taken. */
    synchronized void reconcile() {
        List<Account> stored = around.database().accounts().all();
        for (Account account : stored) {
            Entry known = entries.get(account.id());
            Entry entry = known == null ? begin(account) : known;
            takeToken(entry, account);
            // Only now can others find it: without its token it must not be called.
            entries.put(account.id(), entry);
            if (pulling && entry.thread == null && !stopping) {
                entry.thread = Thread.ofPlatform().name("ajar-pull").daemon(true).start(() -> pull(entry));
            }
        }
        List<AccountId> ids = stored.stream().map(Account::id).toList();
        for (AccountId id : new ArrayList<>(entries.keySet())) {
            if (!ids.contains(id)) {
                Entry entry = entries.remove(id);
                if (entry != null) {
                    entry.gone = true;
                    entry.signal.raise();
                    around.board().remove(id);
                    around.log().forget(id);
                }
            }
        }
    }

    private Entry begin(Account account) {
        TokenHolder token = new TokenHolder();
        CallBudget budget = around.budgets().get();
        GraphClient client = GraphClient.forAccount(http, account.id(), account.username(), token::get, budget);
        Puller puller = new Puller(client, account.id(), around.database(), around.unsent(), around.clock(),
                tally);
        AccountSync sync = new AccountSync(account.id(), client, budget, puller, around);
        sync.recall();
        return new Entry(sync, token);
    }

    private void takeToken(Entry entry, Account account) {
        if (account.tokenSince().equals(entry.token.since)) {
            return;
        }
        Optional<AccessToken> read = vault.read(account.id());
        boolean renewed = entry.token.since != null;
        entry.token.since = account.tokenSince();
        entry.token.token = read.orElse(null);
        if (read.isEmpty() || (!renewed && account.status() == Account.Status.EXPIRED)) {
            AccessProblem known = account.statusReason();
            AccessProblem reason = known == null ? AccessProblem.TOKEN_INVALID : known;
            around.board().update(account.id(), health -> health.refused(Health.Phase.NEEDS_RECONNECT, reason));
        } else {
            around.board().update(account.id(), health -> health);
            entry.sync.wake(renewed);
        }
        entry.signal.raise();
    }

    private void pull(Entry entry) {
        while (!stopping && !entry.gone) {
            Duration pause;
            try {
                pause = entry.sync.step(attention, watched, jobs);
            } catch (StoreException e) {
                LOG.log(System.Logger.Level.ERROR, "what was read could not be stored", e);
                entry.sync.storeFailed();
                pause = AFTER_BUG;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a round met a bug", e);
                entry.sync.storeFailed();
                pause = AFTER_BUG;
            }
            if (!pause.isZero()) {
                entry.signal.await(pause);
            }
        }
    }

    private void raiseAll() {
        entries.values().forEach(entry -> entry.signal.raise());
    }

    void stop() {
        stopping = true;
        raiseAll();
    }

    void join(Duration patience) {
        try {
            for (Entry entry : entries.values()) {
                Thread thread = entry.thread;
                if (thread != null && !thread.join(patience)) {
                    LOG.log(System.Logger.Level.WARNING, "a pulling thread did not end in time");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
