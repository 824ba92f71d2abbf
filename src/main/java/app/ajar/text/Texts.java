package app.ajar.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Every sentence a person reads, by key. The part of a key before its first dot names the bundle, so that each room
 * keeps its words in a file of its own: {@code inbox.empty.title} stands in {@code inbox.properties}, in German in
 * {@code inbox_de.properties}.
 */
public final class Texts {

    private static final String BUNDLES = "app.ajar.text.";

    /** Without it a text that is missing in one language would be looked for in the computer's, whatever was chosen. */
    private static final ResourceBundle.Control AS_ASKED = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static volatile Spoken spoken = Spoken.in(Tongue.PLAIN);

    /** @param texts the language that there are texts in */
    private record Spoken(Tongue tongue, Locale texts) {

        static Spoken in(Tongue tongue) {
            return new Spoken(tongue,
                    Language.tagged(tongue.words().getLanguage()).orElse(Language.ENGLISH).locale());
        }
    }

    private Texts() {}

    /**
     * From now on texts come in this tongue, and so do the toolkit's own words and what is formatted by the computer's
     * locale; {@link Tongue#PLAIN} before the first call. For the window, before its first text.
     */
    public static void speak(Tongue now) {
        spoken = Spoken.in(now);
        Locale.setDefault(now.words());
        Locale.setDefault(Locale.Category.FORMAT, now.dates());
    }

    /** What is spoken now. */
    public static Tongue tongue() {
        return spoken.tongue();
    }

    /**
     * The text in the language spoken, with {@code {0}} … filled in as {@link MessageFormat} does. Words filled in are
     * guests: whatever their direction, they turn nothing around them ({@link OutsideText#isolated}).
     *
     * @throws MissingResourceException when there is no such text; a bug
     */
    public static String get(String key, Object... arguments) {
        Spoken now = spoken;
        String bundle = key.substring(0, key.indexOf('.'));
        String pattern = ResourceBundle.getBundle(BUNDLES + bundle, now.texts(), AS_ASKED).getString(key);
        boolean finished = arguments.length == 0 && pattern.indexOf('{') < 0 && pattern.indexOf('\'') < 0;
        return now.tongue().framed(
                finished ? pattern : new MessageFormat(pattern, now.tongue().words()).format(guests(arguments)));
    }

    private static Object[] guests(Object[] arguments) {
        Object[] guests = new Object[arguments.length];
        for (int i = 0; i < guests.length; i++) {
            guests[i] = arguments[i] instanceof String words ? OutsideText.isolated(words) : arguments[i];
        }
        return guests;
    }
}
