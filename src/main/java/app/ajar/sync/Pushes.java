package app.ajar.sync;

import app.ajar.account.TokenVault;
import app.ajar.model.AccountId;
import app.ajar.push.Credentials;
import app.ajar.push.PushHint;
import app.ajar.push.PushLine;
import app.ajar.push.PushState;
import app.ajar.settings.PushFile;
import app.ajar.settings.PushSettings;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The accounts' lines for pushes: one for each account that was given a project. What comes over them makes the engine
 * read, and nothing else; how they stand is part of the account's health.
 */
public final class Pushes implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Pushes.class.getName());

    private final SyncEngine engine;
    private final Database database;
    private final PushFile file;
    private final TokenVault vault;
    private final PushLine.Timing timing;
    private final Map<AccountId, PushLine> lines = new HashMap<>();
    private final Map<AccountId, Health.Phase> phases = new ConcurrentHashMap<>();
    private final ChangeFeed.Subscription feed;
    private final ChangeFeed.Subscription healths;
    private boolean started;
    private boolean closed;

    public Pushes(SyncEngine engine, Database database, PushFile file, TokenVault vault, Clock clock) {
        this(engine, database, file, vault, new PushLine.Timing(clock, PushLine.Pace.USUAL));
    }

    /** With lines that are more or less patient. */
    Pushes(SyncEngine engine, Database database, PushFile file, TokenVault vault, PushLine.Timing timing) {
        this.engine = engine;
        this.database = database;
        this.file = file;
        this.vault = vault;
        this.timing = timing;
        this.feed = database.feed().subscribe(change -> {
            if (change instanceof Change.AccountChanged || change instanceof Change.Reset) {
                engine.later(this::reconcile);
            }
        });
        this.healths = engine.onHealth(this::healthChanged);
    }

    /** Opens the lines; after the engine was started. Returns at once. */
    public void start() {
        engine.later(() -> {
            begin();
            reconcile();
        });
    }

    private synchronized void begin() {
        started = true;
    }

    /** What an account's pushes come from; empty when it has none. Reads a file. */
    public Optional<PushSettings> settings(AccountId account) {
        return file.find(account.value());
    }

    /** What opens the account's project. Asks the keychain, which may wait for its user. */
    public Optional<Credentials> credentials(AccountId account) {
        return vault.push(account).flatMap(Credentials::read);
    }

    /**
     * From now on the account's pushes come from there. Asks the keychain, which may wait for its user.
     *
     * @throws IOException when it could not be kept; the line is as it was
     */
    public void use(AccountId account, PushSettings settings, Credentials credentials) throws IOException {
        vault.keepPush(account, credentials.written());
        file.put(account.value(), settings);
        engine.later(() -> {
            hangUp(account);
            reconcile();
        });
    }

    /** The account has no pushes any more. @throws IOException when that could not be kept */
    public void forget(AccountId account) throws IOException {
        file.remove(account.value());
        vault.dropPush(account);
        engine.later(() -> hangUp(account));
    }

    /** The network came back: a line that waits for its next attempt need not wait. */
    private void healthChanged(AccountId account) {
        Health now = engine.health(account).orElse(null);
        Health.Phase before = now == null ? phases.remove(account) : phases.put(account, now.phase());
        if (before == Health.Phase.OFFLINE && now != null && now.phase() != Health.Phase.OFFLINE) {
            find(account).ifPresent(PushLine::tryNow);
        }
    }

    private synchronized Optional<PushLine> find(AccountId account) {
        return Optional.ofNullable(lines.get(account));
    }

    /** On the engine's control thread, behind its own reconciling: an account is known to the engine before its line. */
    private void reconcile() {
        List<AccountId> accounts = database.accounts().all().stream().map(account -> account.id()).toList();
        for (AccountId gone : known().stream().filter(known -> !accounts.contains(known)).toList()) {
            hangUp(gone);
            dropLate(gone);
        }
        for (AccountId account : accounts) {
            if (!known().contains(account)) {
                settings(account).ifPresent(settings -> open(account, settings));
            }
        }
    }

    /** A session renewed while its account was being removed was kept after all else of it had gone. */
    private void dropLate(AccountId gone) {
        try {
            if (database.accounts().find(gone).isEmpty()) {
                vault.dropPush(gone);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "what opens the project of a removed account could not be removed", e);
        }
    }

    private synchronized List<AccountId> known() {
        return new ArrayList<>(lines.keySet());
    }

    private void open(AccountId account, PushSettings settings) {
        Optional<Credentials> credentials = credentials(account);
        if (credentials.isEmpty()) {
            engine.pushStands(account, new PushState(PushState.Stage.STOPPED, PushState.Trouble.KEY_REFUSED));
            return;
        }
        try {
            PushLine line = new PushLine(account.value(), settings, credentials.get(), new Ear(account), timing);
            if (keep(account, line)) {
                engine.pushStands(account, PushState.CONNECTING);
                line.start();
            } else {
                line.close();
            }
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.WARNING, "the address of a project for pushes is none");
            engine.pushStands(account, new PushState(PushState.Stage.STOPPED, PushState.Trouble.NO_REALTIME));
        }
    }

    private synchronized boolean keep(AccountId account, PushLine line) {
        if (closed || !started) {
            return false;
        }
        lines.put(account, line);
        return true;
    }

    private void hangUp(AccountId account) {
        PushLine line = taken(account);
        if (line != null) {
            line.close();
        }
        engine.pushStands(account, PushState.OFF);
    }

    private synchronized @Nullable PushLine taken(AccountId account) {
        return lines.remove(account);
    }

    /** What one account's line tells. */
    private final class Ear implements PushLine.Owner {

        private final AccountId account;

        Ear(AccountId account) {
            this.account = account;
        }

        @Override
        public void stands(PushState state) {
            engine.pushStands(account, state);
        }

        @Override
        public void hints(List<PushHint> hints) {
            engine.pushed(account, hints.stream().filter(hint -> !(hint instanceof PushHint.Seen)).toList());
        }

        @Override
        public void renewed(Credentials credentials) {
            try {
                vault.keepPush(account, credentials.written());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a project's renewed session could not be kept", e);
            }
        }
    }

    /** Hangs up. Before the engine is closed. */
    @Override
    public void close() {
        feed.close();
        healths.close();
        List<PushLine> open;
        synchronized (this) {
            closed = true;
            open = new ArrayList<>(lines.values());
            lines.clear();
        }
        open.forEach(PushLine::close);
    }
}
