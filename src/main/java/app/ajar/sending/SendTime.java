package app.ajar.sending;

import app.ajar.model.ReplyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;

/** The rules for replies that go at a time. Pure; the clock's time is given. */
public final class SendTime {

    /** The earliest time that can be chosen lies this far ahead. */
    public static final Duration EARLIEST = Duration.ofMinutes(5);
    /** Later than this a reply is not sent without asking. */
    public static final Duration LATEST = Duration.ofHours(1);

    private static final Duration STEP = Duration.ofMinutes(15);
    private static final LocalTime EVENING = LocalTime.of(18, 0);

    private SendTime() {}

    /** Whether a reply can be set for a time, or why not. */
    public enum Choice {
        FITS,
        /** Less than five minutes ahead. */
        TOO_SOON,
        /** Not before the window's end. */
        AFTER_THE_WINDOW,
        /** The window is closed: nothing can be set for any time. */
        CLOSED,
        /** When the window ends is not known. */
        UNKNOWN_END
    }

    /** @param window the standard one: no planned reply goes as a person's answer after it */
    public static Choice choice(ReplyWindow window, Instant due, Instant now) {
        if (!window.mayReply()) {
            return Choice.CLOSED;
        }
        Instant until = window.until();
        if (until == null) {
            return Choice.UNKNOWN_END;
        }
        if (due.isBefore(now.plus(EARLIEST))) {
            return Choice.TOO_SOON;
        }
        return due.isBefore(until) ? Choice.FITS : Choice.AFTER_THE_WINDOW;
    }

    /** What becomes of a reply whose time has come. */
    public enum Verdict {
        SEND, ASK, EXPIRED
    }

    /** @param window the standard one, as it is now */
    public static Verdict verdict(ReplyWindow window, Instant due, Instant now) {
        if (!window.mayReply()) {
            return Verdict.EXPIRED;
        }
        return late(due, now) ? Verdict.ASK : Verdict.SEND;
    }

    static boolean late(Instant due, Instant now) {
        return now.isAfter(due.plus(LATEST));
    }

    /** Times that are offered with one click. */
    public enum Offer {
        IN_AN_HOUR, THIS_EVENING, AN_HOUR_BEFORE_IT_CLOSES
    }

    /** The offers that fit the window, in this order. */
    public static Map<Offer, Instant> offers(ReplyWindow window, Instant now, ZoneId zone) {
        Map<Offer, Instant> offers = new EnumMap<>(Offer.class);
        ZonedDateTime local = now.atZone(zone);
        offer(offers, Offer.IN_AN_HOUR, now.plus(Duration.ofHours(1)), window, now);
        offer(offers, Offer.THIS_EVENING, local.with(EVENING).toInstant(), window, now);
        Instant until = window.until();
        if (until != null) {
            offer(offers, Offer.AN_HOUR_BEFORE_IT_CLOSES, until.minus(Duration.ofHours(1)), window, now);
        }
        return offers;
    }

    /**
     * The next quarter of an hour after a time, or the last one before it, by the clock on the wall. A time on the wall that
     * comes twice, when the clocks go back, is the first of the two to whoever reads it; so going on leaves that hour.
     */
    public static ZonedDateTime stepped(Instant due, boolean later, ZoneId zone) {
        long past = due.atZone(zone).toLocalTime().toSecondOfDay() % STEP.toSeconds();
        Instant before = past == 0 ? due.minus(STEP) : due.minusSeconds(past);
        ZonedDateTime next = (later ? due.minusSeconds(past).plus(STEP) : before).atZone(zone);
        while (later && !next.withEarlierOffsetAtOverlap().toInstant().isAfter(due)) {
            next = next.plus(STEP);
        }
        return next;
    }

    private static void offer(Map<Offer, Instant> offers, Offer offer, Instant at, ReplyWindow window, Instant now) {
        if (choice(window, at, now) == Choice.FITS) {
            offers.put(offer, at);
        }
    }
}
