package app.ajar.ui.health;

import app.ajar.account.TokenLife;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.Gaps;
import app.ajar.sync.Health;
import app.ajar.sync.SyncEngine;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.UiClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * How every account is doing: one light always, all that is known while the page is open, and a word in time before a token
 * ends. For the toolkit's thread; needs no toolkit. The store is read only when accounts change or the page is open.
 */
public final class HealthModel implements AutoCloseable {

    private final Database database;
    private final SyncEngine engine;
    private final UiClock clock;
    private final BiConsumer<String, String> tell;
    private final ReadOnlyObjectWrapper<AccountHealth.Light> light = new ReadOnlyObjectWrapper<>(
            AccountHealth.Light.UNKNOWN);
    private final ReadOnlyObjectWrapper<List<AccountHealth>> accounts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<Health.Log.Entry>> entries = new ReadOnlyObjectWrapper<>(List.of());
    private final Runnable read;
    private final List<ChangeFeed.Subscription> subscriptions;
    private final Set<Warning> warned = new HashSet<>();
    private Stored stored = new Stored(List.of(), Map.of());
    private volatile boolean open;

    /** What the store knows. */
    private record Stored(List<Account> accounts, Map<AccountId, Gaps.Counts> gaps) {}

    /** A token that was warned about is not again, until it comes nearer to its end. */
    private record Warning(AccountId account, Instant tokenSince, TokenLife.Stage stage) {}

    /** @param tell says what happened, and what to do about it */
    public HealthModel(Database database, SyncEngine engine, FxBridge bridge, UiClock clock,
            BiConsumer<String, String> tell) {
        this.database = database;
        this.engine = engine;
        this.clock = clock;
        this.tell = tell;
        read = bridge.coalesced(this::read, this::take);
        subscriptions = List.of(database.feed().subscribe(this::changed),
                engine.onHealth(account -> bridge.onToolkit(this::show)),
                engine.log().subscribe(() -> {
                    // What sync notes first after a sleep must not be shown by the time of before.
                    clock.afterSleep();
                    if (open) {
                        bridge.onToolkit(this::showEntries);
                    }
                }));
        read.run();
    }

    /** The worst of all accounts. */
    ReadOnlyObjectProperty<AccountHealth.Light> lightProperty() {
        return light.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<AccountHealth>> accountsProperty() {
        return accounts.getReadOnlyProperty();
    }

    /** What sync did, the newest first; read while the page is open. */
    ReadOnlyObjectProperty<List<Health.Log.Entry>> entriesProperty() {
        return entries.getReadOnlyProperty();
    }

    /** Whether the page is to be seen. */
    void setOpen(boolean shown) {
        open = shown;
        if (shown) {
            read.run();
            showEntries();
        }
    }

    /** Ages have grown: a token may be near its end, a picture old. */
    void timePassed() {
        show();
        warn();
    }

    /** What can stand in a public bug report. */
    public String diagnostics() {
        return Diagnostics.of(accounts.get(), engine.log().entries(), clock.instant());
    }

    @Override
    public void close() {
        subscriptions.forEach(ChangeFeed.Subscription::close);
    }

    private void changed(Change change) {
        boolean concerns = switch (change) {
            case Change.AccountChanged _,Change.Reset _ -> true;
            case Change.GapsChanged _ -> open;
            default -> false;
        };
        if (concerns) {
            read.run();
        }
    }

    private Stored read() {
        List<Account> all = database.accounts().all();
        Map<AccountId, Gaps.Counts> gaps = new HashMap<>();
        if (open) {
            all.forEach(account -> gaps.put(account.id(), database.gaps().counts(account.id())));
        }
        return new Stored(all, gaps);
    }

    private void take(Stored now) {
        stored = now;
        show();
        warn();
    }

    private void show() {
        List<AccountHealth> now = stored.accounts.stream().map(account -> new AccountHealth(account,
                engine.details(account.id()).orElse(null),
                stored.gaps.getOrDefault(account.id(), new Gaps.Counts(0, 0)))).toList();
        light.set(now.stream().map(each -> each.light(clock.instant())).max(Comparator.naturalOrder())
                .orElse(AccountHealth.Light.UNKNOWN));
        accounts.set(now);
    }

    private void showEntries() {
        entries.set(engine.log().entries());
    }

    private void warn() {
        Instant now = clock.instant();
        for (Account account : stored.accounts) {
            TokenLife life = TokenLife.of(account);
            TokenLife.Stage stage = life.at(now);
            boolean due = account.status() != Account.Status.EXPIRED
                    && (stage == TokenLife.Stage.ENDS_SOON || stage == TokenLife.Stage.ENDS_VERY_SOON);
            if (due && warned.add(new Warning(account.id(), account.tokenSince(), stage))) {
                tell.accept(Texts.get("health.warning." + stage, account.shownUsername(), life.daysLeft(now)),
                        Texts.get("health.warning.do"));
            }
        }
    }
}
