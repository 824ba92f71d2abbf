package app.ajar.store;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connected accounts. */
public final class AccountTable {

    AccountTable() {}

    /** All, in the order in which they were connected. */
    public List<Account> all() {
        throw new UnsupportedOperationException();
    }

    public Optional<Account> find(AccountId id) {
        throw new UnsupportedOperationException();
    }

    /** Adds the account, or replaces what is stored but for {@code connectedAt}. */
    public void put(Account account) {
        throw new UnsupportedOperationException();
    }

    /** Publishes only if it differs. */
    public void setStatus(AccountId id, Account.Status status, @Nullable AccessProblem reason) {
        throw new UnsupportedOperationException();
    }

    public void setToken(AccountId id, Instant since, @Nullable Instant expiresAt) {
        throw new UnsupportedOperationException();
    }

    /** Removes the account with all that is stored of it in both schemas. Its files are the caller's to delete. */
    public void remove(AccountId id) {
        throw new UnsupportedOperationException();
    }
}
