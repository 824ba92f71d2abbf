package app.ajar;

import app.ajar.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The guide and the README say what is: links lead somewhere, pictures are those of the list, keys are those of the window. */
class GuideTest {

    private static final Path GUIDE = Path.of("src/docs/guide.md");
    private static final Path PICTURES = Path.of("src/docs/pictures");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern KEY = Pattern.compile("shell\\.keys\\.(\\w+)\\.(?:key|enter)");

    @ParameterizedTest
    @ValueSource(strings = {"src/docs/guide.md", "README.md", ".github/SECURITY.md", ".github/CONTRIBUTING.md"})
    void everyLink_leadsToAFileAndAHeadingThatIsThere(String file) throws IOException {
        Path page = Path.of(file);
        for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
            String target = link.group(1);
            if (target.startsWith("https://")) {
                continue;
            }
            String[] parts = target.split("#", 2);
            Path other = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(other).as("the target of %s in %s", target, file).exists();
            if (parts.length == 2) {
                assertThat(anchors(other)).as("the headings of %s", other).contains(parts[1]);
            }
        }
    }

    @Test
    void everyPictureShown_isOneOfTheList_andEveryOneOfTheListIsShown() throws IOException {
        String pages = Files.readString(GUIDE) + Files.readString(Path.of("README.md"));
        Set<String> shown = Pattern.compile("pictures/([\\w-]+)\\.png").matcher(pages).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> taken = Pattern.compile("(?m)^([\\w-]+) +--")
                .matcher(Files.readString(PICTURES.resolve("list.txt"))).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> stored;
        try (Stream<Path> files = Files.list(PICTURES)) {
            stored = files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(".png"))
                    .map(name -> name.substring(0, name.length() - 4)).collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(shown).isEqualTo(taken);
        assertThat(stored).isEqualTo(taken);
    }

    @Test
    void everyShortcutOfTheWindow_standsInTheGuide() throws IOException {
        List<String> rows = Files.readString(GUIDE).lines().filter(line -> line.startsWith("| ")).toList();
        Set<String> keys = KEY
                .matcher(Files.readString(Path.of("src/main/resources/app/ajar/text/shell.properties"))).results()
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys).hasSizeGreaterThan(20);
        keys.stream().filter(key -> !key.equals("send")).forEach(key -> assertThat(rows)
                .contains("| " + Texts.get("shell.keys." + key) + " | " + Texts.get("shell.keys." + key + ".key")
                        + " |"));
    }

    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page)).results().map(found -> found.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).toList();
    }
}
