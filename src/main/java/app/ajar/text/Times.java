package app.ajar.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates and times in the user's locale and time zone; pure, the present time is always an argument. */
public final class Times {

    private static final int DAYS_NAMED_BY_WEEKDAY = 6;

    private Times() {}

    /** Hour and minute. Where CLDR puts a narrow space before AM and PM, which small type swallows, stands a whole one. */
    public static String clock(Instant at, ZoneId zone, Locale locale) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale).format(at.atZone(zone))
                .replace('\u202F', '\u00A0');
    }

    /** A message's time: hour and minute today, else month, day, hour and minute. */
    public static String message(Instant at, Instant now, ZoneId zone, Locale locale) {
        String clock = clock(at, zone, locale);
        return daysAgo(at, now, zone) == 0 ? clock : date(at, now, zone, locale) + ", " + clock;
    }

    /** A list row's time: hour and minute today, "Yesterday", the short weekday within a week, else the date. */
    public static String row(Instant at, Instant now, ZoneId zone, Locale locale) {
        long days = daysAgo(at, now, zone);
        if (days <= 0) {
            return days < 0 ? date(at, now, zone, locale) : clock(at, zone, locale);
        }
        if (days == 1) {
            return Texts.get("common.yesterday");
        }
        if (days <= DAYS_NAMED_BY_WEEKDAY) {
            return at.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
        }
        return date(at, now, zone, locale);
    }

    /** A day chip: "Today", "Yesterday", the weekday within a week, else the date. */
    public static String day(LocalDate day, Instant now, ZoneId zone, Locale locale) {
        LocalDate today = now.atZone(zone).toLocalDate();
        long days = ChronoUnit.DAYS.between(day, today);
        if (days == 0) {
            return Texts.get("common.today");
        }
        if (days == 1) {
            return Texts.get("common.yesterday");
        }
        if (days > 1 && days <= DAYS_NAMED_BY_WEEKDAY) {
            return day.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
        }
        return date(day.atStartOfDay(zone).toInstant(), now, zone, locale);
    }

    /** Day and month, with the year when it is not this one. */
    public static String date(Instant at, Instant now, ZoneId zone, Locale locale) {
        ZonedDateTime then = at.atZone(zone);
        boolean thisYear = then.getYear() == now.atZone(zone).getYear();
        return DateTimeFormatter.ofLocalizedPattern(thisYear ? "MMMd" : "yMMMd").withLocale(locale).format(then);
    }

    private static long daysAgo(Instant at, Instant now, ZoneId zone) {
        return ChronoUnit.DAYS.between(at.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate());
    }
}
