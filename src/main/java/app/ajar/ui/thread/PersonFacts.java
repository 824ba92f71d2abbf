package app.ajar.ui.thread;

import app.ajar.model.Participant;
import app.ajar.store.MediaTable.FollowerChange;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import java.text.CompactNumberFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of a person, in words; what Meta did not tell is left out. Pure. */
final class PersonFacts {

    private static final int EXACT_BELOW = 10_000;
    private static final int SPAN_DAYS = 30;

    private PersonFacts() {}

    /** {@code 12.4k followers}; exact below ten thousand. */
    static String followers(int count, Locale locale) {
        if (count == 1) {
            return Texts.get("thread.followers.one");
        }
        if (count < EXACT_BELOW) {
            return Texts.get("thread.followers", NumberFormat.getIntegerInstance(locale).format(count));
        }
        NumberFormat compact = CompactNumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT);
        compact.setMaximumFractionDigits(1);
        return Texts.get("thread.followers", compact.format(count).replace('K', 'k'));
    }

    /** {@code  · +120 in 30 days}, to stand behind the number of followers; empty when it stayed the same. */
    static String change(FollowerChange change, Instant now, ZoneId zone, Locale locale) {
        if (change.change() == 0) {
            return "";
        }
        String count = NumberFormat.getIntegerInstance(locale).format(Math.abs((long) change.change()));
        String words = Texts.get(change.change() > 0 ? "thread.followers.more" : "thread.followers.fewer", count);
        long days = ChronoUnit.DAYS.between(change.since(), LocalDate.ofInstant(now, ZoneOffset.UTC));
        return " · " + (days >= SPAN_DAYS
                ? Texts.get("thread.followers.days", words, SPAN_DAYS)
                : Texts.get("thread.followers.since", words,
                        Times.date(change.since().atStartOfDay(zone).toInstant(), now, zone, locale)));
    }

    /** Why a refresh that was asked for waits; empty when nothing holds it up. */
    static String delay(Health.Phase phase) {
        return switch (phase) {
            case STARTING, FIRST_SYNC, LIVE, NOTHING_GIVEN -> "";
            case OFFLINE -> Texts.get("thread.details.refresh.offline");
            case RATE_LIMITED, TROUBLE -> Texts.get("thread.details.refresh.later");
            case NEEDS_RECONNECT, NO_ACCESS -> Texts.get("thread.details.refresh.access");
        };
    }

    /** The header's line: {@code 12.4k followers · follows you}; empty when nothing is known. */
    static String line(Participant person, Locale locale) {
        List<String> facts = new ArrayList<>();
        Integer followers = person.followers();
        if (followers != null) {
            facts.add(followers(followers, locale));
        }
        if (Boolean.TRUE.equals(person.followsUs())) {
            facts.add(Texts.get("thread.follows.you"));
        }
        return String.join(" · ", facts);
    }
}
