package app.ajar.text;

import app.ajar.Hostile;
import java.text.Bidi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutsideTextTest {

    private static final String BEFORE = "From ";
    private static final String BEHIND = " at 12:30 (2 new)";

    @ParameterizedTest
    @MethodSource("app.ajar.Hostile#people")
    void guest_turnsNothingAroundIt(Hostile.Person person) {
        String sentence = BEFORE + OutsideText.isolated(person.name().lines().findFirst().orElse("")) + BEHIND;
        Bidi levels = new Bidi(sentence, Bidi.DIRECTION_LEFT_TO_RIGHT);
        for (int i = 0; i < BEFORE.length(); i++) {
            assertThat(levels.getLevelAt(i)).isZero();
        }
        for (int i = sentence.length() - BEHIND.length(); i < sentence.length(); i++) {
            assertThat(levels.getLevelAt(i)).as("what stands behind, at %s", i).isZero();
        }
    }

    @Test
    void wordsFromLeftToRight_stayAsTheyAre() {
        assertThat(OutsideText.isolated("Zoë 👩‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿, 12 €\n東京"))
                .isEqualTo("Zoë 👩‍🚀 🏴󠁧󠁢󠁥󠁮󠁧󠁿, 12 €\n東京");
        assertThat(OutsideText.isolated("")).isEmpty();
    }

    @Test
    void aGuestWithinAGuest_isIsolatedOnce() {
        String once = OutsideText.isolated(Hostile.HEBREW);
        assertThat(once).isEqualTo("\u2068" + Hostile.HEBREW + "\u2069");
        assertThat(OutsideText.isolated(once)).isEqualTo(once);
        assertThat(OutsideText.isolated("to " + once + "!")).isEqualTo("\u2068to " + once + "!\u2069");
    }

    @Test
    void overridesGo_andIsolatesThatNobodyClosesAreClosed() {
        assertThat(OutsideText.withoutTurns(Hostile.UNCLOSED)).isEqualTo("invoicefdp.moc\u2067\u2068\u2069\u2069");
        assertThat(OutsideText.withoutTurns("\u2069a\u202c")).isEqualTo("a");
        assertThat(OutsideText.withoutTurns("\u2067".repeat(9) + "a" + "\u2069".repeat(9) + "b"))
                .isEqualTo("\u2067".repeat(4) + "a" + "\u2069".repeat(4) + "b");
    }

    @ParameterizedTest
    @MethodSource("app.ajar.Hostile#people")
    void onATerminal_nothingIsObeyed(Hostile.Person person) {
        for (String words : new String[]{person.name(), person.text()}) {
            String line = OutsideText.onTerminal(words);
            assertThat(line.length()).isLessThan(OutsideText.MOST + 20);
            assertThat(line.codePoints()).noneMatch(
                    point -> Character.isISOControl(point) || (point >= 0x2028 && point <= 0x202E));
            assertThat(line.codePoints()).noneMatch(point -> Character.getType(point) == Character.SURROGATE);
            assertThat(line.chars().filter(c -> c >= 0x2066 && c <= 0x2068).count())
                    .isEqualTo(line.chars().filter(c -> c == 0x2069).count());
        }
    }
}
