package app.ajar.installer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The argument files of all systems, read here as the build reads them there. */
class ArgumentsTest {

    private static final Path PACKAGING = Path.of("packaging");
    /** What {@code pom.xml} gives. */
    private static final Map<String, String> GIVEN = Map.of("base", "/b", "name", "Ajar", "version", "0.1.0", "date",
            "2026-11-22", "vendor", "V", "copyright", "C", "description", "D", "main-jar", "ajar-0.1.0.jar",
            "main-class",
            "app.ajar.app.Main", "wm-class", "W");

    @TempDir
    Path folder;

    @Test
    void aLine_isOneArgument_asItStands() throws IOException {
        Path file = Files.writeString(folder.resolve("x.args"), "# why\n--name\n{name} $1 \\ \"of two\"\n\n--dest\n");

        assertThat(new Arguments(Map.of("name", "a $2 b")).read(file)).containsExactly("--name",
                "a $2 b $1 \\ \"of two\"",
                "--dest");
    }

    @Test
    void aNameNobodyKnows_endsTheBuild() throws IOException {
        Path file = Files.writeString(folder.resolve("x.args"), "{nome}\n");

        assertThatThrownBy(() -> new Arguments(Map.of("name", "a")).read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.args").hasMessageContaining("{nome}");
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyFileOfASystem_namesOnlyWhatTheBuildKnows_andEachKindHasOne(Target target) throws IOException {
        Arguments arguments = new Arguments(Build.values(GIVEN, target));

        List<Path> files = Stream.of(PACKAGING.resolve("runtime"), PACKAGING.resolve(target.folder()))
                .flatMap(ArgumentsTest::filesIn).filter(file -> file.toString().endsWith(".args")).toList();
        for (Path file : files) {
            List<String> options = arguments.read(file);
            assertThat(options).as("%s", file).isNotEmpty().noneMatch(String::isBlank);
            assertThat(options.getFirst()).as("%s", file).startsWith("--");
        }
        for (String texts : List.of("resources", "root")) {
            Path from = PACKAGING.resolve(target.folder()).resolve(texts);
            if (Files.exists(from)) {
                arguments.copyFilled(from, folder.resolve(texts));
                assertThat(Folders.filesIn(folder.resolve(texts))).hasSameSizeAs(Folders.filesIn(from));
            }
        }
        assertThat(files).extracting(file -> String.valueOf(file.getFileName()))
                .containsAll(target.kinds().stream().map(kind -> kind + ".args").toList());
    }

    @Test
    void macOS_getsAVersionItTakes_andThePlistTheTrueOne() throws IOException {
        assertThat(Build.systemVersion("0.1.0", Target.MACOS)).isEqualTo("1.1.0");
        assertThat(Build.systemVersion("2.0.1", Target.MACOS)).isEqualTo("2.0.1");
        assertThat(Build.systemVersion("0.1.0", Target.WINDOWS)).isEqualTo("0.1.0");

        new Arguments(Build.values(GIVEN, Target.MACOS)).copyFilled(PACKAGING.resolve("macos/resources"), folder);

        assertThat(folder.resolve("Info.plist")).content().contains("<string>0.1.0</string>").doesNotContain("1.1.0",
                "{");
    }

    /** The window's flags stand in two places, because on Linux a script starts it and elsewhere jpackage's launcher. */
    @Test
    void everyLauncher_givesTheWindowTheSameFlags() throws IOException {
        List<String> image = new Arguments(Build.values(GIVEN, Target.LINUX))
                .read(PACKAGING.resolve("runtime/image.args"));
        List<String> flags = image.stream().filter(option -> option.matches("-X.*|--enable-native.*"))
                .filter(option -> !option.startsWith("-XX:AOTCache")).toList();

        assertThat(flags).hasSizeGreaterThan(5);
        assertThat(PACKAGING.resolve("bin/ajar")).content().contains(flags);
        Matcher window = Pattern.compile("set \"JAVA=.*?-Xlog:disable ([^\r\n]*)", Pattern.DOTALL)
                .matcher(Files.readString(PACKAGING.resolve("bin/ajar.cmd")));
        assertThat(window.find()).isTrue();
        assertThat(List.of(window.group(1).split(" "))).containsAll(flags.subList(1, flags.size()));
    }

    private static Stream<Path> filesIn(Path folder) {
        try {
            return Folders.filesIn(folder).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
