package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphHttp;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.settings.PushFile;
import app.ajar.store.Database;
import app.ajar.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Connects and disconnects accounts: token checked with {@code /me}, kept in the vault, account stored. */
public final class Connector {

    private static final System.Logger LOG = System.getLogger(Connector.class.getName());
    /** A token as it may stand in a header, of any length a server takes there. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
    /** What comes along when text is copied from a web page or a file. */
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\uFEFF\\u200B]+|[\\s\\p{Z}\\uFEFF\\u200B]+$");
    /** Tokens of Facebook Login start so; the Instagram API answers 190 to them. */
    private static final String FACEBOOK = "EAA";

    private final Path folder;
    private final Database database;
    private final TokenVault vault;
    private final ApiAddress address;
    private final Clock clock;

    public Connector(Path folder, Database database, TokenVault vault, ApiAddress address, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.vault = vault;
        this.address = address;
        this.clock = clock;
    }

    /** What came of a connection. */
    public sealed interface Result {

        record Connected(Account account) implements Result {}

        /** Not a token by its looks: blank, with white space inside, or with characters that no token has. */
        record NotAToken() implements Result {}

        /** A token of Facebook Login ({@code EAA…}), which the Instagram API does not take. */
        record WrongKind() implements Result {}

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
        String text = AROUND.matcher(pasted).replaceAll("");
        if (!TOKEN.matcher(text).matches()) {
            return new Result.NotAToken();
        }
        if (text.startsWith(FACEBOOK)) {
            return new Result.WrongKind();
        }
        AccessToken token = new AccessToken(text);
        try (GraphHttp http = new GraphHttp(address, clock)) {
            return switch (GraphClient.whoIs(http, token)) {
                case GraphResult.Ok<GraphClient.Me>(GraphClient.Me me) -> keep(me, token);
                case GraphResult.Failed<GraphClient.Me>(GraphFailure failure) -> refused(failure);
            };
        }
    }

    /**
     * Forgets rows, token, avatars and media of the account. The rows go first: while the database takes nothing the account
     * stays whole. Does all of the rest that can be done before it complains.
     *
     * @throws IOException when the token or a file could not be removed
     * @throws StoreException when the account could not be removed and nothing changed, or what is left of its rows goes at
     *     the next start
     */
    public void disconnect(AccountId account) throws IOException {
        List<Path> folders = folders(account);
        List<IOException> failures = new ArrayList<>();
        Optional<StoreException> rowsLeft = removeRows(account);
        try {
            vault.forget(account);
        } catch (IOException e) {
            failures.add(e);
        }
        try {
            new PushFile(folder).remove(account.value());
        } catch (IOException e) {
            failures.add(e);
        }
        try {
            database.upkeep().forget(account.value());
        } catch (IOException e) {
            failures.add(e);
        }
        for (Path stored : folders) {
            Folders.delete(stored, failures);
        }
        if (!failures.isEmpty()) {
            IOException all = new IOException("Not everything of the account could be removed.", failures.getFirst());
            failures.stream().skip(1).forEach(all::addSuppressed);
            throw all;
        }
        if (rowsLeft.isPresent()) {
            throw rowsLeft.get();
        }
    }

    /** Why not all of them went, once the account itself is gone; then its token must not stay. */
    private Optional<StoreException> removeRows(AccountId account) {
        try {
            database.accounts().remove(account);
            return Optional.empty();
        } catch (StoreException e) {
            if (database.accounts().find(account).isPresent()) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    private Result keep(GraphClient.Me me, AccessToken token) {
        Optional<AccessToken> before = vault.read(me.id());
        try {
            vault.write(me.id(), token);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a token could not be kept", e);
            return new Result.NotKept(String.valueOf(e.getMessage()));
        }
        try {
            Account account = account(me, before.filter(token::equals).isPresent());
            database.accounts().put(account);
            return new Result.Connected(account);
        } catch (StoreException e) {
            takeBack(me.id(), before);
            throw e;
        }
    }

    private Account account(GraphClient.Me me, boolean sameToken) {
        Instant now = clock.instant();
        Account fresh = new Account(me.id(), me.username(), me.name(), me.pictureUrl(), Account.Status.CONNECTED, null,
                now, now, null);
        return database.accounts().find(me.id()).map(known -> new Account(fresh.id(), fresh.username(), fresh.name(),
                fresh.pictureUrl(), fresh.status(), null, known.connectedAt(), sameToken ? known.tokenSince() : now,
                sameToken ? known.tokenExpiresAt() : null)).orElse(fresh);
    }

    /** No token stays behind without the account it belongs to. */
    private void takeBack(AccountId account, Optional<AccessToken> before) {
        try {
            if (before.isPresent()) {
                vault.write(account, before.get());
            } else {
                vault.forget(account);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the token of an account that was not stored is still kept", e);
        }
    }

    private static Result refused(GraphFailure failure) {
        return switch (failure) {
            case GraphFailure.Offline offline -> new Result.Unreachable();
            case GraphFailure.NeedsReconnect(AccessProblem reason, String code) -> new Result.NoAccess(reason, code);
            case GraphFailure.AccessMissing(AccessProblem reason, String code) -> new Result.NoAccess(reason, code);
            case GraphFailure.RateLimited limited -> new Result.Later(limited.until());
            // Meta refuses even /me with 100 while the Instagram Tester role is missing or not accepted.
            case GraphFailure.FieldRefused(String code) ->
                new Result.NoAccess(AccessProblem.TESTER_ROLE_MISSING, code);
            case GraphFailure.Unreadable(String what) -> new Result.Trouble(what);
            default -> new Result.Trouble(failure.code());
        };
    }

    private List<Path> folders(AccountId account) {
        return List.of(folder.resolve("avatars").resolve(account.fileName()),
                folder.resolve("messages").resolve(account.fileName()));
    }
}
