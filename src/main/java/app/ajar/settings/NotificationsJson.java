package app.ajar.settings;

import app.ajar.settings.Notifications.Details;
import app.ajar.settings.Notifications.Quiet;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What pops up, as a part of {@code settings.json}; each value is read by itself here too. */
final class NotificationsJson {

    private NotificationsJson() {}

    static void write(JsonGenerator json, Notifications told) {
        json.writeObjectPropertyStart("notifications");
        json.writeBooleanProperty("messages", told.messages());
        json.writeBooleanProperty("windows", told.windows());
        json.writeStringProperty("details", told.details().name());
        json.writeBooleanProperty("stay", told.stay());
        time(json, "pausedUntil", told.pausedUntil());
        time(json, "windowsTold", told.windowsTold());
        Quiet quiet = told.quiet();
        json.writeObjectPropertyStart("quiet");
        json.writeBooleanProperty("on", quiet.on());
        json.writeStringProperty("from", quiet.from().toString());
        json.writeStringProperty("to", quiet.to().toString());
        json.writeStringProperty("days", quiet.days().stream().map(DayOfWeek::name).collect(Collectors.joining(" ")));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String key, @Nullable Instant time) {
        if (time != null) {
            json.writeStringProperty(key, time.toString());
        }
    }

    static Notifications read(@Nullable Object value) {
        Notifications defaults = Notifications.DEFAULTS;
        if (!(value instanceof Map<?, ?> told)) {
            return defaults;
        }
        return new Notifications(SettingsJson.flag(told, "messages", defaults.messages()),
                SettingsJson.flag(told, "windows", defaults.windows()),
                SettingsJson.word(Details.values(), SettingsJson.text(told, "details"), defaults.details()),
                SettingsJson.flag(told, "stay", defaults.stay()),
                told.get("quiet") instanceof Map<?, ?> quiet ? quiet(quiet) : defaults.quiet(),
                parsed(told, "pausedUntil", Instant::parse), parsed(told, "windowsTold", Instant::parse));
    }

    /** Two times that make no span are no times: the ones that are offered stand in for them, and nothing is quiet. */
    private static Quiet quiet(Map<?, ?> quiet) {
        LocalTime from = parsed(quiet, "from", LocalTime::parse);
        LocalTime to = parsed(quiet, "to", LocalTime::parse);
        if (from == null || to == null || from.equals(to)) {
            return Quiet.OFF;
        }
        return new Quiet(SettingsJson.flag(quiet, "on", false), from, to, days(SettingsJson.text(quiet, "days")));
    }

    private static Set<DayOfWeek> days(@Nullable String names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        if (names != null) {
            Arrays.stream(DayOfWeek.values()).filter(day -> names.contains(day.name())).forEach(days::add);
        }
        return days.isEmpty() ? Quiet.OFF.days() : days;
    }

    private static <T> @Nullable T parsed(Map<?, ?> values, String key, Function<String, T> parse) {
        String text = SettingsJson.text(values, key);
        try {
            return text == null ? null : parse.apply(text);
        } catch (DateTimeException e) {
            System.getLogger(NotificationsJson.class.getName()).log(System.Logger.Level.DEBUG,
                    "a time in the settings cannot be read", e);
            return null;
        }
    }
}
