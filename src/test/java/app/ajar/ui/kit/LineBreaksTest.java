package app.ajar.ui.kit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineBreaksTest {

    @Test
    void lines_breakBetweenWordsAndFit() {
        assertThat(LineBreaks.broken("one two three four", 9, String::length)).isEqualTo("one two\nthree\nfour");
    }

    @Test
    void ownBreaks_areKept() {
        assertThat(LineBreaks.broken("a\n\nbb cc", 3, String::length)).isEqualTo("a\n\nbb\ncc");
    }

    @Test
    void wordsWiderThanALine_breakByGraphemes() {
        assertThat(LineBreaks.broken("ab abcdefgh", 3, String::length)).isEqualTo("ab\nabc\ndef\ngh");
    }

    @Test
    void narrowerThanOneLetter_stillEnds() {
        assertThat(LineBreaks.broken("abc", 0, String::length)).isEqualTo("a\nb\nc");
    }

    @Test
    void onlyRightToLeftText_needsIt() {
        assertThat(LineBreaks.needed("plain")).isFalse();
        assertThat(LineBreaks.needed("plain שלום")).isTrue();
    }

    @Test
    void pieces_areWhatOneFontDraws() {
        assertThat(LineBreaks.pieces("שלום, האם? אפשר")).containsExactly("שלום", ", ", "האם", "? ", "אפשר");
        assertThat(LineBreaks.pieces("نعم، خلال 5 أيام")).containsExactly("نعم، خلال ", "5 ", "أيام");
        assertThat(LineBreaks.pieces("plain")).containsExactly("plain");
        assertThat(LineBreaks.pieces("")).isEmpty();
    }
}
