package app.ajar.text;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time of day as people type it: as their locale writes it, or {@code 14:05}, {@code 14.05}, {@code 1405}, {@code 14}, {@code 2 pm}. */
public record TypedTime(Locale locale) {

    private static final Pattern LOOSE = Pattern
            .compile("(\\d{1,2})(?:\\s*[:.h]?\\s*(\\d{2}))?\\s*(?:([ap])\\.?\\s?m\\.?)?");
    private static final int HALF_DAY = 12;

    /** Empty for what is no time of day. */
    public Optional<LocalTime> read(String typed) {
        String text = typed.strip();
        try {
            return Optional.of(LocalTime.parse(text, new DateTimeFormatterBuilder().parseCaseInsensitive()
                    .append(shown()).toFormatter(locale)));
        } catch (DateTimeParseException e) {
            return loose(text.toLowerCase(Locale.ROOT));
        }
    }

    private static Optional<LocalTime> loose(String text) {
        Matcher match = LOOSE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(match.group(1));
        int minute = match.group(2) == null ? 0 : Integer.parseInt(match.group(2));
        if (match.group(3) != null) {
            if (hour < 1 || hour > HALF_DAY) {
                return Optional.empty();
            }
            hour = hour % HALF_DAY + ("p".equals(match.group(3)) ? HALF_DAY : 0);
        }
        try {
            return Optional.of(LocalTime.of(hour, minute));
        } catch (DateTimeException e) {
            // Twenty-five o'clock: not a time.
            return Optional.empty();
        }
    }

    /** As the locale writes it; what it gives is read again as the same time. */
    public String write(LocalTime time) {
        return shown().format(time);
    }

    private DateTimeFormatter shown() {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
    }
}
