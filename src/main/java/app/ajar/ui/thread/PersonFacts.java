package app.ajar.ui.thread;

import app.ajar.model.Participant;
import app.ajar.text.Texts;
import java.text.CompactNumberFormat;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is known of a person, in words; what Meta did not tell is left out. Pure. */
final class PersonFacts {

    private static final int EXACT_BELOW = 10_000;

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
