package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphHttp;
import app.ajar.graph.GraphResult;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renews tokens long before they die. The new token is kept before it is used, and the old one until the new one has
 * answered {@code /me}: cut off anywhere, one of the two still works.
 */
public final class TokenRenewal {

    private static final System.Logger LOG = System.getLogger(TokenRenewal.class.getName());
    /** Of 60 days; Meta refuses to renew in the first 24 hours (business-login page). */
    private static final Duration DUE_AFTER = Duration.ofDays(7);

    private final Database database;
    private final TokenVault vault;
    private final GraphHttp http;
    private final Clock clock;

    public TokenRenewal(Database database, TokenVault vault, GraphHttp http, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.http = http;
        this.clock = clock;
    }

    /** What came of one attempt. */
    public sealed interface Outcome {

        /** The account has a new token. */
        record Renewed() implements Outcome {}

        /** The present token is young, dead already, or the account is gone. */
        record NotDue() implements Outcome {}

        /** The present token could not be renewed or the API not be asked; it stays. */
        record Unasked(GraphFailure failure) implements Outcome {}

        /** A new token came and did not work, or could not be kept; the present one stays. */
        record NotTaken() implements Outcome {}
    }

    /** Whether the account's token is alive and old enough. */
    public boolean due(Account account) {
        return account.status() != Account.Status.EXPIRED
                && !clock.instant().isBefore(account.tokenSince().plus(DUE_AFTER));
    }

    /**
     * Renews the account's token if it is due. Blocks on the network and the keychain.
     *
     * @param client calls with the account's present token
     */
    public Outcome renew(AccountId id, GraphClient client) {
        Optional<Account> account = database.accounts().find(id);
        if (account.isEmpty() || !due(account.get())) {
            return new Outcome.NotDue();
        }
        try {
            Optional<AccessToken> cutOff = vault.renewed(id);
            if (cutOff.isPresent()) {
                return take(id, cutOff.get(), null);
            }
            return switch (client.refreshToken()) {
                case GraphResult.Failed<GraphClient.Refreshed>(GraphFailure failure) -> new Outcome.Unasked(failure);
                case GraphResult.Ok<GraphClient.Refreshed>(GraphClient.Refreshed(AccessToken token, Instant expires)) -> {
                    vault.keepRenewed(id, token);
                    yield take(id, token, expires);
                }
            };
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a renewed token could not be kept: {0}", e.getMessage());
            return new Outcome.NotTaken();
        }
    }

    private Outcome take(AccountId id, AccessToken token, @Nullable Instant expires) throws IOException {
        return switch (GraphClient.whoIs(http, token)) {
            case GraphResult.Ok<GraphClient.Me>(GraphClient.Me me) when me.id().equals(id) -> {
                vault.write(id, token);
                // The new date makes everyone who calls take the new token.
                database.accounts().setToken(id, clock.instant(), expires);
                vault.dropRenewed(id);
                yield new Outcome.Renewed();
            }
            case GraphResult.Ok<GraphClient.Me> _ -> refused(id);
            case GraphResult.Failed<GraphClient.Me>(GraphFailure.NeedsReconnect _) -> refused(id);
            case GraphResult.Failed<GraphClient.Me>(GraphFailure failure) -> new Outcome.Unasked(failure);
        };
    }

    private Outcome refused(AccountId id) throws IOException {
        LOG.log(System.Logger.Level.WARNING, "a renewed token does not work; the present one stays");
        vault.dropRenewed(id);
        return new Outcome.NotTaken();
    }
}
