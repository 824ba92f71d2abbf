package app.ajar.ui.inbox;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.sync.Health;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.kit.FxBridge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are connected, which one is shown, or whether all of them are, and how they are doing. For the toolkit's
 * thread; needs no toolkit.
 */
public final class AccountsModel implements AutoCloseable {

    private final Database database;
    private final SyncEngine engine;
    private final FxBridge bridge;
    private final Consumer<RuntimeException> trouble;
    private final ReadOnlyObjectWrapper<List<Account>> accounts = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Account> current = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Health> health = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<AccountId, Health>> healths = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<@Nullable AccountId> concern = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper together = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Set<AccountId>> humanAgent = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyBooleanWrapper known = new ReadOnlyBooleanWrapper();
    private final ChangeFeed.Subscription changes;
    private final ChangeFeed.Subscription healthChanges;
    private @Nullable String wanted;
    /** Whose conversation is open, which matters while all are shown. */
    private @Nullable AccountId open;
    private boolean reading;
    private boolean again;
    private boolean closed;

    /**
     * @param remembered the account shown last, null for all together
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
        this.healthChanges = engine.onHealth(id -> bridge.onToolkit(this::showHealth));
    }

    /** In the order in which they were connected. */
    public ReadOnlyObjectProperty<List<Account>> accountsProperty() {
        return accounts.getReadOnlyProperty();
    }

    /**
     * The account shown; null when none is connected. While all are shown, that of the open conversation, else the first
     * that must be connected again, else the first.
     */
    public ReadOnlyObjectProperty<@Nullable Account> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** How the account shown is doing; null before the engine has said. */
    public ReadOnlyObjectProperty<@Nullable Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** How each account is doing; without those of which the engine has said nothing yet. */
    public ReadOnlyObjectProperty<Map<AccountId, Health>> healthsProperty() {
        return healths.getReadOnlyProperty();
    }

    /** Whose health is to be told above the list: of those whose conversations are in it, one that is let in no more first. */
    public ReadOnlyObjectProperty<@Nullable AccountId> concernProperty() {
        return concern.getReadOnlyProperty();
    }

    /** Whether the conversations of all accounts are shown in one list; never with a single account. */
    public ReadOnlyBooleanProperty togetherProperty() {
        return together.getReadOnlyProperty();
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

    /** Shows the conversations of all accounts in one list. */
    public void selectAll() {
        wanted = null;
        show(accounts.get());
    }

    /** This account's conversation is open from now on, or (null) none. */
    public void opened(@Nullable AccountId account) {
        open = account;
        showHealth();
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
        healthChanges.close();
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
        boolean allTogether = wanted == null && all.size() > 1;
        if (allTogether) {
            // The list is that of all before one of them takes the lead, and the other way round.
            together.set(true);
        }
        showHealth();
        together.set(allTogether);
        known.set(true);
    }

    private void showHealth() {
        Map<AccountId, Health> now = new HashMap<>();
        accounts.get().forEach(account -> engine.health(account.id()).ifPresent(each -> now.put(account.id(), each)));
        Account shown = leading(now).orElse(null);
        current.set(shown);
        healths.set(Map.copyOf(now));
        health.set(shown == null ? null : now.get(shown.id()));
        Optional<Account> worst = wanted == null ? firstRefused(now) : Optional.empty();
        concern.set(worst.or(() -> Optional.ofNullable(shown)).map(Account::id).orElse(null));
    }

    private Optional<Account> leading(Map<AccountId, Health> now) {
        Optional<Account> first = accounts.get().stream().findFirst();
        if (wanted != null) {
            return accounts.get().stream().filter(account -> account.id().value().equals(wanted)).findFirst()
                    .or(() -> first);
        }
        return accounts.get().stream().filter(account -> account.id().equals(open)).findFirst()
                .or(() -> firstRefused(now)).or(() -> first);
    }

    private Optional<Account> firstRefused(Map<AccountId, Health> now) {
        return accounts.get().stream().filter(account -> refused(now.get(account.id()))).findFirst();
    }

    /** Whether Meta lets the account in no more, so that its user must do something. */
    public static boolean refused(@Nullable Health health) {
        return health != null && (health.phase() == Health.Phase.NEEDS_RECONNECT
                || health.phase() == Health.Phase.NO_ACCESS);
    }
}
