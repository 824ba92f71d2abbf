package app.ajar.app;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program under masks that give everything to everybody: what it writes is its owner's alone at any moment. */
class PrivateFolderTest {

    private static final long DEADLINE_SECONDS = 120;
    private static final long SEED = 5;

    @TempDir
    Path temporary;
    private Path data;
    private Sandbox sandbox;
    private final List<Process> started = new ArrayList<>();
    /** Everything that others could have looked at, at any moment. */
    private final Set<String> open = new TreeSet<>();

    @BeforeEach
    void start() throws IOException {
        Assumptions.assumeTrue(Files.getFileAttributeView(temporary, PosixFileAttributeView.class) != null);
        data = temporary.resolve("made/by/ajar");
        sandbox = Sandbox.start(SandboxOptions.generated(3, 24, SEED));
        sandbox.personWrites(Crowd.personId(SEED, 0), "Is it back in stock?");
        sandbox.personSendsPhoto(Crowd.personId(SEED, 0), "beach");
    }

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroyForcibly);
        sandbox.close();
    }

    @Test
    void everyFileIsItsOwnersAlone_fromItsFirstByteOn() throws Exception {
        Path token = Files.writeString(temporary.resolve("token.txt"), sandbox.token());
        run("000", "connect", "--token-file", token.toString());
        run("000", "sync");
        run("000", "send", answerable(), "It is, from noon on");
        // A window without a display: its picture, its lock.
        run("000", "--screenshot", data.resolve("ajar.png").toString());

        assertThat(entries()).contains("ajar.lock", "ajar.png", "cache.mv.db", "vault.bin", "vault.key",
                "logs/ajar.log", "backups/outbox.mark", "backups/closed")
                .anyMatch(file -> file.matches("backups/local-.*\\.copy"))
                .anyMatch(file -> file.startsWith("avatars/")).anyMatch(file -> file.startsWith("messages/"));
        assertThat(open).isEmpty();
    }

    @Test
    void whatARunningWindowMakesLater_isItsOwnersAlone_andAFolderOpenToOthersIsNarrowed() throws Exception {
        Path token = Files.writeString(temporary.resolve("token.txt"), sandbox.token());
        run("022", "connect", "--token-file", token.toString());
        for (String entry : entries()) {
            Path path = data.resolve(entry);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(
                    Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

        Process window = begin("000", List.of("-Dajar.window.in.memory=true", "-Dglass.platform=Headless",
                "-Dprism.order=sw"));
        until(window, () -> wide().isEmpty() && entries().contains("ajar.sock"));
        open.clear();
        // The first sync ends with pictures and files; the person's next one comes while the window is open.
        until(window, () -> entries().stream().filter(file -> file.matches("(avatars|messages)/.+\\..+")).count() > 3);
        long before = media();
        sandbox.personSendsPhoto(Crowd.personId(SEED, 1), "street");
        until(window, () -> media() > before);
        window.destroy();
        watch(window);

        assertThat(entries()).contains("settings.json").doesNotContain("ajar.sock");
        assertThat(open).isEmpty();
    }

    private long media() {
        return entries().stream().filter(file -> file.matches("messages/.+\\.(jpg|png|gif|webp)")).count();
    }

    private String answerable() {
        try (Database database = ((OpenResult.Opened) Database.open(data)).database()) {
            return database.conversations().page(
                    new ConversationFilter(null, ConversationFilter.Tab.ALL, null, Instant.now()), null, 50).stream()
                    .filter(row -> row.person().id().value().equals(Crowd.personId(SEED, 0))).findFirst().orElseThrow()
                    .id().value();
        }
    }

    /** Runs it to its end, looking at the folder all the while. */
    private void run(String mask, String... arguments) throws Exception {
        Process process = begin(mask, List.of(), arguments);
        watch(process);
        assertThat(process.exitValue()).as("%s: %s", List.of(arguments), Files.readString(temporary.resolve("err")))
                .isZero();
    }

    private Process begin(String mask, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask " + mask + " && exec \"$@\"", "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx400m",
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("--data", data.toString(), "--api", sandbox.url().toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(temporary.resolve("out").toFile())
                .redirectError(temporary.resolve("err").toFile());
        builder.environment().remove("WAYLAND_DISPLAY");
        builder.environment().put("DISPLAY", "");
        builder.environment().put("AJAR_VAULT", "file");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void watch(Process process) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
            open.addAll(wide());
            assertThat(System.nanoTime()).as("ended in time").isLessThan(deadline);
        }
        open.addAll(wide());
    }

    private void until(Process process, BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS))
                    .as("ended: %s", Files.readString(temporary.resolve("err"))).isFalse();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            open.addAll(wide());
        }
        open.addAll(wide());
    }

    private Set<String> entries() {
        Set<String> found = new TreeSet<>();
        if (!Files.exists(data)) {
            return found;
        }
        try (Stream<Path> all = Files.walk(data)) {
            all.filter(path -> !path.equals(data)).forEach(path -> found.add(data.relativize(path).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // A file went while it was looked at; what was seen by then counts.
            assertThat(e.getCause()).isInstanceOf(NoSuchFileException.class);
        }
        return found;
    }

    private Set<String> wide() {
        Set<String> found = new TreeSet<>();
        Set<String> all = new TreeSet<>(entries());
        if (Files.exists(data)) {
            all.add("");
        }
        for (String entry : all) {
            if (entry.equals("ajar.sock.new/ajar.sock")) {
                // The socket is born in a folder that nobody else can enter.
                continue;
            }
            String permissions = permissions(data.resolve(entry));
            if (!permissions.matches("rw[x-]------")) {
                found.add(entry + " " + permissions);
            }
        }
        return found;
    }

    /** What is gone meanwhile, nobody can look at. */
    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return "rw-------";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
