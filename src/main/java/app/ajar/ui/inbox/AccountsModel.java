package app.ajar.ui.inbox;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.sync.Health;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.kit.FxBridge;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Which accounts are connected, which one is shown, and how it is doing. For the toolkit's thread; needs no toolkit. */
public final class AccountsModel implements AutoCloseable {

    private final Database database;
    private final SyncEngine engine;
    private final FxBridge bridge;
    private final Consumer<RuntimeException> trouble;
    private final ReadOnlyObjectWrapper<List<Account>> accounts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Account> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Health> health = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<AccountId>> humanAgent = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ChangeFeed.Subscription changes;
    private final ChangeFeed.Subscription healths;
    private @Nullable String wanted;
    private boolean reading;
    private boolean again;
    private boolean closed;

    /**
     * @param remembered the account shown last, null for the first
     * @param trouble told on the toolkit's thread of a read that failed; what is on screen stays
     */
    public AccountsModel(Database database, SyncEngine engine, FxBridge bridge, @Nullable String remembered,
            Consumer<RuntimeException> trouble) {
        this.database = database;
        this.engine = engine;
        this.bridge = bridge;
        this.wanted = remembered;
        this.trouble = trouble;
        this.changes = database.feed().subscribe(change -> {
            if (change instanceof Change.AccountChanged || change instanceof Change.Reset) {
                bridge.onToolkit(this::read);
            }
        });
        this.healths = engine.onHealth(id -> bridge.onToolkit(() -> healthChanged(id)));
    }

    /** In the order in which they were connected. */
    public ReadOnlyObjectProperty<List<Account>> accountsProperty() {
        return accounts.getReadOnlyProperty();
    }

    /** The account shown; null when none is connected. */
    public ReadOnlyObjectProperty<@Nullable Account> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** How the account shown is doing; null before the engine has said. */
    public ReadOnlyObjectProperty<@Nullable Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** The accounts for which the user turned the seven days with a person answering on. */
    public ReadOnlyObjectProperty<Set<AccountId>> humanAgentProperty() {
        return humanAgent.getReadOnlyProperty();
    }

    /** Whether they are on for this account. */
    public boolean humanAgent(AccountId id) {
        return humanAgent.get().contains(id);
    }

    /** Turns them on or off; the property tells when that is stored. */
    public void setHumanAgent(AccountId id, boolean on) {
        bridge.run(() -> database.accounts().setHumanAgent(id, on));
    }

    /** Whether the accounts were read at all. */
    public ReadOnlyBooleanProperty knownProperty() {
        return known.getReadOnlyProperty();
    }

    /** Shows this account as soon as it is known. */
    public void select(AccountId id) {
        wanted = id.value();
        show(accounts.get());
    }

    /** Reads the accounts; once at the start, then by itself. */
    public void read() {
        if (reading || closed) {
            again = reading;
            return;
        }
        reading = true;
        bridge.load(this::fetch, show -> {
            reading = false;
            if (!closed) {
                show.run();
                if (again) {
                    again = false;
                    read();
                }
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        changes.close();
        healths.close();
    }

    private Runnable fetch() {
        try {
            List<Account> all = database.accounts().all();
            Set<AccountId> agents = database.accounts().withHumanAgent();
            return () -> {
                humanAgent.set(agents);
                show(all);
            };
        } catch (RuntimeException e) {
            return () -> trouble.accept(e);
        }
    }

    private void show(List<Account> all) {
        accounts.set(all);
        Optional<Account> shown = all.stream().filter(account -> account.id().value().equals(wanted)).findFirst();
        current.set(shown.or(() -> all.stream().findFirst()).orElse(null));
        showHealth();
        known.set(true);
    }

    private void healthChanged(AccountId id) {
        Account shown = current.get();
        if (shown != null && shown.id().equals(id)) {
            showHealth();
        }
    }

    private void showHealth() {
        Account shown = current.get();
        health.set(shown == null ? null : engine.health(shown.id()).orElse(null));
    }
}
