package app.ajar.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a window talks: one language for its sentences and the numbers in them, dates and times as its reader writes them,
 * and the side from which it is read.
 *
 * @param words the language of sentences and plurals
 * @param dates of dates, times and plain numbers
 * @param rightToLeft whether everything stands mirrored
 */
public record Tongue(Locale words, Locale dates, boolean rightToLeft) {

    /** What is spoken where nobody chose: by commands, whose sentences scripts rely on. */
    public static final Tongue PLAIN = new Tongue(Locale.ENGLISH, Locale.ENGLISH, false);

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
            Locale dates = sameLanguage(picked, formats)
                    ? formats
                    : new Locale.Builder().setLanguage(picked.tag()).setRegion(formats.getCountry()).build();
            return new Tongue(words, dates, false);
        }
        if (Language.tagged(system.getLanguage()).isPresent()) {
            return new Tongue(system, system.getLanguage().equals(formats.getLanguage()) ? formats : latin(formats),
                    false);
        }
        return new Tongue(Locale.ENGLISH, latin(formats), rightToLeft(system));
    }

    private static boolean sameLanguage(Language language, Locale locale) {
        return language.tag().equals(locale.getLanguage());
    }

    /** The reader's own dates, in the digits of the sentences around them. */
    private static Locale latin(Locale formats) {
        return new Locale.Builder().setLocale(formats.stripExtensions()).setUnicodeLocaleKeyword("nu", "latn").build();
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
}
