package app.ajar.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void clock_isInTheUsersLocaleAndZone() {
        Instant at = Instant.parse("2026-11-22T20:05:00Z");

        assertThat(Times.clock(at, BERLIN, Locale.GERMANY)).isEqualTo("21:05");
        assertThat(Times.clock(at, NEW_YORK, Locale.UK)).isEqualTo("15:05");
        assertThat(plain(Times.clock(at, NEW_YORK, Locale.US))).isEqualTo("3:05 PM");
    }

    @Test
    void message_showsTheDate_onlyWhenItIsNotToday() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(plain(Times.message(Instant.parse("2026-11-22T08:00:00Z"), now, BERLIN, Locale.US)))
                .isEqualTo("9:00 AM");
        assertThat(plain(Times.message(Instant.parse("2026-11-21T08:00:00Z"), now, BERLIN, Locale.US)))
                .isEqualTo("Nov 21, 9:00 AM");
        assertThat(plain(Times.message(Instant.parse("2025-11-21T08:00:00Z"), now, BERLIN, Locale.US)))
                .isEqualTo("Nov 21, 2025, 9:00 AM");
    }

    /** 23:30 on 21 November in Berlin is 22:30 UTC; midnight there is 23:00 UTC. */
    @ParameterizedTest
    @CsvSource({"2026-11-21T22:59:59Z,2026-11-21T23:00:00Z,Yesterday",
            "2026-11-21T23:00:00Z,2026-11-21T23:00:00Z,12:00 AM",
            "2026-11-21T22:30:00Z,2026-11-21T22:59:59Z,11:30 PM", "2026-11-20T23:00:00Z,2026-11-22T22:59:59Z,Yesterday",
            "2026-11-20T22:59:59Z,2026-11-22T22:59:59Z,Fri", "2026-11-16T12:00:00Z,2026-11-22T12:00:00Z,Mon",
            "2026-11-15T12:00:00Z,2026-11-22T12:00:00Z,Nov 15", "2025-12-31T12:00:00Z,2026-01-01T12:00:00Z,Yesterday",
            "2025-12-25T12:00:00Z,2026-01-01T12:00:00Z,'Dec 25, 2025'",
            "2026-11-23T12:00:00Z,2026-11-22T12:00:00Z,Nov 23"})
    void row_changesAtTheUsersMidnight(Instant at, Instant now, String shown) {
        assertThat(plain(Times.row(at, now, BERLIN, Locale.US))).isEqualTo(shown);
    }

    /** On 25 October 2026 Berlin's day has 25 hours, on 29 March 2026 it has 23. */
    @ParameterizedTest
    @CsvSource({"2026-10-24T22:00:00Z,2026-10-25T22:59:59Z,12:00 AM",
            "2026-10-24T21:59:59Z,2026-10-25T22:59:59Z,Yesterday",
            "2026-10-25T22:59:59Z,2026-10-25T23:00:00Z,Yesterday", "2026-03-28T23:00:00Z,2026-03-29T21:59:59Z,12:00 AM",
            "2026-03-29T21:59:59Z,2026-03-29T22:00:00Z,Yesterday"})
    void row_countsDaysAndNotHours_whenTheClocksChange(Instant at, Instant now, String shown) {
        assertThat(plain(Times.row(at, now, BERLIN, Locale.US))).isEqualTo(shown);
    }

    @Test
    void sameInstant_isTodayOrYesterday_byTheUsersZone() {
        Instant at = Instant.parse("2026-11-22T03:00:00Z");
        Instant now = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(Times.row(at, now, BERLIN, Locale.US)).doesNotContain("Yesterday");
        assertThat(Times.row(at, now, NEW_YORK, Locale.US)).isEqualTo("Yesterday");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22,Today", "2026-11-21,Yesterday", "2026-11-20,Friday", "2026-11-16,Monday",
            "2026-11-15,Nov 15",
            "2025-11-22,'Nov 22, 2025'", "2026-11-23,Nov 23"})
    void dayChip_namesTheDay(LocalDate day, String shown) {
        assertThat(Times.day(day, Instant.parse("2026-11-22T12:00:00Z"), BERLIN, Locale.US)).isEqualTo(shown);
    }

    @Test
    void dates_followTheLocale() {
        Instant now = Instant.parse("2026-11-22T12:00:00Z");
        Instant at = Instant.parse("2026-03-05T12:00:00Z");

        assertThat(Times.date(at, now, BERLIN, Locale.GERMANY)).isEqualTo("5. März");
        assertThat(Times.date(at, now, BERLIN, Locale.JAPAN)).isEqualTo("3月5日");
        assertThat(Times.date(at.minusSeconds(366L * 86_400), now, BERLIN, Locale.UK)).isEqualTo("4 Mar 2025");
    }

    /** Times hold no-break spaces. */
    private static String plain(String shown) {
        return shown.replace('\u00A0', ' ');
    }
}
