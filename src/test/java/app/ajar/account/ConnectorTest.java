package app.ajar.account;

import app.ajar.account.Connector.Result;
import app.ajar.graph.AccessToken;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.RefusingDisk;
import app.ajar.store.StoreException;
import app.ajar.store.SyncWriter.Pulled;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConnectorTest {

    private static final AccountId SHOP = new AccountId("17841400000000001");
    private static final Instant THEN = Instant.parse("2026-11-22T09:00:00Z");
    private static final String TOKEN = "IGAAJshop0123456789abcdefghij";
    private static final String ME = """
            {"id":"998","user_id":"17841400000000001","username":"lune.ceramics","name":"Lune",
             "account_type":"BUSINESS","profile_picture_url":"https://media.example/lune.jpg"}""";

    @TempDir
    private Path folder;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer api;
    private Database database;
    private TokenVault vault;
    private volatile int status = 200;
    private volatile String answer = ME;

    @BeforeEach
    void open() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        api.start();
        database = switch (Database.open(folder)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError(other.toString());
        };
        vault = TokenVault.inFile(folder);
    }

    @AfterEach
    void close() {
        database.close();
        api.stop(0);
    }

    @Test
    void goodToken_isKeptInTheVault_andTheAccountIsStored() {
        Result result = connector(THEN).connect(" \uFEFF\n" + TOKEN + "\r\n\u200B ");

        Account account = new Account(SHOP, "lune.ceramics", "Lune", "https://media.example/lune.jpg",
                Account.Status.CONNECTED, null, THEN, THEN, null);
        assertThat(result).isEqualTo(new Result.Connected(account));
        assertThat(database.accounts().all()).containsExactly(account);
        assertThat(vault.read(SHOP)).contains(new AccessToken(TOKEN));
        assertThat(asked).isNotEmpty().allMatch(line -> line.startsWith("/v26.0/me?"))
                .allMatch(line -> line.endsWith("Bearer " + TOKEN)).noneMatch(line -> line.contains("access_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "IGAA with space", "IGAA\ttab", "IGAA\nline", "IGAA\u0000", "IGAAé", "IGAA…",
            "Bearer IGAA123", "IGAA\u200Binside"})
    void textThatIsNoToken_isNotSentAnywhere(String pasted) {
        assertThat(connector(THEN).connect(pasted)).isEqualTo(new Result.NotAToken());
        assertThat(connector(THEN).connect("x".repeat(5000))).isEqualTo(new Result.NotAToken());
        assertThat(asked).isEmpty();
    }

    @Test
    void facebookToken_isToldApart_andNotSentAnywhere() {
        assertThat(connector(THEN).connect("EAABsbCS1234")).isEqualTo(new Result.WrongKind());
        assertThat(asked).isEmpty();
    }

    @Test
    void tokenWithoutTheUsualPrefix_isLeftToTheServerToJudge() {
        assertThat(connector(THEN).connect("sandbox-1")).isInstanceOf(Result.Connected.class);
    }

    @ParameterizedTest
    @CsvSource({"190,,TOKEN_INVALID", "190,463,TOKEN_EXPIRED", "190,460,PASSWORD_CHANGED", "102,,TOKEN_INVALID",
            "200,2534041,MESSAGE_ACCESS_OFF", "100,,TESTER_ROLE_MISSING", "36103,,ACCOUNT_NOT_ELIGIBLE"})
    void refusal_namesItsReason_andKeepsNothing(int code, @Nullable Integer subcode, AccessProblem reason) {
        status = 400;
        answer = "{\"error\":{\"message\":\"Nein " + TOKEN + "\",\"type\":\"IGApiException\",\"code\":" + code
                + (subcode == null ? "" : ",\"error_subcode\":" + subcode) + "}}";

        Result result = connector(THEN).connect(TOKEN);

        assertThat(result).isInstanceOfSatisfying(Result.NoAccess.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
        assertThat(result.toString()).doesNotContain("Nein", TOKEN);
        assertNothingKept();
    }

    @Test
    void rateLimit_asksToWait() {
        status = 400;
        answer = "{\"error\":{\"message\":\"slow down\",\"code\":4}}";

        assertThat(connector(THEN).connect(TOKEN)).isInstanceOfSatisfying(Result.Later.class,
                later -> assertThat(later.until()).isAfter(THEN));
        assertNothingKept();
    }

    @Test
    void answerThatIsNotTheApis_isTrouble_withoutMetasWords() {
        answer = "<!DOCTYPE html><title>Sorry, something went wrong</title>";
        assertThat(connector(THEN).connect(TOKEN)).isInstanceOfSatisfying(Result.Trouble.class,
                trouble -> assertThat(trouble.toString()).doesNotContain("Sorry"));
        status = 500;
        answer = "{\"error\":{\"message\":\"Sorry\",\"code\":1}}";
        assertThat(connector(THEN).connect(TOKEN)).isInstanceOfSatisfying(Result.Trouble.class,
                trouble -> assertThat(trouble.toString()).doesNotContain("Sorry"));
        assertNothingKept();
    }

    @Test
    void serverThatIsNotThere_isUnreachable() {
        Connector connector = connector(THEN);
        api.stop(0);

        assertThat(connector.connect(TOKEN)).isEqualTo(new Result.Unreachable());
        assertNothingKept();
    }

    @Test
    void vaultThatCannotKeep_meansNoAccount() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "a file");
        Connector connector = new Connector(folder, database, TokenVault.inFile(blocked), address(), clock(THEN));

        assertThat(connector.connect(TOKEN)).isInstanceOf(Result.NotKept.class);
        assertThat(database.accounts().all()).isEmpty();
    }

    @Test
    void connectingAgain_replacesTheToken_andKeepsWhatWasStored() {
        connector(THEN).connect(TOKEN);
        store(SHOP, "aWdfZAG06A==", "8198001");
        database.accounts().setStatus(SHOP, Account.Status.EXPIRED, AccessProblem.TOKEN_EXPIRED);
        database.accounts().setToken(SHOP, THEN, THEN.plus(Duration.ofDays(60)));
        Instant later = THEN.plus(Duration.ofDays(70));

        connector(later).connect(TOKEN + "new");

        Account account = database.accounts().find(SHOP).orElseThrow();
        assertThat(account.status()).isEqualTo(Account.Status.CONNECTED);
        assertThat(account.statusReason()).isNull();
        assertThat(account.connectedAt()).isEqualTo(THEN);
        assertThat(account.tokenSince()).isEqualTo(later);
        assertThat(account.tokenExpiresAt()).isNull();
        assertThat(vault.read(SHOP)).contains(new AccessToken(TOKEN + "new"));
        assertThat(database.sync().participant(new ParticipantId(SHOP, "8198001"))).isPresent();
    }

    @Test
    void connectingWithTheSameToken_keepsWhatIsKnownOfIt() {
        connector(THEN).connect(TOKEN);
        Instant expiry = THEN.plus(Duration.ofDays(60));
        database.accounts().setToken(SHOP, THEN.plusSeconds(5), expiry);

        connector(THEN.plus(Duration.ofDays(3))).connect(TOKEN);

        Account account = database.accounts().find(SHOP).orElseThrow();
        assertThat(account.tokenSince()).isEqualTo(THEN.plusSeconds(5));
        assertThat(account.tokenExpiresAt()).isEqualTo(expiry);
    }

    @Test
    void refusedReconnect_leavesTheOldTokenAlone() {
        connector(THEN).connect(TOKEN);
        status = 400;
        answer = "{\"error\":{\"code\":190}}";

        connector(THEN).connect(TOKEN + "bad");

        assertThat(vault.read(SHOP)).contains(new AccessToken(TOKEN));
        assertThat(database.accounts().find(SHOP)).isPresent();
    }

    @Test
    void tokens_areInClear_inNoFileOfTheFolder() throws IOException {
        connector(THEN).connect(TOKEN);
        database.close();

        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                        .doesNotContain(TOKEN, TOKEN.substring(8))
                        .doesNotContain(new String(TOKEN.getBytes(StandardCharsets.UTF_16BE),
                                StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void disconnect_forgetsTokenRowsAndFiles_ofThatAccountAlone() throws IOException {
        connector(THEN).connect(TOKEN);
        answer = ME.replace("17841400000000001", "17841400000000002");
        connector(THEN).connect(TOKEN + "2");
        AccountId cafe = new AccountId("17841400000000002");
        store(SHOP, "aWdfZAG06A==", "8198001");
        store(cafe, "other", "8198002");
        Path picture = file("avatars/17841400000000001/8198001.jpg");
        Path media = file(
                "messages/" + SHOP.fileName() + "/" + new ConversationId(SHOP, "aWdfZAG06A==").fileName() + "/1-0.mp4");
        Path others = file("avatars/17841400000000002/8198002.jpg");
        Path othersMedia = file("messages/other/1/1-0.mp4");

        connector(THEN).disconnect(SHOP);

        assertThat(vault.read(SHOP)).isEmpty();
        assertThat(TokenVault.inFile(folder).read(SHOP)).isEmpty();
        assertThat(database.accounts().all()).extracting(Account::id).containsExactly(cafe);
        assertThat(database.sync().participant(new ParticipantId(SHOP, "8198001"))).isEmpty();
        assertThat(picture.getParent()).doesNotExist();
        assertThat(media.getParent()).doesNotExist();
        assertThat(others).exists();
        assertThat(othersMedia).exists();
        assertThat(vault.read(cafe)).contains(new AccessToken(TOKEN + "2"));
        connector(THEN).disconnect(SHOP);
    }

    @Test
    void disconnect_deletesALinkAndNotWhatItLeadsTo() throws IOException {
        connector(THEN).connect(TOKEN);
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious.txt"), "x");
        Files.createDirectories(folder.resolve("avatars/17841400000000001"));
        Files.createSymbolicLink(folder.resolve("avatars/17841400000000001/link"), outside);

        connector(THEN).disconnect(SHOP);

        assertThat(folder.resolve("avatars/17841400000000001")).doesNotExist();
        assertThat(precious).exists();
    }

    @Test
    void disconnect_doesAllItCan_beforeItComplains() throws IOException {
        connector(THEN).connect(TOKEN);
        Keychain locked = new Keychain() {
            @Override
            public Optional<String> read(String name) throws IOException {
                throw new IOException("locked");
            }

            @Override
            public void write(String name, String label, String secret) throws IOException {
                throw new IOException("locked");
            }

            @Override
            public void forget(String name) throws IOException {
                throw new IOException("locked");
            }
        };
        Path picture = file("avatars/17841400000000001/8198001.jpg");
        Connector connector = new Connector(folder, database, new TokenVault(folder, locked), address(), clock(THEN));

        assertThatThrownBy(() -> connector.disconnect(SHOP)).isInstanceOf(IOException.class)
                .hasRootCauseMessage("locked");
        assertThat(database.accounts().all()).isEmpty();
        assertThat(picture).doesNotExist();
        assertThat(TokenVault.inFile(folder).read(SHOP)).isEmpty();
    }

    @Test
    void disconnect_thatTheDatabaseCannotTake_leavesTheAccountWhole_andWorksWhenItCan() throws IOException {
        database.close();
        database = RefusingDisk.open(folder, clock(THEN));
        connector(THEN).connect(TOKEN);
        store(SHOP, "aWdfZAG06A==", "8198001");
        Path picture = file("avatars/17841400000000001/8198001.jpg");
        RefusingDisk.refuse("No space left on device");
        try {
            assertThatThrownBy(() -> connector(THEN).disconnect(SHOP)).isInstanceOf(StoreException.class);
            assertThat(TokenVault.inFile(folder).read(SHOP)).contains(new AccessToken(TOKEN));
            assertThat(database.accounts().all()).extracting(Account::id).containsExactly(SHOP);
            assertThat(picture).exists();
        } finally {
            RefusingDisk.refuse(null);
        }

        connector(THEN).disconnect(SHOP);
        assertThat(TokenVault.inFile(folder).read(SHOP)).isEmpty();
        assertThat(database.accounts().all()).isEmpty();
        assertThat(picture).doesNotExist();
    }

    @Test
    void connect_thatTheDatabaseCannotTake_keepsNoToken_andTheOneBeforeStays() {
        database.close();
        database = RefusingDisk.open(folder, clock(THEN));
        RefusingDisk.refuse("No space left on device");
        try {
            assertThatThrownBy(() -> connector(THEN).connect(TOKEN)).isInstanceOf(StoreException.class);
            assertNothingKept();
            RefusingDisk.refuse(null);
            connector(THEN).connect(TOKEN);
            RefusingDisk.refuse("No space left on device");
            assertThatThrownBy(() -> connector(THEN.plusSeconds(60)).connect(TOKEN + "2"))
                    .isInstanceOf(StoreException.class);
        } finally {
            RefusingDisk.refuse(null);
        }
        assertThat(TokenVault.inFile(folder).read(SHOP)).contains(new AccessToken(TOKEN));
        assertThat(vault.read(SHOP)).contains(new AccessToken(TOKEN));
    }

    private void assertNothingKept() {
        assertThat(database.accounts().all()).isEmpty();
        assertThat(folder.resolve("vault.bin")).doesNotExist();
    }

    private void store(AccountId account, String conversation, String person) {
        database.sync().applyPage(account, List.of(new Pulled(new ConversationId(account, conversation), THEN,
                Participant.known(new ParticipantId(account, person), "ana"), List.of(), false, null)), null);
    }

    private Path file(String relative) throws IOException {
        Path file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "picture");
    }

    private Connector connector(Instant now) {
        return new Connector(folder, database, vault, address(), clock(now));
    }

    private ApiAddress address() {
        return new ApiAddress(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "v26.0");
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
