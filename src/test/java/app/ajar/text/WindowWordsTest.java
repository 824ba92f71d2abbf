package app.ajar.text;

import app.ajar.model.ReplyWindow;
import app.ajar.model.ReplyWindow.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WindowWordsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT24H29S,24h 0m", "PT24H,24h 0m", "PT23H59M59S,23h 59m", "PT23H45M,23h 45m", "PT2H,2h 0m",
            "PT1H59M59S,1h 59m",
            "PT1H,1h 0m", "PT59M59S,59m", "PT45M,45m", "PT1M,1m", "PT59S,< 1m", "PT1S,< 1m", "PT0.001S,< 1m"})
    void timeLeft_isShownInHoursAndMinutes(Duration left, String words) {
        assertThat(WindowWords.remaining(new ReplyWindow(Status.OPEN, NOW.plus(left)), NOW)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"P3DT20H15M,3d 20h", "P6D,6d 0h", "PT24H1S,1d 0h", "PT23H59M,23h 59m"})
    void humanAgentSpan_isShownInDays_beyondTwentyFourHours(Duration left, String words) {
        assertThat(WindowWords.remaining(new ReplyWindow(Status.HUMAN_AGENT, NOW.plus(left)), NOW)).isEqualTo(words);
    }

    @Test
    void closedAndUnknown_haveTheirOwnWords() {
        assertThat(WindowWords.remaining(new ReplyWindow(Status.CLOSED, null), NOW)).isEqualTo("Closed");
        assertThat(WindowWords.remaining(new ReplyWindow(Status.OPEN, NOW), NOW)).isEqualTo("Closed");
        assertThat(WindowWords.remaining(new ReplyWindow(Status.OPEN, NOW.minusSeconds(9)), NOW)).isEqualTo("Closed");
        assertThat(WindowWords.remaining(new ReplyWindow(Status.UNKNOWN, null), NOW)).isEqualTo("Unknown");
    }
}
