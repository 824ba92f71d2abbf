package app.ajar.sandbox.realtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * What tests need from npm, in the versions that a lock file pins. Where it cannot be had, its tests are reported as skipped,
 * and with {@code AJAR_REQUIRE_NODE} in the environment, as on CI, they fail.
 */
public final class FromNpm {

    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final int PATIENCE_SECONDS = 180;

    private FromNpm() {}

    /**
     * Fetches the packages of a lock file.
     *
     * @param sources folder below {@code src/test/js} with {@code package.json}, its lock file and what else is to be there
     * @param target folder below {@code target}, made if it is not there
     * @param wanted a file of the packages, relative to the target: that it is there says that they came
     */
    public static Path install(String sources, String target, List<String> files, String wanted)
            throws IOException, InterruptedException {
        Path folder = Path.of("target", target);
        Files.createDirectories(folder);
        for (String file : files) {
            Files.copy(SOURCES.resolve(sources).resolve(file), folder.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        String npm = File.separatorChar == '\\' ? "npm.cmd" : "npm";
        String said = output(List.of(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline",
                "--fetch-retries=1", "--fetch-timeout=20000"), folder);
        if (!Files.exists(folder.resolve(wanted))) {
            missing("npm could not fetch " + wanted + ": "
                    + said.strip().lines().reduce((first, last) -> last).orElse(""));
        }
        return folder;
    }

    /** Ends the test: what it needs is not here. */
    public static void missing(String why) {
        assertThat(System.getenv("AJAR_REQUIRE_NODE")).as(why).isNull();
        abort(why);
    }

    /** What a command says, or why it could not be asked. */
    public static String output(List<String> command, Path folder) throws IOException, InterruptedException {
        Path said = Files.createTempFile("ajar-said", ".txt");
        try {
            Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "it took too long";
            }
            return Files.readString(said);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } finally {
            Files.deleteIfExists(said);
        }
    }
}
