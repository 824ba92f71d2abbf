package app.ajar.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds every text in every language, and the code to the bundles: a new text needs its line in all of them. */
class LanguagesTest {

    private static final Path BUNDLES = Path.of("src/main/resources/app/ajar/text");
    private static final Path CODE = Path.of("src/main/java/app/ajar");

    /** What commands say on a terminal is English only: scripts rely on it. */
    private static final Set<String> COMMANDS = Set.of("cli", "app");

    /** For the log and for bug reports, which somebody else reads. */
    private static final Set<String> REPORTS = Set.of("app/LogFormat.java", "ui/health/Diagnostics.java");

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}[,.]? \\p{L}{2,}");

    /** What shows its first argument to a person. */
    private static final Pattern SHOWN = Pattern.compile(
            "(?:setText|setPromptText|setAccessibleText|setAccessibleHelp|setTitle|setHeaderText|new (?:Wrapping)?Label"
                    + "|new (?:Toggle|Radio)?Button|new CheckBox|new MenuItem|new Tooltip)"
                    + "\\(\\s*\"(?!https)[^\"]*\\p{L}{2}");

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void language_hasEveryTextOfTheWindow_andNoOther(Language language) {
        for (String room : rooms()) {
            assertThat(texts(room, language).keySet()).as(room + " in " + language)
                    .containsExactlyInAnyOrderElementsOf(texts(room, Language.ENGLISH).keySet());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void text_isFilledInWithTheSameArguments_inEveryLanguage(Language language) {
        each(language, (key, text) -> assertThat(arguments(text)).as(key + " in " + language)
                .isEqualTo(arguments(texts(room(key), Language.ENGLISH).getOrDefault(key, ""))));
    }

    @ParameterizedTest
    @EnumSource
    void text_canBeFormatted_withAnyNumber(Language language) {
        each(language, (key, text) -> {
            for (long number : List.of(0L, 1L, 2L, 1_234L)) {
                Object[] numbers = Stream.generate(() -> number).limit(10).toArray();
                String words = new MessageFormat(text, language.locale()).format(numbers);
                assertThat(words).as(key + " in " + language).doesNotContainPattern("\\{\\d").isNotEmpty();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void apostrophe_isDoubled_orQuotesABrace(Language language) {
        each(language, (key, text) -> assertThat(text.replace("''", "").replace("'{'", "").replace("'}'", ""))
                .as(key + " in " + language).doesNotContain("'"));
    }

    @ParameterizedTest
    @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
    void sentence_isTranslated(Language language) {
        each(language, (key, text) -> {
            if (WORDS.matcher(text).find()) {
                assertThat(text).as(key + " in " + language)
                        .isNotEqualTo(texts(room(key), Language.ENGLISH).getOrDefault(key, ""));
            }
        });
    }

    @Test
    void text_isGivenInTheLanguageSpoken_andCommandsStayEnglish() {
        Tongue before = Texts.tongue();
        Locale words = Locale.getDefault();
        Locale dates = Locale.getDefault(Locale.Category.FORMAT);
        try {
            Texts.speak(Tongue.of("de", Locale.US, Locale.US));
            assertThat(Texts.get("common.today")).isEqualTo("Heute");
            assertThat(Texts.get("shell.status.messages", 12_345)).isEqualTo("12.345 Nachrichten auf diesem Computer");
            assertThat(Texts.get("cli.search.none")).isEqualTo("Nothing stored holds these words.");
            Texts.speak(Tongue.of("es", Locale.GERMANY, Locale.GERMANY));
            assertThat(Texts.get("common.today")).isEqualTo("Hoy");
            Texts.speak(Tongue.of("en", Locale.GERMANY, Locale.GERMANY));
            assertThat(Texts.get("common.today")).isEqualTo("Today");
        } finally {
            Texts.speak(before);
            Locale.setDefault(words);
            Locale.setDefault(Locale.Category.FORMAT, dates);
        }
    }

    @Test
    void code_asksOnlyForTextsThatAreThere() {
        Pattern asked = Pattern.compile("Texts\\.get\\(\\s*\"([^\"]+)\"\\s*[,)]");
        Set<String> there = keys();

        assertThat(code().values().stream().flatMap(text -> asked.matcher(text).results())
                .map(found -> found.group(1))).isNotEmpty().allMatch(there::contains);
    }

    @Test
    void text_isUsed() {
        Set<String> named = code().values().stream().flatMap(text -> LITERAL.matcher(text).results())
                .map(found -> found.group(1)).collect(Collectors.toSet());
        List<String> endings = named.stream().filter(literal -> literal.startsWith(".")).toList();

        // A key stands whole, or its last part is put to its first: "inbox.nothing." + what + ".do".
        assertThat(keys().stream().filter(key -> !named.contains(key)).filter(key -> named.stream()
                .filter(part -> key.startsWith(part) && part.indexOf('.') > 0)
                .noneMatch(part -> part.endsWith(".") || endings.contains(key.substring(part.length()))))).isEmpty();
    }

    @Test
    void window_saysNothingThatStandsInItsCode() {
        List<String> found = new ArrayList<>();
        code().forEach((file, text) -> {
            if ((file.startsWith("ui/") || file.startsWith("app/")) && !REPORTS.contains(file)) {
                SHOWN.matcher(text).results().map(MatchResult::group).forEach(said -> found.add(file + ": " + said));
                LITERAL.matcher(text).results().filter(literal -> WORDS.matcher(literal.group(1)).find())
                        .filter(literal -> isShown(text, literal.start()))
                        .forEach(literal -> found.add(file + ": " + literal.group()));
            }
        });
        assertThat(found).isEmpty();
    }

    /** Not what goes to the log or stands in the exception of a bug, and not the name of a font. */
    private static boolean isShown(String code, int at) {
        int from = Math.max(Math.max(code.lastIndexOf(';', at), code.lastIndexOf('{', at)), code.lastIndexOf('}', at));
        String statement = code.substring(from + 1, at);
        return !code.startsWith("\"Inter ", at) && !statement.contains("requireNonNull(") && !statement.contains("log(")
                && !statement.contains("Exception(") && !statement.contains("Logger")
                && !statement.contains("Error(");
    }

    private static void each(Language language, BiConsumer<String, String> look) {
        rooms().forEach(room -> texts(room, language).forEach(look));
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String room(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    private static Set<String> rooms() {
        return files(BUNDLES, ".properties").map(file -> file.getFileName().toString().replace(".properties", ""))
                .filter(name -> name.indexOf('_') < 0 && !COMMANDS.contains(name)).collect(Collectors.toSet());
    }

    private static Set<String> keys() {
        return Stream.concat(rooms().stream(), COMMANDS.stream())
                .flatMap(room -> texts(room, Language.ENGLISH).keySet().stream()).collect(Collectors.toSet());
    }

    private static Map<String, String> texts(String room, Language language) {
        String ending = language == Language.ENGLISH ? "" : "_" + language.tag();
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(room + ending + ".properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return texts;
    }

    /** The sources by their path, without comments. */
    private static Map<String, String> code() {
        return files(CODE, ".java").collect(Collectors.toMap(
                file -> CODE.relativize(file).toString().replace('\\', '/'), LanguagesTest::withoutComments));
    }

    private static String withoutComments(Path file) {
        try {
            return Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
