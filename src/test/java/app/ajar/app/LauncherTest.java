package app.ajar.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code bin/ajar}: with Javas that only print what they were given, and once with the real one. */
@EnabledOnOs(value = {OS.LINUX, OS.MAC}, disabledReason = "a shell script; Windows has ajar.cmd")
class LauncherTest {

    private static final Path SCRIPT = Path.of("packaging", "bin", "ajar");

    @TempDir
    Path folder;
    private Path copy;

    @BeforeEach
    void copyIntoAFolderWithSpaces() throws IOException {
        copy = Files.createDirectories(folder.resolve("a copy of it/bin")).resolve("ajar");
        Files.copy(SCRIPT, copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Links that lead out of the folder make JUnit warn when it clears it away. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private record Ended(int status, String out, String err) {}

    @Test
    void javaHome_isUsed_whenItIsNewEnough() throws Exception {
        Path java = fakeJava("my java", "25.0.3");

        Ended ended = run(Map.of("JAVA_HOME", java.toString()), copy, "sync", "two words");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("my java\n", "[sync]", "[two words]", "[app.ajar.app.Main]");
    }

    @Test
    void anOlderJavaHome_givesWayToANewerJava() throws Exception {
        Path old = fakeJava("old", "17.0.2");
        Path onPath = fakeJava("newer", "26");

        Ended ended = run(Map.of("JAVA_HOME", old.toString(), "PATH", onPath.resolve("bin") + ":/usr/bin:/bin"), copy,
                "sync");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).startsWith("newer\n");
    }

    @Test
    void theNewestOfThoseInTheUsersFolder_isTaken() throws Exception {
        fakeJava("home/.sdkman/candidates/java/99.0.1-x", "99.0.1");
        fakeJava("home/.jdks/temurin-98", "98");

        Ended ended = run(Map.of("HOME", folder.resolve("home").toString()), copy, "sync");

        assertThat(ended.out()).startsWith("99.0.1-x\n");
    }

    @Test
    void oddReleaseFiles_areNoJava() throws Exception {
        Path odd = fakeJava("odd", "twenty-five");
        Path bare = Files.createDirectories(folder.resolve("bare"));

        for (Path java : List.of(odd, bare, folder.resolve("not there"))) {
            Ended ended = run(Map.of("JAVA_HOME", java.toString(), "PATH",
                    fakeJava("good", "98").resolve("bin") + ":/usr/bin:/bin"), copy, "sync");
            assertThat(ended.out()).as(ended.err()).startsWith("good\n").contains("[sync]");
        }
    }

    @Test
    void throughALink_itFindsItsOwnPlace() throws Exception {
        Path java = fakeJava("java", "25");
        Path links = Files.createDirectories(folder.resolve("links"));
        Path first = Files.createSymbolicLink(links.resolve("first"), Path.of("../a copy of it/bin/ajar"));
        Path second = Files.createSymbolicLink(links.resolve("second"), Path.of("first"));

        for (Path link : List.of(first, second)) {
            Ended ended = run(Map.of("JAVA_HOME", java.toString()), link, "sync");
            assertThat(ended.out()).as(ended.err()).contains("[" + folder.toRealPath() + "/a copy of it/lib/*]");
        }
    }

    @Test
    void onlyTheWindow_getsTheToolkit() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", fakeJava("java", "25").toString());

        for (List<String> window : List.of(List.<String>of(), List.of("--demo"), List.of("--data", "sync"),
                List.of("--verbose", "--screenshot", "export"), List.of("--theme", "dark", "--open", "2"))) {
            assertThat(run(environment, copy, window.toArray(String[]::new)).out()).as("%s", window)
                    .contains("[--module-path]");
        }
        for (List<String> command : List.of(List.of("sync"), List.of("--data", "d", "sync"),
                List.of("--json", "doctor"),
                List.of("--help"), List.of("--demo", "--version"), List.of("--data=d", "accounts"))) {
            assertThat(run(environment, copy, command.toArray(String[]::new)).out()).as("%s", command)
                    .doesNotContain("--module-path", "javafx");
        }
    }

    @Test
    void installed_itUsesItsOwnJavaAndNoOther() throws Exception {
        Path home = Files.createDirectories(folder.resolve("a copy of it"));
        fakeJava("a copy of it/lib/runtime", "25");
        Files.createFile(Files.createDirectories(home.resolve("lib/app")).resolve("ajar-9.jar"));
        Map<String, String> environment = Map.of("JAVA_HOME", fakeJava("newer", "99").toString());
        String jar = "[" + home.toRealPath() + "/lib/app/ajar-9.jar]";

        Ended window = run(environment, copy, "--demo");
        Ended command = run(environment, copy, "sync", "two words");

        assertThat(window.out()).as(window.err()).startsWith("runtime\n").contains(jar, "[--demo]")
                .doesNotContain("--module-path", "AOTCache");
        assertThat(command.out()).as(command.err()).startsWith("runtime\n").contains(jar, "[two words]");

        Files.createFile(home.resolve("lib/app/ajar.aot"));
        assertThat(run(environment, copy).out())
                .contains("[-XX:AOTCache=" + home.toRealPath() + "/lib/app/ajar.aot]");
    }

    @Test
    void withTheRealJava_andNoToolkitAtAll_commandsWork() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("a copy of it/lib"));
        fillWithoutToolkit(lib);
        Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C",
                "AJAR_DATA", folder.resolve("dätä").toString(), "AJAR_VAULT", "file");

        Ended version = run(environment, copy, "--version");
        Ended accounts = run(environment, copy, "accounts", "--json");
        Ended unknown = run(environment, copy, "accounts", "--nonsense");

        assertThat(version.out()).as(version.err()).startsWith("ajar ").doesNotContain("unknown", "$");
        assertThat(accounts.status()).as(accounts.err()).isZero();
        assertThat(accounts.out()).isEqualTo("{\"accounts\":[]}\n");
        assertThat(accounts.err()).isEmpty();
        assertThat(folder.resolve("dätä").resolve("cache.mv.db")).exists();
        assertThat(folder.resolve("dätä/logs/ajar.log")).exists();
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err().lines()).hasSize(1);
    }

    /** The class path of this test as jars, JavaFX left out. */
    private static void fillWithoutToolkit(Path lib) throws IOException {
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            String name = String.valueOf(path.getFileName());
            if (name.equals("classes")) {
                assertThat(jar.run(System.out, System.err, "--create", "--no-compress", "--file",
                        lib.resolve("ajar.jar").toString(), "-C", entry, ".")).isZero();
            } else if (name.endsWith(".jar") && !name.startsWith("javafx")) {
                Files.createSymbolicLink(lib.resolve(name), path.toAbsolutePath());
            }
        }
    }

    /** A Java that prints its folder's name and its arguments. */
    private Path fakeJava(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java,
                "#!/bin/sh\necho '" + home.getFileName() + "'\nfor a in \"$@\"; do echo \"[$a]\"; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Ended run(Map<String, String> environment, Path launcher, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
