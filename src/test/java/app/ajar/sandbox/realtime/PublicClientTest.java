package app.ajar.sandbox.realtime;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sandbox's side of Realtime, proven with the public JavaScript client from npm in its pinned version: what it takes for
 * Supabase, ours may too. Needs {@code node} 20 and {@code npm}; where they are missing the tests are reported as skipped,
 * and with {@code AJAR_REQUIRE_NODE} in the environment, as on CI, they fail.
 */
class PublicClientTest {

    private static final Path FOLDER = Path.of("target", "realtime-js");
    private static final long PATIENCE_SECONDS = 60;
    private static final int OLDEST_NODE = 20;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @BeforeAll
    static void installed() throws IOException, InterruptedException {
        String node = FromNpm.output(List.of("node", "--version"), Path.of("."));
        if (!node.matches("(?s)v\\d+\\..*") || Integer.parseInt(node.substring(1, node.indexOf('.'))) < OLDEST_NODE) {
            FromNpm.missing("node " + OLDEST_NODE + " or newer is not here");
        }
        FromNpm.install("", FOLDER.getFileName().toString(),
                List.of("package.json", "package-lock.json", "realtime-proof.mjs"),
                "node_modules/@supabase/realtime-js/package.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0"})
    void joins_hearsRowsAndBroadcasts_andItsHeartbeatsAreAnswered(String version) throws Exception {
        try (RealtimeServer server = RealtimeServer.start(0, Clock.systemUTC());
                Client client = new Client(server, version)) {
            client.does("join public");
            client.until(each -> is(each, "status", "status", "SUBSCRIBED"));
            client.until(each -> is(each, "system", "extension", "postgres_changes"));
            client.until(each -> is(each, "heartbeat", "status", "ok"));

            server.inserted("messages", NODES.objectNode().put("message_id", "m1"));
            JsonNode row = client.until(each -> is(each, "row", "type", "INSERT"));
            assertThat(row.at("/row/message_id").asString()).isEqualTo("m1");
            assertThat(row.path("table").asString()).isEqualTo("messages");
            server.updated("messages", NODES.objectNode().put("message_id", "m2"),
                    NODES.objectNode().put("message_id", "m2"));
            client.until(each -> is(each, "row", "type", "UPDATE"));
            server.deleted("messages", NODES.objectNode().put("message_id", "m3"));
            client.until(each -> is(each, "row", "type", "DELETE"));

            server.broadcast("instagram", "webhook", NODES.objectNode().put("text", "Grüße 🌿"));
            JsonNode heard = client.until(each -> is(each, "broadcast"));
            assertThat(heard.at("/payload/text").asString()).isEqualTo("Grüße 🌿");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0"})
    void sends_toTheOthersOnTheTopic_overTheSocketAndOverHttp(String version) throws Exception {
        try (RealtimeServer server = RealtimeServer.start(0, Clock.systemUTC());
                Client sender = new Client(server, version);
                Client other = new Client(server, "1.0.0")) {
            sender.does("join public");
            sender.until(each -> is(each, "status", "status", "SUBSCRIBED"));
            other.does("join public");
            other.until(each -> is(each, "status", "status", "SUBSCRIBED"));

            sender.does("send hello");
            other.until(each -> is(each, "broadcast") && each.at("/payload/text").asString("").equals("hello"));
            sender.does("post again");
            other.until(each -> is(each, "broadcast") && each.at("/payload/text").asString("").equals("again"));
            assertThat(sender.until(each -> is(each, "posted")).path("success").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0"})
    void comesBackAfterADrop_andLeavesWhenItSaysSo(String version) throws Exception {
        try (RealtimeServer server = RealtimeServer.start(0, Clock.systemUTC());
                Client client = new Client(server, version)) {
            client.does("join public");
            client.until(each -> is(each, "status", "status", "SUBSCRIBED"));
            server.drop();
            client.until(2, each -> is(each, "status", "status", "SUBSCRIBED"));
            server.closeChannels(true);
            client.until(3, each -> is(each, "status", "status", "SUBSCRIBED"));

            client.does("leave");
            assertThat(client.until(each -> is(each, "left")).path("result").asString()).isEqualTo("ok");
            assertThat(server.listening(null)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "2.0.0"})
    void aPrivateTopic_takesASignedInUser_andRefusesAKeyAlone(String version) throws Exception {
        try (RealtimeServer server = RealtimeServer.start(0, Clock.systemUTC());
                Client stranger = new Client(server, version);
                Client member = new Client(server, version)) {
            stranger.does("join private");
            JsonNode refused = stranger.until(each -> is(each, "status", "status", "CHANNEL_ERROR"));
            assertThat(refused.path("reason").asString()).contains("Unauthorized");

            server.user("ana@example.org", "correct horse");
            member.does("signIn " + server.signIn("ana@example.org", "correct horse"));
            member.does("join private");
            member.until(each -> is(each, "status", "status", "SUBSCRIBED"));
            member.does("signIn " + server.signIn("ana@example.org", "correct horse"));
            member.until(each -> server.renewals() == 1);
        }
    }

    private static boolean is(JsonNode said, String what) {
        return said.path("what").asString("").equals(what);
    }

    private static boolean is(JsonNode said, String what, String field, String value) {
        return is(said, what) && said.path(field).asString("").equals(value);
    }

    /** The client in a process of its own. */
    private static final class Client implements AutoCloseable {

        private final Process process;
        private final BufferedWriter to;
        private final List<JsonNode> said = new CopyOnWriteArrayList<>();
        private final List<String> other = new CopyOnWriteArrayList<>();

        Client(RealtimeServer server, String version) throws IOException {
            process = new ProcessBuilder("node", "realtime-proof.mjs", server.url(), RealtimeServer.ANON_KEY, version)
                    .directory(FOLDER.toFile()).redirectErrorStream(true).start();
            to = process.outputWriter(StandardCharsets.UTF_8);
            Thread.ofPlatform().daemon().name("public-client").start(this::listen);
        }

        private void listen() {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("{")) {
                        said.add(Envelope.JSON.readTree(line));
                    } else {
                        other.add(line);
                    }
                }
            } catch (IOException e) {
                other.add(String.valueOf(e.getMessage()));
            }
        }

        void does(String what) throws IOException {
            to.write(what);
            to.newLine();
            to.flush();
        }

        JsonNode until(Predicate<JsonNode> wanted) throws InterruptedException {
            return until(1, wanted);
        }

        /** The so-many-th of what it says that is wanted. */
        JsonNode until(int times, Predicate<JsonNode> wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            CountDownLatch never = new CountDownLatch(1);
            while (true) {
                List<JsonNode> found = said.stream().filter(wanted).toList();
                if (found.size() >= times) {
                    return found.get(times - 1);
                }
                assertThat(System.nanoTime()).as("said so far: " + said + other).isLessThan(deadline);
                assertThat(never.await(10, TimeUnit.MILLISECONDS)).isFalse();
            }
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
