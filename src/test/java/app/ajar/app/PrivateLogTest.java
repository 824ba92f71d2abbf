package app.ajar.app;

import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the log of whole syncs, good and bad ones, and looks for what must never be in it. */
class PrivateLogTest {

    private static final long SEED = 11;
    private static final String SECRET = "Nobody may read this in a log 7f3a";
    private static final int SHORTEST_TELLING = 5;

    @TempDir
    Path folder;
    private final StringBuilder shown = new StringBuilder();

    @Test
    void theLog_holdsNoWordsNamesTokensOrAddresses() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(3, 30, SEED))) {
            String person = Crowd.personId(SEED, 0);
            sandbox.personWrites(person, SECRET + " from them");
            assertThat(run(sandbox, sandbox.token(), "connect", "--token-file", "-")).isZero();
            sandbox.inject(Fault.once(Endpoint.LIST, new Fault.Effect.Html(500)));
            sandbox.inject(Fault.once(Endpoint.PROFILE, new Fault.Effect.Cut()));
            sandbox.inject(Fault.once(Endpoint.MEDIA, new Fault.Effect.Status(403)));
            assertThat(run(sandbox, "", "sync")).isZero();
            sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
            run(sandbox, SECRET + " from us", "send", sandbox.conversationId(person), "-", "--wait", "10");
            sandbox.killTokens(460);
            assertThat(run(sandbox, "", "sync")).isEqualTo(3);

            String log = Files.readString(folder.resolve("data/logs/ajar.log"));
            assertThat(log).as("the log says something at all").contains("Database");
            for (String told : telling(sandbox)) {
                assertThat(log).doesNotContain(told);
                assertThat(shown).as("standard error").doesNotContain(told);
            }
            assertThat(log).doesNotContain("access_token=", "fields=")
                    .doesNotContainPattern("https?://[^\\s]+/[^…\\s]");
        }
    }

    /** Everything stored that says who wrote what, and the secrets. */
    private List<String> telling(Sandbox sandbox) throws IOException {
        List<String> told = new ArrayList<>(List.of(SECRET, sandbox.token()));
        Path export = folder.resolve("export.jsonl");
        try (Stream<String> lines = Files.lines(export)) {
            for (JsonNode row : lines.map(JsonMapper.shared()::readTree).toList()) {
                for (String key : List.of("text", "username", "name", "participant_username", "participant_name")) {
                    String value = row.path(key).asString("");
                    if (value.length() >= SHORTEST_TELLING) {
                        told.add(value);
                    }
                }
            }
        }
        assertThat(told).hasSizeGreaterThan(20);
        return told;
    }

    private int run(Sandbox sandbox, String input, String... arguments) throws Exception {
        int status = start(sandbox, input, arguments);
        assertThat(
                start(sandbox, "", "export", "--format", "jsonl", "--out", folder.resolve("export.jsonl").toString()))
                .isZero();
        return status;
    }

    private int start(Sandbox sandbox, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "--verbose"));
        command.addAll(Arrays.asList(arguments));
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile());
        builder.environment().put("AJAR_DATA", folder.resolve("data").toString());
        builder.environment().put("AJAR_API", sandbox.url());
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        shown.append(Files.readString(err));
        return process.exitValue();
    }
}
