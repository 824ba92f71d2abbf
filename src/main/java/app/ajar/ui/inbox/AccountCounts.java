package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.ConversationQueries;
import app.ajar.store.ConversationQueries.Counts;
import app.ajar.store.Database;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What the badges count, for each account, following the store: one query for a burst of changes of one account. For the
 * toolkit's thread.
 */
public final class AccountCounts implements AutoCloseable {

    /** What stands there before anything was counted. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    private final ConversationQueries queries;
    private final FxBridge bridge;
    private final Clock clock;
    private final Consumer<RuntimeException> trouble;
    private final ChangeFeed.Subscription subscription;
    private final ReadOnlyObjectWrapper<Map<AccountId, Counts>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final Set<AccountId> accounts = new LinkedHashSet<>();
    private final Set<AccountId> dirty = new LinkedHashSet<>();
    private boolean reading;
    private boolean closed;

    /** @param trouble told on the toolkit's thread of a read that failed; what was counted stays */
    public AccountCounts(Database database, FxBridge bridge, Clock clock, Consumer<RuntimeException> trouble) {
        this.queries = database.conversations();
        this.bridge = bridge;
        this.clock = clock;
        this.trouble = trouble;
        this.subscription = database.feed().subscribe(change -> bridge.onToolkit(() -> changed(change)));
    }

    /** What was counted last, replaced whole. */
    public ReadOnlyObjectProperty<Map<AccountId, Counts>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /** What was counted last for this account. */
    public Counts of(AccountId account) {
        return counts.get().getOrDefault(account, NONE);
    }

    /** Messages on this computer, over all accounts. */
    public long messages() {
        return counts.get().values().stream().mapToLong(Counts::messages).sum();
    }

    /** Whether everything was counted and nothing is being read. */
    public boolean settled() {
        return !reading && dirty.isEmpty();
    }

    /** Counts for these accounts from now on, and no others. */
    public void follow(Collection<AccountId> followed) {
        Map<AccountId, Counts> kept = new LinkedHashMap<>(counts.get());
        kept.keySet().retainAll(followed);
        Set<AccountId> added = new LinkedHashSet<>(followed);
        added.removeAll(accounts);
        accounts.clear();
        accounts.addAll(followed);
        counts.set(Map.copyOf(kept));
        count(added);
    }

    /** Time has passed: what is closing soon is counted again. */
    public void timePassed() {
        count(accounts);
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }

    private void changed(Change change) {
        switch (change) {
            case Change.ConversationsChanged rows -> count(rows.ids().stream().map(ConversationId::account).toList());
            case Change.Reset ignored -> count(accounts);
            default -> {
            }
        }
    }

    private void count(Collection<AccountId> asked) {
        asked.stream().filter(accounts::contains).forEach(dirty::add);
        pump();
    }

    private void pump() {
        if (reading || closed || dirty.isEmpty()) {
            return;
        }
        List<AccountId> asked = List.copyOf(dirty);
        Instant now = clock.instant();
        dirty.clear();
        reading = true;
        bridge.load(() -> read(asked, now), show -> {
            reading = false;
            if (!closed) {
                show.run();
                pump();
            }
        });
    }

    private Runnable read(List<AccountId> asked, Instant now) {
        try {
            Map<AccountId, Counts> read = new HashMap<>();
            asked.forEach(account -> read.put(account, queries.counts(account, now)));
            return () -> {
                Map<AccountId, Counts> all = new HashMap<>(counts.get());
                all.putAll(read);
                all.keySet().retainAll(accounts);
                counts.set(Map.copyOf(all));
            };
        } catch (RuntimeException e) {
            return () -> trouble.accept(e);
        }
    }
}
