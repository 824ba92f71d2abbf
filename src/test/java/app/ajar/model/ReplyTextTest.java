package app.ajar.model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReplyTextTest {

    @ParameterizedTest
    @CsvSource({"a,1", "é,2", "€,3", "漢,3", "😀,4", "👩‍👩‍👧,18", "🇯🇵,8", "e\u0301,3"})
    void length_isCountedInUtf8Bytes(String text, int bytes) {
        assertThat(ReplyText.bytes(text)).isEqualTo(bytes);
    }

    @Test
    void text_isSendable_upToAThousandBytes() {
        assertThat(ReplyText.sendable("a".repeat(1000))).isTrue();
        assertThat(ReplyText.sendable("a".repeat(1001))).isFalse();
        assertThat(ReplyText.sendable("é".repeat(500))).isTrue();
        assertThat(ReplyText.sendable("é".repeat(500) + "a")).isFalse();
        assertThat(ReplyText.sendable("😀".repeat(250))).isTrue();
        assertThat(ReplyText.sendable("😀".repeat(251))).isFalse();
    }

    @Test
    void blankText_isNotSendable() {
        assertThat(ReplyText.sendable("")).isFalse();
        assertThat(ReplyText.sendable(" \n\t\u3000")).isFalse();
        assertThat(ReplyText.sendable(" ok ")).isTrue();
    }
}
