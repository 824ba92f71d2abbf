package app.ajar.sync;

import app.ajar.sync.Schedule.Pace;
import app.ajar.sync.SyncEngine.Attention;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final Pace pace = new Pace(START);

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private Duration list(Duration later) {
        return pace.list(Attention.FOCUSED, START.plus(later));
    }

    @Test
    void list_isAskedForEveryFifteenSeconds_atFirst() {
        assertThat(list(Duration.ZERO)).isEqualTo(seconds(15));
    }

    @Test
    void list_isAskedForOften_whileSomebodyWrites_andEverMoreSeldom_whenNothingComes() {
        pace.brought(1, seconds(15), START);

        assertThat(list(Duration.ZERO)).isEqualTo(seconds(5));
        assertThat(list(seconds(59))).isEqualTo(seconds(5));
        assertThat(list(Duration.ofMinutes(1))).isEqualTo(seconds(10));
        assertThat(list(Duration.ofMinutes(10))).isEqualTo(seconds(15));
        assertThat(list(Duration.ofHours(1))).isEqualTo(seconds(30));
        assertThat(list(Duration.ofDays(30))).isEqualTo(seconds(30));
    }

    @Test
    void list_isAskedForHalfAsOften_inTheBackground_andOnceAMinute_whenHidden() {
        pace.brought(1, seconds(15), START);

        assertThat(pace.list(Attention.BACKGROUND, START)).isEqualTo(seconds(10));
        assertThat(pace.list(Attention.BACKGROUND, START.plus(Duration.ofHours(5)))).isEqualTo(seconds(60));
        assertThat(pace.list(Attention.HIDDEN, START)).isEqualTo(seconds(60));
    }

    @Test
    void news_makeItFastAgain_afterALongSilence() {
        Instant later = START.plus(Duration.ofHours(9));
        pace.brought(1, seconds(30), later);

        assertThat(pace.list(Attention.FOCUSED, later)).isEqualTo(seconds(5));
    }

    @Test
    void aBusyConversation_isReadBeforeTwentyPass_evenWithTheWindowHidden() {
        pace.brought(20, seconds(60), START);

        assertThat(pace.list(Attention.HIDDEN, START)).isEqualTo(seconds(30));
        assertThat(pace.list(Attention.HIDDEN, START.plus(Duration.ofMinutes(10)))).isEqualTo(seconds(60));
    }

    @Test
    void theFastestPace_leavesRoomForOtherCalls() {
        pace.brought(20, Duration.ofMillis(100), START);

        assertThat(list(Duration.ZERO)).isEqualTo(seconds(2));
        // List and open conversation together stay under two calls a second.
        assertThat(pace.watched(Attention.FOCUSED, START)).isGreaterThanOrEqualTo(seconds(2));
    }

    @Test
    void theOpenConversation_isReadMoreOften_whileSomebodyWrites() {
        assertThat(pace.watched(Attention.FOCUSED, START)).isEqualTo(seconds(5));
        assertThat(pace.watched(Attention.BACKGROUND, START)).isEqualTo(seconds(15));
        pace.brought(1, seconds(5), START);

        assertThat(pace.watched(Attention.FOCUSED, START)).isEqualTo(seconds(3));
        assertThat(pace.watched(Attention.FOCUSED, START.plus(Duration.ofHours(2)))).isEqualTo(seconds(10));
    }

    @Test
    void aClockSetBack_doesNotKeepItFast() {
        pace.brought(5, seconds(5), START.plus(Duration.ofDays(2)));

        assertThat(pace.list(Attention.FOCUSED, START)).isEqualTo(seconds(5));
        assertThat(list(Duration.ofHours(1))).isEqualTo(seconds(30));
    }
}
