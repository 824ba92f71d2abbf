package app.ajar.sending;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Quarters of an hour up and down, over midnight and in the nights in which the clocks change. */
class SendTimeStepsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** What the field shows and reads back: a day and a time on the wall, without an offset. */
    private static Instant readBack(ZonedDateTime shown) {
        return ZonedDateTime.of(shown.toLocalDateTime(), shown.getZone()).toInstant();
    }

    private static Stream<LocalTime> steps(String from, boolean later, int count) {
        Instant[] at = {Instant.parse(from)};
        return IntStream.range(0, count).mapToObj(step -> {
            ZonedDateTime next = SendTime.stepped(at[0], later, BERLIN);
            at[0] = readBack(next);
            return next.toLocalTime();
        });
    }

    private static LocalTime[] times(String... times) {
        return Stream.of(times).map(LocalTime::parse).toArray(LocalTime[]::new);
    }

    @Test
    void aTimeBetween_goesToTheQuarter_andOverMidnight() {
        assertThat(steps("2026-11-22T22:37:12Z", true, 3)).containsExactly(times("23:45", "00:00", "00:15"));
        assertThat(steps("2026-11-22T23:07:00Z", false, 3)).containsExactly(times("00:00", "23:45", "23:30"));
        assertThat(SendTime.stepped(Instant.parse("2026-11-22T22:50:00Z"), true, BERLIN).toLocalDate())
                .isEqualTo("2026-11-23");
    }

    @Test
    void theHourThatComesTwice_isLeft_upAndDown() {
        // From 1:45: at 3 it is 2 again.
        assertThat(steps("2026-10-24T23:45:00Z", true, 6))
                .containsExactly(times("02:00", "02:15", "02:30", "02:45", "03:00", "03:15"));
        assertThat(steps("2026-10-25T02:15:00Z", false, 6))
                .containsExactly(times("03:00", "02:45", "02:30", "02:15", "02:00", "01:45"));
    }

    @Test
    void theHourThatIsLeftOut_isPassedOver() {
        assertThat(steps("2026-03-29T00:30:00Z", true, 3)).containsExactly(times("01:45", "03:00", "03:15"));
        assertThat(steps("2026-03-29T01:15:00Z", false, 3)).containsExactly(times("03:00", "01:45", "01:30"));
    }
}
