package app.ajar.ui.kit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TameTextTest {

    @Test
    void ordinaryText_isLeftAlone() {
        assertThat(TameText.paragraphs("Hé!\n\tThảo 👨‍👩‍👧‍👦")).isEqualTo("Hé!\n\tThảo 👨‍👩‍👧‍👦");
    }

    @Test
    void oneLine_turnsBreaksIntoSpaces() {
        assertThat(TameText.oneLine("\nHey,\r\n\n there\tyou\n")).isEqualTo("Hey, there you");
    }

    @Test
    void tenThousandMarksOnOneLetter_areCutDown() {
        String zalgo = "Z" + "\u0335".repeat(10_000) + "!";
        assertThat(TameText.paragraphs(zalgo)).hasSizeLessThan(60).startsWith("Z").endsWith("!");
        assertThat(TameText.oneLine(zalgo)).hasSizeLessThan(60);
    }

    @Test
    void longText_endsInAnEllipsisAtAGraphemeEnd() {
        String families = "👨‍👩‍👧‍👦".repeat(200_000);
        String tamed = TameText.oneLine(families);
        assertThat(tamed).hasSizeLessThanOrEqualTo(TameText.MOST_IN_LINE + 1).endsWith("👦…");
        assertThat((tamed.length() - 1) % "👨‍👩‍👧‍👦".length()).isZero();
    }

    @Test
    void controlCharactersAndHalfPairs_areDropped() {
        assertThat(TameText.paragraphs("a\u0000b\uD83Dc\u0007d\u009Fe\uDE0D")).isEqualTo("abcde");
    }

    @Test
    void fitting_neverCutsAGrapheme() {
        String text = "ab👨‍👩‍👧‍👦cd";
        assertThat(TameText.fitting(text, 3, prefix -> prefix.length() <= 9)).isEqualTo("ab…");
        assertThat(TameText.fitting(text, 3, prefix -> prefix.length() <= 14)).isEqualTo("ab👨‍👩‍👧‍👦…");
        assertThat(TameText.fitting(text, 3, prefix -> false)).isEqualTo("…");
        assertThat(TameText.fitting("", 0, prefix -> false)).isEqualTo("…");
    }

    @Test
    void fitting_isTheSameWhateverWasGuessed_andAGoodGuessAsksSeldom() {
        String text = "abcdefghijklmnopqrstuvwxyz".repeat(4);
        for (int room = 0; room <= text.length(); room++) {
            int most = room;
            for (int expected : new int[]{-1, 0, 30, 52, 103, 104, 700}) {
                assertThat(TameText.fitting(text, expected, prefix -> prefix.length() <= most + 1))
                        .as("%s at %s", room, expected)
                        .isEqualTo(text.substring(0, room) + "…");
            }
            List<String> asked = new ArrayList<>();
            TameText.fitting(text, room, prefix -> {
                asked.add(prefix);
                return prefix.length() <= most + 1;
            });
            assertThat(asked).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void direction_isThatOfTheFirstStrongLetter() {
        assertThat(TameText.isRightToLeft("123 هل يمكن the")).isTrue();
        assertThat(TameText.isRightToLeft("😍 hello שלום")).isFalse();
        assertThat(TameText.isRightToLeft("12:30 😍")).isFalse();
    }
}
