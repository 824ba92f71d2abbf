package app.ajar.account;

import app.ajar.account.TokenRenewal.Outcome;
import app.ajar.graph.AccessToken;
import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphHttp;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxClock;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TokenRenewalTest {

    @TempDir
    private Path folder;
    private final SandboxClock clock = new SandboxClock(Clock.systemUTC());
    private Sandbox sandbox;
    private Database database;
    private TokenVault vault;
    private GraphHttp http;
    private AccountId shop;
    private AccessToken first;

    @BeforeEach
    void connect() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.quiet());
        if (!(Database.open(folder, clock) instanceof OpenResult.Opened(Database opened))) {
            throw new AssertionError("not opened");
        }
        database = opened;
        vault = TokenVault.inFile(folder);
        ApiAddress address = new ApiAddress(URI.create(sandbox.url()), "v26.0");
        http = new GraphHttp(address, clock);
        first = new AccessToken(sandbox.token());
        assertThat(new Connector(folder, database, vault, address, clock).connect(sandbox.token()))
                .isInstanceOf(Connector.Result.Connected.class);
        shop = new AccountId(sandbox.accountId());
    }

    @AfterEach
    void close() {
        http.close();
        database.close();
        sandbox.close();
    }

    @Test
    void youngToken_isLeftAlone() {
        clock.advance(Duration.ofDays(6));
        assertThat(renew()).isInstanceOf(Outcome.NotDue.class);
        assertThat(vault.read(shop)).contains(first);
    }

    @Test
    void tokenOfAWeek_isRenewed_andSaysWhenItEnds() {
        clock.advance(Duration.ofDays(8));
        assertThat(renew()).isInstanceOf(Outcome.Renewed.class);
        assertThat(vault.read(shop)).contains(new AccessToken(sandbox.token())).isNotEqualTo(first);
        assertThat(vault.renewed(shop)).isEmpty();
        Account account = database.accounts().find(shop).orElseThrow();
        assertThat(account.tokenSince()).isAfter(clock.instant().minusSeconds(60));
        assertThat(account.tokenExpiresAt()).isBetween(clock.instant().plus(Duration.ofDays(59)),
                clock.instant().plus(Duration.ofDays(61)));
        assertThat(renew()).isInstanceOf(Outcome.NotDue.class);
    }

    @Test
    void renewedTokenOfARunThatWasCutOff_isProvedAndTaken() throws IOException {
        clock.advance(Duration.ofDays(8));
        AccessToken second = new AccessToken(sandbox.newToken());
        vault.keepRenewed(shop, second);
        assertThat(renew()).isInstanceOf(Outcome.Renewed.class);
        assertThat(vault.read(shop)).contains(second);
        assertThat(TokenVault.inFile(folder).renewed(shop)).isEmpty();
    }

    @Test
    void renewedTokenThatDoesNotWork_isDropped_andThePresentOneStays() throws IOException {
        clock.advance(Duration.ofDays(8));
        vault.keepRenewed(shop, new AccessToken("IGAAneverIssued"));
        assertThat(renew()).isInstanceOf(Outcome.NotTaken.class);
        assertThat(vault.read(shop)).contains(first);
        assertThat(vault.renewed(shop)).isEmpty();
        assertThat(renew()).isInstanceOf(Outcome.Renewed.class);
    }

    @Test
    void serverThatCannotBeReached_leavesEverything() {
        clock.advance(Duration.ofDays(8));
        sandbox.close();
        assertThat(renew()).isInstanceOfSatisfying(Outcome.Unasked.class,
                unasked -> assertThat(unasked.failure()).isInstanceOf(GraphFailure.Offline.class));
        assertThat(vault.read(shop)).contains(first);
    }

    @Test
    void disconnecting_forgetsARenewedTokenToo() throws IOException {
        vault.keepRenewed(shop, new AccessToken("IGAAsecond"));
        vault.forget(shop);
        assertThat(vault.read(shop)).isEmpty();
        assertThat(vault.renewed(shop)).isEmpty();
    }

    private Outcome renew() {
        GraphClient client = GraphClient.forAccount(http, shop, () -> vault.read(shop).orElseThrow(),
                new CallBudget(clock));
        return new TokenRenewal(database, vault, http, clock).renew(shop, client);
    }
}
