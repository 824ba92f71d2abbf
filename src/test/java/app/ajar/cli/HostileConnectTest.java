package app.ajar.cli;

import app.ajar.Hostile;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code ajar connect} before servers, tokens and files that nobody means well with; {@code ajar sandbox} before odd wishes. */
class HostileConnectTest {

    /** What a terminal obeys or turns. */
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\u2028-\\u202E&&[^\\n]]");
    private static final String ODD = Hostile.ESCAPES + Hostile.OVERRIDE + Hostile.UNCLOSED + Hostile.CONTROLS
            + Hostile.JSON;
    private static final List<String> WORDS = List.of(ODD, Hostile.MARKS, "../../../evil", "CON",
            "x".repeat(1_000_000));
    private static final String TOKEN = "IGAAhostile";
    private static final int MOST_LINE = 21_000;

    @TempDir
    Path folder;
    @TempDir
    Path outside;

    private final ExecutorService serving = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile byte[] body = new byte[0];

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serving);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            try (exchange) {
                byte[] answer = body;
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        serving.shutdownNow();
    }

    @Test
    void whateverAnAccountIsCalled_itIsConnectedAndListed_andNothingIsObeyed() throws IOException {
        for (String words : WORDS) {
            for (Map<String, String> me : List.of(
                    Map.of("user_id", "17841400000000009", "username", words, "name", words),
                    Map.of("user_id", words, "username", "plain", "account_type", words, "profile_picture_url",
                            words))) {
                answers(200, Answer.asJson(me));
                CliRun.Ended ended = me.containsKey("name") ? connect() : connect("--json");
                assertThat(ended.status()).as(ended.err()).isZero();
                assertTame(ended, words);
            }
            assertTame(cli().run("accounts"), words);
            assertTame(cli().run("accounts", "--json"), words);
        }
        assertThat(cli().run("accounts", "--json").json().path("accounts")).hasSize(WORDS.size() + 1);
        try (Stream<Path> made = Files.walk(folder)) {
            assertThat(made.map(file -> file.getFileName().toString()).filter(name -> !name.startsWith("junit")))
                    .allMatch(name -> name.matches("[A-Za-z0-9._-]{1,100}"))
                    .noneMatch(name -> name.contains("evil") || name.equalsIgnoreCase("con"));
        }
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void whateverAServerSaysNoWith_isOneSentence() {
        String error = Answer.asJson(Map.of("error", Map.of("message", ODD, "type", ODD, "code", 190,
                "error_subcode", 463, "error_user_title", ODD, "error_user_msg", ODD, "fbtrace_id", ODD)));
        for (int code : new int[]{200, 400, 403, 500}) {
            for (String answer : List.of(error, error.replace("190", "999999"), ODD)) {
                assertRefused(code, answer);
            }
        }
        for (String answer : List.of("<!DOCTYPE html>" + ODD, "{\"user_id\":", "[".repeat(5_000), "",
                "{\"user_id\":\"" + "x".repeat(1_000_000))) {
            assertRefused(200, answer);
        }
    }

    private void assertRefused(int code, String answer) {
        answers(code, answer);
        CliRun.Ended ended = connect();
        assertThat(ended.status()).isNotZero();
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).hasLineCount(1);
        assertTame(ended, answer);
    }

    @Test
    void whateverATokenHolds_itIsRefusedWithoutBeingSentOrSaid() throws IOException {
        Path file = outside.resolve("token");
        for (String words : List.of(ODD, Hostile.MARKS, "IGAA\r\nX-Evil: 1", "IGAA\u0000", "IGAA\u202Ex",
                "x".repeat(5_000), "x".repeat(1_000_000))) {
            Files.writeString(file, words);
            for (CliRun.Ended ended : List.of(cli().feed(words, "connect", "--token-file", "-"),
                    cli().run("connect", "--token-file", file.toString()))) {
                assertThat(ended.status()).as(words).isNotZero();
                assertThat(ended.err()).hasLineCount(1).hasSizeLessThan(500);
                assertTame(ended, words);
            }
        }
        Files.write(file, new byte[]{(byte) 0xC3, 0x28, (byte) 0x9B, 0x1B});
        assertTame(cli().run("connect", "--token-file", file.toString()), "no text");
        assertThat(asked).hasValue(0);
    }

    @Test
    void whateverAFileOrAWishIsCalled_theComplaintIsOneLine() {
        for (String words : WORDS) {
            for (String[] line : List.of(new String[]{"connect", "--token-file", words},
                    new String[]{"connect", words}, new String[]{"sandbox", "--port", words},
                    new String[]{"sandbox", "--people", words}, new String[]{"sandbox", "--seed", words},
                    new String[]{"sandbox", words})) {
                CliRun.Ended ended = cli().run(line);
                assertThat(ended.status()).as(String.join(" ", line)).isNotZero();
                assertThat(ended.out()).isEmpty();
                assertThat(ended.err()).as(String.join(" ", line)).isNotBlank();
                assertTame(ended, words);
            }
        }
        assertThat(asked).hasValue(0);
    }

    private void answers(int code, String text) {
        status = code;
        body = text.getBytes(StandardCharsets.UTF_8);
    }

    private CliRun.Ended connect(String... options) {
        return cli().feed(TOKEN, Stream.concat(Stream.of("connect", "--token-file", "-"), Stream.of(options))
                .toArray(String[]::new));
    }

    private CliRun cli() {
        return new CliRun(Map.of("AJAR_API", "http://127.0.0.1:" + server.getAddress().getPort(), "AJAR_VAULT", "file"),
                folder, Clock.systemUTC());
    }

    private static void assertTame(CliRun.Ended ended, String words) {
        for (String printed : List.of(ended.out(), ended.err())) {
            assertThat(
                    OBEYED.matcher(printed).results().map(odd -> Integer.toHexString(odd.group().charAt(0))).distinct())
                    .as(words.substring(0, Math.min(words.length(), 40))).isEmpty();
            assertThat(printed).as("what is printed").doesNotContain(TOKEN);
        }
        assertThat(ended.err().lines()).allMatch(line -> line.length() < MOST_LINE);
    }
}
