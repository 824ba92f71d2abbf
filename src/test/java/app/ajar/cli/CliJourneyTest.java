package app.ajar.cli;

import app.ajar.Condition;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands over a real server and a real database. */
class CliJourneyTest {

    private static final int PEOPLE = 3;
    private static final int MESSAGES = 24;
    private static final long SEED = 5;

    @TempDir
    Path folder;
    private Sandbox sandbox;
    private CliRun cli;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(PEOPLE, MESSAGES, SEED));
        sandbox.personWrites(Crowd.personId(SEED, 0), "Is it back in stock?");
        cli = at(sandbox.url());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void fromTheTokenToTheExportAndBack() throws IOException {
        connect();
        assertThat(cli.run("accounts").out()).contains("connected", "less than a day old");

        CliRun.Ended synced = cli.run("sync", "--json");
        assertThat(synced.status()).as(synced.err()).isZero();
        assertThat(synced.json().propertyNames()).containsExactly("conversations", "messages_new", "messages_total",
                "media_stored", "media_failed", "skipped", "api_calls", "duration_ms", "media_waiting", "media_held");
        assertThat(synced.json().get("conversations").longValue()).isEqualTo(PEOPLE);
        assertThat(synced.json().get("messages_new").longValue()).isEqualTo(sandbox.messages());
        assertThat(synced.json().get("messages_total").longValue()).isEqualTo(sandbox.messages());

        String conversation = answerable(export());
        CliRun.Ended sent = cli.feed("Zażółć gęślą jaźń 🐢\n", "send", conversation, "-", "--json");
        assertThat(sent.status()).as(sent.err()).isZero();
        assertThat(sent.json().get("state").stringValue()).isEqualTo("SENT");
        assertThat(cli.run("outbox").out()).isEqualTo("The outbox is empty.\n");
        assertThat(texts(export())).contains("Zażółć gęślą jaźń 🐢");

        CliRun.Ended found = cli.run("search", "zazolc", "GESLA", "--json");
        assertThat(found.json().get("matches").valueStream().map(match -> match.get("text").stringValue()))
                .containsExactly("Zażółć gęślą jaźń 🐢");
        assertThat(cli.run("search", "nobodywrotethis").out()).isEqualTo("Nothing stored holds these words.\n");

        CliRun.Ended gone = cli.run("disconnect", "@" + export().getFirst().get("username").stringValue(), "--json");
        assertThat(gone.status()).as(gone.err()).isZero();
        assertThat(cli.run("export", "--format", "jsonl", "--out", "-").out()).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString).filter(file -> file.matches(".*\\.(png|jpg|gif|webp)"))).isEmpty();
        }
    }

    @Test
    void aTokenFromAFile_isNotPrintedAnywhere() throws IOException {
        Path file = Files.writeString(folder.resolve("token.txt"), "\uFEFF " + sandbox.token() + "\r\n");

        CliRun.Ended ended = cli.run("connect", "--token-file", file.toString(), "--json");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).doesNotContain(sandbox.token()).contains("\"token_kept_in\":\"FILE\"");
    }

    @Test
    void aDeadToken_leavesWithThree() {
        sandbox.expireTokens();

        CliRun.Ended ended = cli.feed(sandbox.token(), "connect", "--token-file", "-");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("the token has expired").hasLineCount(1);
        assertThat(cli.run("accounts", "--json").out()).isEqualTo("{\"accounts\":[]}\n");
    }

    @Test
    void aFolderThatTakesNoMedia_leavesSyncWithOne_saysWhatIsNotStored_andGoesOnWhenItCan() throws IOException {
        connect();
        Path inTheWay = Files.writeString(folder.resolve("messages"), "a file where the folder should be");
        sandbox.personSendsPhoto(Crowd.personId(SEED, 0), "beach");

        CliRun.Ended ended = cli.run("sync", "--json", "--patience", "1");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("The folder for media cannot be written", "not stored").hasLineCount(1);
        assertThat(ended.json().get("media_held").stringValue()).isEqualTo("NOT_WRITABLE");
        assertThat(ended.json().get("media_waiting").longValue()).isPositive();
        assertThat(ended.json().get("messages_total").longValue()).isEqualTo(sandbox.messages());

        Files.delete(inTheWay);
        CliRun.Ended again = cli.run("sync", "--json");
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.json().get("media_held").isNull()).isTrue();
        assertThat(again.json().get("media_waiting").longValue()).isZero();
    }

    @Test
    void aTokenThatDiesLater_leavesSyncWithThree_andKeepsEverything() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        sandbox.killTokens(460);

        CliRun.Ended ended = cli.run("sync", "--json");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("password was changed").hasLineCount(1);
        assertThat(ended.json().get("messages_total").longValue()).isEqualTo(sandbox.messages());
        assertThat(export().getFirst().get("status").stringValue()).isEqualTo("EXPIRED");
        assertThat(cli.run("accounts").out()).contains("must be connected again", "password was changed");
    }

    @Test
    void aServerThatIsAway_leavesWithFour_andKeepsEverything() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        List<JsonNode> before = export();
        sandbox.close();

        CliRun.Ended ended = cli.run("sync", "--patience", "1");
        CliRun.Ended sent = cli.run("send", answerable(before), "later", "--wait", "3");
        CliRun.Ended connecting = cli.feed("IGsomething", "connect", "--token-file", "-");

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.err()).hasLineCount(1);
        assertThat(sent.status()).as(sent.err() + sent.out()).isEqualTo(4);
        assertThat(sent.out()).isEqualTo("QUEUED\n");
        assertThat(connecting.status()).isEqualTo(4);
        List<JsonNode> after = export();
        assertThat(after).hasSize(before.size() + 1);
        assertThat(after.stream().filter(row -> row.path("id").asString("").startsWith("outbox-")))
                .singleElement().satisfies(row -> {
                    assertThat(row.get("status").stringValue()).isEqualTo("QUEUED");
                    assertThat(row.get("text").stringValue()).isEqualTo("later");
                });
    }

    @Test
    void aRefusedReply_waitsInTheOutbox_andIsSentWhenTriedAgain() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        String conversation = answerable(export());
        sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Refused(400, 100, 2018001)));

        CliRun.Ended refused = cli.run("send", conversation, "hello", "--json");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.json().get("state").stringValue()).isEqualTo("FAILED");
        assertThat(refused.err()).hasLineCount(1);
        String id = refused.json().get("outbox_id").asString();
        assertThat(cli.run("outbox").out()).contains("FAILED", "hello");
        assertThat(cli.run("outbox", "--json").json().get("outbox").get(0).get("reason").stringValue())
                .isEqualTo("PERSON_UNAVAILABLE");

        CliRun.Ended again = cli.run("outbox", "--retry", id);
        assertThat(again.status()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo("SENT\n");
        assertThat(cli.run("outbox", "--retry", id).status()).isEqualTo(1);
    }

    @Test
    void aFailedReply_canBeDiscarded() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Refused(400, 100, 2018001)));
        String id = cli.run("send", answerable(export()), "hello", "--json").json().get("outbox_id").asString();

        assertThat(cli.run("outbox", "--discard", id).status()).isZero();
        assertThat(cli.run("outbox", "--json").out()).isEqualTo("{\"outbox\":[]}\n");
        assertThat(cli.run("outbox", "--discard", id).status()).isEqualTo(1);
    }

    @Test
    void textsThatCannotBeSent_areRefusedBeforeAnythingHappens() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        String conversation = answerable(export());

        assertThat(cli.run("send", conversation, " ").status()).isEqualTo(2);
        assertThat(cli.feed("", "send", conversation, "-").status()).isEqualTo(2);
        assertThat(cli.run("send", conversation, "spoilt \uFFFD").status()).isEqualTo(2);
        assertThat(cli.run(new StopSignal(), new byte[]{(byte) 0xC3, 'x'}, new ByteArrayOutputStream(), "send",
                conversation, "-").status()).isEqualTo(2);
        CliRun.Ended tooLong = cli.run("send", conversation, "é".repeat(501), "--json");
        assertThat(tooLong.status()).isEqualTo(1);
        assertThat(tooLong.json().get("reason").stringValue()).isEqualTo("TOO_LONG");
        assertThat(cli.run("send", "nobody", "hello").status()).isEqualTo(1);
        assertThat(cli.run("outbox", "--json").out()).isEqualTo("{\"outbox\":[]}\n");
    }

    @Test
    void aTextThatBeginsWithAnAt_isSentAsItIs() {
        connect();
        assertThat(cli.run("sync").status()).isZero();

        assertThat(cli.run("send", answerable(export()), "@you").status()).isZero();
        assertThat(texts(export())).contains("@you");
    }

    @Test
    void aClosedWindow_refusesTheReply() {
        connect();
        assertThat(cli.run("sync").status()).isZero();
        String conversation = answerable(export());
        CliRun nextMonth = new CliRun(Map.of("AJAR_DATA", folder.toString(), "AJAR_API", sandbox.url()), folder,
                Clock.offset(Clock.systemUTC(), Duration.ofDays(30)));

        CliRun.Ended ended = nextMonth.run("send", conversation, "hello");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.out()).startsWith("FAILED: ");
        assertThat(ended.err()).contains("the reply window is closed").hasLineCount(1);
    }

    @Test
    void whileAnotherHasTheFolderOpen_everyCommandLeavesWithFive() {
        OpenResult.Opened opened = (OpenResult.Opened) Database.open(folder);
        try (Database _ = opened.database()) {
            for (String line : List.of("accounts", "sync", "send c t", "outbox", "search w", "disconnect a",
                    "export --format jsonl --out -", "doctor")) {
                CliRun.Ended ended = cli.run(line.split(" ", -1));
                assertThat(ended.status()).as(line).isEqualTo(5);
                assertThat(ended.err().lines()).as(line).hasSize(1);
            }
        }
        assertThat(cli.run("accounts").status()).isZero();
    }

    @Test
    void withoutAnAccount_syncSaysWhatToDo() {
        CliRun.Ended ended = cli.run("sync");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("ajar connect").hasLineCount(1);
        assertThat(cli.run("disconnect", "nobody").status()).isEqualTo(1);
        assertThat(cli.run("sync", "--account", "nobody").status()).isEqualTo(1);
    }

    @Test
    void watch_goesOnUntilStopped_andBringsWhatIsNew() throws Exception {
        connect();
        StopSignal stop = new StopSignal();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<CliRun.Ended> running = CompletableFuture
                .supplyAsync(() -> cli.run(stop, new byte[0], out, "sync", "--watch", "--json"));
        Condition.until("it printed", () -> out.size() > 0);
        long calls = sandbox.log().apiCalls();
        Condition.until("it called again", () -> sandbox.log().apiCalls() > calls);

        stop.ask();

        CliRun.Ended ended = running.get(90, TimeUnit.SECONDS);
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.json().get("conversations").longValue()).isEqualTo(PEOPLE);
    }

    @Test
    void sandbox_servesUntilStopped() throws Exception {
        StopSignal stop = new StopSignal();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompletableFuture<CliRun.Ended> running = CompletableFuture.supplyAsync(
                () -> cli.run(stop, new byte[0], out, "sandbox", "--people", "2", "--messages", "5", "--json"));
        Condition.until("it printed", () -> out.size() > 0);
        JsonNode where = CliRun.JSON.readTree(out.toByteArray());

        CliRun.Ended connected = at(where.get("url").stringValue()).feed(where.get("token").stringValue(), "connect",
                "--token-file", "-");
        stop.ask();

        assertThat(connected.status()).as(connected.err()).isZero();
        assertThat(running.get(90, TimeUnit.SECONDS).status()).isZero();
    }

    @Test
    void sandbox_onAPortInUse_saysSo() {
        String port = sandbox.url().replaceFirst(".*:", "");

        CliRun.Ended ended = cli.run("sandbox", "--port", port);

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains(port).hasLineCount(1);
    }

    @Test
    void doctor_reportsEachCheck_andNoName() {
        connect();

        CliRun.Ended ended = cli.run("doctor", "--json");

        assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
        assertThat(ended.json().get("ok").booleanValue()).isTrue();
        assertThat(ended.json().get("checks").valueStream().map(check -> check.get("name").stringValue()))
                .containsExactly("ajar", "java", "system", "folder", "privacy", "database", "encryption", "copies",
                        "keychain", "account 1",
                        "disk", "api", "clock");
        assertThat(ended.out()).contains("CONNECTED, nothing missing between messages")
                .doesNotContain(sandbox.token(), sandbox.accountId(), "northbound");
    }

    @Test
    void doctor_seesAClockThatIsWrong_andAnApiThatIsAway() {
        CliRun wrong = new CliRun(Map.of("AJAR_DATA", folder.toString(), "AJAR_API", sandbox.url()), folder,
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        assertThat(wrong.run("doctor").status()).isEqualTo(1);
        sandbox.close();
        CliRun.Ended away = cli.run("doctor");

        assertThat(away.status()).isEqualTo(4);
        assertThat(away.out()).contains("look  api");
        assertThat(away.err()).hasLineCount(1);
    }

    private CliRun at(String url) {
        return new CliRun(Map.of("AJAR_DATA", folder.toString(), "AJAR_API", url), folder, Clock.systemUTC());
    }

    private void connect() {
        CliRun.Ended ended = cli.feed(sandbox.token() + "\n", "connect", "--token-file", "-");
        assertThat(ended.status()).as(ended.err()).isZero();
    }

    private List<JsonNode> export() {
        CliRun.Ended ended = cli.run("export", "--format", "jsonl", "--out", "-");
        assertThat(ended.status()).as(ended.err()).isZero();
        return ended.lines();
    }

    private static String answerable(List<JsonNode> rows) {
        return rows.stream()
                .filter(row -> row.path("window").asString("").equals("OPEN"))
                .findFirst().orElseThrow().get("id").stringValue();
    }

    private static List<String> texts(List<JsonNode> rows) {
        return rows.stream().filter(row -> row.has("text")).map(row -> row.get("text").asString("")).toList();
    }
}
