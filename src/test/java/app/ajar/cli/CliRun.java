package app.ajar.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command line in this process, with its streams caught and a desktop that only remembers what it was asked. */
final class CliRun {

    static final JsonMapper JSON = JsonMapper.builder().build();

    final List<DesktopRequest> desktop = new ArrayList<>();
    private final Map<String, String> environment;
    private final Path standardFolder;
    private final Clock clock;

    CliRun(Map<String, String> environment, Path standardFolder, Clock clock) {
        this.environment = environment;
        this.standardFolder = standardFolder;
        this.clock = clock;
    }

    /** What came of one run. */
    record Ended(int status, String out, String err) {

        JsonNode json() {
            return JSON.readTree(out);
        }

        List<JsonNode> lines() {
            return out.lines().map(JSON::readTree).toList();
        }
    }

    Ended run(String... arguments) {
        return feed("", arguments);
    }

    Ended feed(String input, String... arguments) {
        return run(new StopSignal(), input.getBytes(StandardCharsets.UTF_8), new ByteArrayOutputStream(), arguments);
    }

    Ended run(StopSignal stop, byte[] input, ByteArrayOutputStream out, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(new ByteArrayInputStream(input),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                false, environment, standardFolder, "1.2.3", clock, request -> {
                    desktop.add(request);
                    return Optional.ofNullable(request.screenshot());
                }, (folder, verbose) -> {}, stop);
        int status = new Cli(surroundings).run(arguments);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
