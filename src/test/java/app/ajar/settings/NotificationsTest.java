package app.ajar.settings;

import app.ajar.settings.Notifications.Quiet;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void quietHours_withinADay_beginAndEndAtTheirMinute() {
        Quiet lunch = new Quiet(true, LocalTime.of(12, 0), LocalTime.of(13, 30), ALL);
        assertThat(lunch.until(at("2026-11-22T11:59:59"), BERLIN)).isEmpty();
        assertThat(lunch.until(at("2026-11-22T12:00:00"), BERLIN)).contains(at("2026-11-22T13:30:00"));
        assertThat(lunch.until(at("2026-11-22T13:29:59"), BERLIN)).contains(at("2026-11-22T13:30:00"));
        assertThat(lunch.until(at("2026-11-22T13:30:00"), BERLIN)).isEmpty();
    }

    @Test
    void quietHours_overMidnight_endOnTheNextDay() {
        Quiet night = new Quiet(true, LocalTime.of(22, 0), LocalTime.of(7, 0), ALL);
        assertThat(night.until(at("2026-12-31T21:59:59"), BERLIN)).isEmpty();
        assertThat(night.until(at("2026-12-31T22:00:00"), BERLIN)).contains(at("2027-01-01T07:00:00"));
        assertThat(night.until(at("2027-01-01T00:00:00"), BERLIN)).contains(at("2027-01-01T07:00:00"));
        assertThat(night.until(at("2027-01-01T06:59:59"), BERLIN)).contains(at("2027-01-01T07:00:00"));
        assertThat(night.until(at("2027-01-01T07:00:00"), BERLIN)).isEmpty();
    }

    @Test
    void quietHours_countForTheDayOnWhichTheyBegin() {
        // The 21st is a Saturday.
        Quiet saturday = new Quiet(true, LocalTime.of(22, 0), LocalTime.of(7, 0), Set.of(DayOfWeek.SATURDAY));
        assertThat(saturday.until(at("2026-11-21T06:00:00"), BERLIN)).isEmpty();
        assertThat(saturday.until(at("2026-11-21T23:00:00"), BERLIN)).contains(at("2026-11-22T07:00:00"));
        assertThat(saturday.until(at("2026-11-22T06:00:00"), BERLIN)).contains(at("2026-11-22T07:00:00"));
        assertThat(saturday.until(at("2026-11-22T23:00:00"), BERLIN)).isEmpty();
    }

    @Test
    void quietHours_endByTheClockOnTheWall_inTheNightThatLosesAnHour_andInTheOneThatHasOneMore() {
        Quiet night = new Quiet(true, LocalTime.of(22, 0), LocalTime.of(7, 0), ALL);
        Instant spring = Instant.parse("2026-03-28T21:00:00Z");
        assertThat(night.until(spring, BERLIN)).contains(spring.plusSeconds(8 * 3_600));
        Instant autumn = Instant.parse("2026-10-24T20:00:00Z");
        assertThat(night.until(autumn, BERLIN)).contains(autumn.plusSeconds(10 * 3_600));
    }

    @Test
    void quietHours_thatEndInTheHourThatIsSkipped_endWithinIt_notADayLater() {
        Quiet untilHalfPastTwo = new Quiet(true, LocalTime.of(22, 0), LocalTime.of(2, 30), ALL);
        // At two o'clock the clocks go to three.
        Instant two = Instant.parse("2026-03-29T01:00:00Z");
        assertThat(untilHalfPastTwo.until(two, BERLIN)).contains(two.plusSeconds(1_800));
        assertThat(untilHalfPastTwo.until(two.plusSeconds(1_800), BERLIN)).isEmpty();
    }

    @Test
    void quietHours_thatEndInTheHourThatComesTwice_endOnce() {
        Quiet untilHalfPastTwo = new Quiet(true, LocalTime.of(22, 0), LocalTime.of(2, 30), ALL);
        // The first half past two; at three the clocks go back to two.
        Instant first = Instant.parse("2026-10-25T00:30:00Z");
        assertThat(untilHalfPastTwo.until(first.minusMillis(1), BERLIN)).contains(first);
        for (int minutes = 0; minutes < 180; minutes += 10) {
            assertThat(untilHalfPastTwo.until(first.plusSeconds(60L * minutes), BERLIN)).isEmpty();
        }
    }

    @Test
    void quietHours_thatAreOff_orOnNoDay_areNever() {
        assertThat(new Quiet(false, LocalTime.of(0, 0), LocalTime.of(23, 59), ALL).until(NOON, BERLIN)).isEmpty();
        assertThat(new Quiet(true, LocalTime.of(0, 0), LocalTime.of(23, 59), Set.of()).until(NOON, BERLIN)).isEmpty();
        assertThatThrownBy(() -> new Quiet(true, LocalTime.NOON, LocalTime.NOON, ALL))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pause_lastsItsHour_alsoWhereTheClockWasSetBack() {
        Notifications paused = Notifications.DEFAULTS.withPause(NOON.plus(Notifications.PAUSE));
        assertThat(paused.silentUntil(NOON, ZoneOffset.UTC)).contains(NOON.plusSeconds(3_600));
        assertThat(paused.silentUntil(NOON.plusSeconds(3_599), ZoneOffset.UTC)).contains(NOON.plusSeconds(3_600));
        assertThat(paused.silentUntil(NOON.plusSeconds(3_600), ZoneOffset.UTC)).isEmpty();
        assertThat(paused.silentUntil(NOON.minusSeconds(1), ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void pauseWithinQuietHours_doesNotShortenThem() {
        Notifications both = Notifications.DEFAULTS
                .withQuiet(new Quiet(true, LocalTime.of(11, 0), LocalTime.of(15, 0), ALL))
                .withPause(NOON.plusSeconds(600));
        assertThat(both.silentUntil(NOON, ZoneOffset.UTC)).contains(NOON.plusSeconds(3 * 3_600));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
