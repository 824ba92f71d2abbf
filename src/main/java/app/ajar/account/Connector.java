package app.ajar.account;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Connects and disconnects accounts: token checked with {@code /me}, kept in the vault, account stored. */
public final class Connector {

    public Connector(Path folder, Database database, TokenVault vault, ApiAddress address, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** What came of a connection. */
    public sealed interface Result {

        record Connected(Account account) implements Result {}

        /** Not a token by its looks: blank, with white space inside, or not of Instagram's kind ({@code IG…}). */
        record NotAToken() implements Result {}

        /** Meta answered and does not let this token in; the reason has its own cure. */
        record NoAccess(AccessProblem reason, @Nullable String code) implements Result {}

        /** Meta could not be reached. */
        record Unreachable() implements Result {}

        /** Meta asks to wait. */
        record Later(Instant until) implements Result {}

        /** An answer that is not what the API speaks, or server trouble; the detail is a code, never Meta's text. */
        record Trouble(@Nullable String detail) implements Result {}

        /** The token is good but could not be kept. */
        record NotKept(String detail) implements Result {}
    }

    /** Checks and keeps; connecting an account again replaces its token and keeps its data. Blocks on the network. */
    public Result connect(String pasted) {
        throw new UnsupportedOperationException();
    }

    /** Forgets token, rows, avatars and media of the account. */
    public void disconnect(AccountId account) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
