package app.ajar.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThemeTest {

    private static final Pattern TOKEN = Pattern.compile("(-ajar-[a-z0-9-]+):\\s*([^;]+);");
    private static final double READABLE = 4.5;
    private static final List<String> GROUNDS = List.of("bg", "surface", "surface-2", "accent-soft", "bubble-in",
            "rail");

    @Test
    void bothThemes_nameTheSameTokensInTheSameOrder() {
        assertThat(tokens("light").keySet()).containsExactlyElementsOf(tokens("dark").keySet()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyDrawnTextColour_canBeReadOnEveryGroundItIsUsedOn(String theme) {
        Map<String, String> tokens = tokens(theme);
        for (String ground : GROUNDS) {
            for (String text : List.of("ink", "ink-2", "ink-3-text", "accent-text", "danger-text")) {
                readable(tokens, text, ground);
            }
        }
        for (String status : List.of("open", "closing", "agent", "closed")) {
            for (String ground : List.of("surface", "bg", "accent-soft", status + "-soft")) {
                readable(tokens, status + "-text", ground);
            }
        }
        readable(tokens, "on-accent", "accent-ground");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ui/kit/kit.css", "ui/kit/controlsfx-bridge.css", "ui/thread/thread.css",
            "ui/compose/compose.css", "ui/health/health.css", "ui/planned/planned.css", "ui/templates/templates.css",
            "ui/upkeep/upkeep.css",
            "ui/inbox/inbox.css"})
    void componentStylesheets_useTokensOnly(String sheet) {
        String rules = resource("/app/ajar/" + sheet).replaceAll("(?s)/\\*.*?\\*/", "");
        assertThat(
                Pattern.compile("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsba?\\(").matcher(rules).results().map(r -> r.group()))
                .isEmpty();
        assertThat(TOKEN_USE.matcher(rules).results().map(use -> use.group()).distinct().filter(
                name -> !tokens("light").containsKey(name) && !name.equals("-ajar-words"))).isEmpty();
    }

    private static final Pattern TOKEN_USE = Pattern.compile("-ajar-[a-z0-9-]+");

    private static void readable(Map<String, String> tokens, String text, String ground) {
        String front = Objects.requireNonNull(tokens.get("-ajar-" + text), text);
        String back = Objects.requireNonNull(tokens.get("-ajar-" + ground), ground);
        double one = brightness(front) + 0.05;
        double two = brightness(back) + 0.05;
        assertThat(Math.max(one, two) / Math.min(one, two)).as("%s on %s", text, ground)
                .isGreaterThanOrEqualTo(READABLE);
    }

    /** Relative luminance, WCAG 2.2. */
    private static double brightness(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double share = (channel & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static Map<String, String> tokens(String theme) {
        Map<String, String> tokens = new LinkedHashMap<>();
        Matcher token = TOKEN.matcher(resource("/app/ajar/ui/kit/" + theme + ".css"));
        while (token.find()) {
            tokens.put(token.group(1), token.group(2));
        }
        return tokens;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ThemeTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bundledFontsAndPictures_standBesideTheirLicences() {
        assertThat(
                Stream.of("fonts/OFL.txt", "fonts/NOTICE.txt", "emoji/LICENSE-MIT.txt", "emoji/LICENSE-APACHE-2.0.txt",
                        "emoji/NOTICE.txt"))
                .allSatisfy(file -> assertThat(resource("/app/ajar/ui/kit/" + file)).isNotBlank());
    }
}
