package app.ajar.ui.kit;

import app.ajar.ui.kit.EmojiIndex.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmojiIndexTest {

    @ParameterizedTest
    @ValueSource(strings = {"😍", "👨‍👩‍👧‍👦", "🇳🇬", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽", "1️⃣", "#️⃣", "❤", "❤️", "❤️‍🔥",
            "🫩", "©️", "☎", "⌚", "🧑🏻‍🤝‍🧑🏿",
            "🏳️‍🌈", "㊗️"})
    void oneEmoji_isOnePictureWhateverItIsJoinedFrom(String emoji) {
        assertThat(EmojiIndex.mayHoldEmoji(emoji)).isTrue();
        assertThat(EmojiIndex.split(emoji)).singleElement().isInstanceOfSatisfying(Run.Emoji.class, run -> {
            assertThat(run.text()).isEqualTo(emoji);
            assertThat(run.cell()).isNotEqualTo(Run.Emoji.UNKNOWN);
        });
    }

    @Test
    void sameEmojiWithAndWithoutItsVariationSelector_isTheSamePicture() {
        assertThat(cell("❤")).isEqualTo(cell("❤️"));
        assertThat(cell("👍")).isNotEqualTo(cell("👍🏽"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Obsessed with this colour", "© 2026 Northbound™ ®", "1, 2 and #3", "a → b ↔ c", "日本語のテキスト",
            "هل يمكن التوصيل؟", "▶ play", "café", "10 × 20 — 5", ""})
    void ordinaryText_staysText(String text) {
        assertThat(EmojiIndex.split(text)).allMatch(Run.Words.class::isInstance);
        assertThat(words(text)).isEqualTo(text);
    }

    @Test
    void textAroundEmoji_keepsItsOrder() {
        assertThat(EmojiIndex.split("a 😍😍 b")).extracting(Object::getClass).extracting(Class::getSimpleName)
                .containsExactly("Words", "Emoji", "Emoji", "Words");
    }

    @Test
    void pictographsNewerThanTheSheet_areABoxAndNeverLetters() {
        assertThat(EmojiIndex.split(Character.toString(0x1FAFF))).containsExactly(
                new Run.Emoji(Character.toString(0x1FAFF), Run.Emoji.UNKNOWN));
    }

    @Test
    void unknownJoinedEmoji_fallApartIntoKnownOnes() {
        List<Run> runs = EmojiIndex.split("🦊‍🍕");
        assertThat(runs).hasSize(2).allSatisfy(run -> assertThat(run).isInstanceOf(Run.Emoji.class));
    }

    @Test
    void flagsNobodyDrew_showTheirLetters() {
        assertThat(EmojiIndex.split("🇽🇽")).containsExactly(new Run.Words("XX"));
    }

    private static int cell(String emoji) {
        return ((Run.Emoji) EmojiIndex.split(emoji).getFirst()).cell();
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        for (Run run : EmojiIndex.split(text)) {
            words.append(((Run.Words) run).text());
        }
        return words.toString();
    }
}
