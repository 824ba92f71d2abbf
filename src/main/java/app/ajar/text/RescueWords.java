package app.ajar.text;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is said, in the window and by the commands, when a broken database was set aside and what the user made restored. */
public final class RescueWords {

    private RescueWords() {}

    /**
     * How much is there again.
     *
     * @param from of when it is; null when nothing could be restored
     * @param asking how many replies may have been sent since
     */
    public record Saved(@Nullable Instant from, int drafts, int replies, int asking, int templates) {}

    /** @param because the word for why, as the keys have it */
    public static String what(String because) {
        return Texts.get("rescue.what." + because);
    }

    /** What was saved, from when, and what happens next; one line. */
    public static String saved(Saved saved, boolean aside, ZoneId zone, Locale locale) {
        if (saved.from() == null) {
            return Texts.get("rescue.nothing") + (aside ? " " + Texts.get("rescue.aside") : "");
        }
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(locale)
                .format(saved.from().atZone(zone)).replace('\u202F', '\u00A0');
        return Texts.get("rescue.saved", when, saved.drafts(), saved.replies(), saved.templates())
                + (saved.asking() > 0 ? " " + Texts.get("rescue.asking", saved.asking()) : "")
                + (aside ? " " + Texts.get("rescue.aside") : "");
    }
}
