package app.ajar.media;

import app.ajar.graph.AccessToken;
import app.ajar.graph.CallBudget;
import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphHttp;
import app.ajar.media.AvatarKeeper.Outcome;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.MediaTable.Avatar;
import app.ajar.store.SyncWriter.Pulled;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AvatarKeeperTest {

    private static final AccountId SHOP = new AccountId("17841400000000001");
    private static final ParticipantId ANA = new ParticipantId(SHOP, "8198001");
    private static final String FILE = "avatars/17841400000000001/8198001.png";
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final String TOKEN = "IGAAsecret";

    @TempDir
    private Path folder;
    private volatile Instant now = START;
    private final Clock clock = InstantSource.system().withZone(ZoneOffset.UTC);
    private MediaHost host;
    private MediaHttp mediaHttp;
    private GraphHttp graphHttp;
    private GraphClient graph;
    private Database database;
    private AvatarKeeper keeper;

    @BeforeEach
    void open() throws IOException {
        host = new MediaHost();
        mediaHttp = new MediaHttp(true);
        graphHttp = new GraphHttp(new ApiAddress(URI.create(host.url("")), "v26.0"), clock);
        graph = GraphClient.forAccount(graphHttp, SHOP, () -> new AccessToken(TOKEN), new CallBudget(clock));
        database = switch (Database.open(folder)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError(other.toString());
        };
        database.accounts().put(new Account(SHOP, "shop", null, null, Account.Status.CONNECTED, null, START, START,
                null));
        database.sync().applyPage(SHOP, List.of(new Pulled(new ConversationId(SHOP, "t1"), START,
                Participant.known(ANA, "ana"), List.of(), false, null)), null);
        InstantSource told = () -> now;
        keeper = new AvatarKeeper(AvatarFiles.in(folder, mediaHttp), database, told.withZone(ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        database.close();
        graphHttp.close();
        mediaHttp.close();
        host.close();
    }

    @Test
    void personWithoutAPicture_getsOne_fromAFreshProfile() throws IOException {
        profileShows(host.body("/ana-1.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.due(ANA)).isTrue();
        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));

        assertThat(folder.resolve(FILE)).exists();
        assertThat(avatar()).isEqualTo(new Avatar(ANA, FILE, START, host.url("/ana-1.png"), 0, null));
        assertThat(database.sync().participant(ANA)).hasValueSatisfying(
                person -> assertThat(person.pictureUrl()).isEqualTo(host.url("/ana-1.png")));
        assertThat(keeper.due(ANA)).isFalse();
        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.NotDue());
        assertThat(host.asked()).hasSize(2);
    }

    @Test
    void knownUrl_isFetched_withoutAskingTheApi() throws IOException {
        knows(host.body("/ana-1.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
        assertThat(host.asked()).hasSize(1);
        assertThat(host.asked().getFirst()).doesNotContainKey("Authorization");
    }

    @Test
    void urlThatSaysItIsOver_isNotTried() throws IOException {
        knows(host.status("/old.png", 500) + "?oe=68BDB031");
        profileShows(host.body("/new.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
        assertThat(host.asked()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"403", "404", "410"})
    void deadUrl_asksOnceForAFreshOne(int status) throws IOException {
        knows(host.status("/dead.png", status));
        profileShows(host.body("/fresh.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
        assertThat(avatar().sourceUrl()).isEqualTo(host.url("/fresh.png"));
    }

    @Test
    void brokenPicture_asksOnceForAFreshUrl() throws IOException {
        knows(host.body("/broken.png", "image/png", "<html>".getBytes(UTF_8)));
        profileShows(host.body("/fresh.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
    }

    @Test
    void pictureThatCannotBeHad_waitsAnHourAndThenTwiceAsLong_andIsFailedAfterThree() {
        profileShows(host.status("/dead.png", 403));
        Duration wait = Duration.ofHours(1);
        for (int failures = 1; failures <= 5; failures++) {
            assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Failed(failures, now.plus(wait)));
            assertThat(new Outcome.Failed(failures, now).forGood()).isEqualTo(failures >= 3);
            assertThat(avatar().failures()).isEqualTo(failures);
            int asked = host.asked().size();
            now = now.plus(wait).minusSeconds(1);
            assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.NotDue());
            assertThat(host.asked()).hasSize(asked);
            now = now.plusSeconds(1);
            wait = wait.multipliedBy(2);
        }
    }

    @Test
    void freshUrlThatIsTheDeadOne_isNotFetchedTwice() {
        knows(host.status("/dead.png", 403));
        profileShows(host.url("/dead.png"));

        assertThat(keeper.refresh(ANA, graph)).isInstanceOf(Outcome.Failed.class);
        assertThat(host.asked()).hasSize(2);
    }

    @Test
    void wait_neverGrowsPastTwoWeeks() {
        profileShows(host.status("/dead.png", 403));
        database.media().putAvatar(new Avatar(ANA, null, null, null, 400, null));

        assertThat(keeper.refresh(ANA, graph)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.retryAt()).isBefore(START.plus(Duration.ofDays(14))));
    }

    @Test
    void success_endsTheCountOfFailures() throws IOException {
        database.media().putAvatar(new Avatar(ANA, null, null, null, 2, START.minusSeconds(1)));
        profileShows(host.body("/a.png", "image/png", Pictures.png(20, 20)));

        keeper.refresh(ANA, graph);

        assertThat(avatar().failures()).isZero();
        assertThat(avatar().retryAt()).isNull();
    }

    @Test
    void failure_keepsTheStoredPicture() throws IOException {
        storedPicture(START.minus(Duration.ofDays(31)));
        profileShows(host.status("/dead.png", 403));

        assertThat(keeper.refresh(ANA, graph)).isInstanceOf(Outcome.Failed.class);
        assertThat(avatar().file()).isEqualTo(FILE);
        assertThat(folder.resolve(FILE)).exists();
    }

    @Test
    void storedPicture_isDueAgain_afterThirtyDays() throws IOException {
        storedPicture(START);
        now = START.plus(Duration.ofDays(30));
        assertThat(keeper.due(ANA)).isFalse();

        now = now.plusSeconds(1);
        assertThat(keeper.due(ANA)).isTrue();
        profileShows(host.body("/newer.png", "image/png", Pictures.png(30, 30)));
        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
        assertThat(avatar().sourceUrl()).isEqualTo(host.url("/newer.png"));
    }

    @Test
    void changedPicture_isDueAtOnce_butANewSignatureIsNot() throws IOException {
        storedPicture(START);
        knows(host.url("/stored.png?oe=AAAAAAAA"));
        assertThat(keeper.due(ANA)).isFalse();

        knows(host.url("/another.png"));
        assertThat(keeper.due(ANA)).isTrue();
    }

    @Test
    void fileThatIsGoneOrBroken_isDueAgain() throws IOException {
        storedPicture(START);
        Files.write(folder.resolve(FILE), Pictures.firstHalf(Pictures.png(20, 20)));
        assertThat(keeper.due(ANA)).isTrue();

        Files.delete(folder.resolve(FILE));
        assertThat(keeper.due(ANA)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"230,", "100,", "100,33", "551,"})
    void missingConsent_isQuiet_andWaitsUntilThePersonWrites(int code, @Nullable Integer subcode) {
        profileAnswers(400, "{\"error\":{\"message\":\"consent\",\"code\":" + code
                + (subcode == null ? "" : ",\"error_subcode\":" + subcode) + "}}");

        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.NoPicture(START.plus(Duration.ofDays(7))));
        assertThat(avatar().failures()).isZero();
        assertThat(keeper.due(ANA)).isFalse();

        keeper.personWrote(ANA);
        assertThat(keeper.due(ANA)).as("refused a moment ago").isFalse();
        now = START.plus(Duration.ofHours(1)).plusSeconds(1);
        keeper.personWrote(ANA);
        assertThat(keeper.due(ANA)).isTrue();
    }

    @Test
    void profileWithoutAPicture_isNoFailure_andWaitsHoweverMuchThePersonWrites() {
        profileAnswers(200, "{\"id\":\"8198001\",\"name\":\"Ana\"}");

        assertThat(keeper.refresh(ANA, graph)).isInstanceOf(Outcome.NoPicture.class);
        assertThat(avatar().failures()).isZero();
        now = START.plus(Duration.ofDays(1));
        keeper.personWrote(ANA);
        assertThat(keeper.due(ANA)).isFalse();
        now = START.plus(Duration.ofDays(7));
        assertThat(keeper.due(ANA)).isTrue();
    }

    @Test
    void personWhoWrites_doesNotEndTheWaitAfterFailures() {
        database.media().putAvatar(new Avatar(ANA, null, null, null, 1, START.plusSeconds(60)));

        keeper.personWrote(ANA);

        assertThat(keeper.due(ANA)).isFalse();
    }

    @Test
    void apiThatCannotBeAsked_countsNothing() {
        profileAnswers(400, "{\"error\":{\"message\":\"slow\",\"code\":4}}");

        assertThat(keeper.refresh(ANA, graph)).isInstanceOfSatisfying(Outcome.Unasked.class,
                unasked -> assertThat(unasked.failure()).isInstanceOf(GraphFailure.RateLimited.class));
        assertThat(database.media().avatar(ANA).map(Avatar::failures).orElse(0)).isZero();
        assertThat(keeper.due(ANA)).isTrue();
    }

    @Test
    void hostInTrouble_isAFailure_butAHostThatIsNotThereIsNot() throws IOException {
        knows(host.status("/busy.png", 503));
        assertThat(keeper.refresh(ANA, graph)).isInstanceOf(Outcome.Failed.class);

        now = now.plus(Duration.ofHours(1));
        try (MediaHost gone = new MediaHost()) {
            knows(gone.url("/a.png"));
        }
        assertThat(keeper.refresh(ANA, graph)).isEqualTo(new Outcome.Unreachable(now.plus(Duration.ofMinutes(2))));
        assertThat(avatar().failures()).isEqualTo(1);
    }

    @Test
    void askingByHand_passesOverWaitsAndAge() throws IOException {
        storedPicture(START);
        database.media().putAvatar(new Avatar(ANA, FILE, START, "https://old", 3, START.plus(Duration.ofDays(9))));
        profileShows(host.body("/now.png", "image/png", Pictures.png(20, 20)));

        assertThat(keeper.refreshNow(ANA, graph)).isEqualTo(new Outcome.Stored(FILE));
        assertThat(avatar().retryAt()).isNull();
    }

    private Avatar avatar() {
        return database.media().avatar(ANA).orElseThrow();
    }

    private void storedPicture(Instant at) throws IOException {
        Path file = folder.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, Pictures.png(20, 20));
        database.media().putAvatar(new Avatar(ANA, FILE, at, host.url("/stored.png"), 0, null));
    }

    private void knows(String url) {
        database.sync().putProfile(new Participant(ANA, "ana", null, url, null, null, null, null, START));
    }

    private void profileShows(String url) {
        profileAnswers(200, "{\"id\":\"8198001\",\"username\":\"ana\",\"profile_pic\":\"" + url + "\"}");
    }

    private void profileAnswers(int status, String json) {
        host.on("/v26.0/8198001", exchange -> {
            byte[] body = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        });
    }
}
