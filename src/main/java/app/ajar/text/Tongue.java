package app.ajar.text;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a window talks: one language for its sentences and the numbers in them, dates and times in it as its reader's
 * region writes them, and the side from which it is read.
 *
 * @param words the language of sentences and plurals
 * @param dates of dates, times and plain numbers
 * @param rightToLeft whether everything stands mirrored
 */
public record Tongue(Locale words, Locale dates, boolean rightToLeft) {

    /** What is spoken where nobody chose: by commands, whose sentences scripts rely on. */
    public static final Tongue PLAIN = new Tongue(Locale.ENGLISH, Locale.ENGLISH, false);

    private static final String LEFT_TO_RIGHT_MARK = "\u200E";

    /** English as it is written where the day has 24 hours, and where it has twice 12. */
    private static final Locale EUROPE = Locale.of("en", "150");
    private static final Locale WORLD = Locale.of("en", "001");

    /**
     * The tongue for what a user chose and what the system speaks; pure. The system's region stays, as far as there are
     * customs for it: with English on a German computer it is still 15:40 and not 3:40 PM.
     *
     * @param chosen the tag of a language, null or an unknown one to follow the system
     * @param system the language of the system's own windows
     * @param formats how the system writes dates and numbers
     */
    public static Tongue of(@Nullable String chosen, Locale system, Locale formats) {
        Language picked = Language.tagged(chosen).orElse(null);
        if (picked != null) {
            Locale words = sameLanguage(picked, system) ? system : picked.locale();
            return new Tongue(words, sameLanguage(picked, formats) ? formats : customs(picked.locale(), formats),
                    false);
        }
        if (Language.tagged(system.getLanguage()).isPresent()) {
            boolean alike = system.getLanguage().equals(formats.getLanguage());
            return new Tongue(system, alike ? formats : customs(system, formats), false);
        }
        return new Tongue(Locale.ENGLISH, customs(Locale.ENGLISH, formats), rightToLeft(system));
    }

    /**
     * Dates in this language, with the other locale's customs: its region's where the language is known there, else at
     * least its 24 or 12 hours. Its own months would stand as foreign words in the sentences, in another script the wrong
     * way round, and where such a line wraps the toolkit fails.
     */
    private static Locale customs(Locale language, Locale formats) {
        Locale there = new Locale.Builder().setLanguage(language.getLanguage()).setRegion(formats.getCountry()).build();
        if (!language.getLanguage().equals(Locale.ENGLISH.getLanguage())
                || Arrays.asList(Locale.getAvailableLocales()).contains(there)) {
            return there;
        }
        return hours24(formats) ? EUROPE : WORLD;
    }

    private static boolean hours24(Locale locale) {
        return DateTimeFormatterBuilder.getLocalizedDateTimePattern(null, FormatStyle.SHORT, IsoChronology.INSTANCE,
                locale).contains("H");
    }

    private static boolean sameLanguage(Language language, Locale locale) {
        return language.tag().equals(locale.getLanguage());
    }

    /** A language names itself in its own script. */
    private static boolean rightToLeft(Locale locale) {
        String own = locale.getDisplayLanguage(locale);
        byte direction = own.isEmpty()
                ? Character.DIRECTIONALITY_LEFT_TO_RIGHT
                : Character.getDirectionality(own.codePointAt(0));
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    /** A sentence that is read from the left keeps its full stop at its end where the window is read from the right. */
    String framed(String sentence) {
        if (!rightToLeft || sentence.isEmpty()) {
            return sentence;
        }
        boolean opens = Character.isLetterOrDigit(sentence.codePointAt(0));
        boolean ends = Character.isLetterOrDigit(sentence.codePointBefore(sentence.length()));
        return (opens ? "" : LEFT_TO_RIGHT_MARK) + sentence + (ends ? "" : LEFT_TO_RIGHT_MARK);
    }
}
