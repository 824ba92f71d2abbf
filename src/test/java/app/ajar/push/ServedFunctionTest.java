package app.ajar.push;

import app.ajar.push.PushHint.About;
import app.ajar.sandbox.realtime.FromNpm;
import app.ajar.sandbox.realtime.RealtimeServer;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The edge function as it is deployed, served by Deno, which is what runs it at Supabase: the one on the path, else the one
 * that npm carries. Calls are signed here with the JDK's own HMAC.
 */
class ServedFunctionTest {

    private static final Path FUNCTION = Path.of("packaging", "supabase", "functions", "instagram", "index.ts");
    private static final String PACKAGED = "node_modules/@deno/linux-x64-glibc/deno";
    private static final String INSTAGRAM_SECRET = "instagram app secret";
    private static final String META_SECRET = "meta app secret";
    private static final String WORD = "any long word";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** As Meta writes it: other characters as escapes, so that it parsed and written again is other bytes. */
    private static final String SIGNED = Project.message("m1").replace('\'', '"').replace("Hello",
            "Gr\\u00fc\\u00dfe \\ud83c\\udf3f");

    private static String deno = "";

    @BeforeAll
    static void found() throws IOException, InterruptedException {
        deno = "deno";
        if (!version().matches("(?s).*deno ([2-9]|\\d\\d)\\..*")) {
            deno = FromNpm.install("deno", "deno", List.of("package.json", "package-lock.json"), PACKAGED)
                    .resolve(PACKAGED).toAbsolutePath().toString();
            String said = version();
            if (!said.contains("deno 2.")) {
                FromNpm.missing("Deno does not run here: " + said.strip());
            }
        }
    }

    private static String version() throws IOException, InterruptedException {
        return FromNpm.output(List.of(deno, "--version"), Path.of("."));
    }

    @Test
    void theChallenge_isAnsweredToWhoKnowsTheWordAlone() throws Exception {
        try (Supabase supabase = new Supabase(200); Served function = new Served(supabase.url())) {
            HttpResponse<String> answer = function.get("subscribe", WORD);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("1158201444");
            assertThat(answer.headers().firstValue("Content-Type")).hasValueSatisfying(
                    type -> assertThat(type).startsWith("text/plain"));

            assertThat(function.get("subscribe", "another word").statusCode()).isEqualTo(403);
            assertThat(function.get("subscribe", "").statusCode()).isEqualTo(403);
            assertThat(function.get("unsubscribe", WORD).statusCode()).isEqualTo(403);
            assertThat(supabase.calls).isEmpty();
        }
    }

    @Test
    void whatMetaSigned_isBroadcastOnce_unchanged_toAPrivateTopic_withTheServiceKey() throws Exception {
        try (Supabase supabase = new Supabase(202); Served function = new Served(supabase.url())) {
            assertThat(function.post(SIGNED, signature(SIGNED, INSTAGRAM_SECRET)).statusCode()).isEqualTo(200);
            assertThat(function.post(SIGNED, signature(SIGNED, META_SECRET)).statusCode()).isEqualTo(200);

            assertThat(supabase.calls).hasSize(2).allSatisfy(call -> {
                assertThat(call.request).isEqualTo("POST /realtime/v1/api/broadcast");
                assertThat(call.apikey).isEqualTo(RealtimeServer.ANON_KEY);
                assertThat(call.authorization).isEqualTo("Bearer " + RealtimeServer.ANON_KEY);
                JsonNode message = Json.read(call.body).orElseThrow().path("messages");
                assertThat(message).hasSize(1);
                assertThat(message.at("/0/topic").asString()).isEqualTo("instagram");
                assertThat(message.at("/0/event").asString()).isEqualTo("webhook");
                assertThat(message.at("/0/private").asBoolean()).isTrue();
                assertThat(message.at("/0/payload")).isEqualTo(Json.read(SIGNED).orElseThrow());
            });
        }
    }

    @Test
    void whatMetaDidNotSign_isRefused_andNothingIsPassedOn() throws Exception {
        String again = Json.read(SIGNED).orElseThrow().toString();
        assertThat(again).as("other bytes than those signed").isNotEqualTo(SIGNED);
        try (Supabase supabase = new Supabase(200); Served function = new Served(supabase.url())) {
            assertThat(function.post(SIGNED, null).statusCode()).as("without a signature").isEqualTo(403);
            assertThat(function.post(SIGNED, "").statusCode()).as("an empty one").isEqualTo(403);
            assertThat(function.post(SIGNED, "sha256=" + "0".repeat(64)).statusCode()).as("a wrong one").isEqualTo(403);
            assertThat(function.post(SIGNED, signature(SIGNED, "another")).statusCode()).as("another secret's")
                    .isEqualTo(403);
            assertThat(function.post(again, signature(SIGNED, INSTAGRAM_SECRET)).statusCode())
                    .as("parsed and written again").isEqualTo(403);
            assertThat(function.post("", null).statusCode()).as("nothing at all").isEqualTo(403);
            assertThat(supabase.calls).isEmpty();
        }
    }

    @Test
    void whatMetaWouldNotSend_isRefused_withOrWithoutALength() throws Exception {
        String large = "{\"text\":\"" + "x".repeat(1_000_000) + "\"}";
        byte[] bytes = large.getBytes(StandardCharsets.UTF_8);
        try (Supabase supabase = new Supabase(200); Served function = new Served(supabase.url())) {
            assertThat(function.post(large, signature(large, INSTAGRAM_SECRET)).statusCode()).isEqualTo(413);
            assertThat(function.post(BodyPublishers.ofByteArrays(List.of(bytes)), signature(large, INSTAGRAM_SECRET))
                    .statusCode()).as("in chunks").isEqualTo(413);
            assertThat(function.post("not JSON", signature("not JSON", INSTAGRAM_SECRET)).statusCode())
                    .isEqualTo(400);
            assertThat(function.send("PUT", BodyPublishers.ofString(SIGNED), null).statusCode()).isEqualTo(405);
            assertThat(supabase.calls).isEmpty();
        }
    }

    @Test
    void whatCouldNotBePassedOn_isNotTakenFromMeta_soThatItComesAgain() throws Exception {
        String nobody;
        try (Supabase supabase = new Supabase(500); Served function = new Served(supabase.url())) {
            nobody = supabase.url();
            assertThat(function.post(SIGNED, signature(SIGNED, INSTAGRAM_SECRET)).statusCode()).isEqualTo(503);
            assertThat(supabase.calls).hasSize(1);
        }
        try (Served function = new Served(nobody)) {
            assertThat(function.post(SIGNED, signature(SIGNED, INSTAGRAM_SECRET)).statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aSignedWebhook_arrivesAsAHint() throws Exception {
        try (Project project = new Project(); Served function = new Served(project.server.url())) {
            project.line(project.broadcasts(false), (String) null);
            project.untilLive();

            assertThat(function.post(SIGNED, signature(SIGNED, INSTAGRAM_SECRET)).statusCode()).isEqualTo(200);

            Project.until("the hint", () -> !project.hints.isEmpty());
            assertThat(project.hints).containsExactly(new PushHint.Written(new About(Project.PERSON, null), "m1",
                    Instant.ofEpochMilli(1_763_800_000_000L)));
        }
    }

    private static String signature(String body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The function in a process of its own, on a free port of this computer. */
    private static final class Served implements AutoCloseable {

        private static final Pattern LISTENING = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

        private final Process process;
        private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        private final URI address;
        private final Path cache;

        Served(String project) throws IOException {
            cache = Files.createDirectories(Path.of("target", "deno-cache")).toAbsolutePath();
            ProcessBuilder builder = new ProcessBuilder(deno, "run", "--no-config", "--no-lock", "--no-remote",
                    "--allow-env", "--allow-net=127.0.0.1", FUNCTION.toString()).redirectErrorStream(true);
            builder.environment().putAll(Map.of("DENO_DIR", cache.toString(), "DENO_NO_UPDATE_CHECK", "1", "NO_COLOR",
                    "1", "DENO_SERVE_ADDRESS", "tcp:127.0.0.1:0", "SUPABASE_URL", project,
                    "SUPABASE_SERVICE_ROLE_KEY", RealtimeServer.ANON_KEY, "INSTAGRAM_APP_SECRET", INSTAGRAM_SECRET,
                    "META_APP_SECRET", META_SECRET, "INSTAGRAM_VERIFY_TOKEN", WORD));
            builder.environment().keySet().removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
            process = builder.start();
            address = URI.create("http://127.0.0.1:" + port(process.inputReader(StandardCharsets.UTF_8)) + "/");
        }

        /** Reads on afterwards, so that the process never waits for somebody to listen. */
        private int port(BufferedReader said) throws IOException {
            StringBuilder all = new StringBuilder();
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                all.append(line).append('\n');
                Matcher found = LISTENING.matcher(line);
                if (found.find()) {
                    Thread.ofVirtual().name("edge-function").start(() -> said.lines().forEach(all::append));
                    return Integer.parseInt(found.group(1));
                }
            }
            throw new AssertionError("the function did not start: " + all);
        }

        HttpResponse<String> get(String mode, String token) throws IOException, InterruptedException {
            String query = "?hub.mode=" + mode + "&hub.challenge=1158201444&hub.verify_token="
                    + URLEncoder.encode(token, StandardCharsets.UTF_8);
            return ask(HttpRequest.newBuilder(address.resolve(query)));
        }

        HttpResponse<String> post(String body, @Nullable String signature) throws IOException, InterruptedException {
            return post(BodyPublishers.ofString(body), signature);
        }

        HttpResponse<String> post(BodyPublisher body, @Nullable String signature)
                throws IOException, InterruptedException {
            return send("POST", body, signature);
        }

        HttpResponse<String> send(String method, BodyPublisher body, @Nullable String signature)
                throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(address).method(method, body)
                    .header("Content-Type", "application/json");
            return ask(signature == null ? request : request.header("X-Hub-Signature-256", signature));
        }

        private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
            return client.send(request.version(HttpClient.Version.HTTP_1_1).timeout(PATIENCE).build(),
                    BodyHandlers.ofString());
        }

        @Override
        public void close() {
            client.shutdownNow();
            process.destroyForcibly();
            assertThat(process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().isAlive()).isFalse();
        }
    }

    /** The project's address for broadcasting: takes down what it is told, and answers as it is told to. */
    private static final class Supabase implements AutoCloseable {

        private final HttpServer server;
        private final List<Call> calls = new CopyOnWriteArrayList<>();

        Supabase(int status) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    calls.add(new Call(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                            String.valueOf(exchange.getRequestHeaders().getFirst("apikey")),
                            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                    exchange.sendResponseHeaders(status, -1);
                }
            });
            server.start();
        }

        record Call(String request, String apikey, String authorization, String body) {}

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
