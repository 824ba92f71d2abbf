package app.ajar.app;

import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program in processes of its own, without a display: what the contract promises for machines that have none. */
class DesktopProcessTest {

    private static final long DEADLINE_SECONDS = 120;

    @TempDir
    Path folder;
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroyForcibly);
    }

    private record Ended(int status, String out, String err) {}

    @Test
    void theDemo_paintsTheInbox_andASecondStartIsTurnedAway() throws Exception {
        Path data = folder.resolve("data");
        Path picture = folder.resolve("inbox.png");
        Running first = start("", "--demo", "--data", data.toString(), "--screenshot", picture.toString(), "--size",
                "1100x700");
        first.until(data.resolve("cache.mv.db"));

        Ended second = start("", "--demo", "--data", data.toString()).end();
        Ended command = start("", "accounts", "--data", data.toString()).end();
        Ended ended = first.end();

        assertThat(second.status()).as(second.err()).isEqualTo(5);
        assertThat(second.err()).contains("already open").hasLineCount(1);
        assertThat(command.status()).as(command.err()).isEqualTo(5);
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo(picture + "\n");
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getWidth()).isEqualTo(1100);
        assertThat(image.getHeight()).isEqualTo(700);
        assertThat(colours(image)).hasSizeGreaterThan(500);
        assertThat(data.resolve("ajar.sock")).doesNotExist();
        try (Database database = opened(data)) {
            assertThat(database.threads().messageCount(null)).isGreaterThan(100);
        }
        assertThat(Files.readString(data.resolve("logs/ajar.log"))).doesNotContain("ERROR", "SEVERE", "Maya", "IGAA");
    }

    @Test
    void aRehearsal_isAStartAsAUsers_andEndsWithItsPicture() throws Exception {
        Path data = folder.resolve("data");
        Path picture = folder.resolve("inbox.png");
        String[] picturing = {"--data", data.toString(), "--screenshot", picture.toString(), "--open", "1"};
        List<String> people = new ArrayList<>(List.of(picturing));
        people.add("--demo");
        assertThat(start("", people.toArray(String[]::new)).end().status()).isZero();
        assertThat(new SettingsFile(data).current().selectedAccount()).as("what poses remembers nothing").isNull();
        Files.delete(picture);

        List<String> start = new ArrayList<>(List.of(picturing));
        start.addAll(List.of("--api", "http://127.0.0.1:9"));
        Ended ended = start("",
                List.of("-Dajar.rehearsal=true", "-Dajar.window.in.memory=true", "-Dglass.platform=Headless",
                        "-Dprism.order=sw"),
                start.toArray(String[]::new)).end();

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).isEqualTo(picture + "\n");
        assertThat(colours(ImageIO.read(picture.toFile()))).hasSizeGreaterThan(500);
        assertThat(new SettingsFile(data).current().selectedAccount()).as("a start remembers its account").isNotNull();
    }

    @Test
    void whenTheSystemAsksItToEnd_everythingIsClosed() throws Exception {
        Path data = folder.resolve("data");
        Running running = start("", "--demo", "--data", data.toString());
        running.until(data.resolve("ajar.sock"));
        running.until(data.resolve("avatars"));

        running.process().destroy();

        assertThat(running.process().waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(data.resolve("ajar.sock")).doesNotExist();
        opened(data).close();
    }

    @Test
    void withoutADisplay_theWindowSaysWhatWorksInstead() throws Exception {
        Ended none = start("", "--data", folder.resolve("none").toString()).end();
        Ended dead = start(":9876", "--data", folder.resolve("dead").toString()).end();

        for (Ended ended : List.of(none, dead)) {
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).isEmpty();
            assertThat(ended.err()).contains("display", "sync", "export", "doctor").hasLineCount(1);
        }
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void aPageThatDoesNotExist_isWrongUsage() throws Exception {
        Ended ended = start("", "--demo", "--data", folder.toString(), "--page", "nowhere").end();

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("nowhere", "inbox").hasLineCount(1);
        assertThat(folder.resolve("cache.mv.db")).doesNotExist();
    }

    private record Running(Process process, Path out, Path err) {

        Ended end() throws InterruptedException, IOException {
            assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
            return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        }

        /** Waits until the process has made this file. */
        void until(Path file) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
            while (!Files.exists(file) && process.isAlive() && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(file).exists();
        }
    }

    private Running start(String display, String... arguments) throws IOException {
        return start(display, List.of(), arguments);
    }

    private Running start(String display, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("DISPLAY", display);
        Process process = builder.start();
        started.add(process);
        return new Running(process, out, err);
    }

    private static Database opened(Path data) {
        return ((OpenResult.Opened) Database.open(data)).database();
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }
}
