package app.ajar.settings;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pops up on the desktop, how much of it can be read there, and when nothing does.
 *
 * @param messages whether new messages pop up
 * @param windows whether reply windows do that are about to close on somebody who was not answered
 * @param stay whether what popped up stays until it is closed, for who needs the time to read it
 * @param pausedUntil when the pause ends that the user asked for; null for none
 * @param windowsTold closing windows up to this time were told of, also by an Ajar that has ended since; null for none
 */
public record Notifications(boolean messages, boolean windows, Details details, boolean stay, Quiet quiet,
        @Nullable Instant pausedUntil, @Nullable Instant windowsTold) {

    /** How long "Pause" lasts. */
    public static final Duration PAUSE = Duration.ofHours(1);

    /** A new user's: everything is told, with its words, at any time. */
    public static final Notifications DEFAULTS = new Notifications(true, true, Details.WORDS, false, Quiet.OFF,
            null, null);

    /** How much of a message can be read by whoever passes the screen. */
    public enum Details {
        /** Who wrote, and what. */
        WORDS,
        /** Who wrote. */
        NAMES,
        /** Only that somebody wrote. */
        NOTHING
    }

    /**
     * Hours in which nothing pops up.
     *
     * @param from when they begin, by the clock on the wall
     * @param to when they end, on the next day where this is the earlier one; never the same as {@code from}
     * @param days on which they begin
     */
    public record Quiet(boolean on, LocalTime from, LocalTime to, Set<DayOfWeek> days) {

        private static final LocalTime NIGHT = LocalTime.of(22, 0);
        private static final LocalTime MORNING = LocalTime.of(8, 0);

        /** None; what is offered to who turns them on. */
        public static final Quiet OFF = new Quiet(false, NIGHT, MORNING, EnumSet.allOf(DayOfWeek.class));

        public Quiet {
            if (from.equals(to)) {
                throw new IllegalArgumentException("quiet hours without a length");
            }
            days = days.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(days));
        }

        /** When the quiet ends in which this time lies; empty when it lies in none. */
        public Optional<Instant> until(Instant now, ZoneId zone) {
            // Those of yesterday may reach into today. Times that the clocks leave out or have twice are java.time's matter.
            LocalDate today = now.atZone(zone).toLocalDate();
            return Stream.of(today.minusDays(1), today).filter(day -> on && days.contains(day.getDayOfWeek()))
                    .filter(day -> !now.isBefore(day.atTime(from).atZone(zone).toInstant()))
                    .map(day -> (to.isAfter(from) ? day : day.plusDays(1)).atTime(to).atZone(zone).toInstant())
                    .filter(now::isBefore).findFirst();
        }
    }

    /** Until when nothing pops up, be it for the quiet hours or for a pause; empty when something may. */
    public Optional<Instant> silentUntil(Instant now, ZoneId zone) {
        return Stream.concat(quiet.until(now, zone).stream(), paused(now).stream()).max(Instant::compareTo);
    }

    /** When the pause ends; empty when there is none. A clock that was set back does not make one longer. */
    public Optional<Instant> paused(Instant now) {
        return Optional.ofNullable(pausedUntil).filter(end -> now.isBefore(end) && !end.isAfter(now.plus(PAUSE)));
    }

    /** The same with other messages told or not. */
    public Notifications withMessages(boolean told) {
        return new Notifications(told, windows, details, stay, quiet, pausedUntil, windowsTold);
    }

    /** The same with closing windows told or not. */
    public Notifications withWindows(boolean told) {
        return new Notifications(messages, told, details, stay, quiet, pausedUntil, windowsTold);
    }

    /** The same with more or less to be read. */
    public Notifications withDetails(Details shown) {
        return new Notifications(messages, windows, shown, stay, quiet, pausedUntil, windowsTold);
    }

    /** The same with what popped up staying, or going by itself. */
    public Notifications withStay(boolean stays) {
        return new Notifications(messages, windows, details, stays, quiet, pausedUntil, windowsTold);
    }

    /** The same with other quiet hours. */
    public Notifications withQuiet(Quiet hours) {
        return new Notifications(messages, windows, details, stay, hours, pausedUntil, windowsTold);
    }

    /** The same with a pause that ends then; null for none. */
    public Notifications withPause(@Nullable Instant end) {
        return new Notifications(messages, windows, details, stay, quiet, end, windowsTold);
    }

    /** The same once closing windows were told of up to this time. */
    public Notifications withWindowsTold(Instant at) {
        return new Notifications(messages, windows, details, stay, quiet, pausedUntil, at);
    }
}
