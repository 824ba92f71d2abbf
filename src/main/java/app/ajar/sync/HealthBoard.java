package app.ajar.sync;

import app.ajar.model.AccountId;
import app.ajar.store.ChangeFeed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Every account's health, and who wants to know of changes. */
final class HealthBoard {

    private static final System.Logger LOG = System.getLogger(HealthBoard.class.getName());

    private final Map<AccountId, Health> healths = new ConcurrentHashMap<>();
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

    void remove(AccountId account) {
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
}
