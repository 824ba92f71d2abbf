package app.ajar.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Every sentence a person reads, by key. The part of a key before its first dot names the bundle, so that each room
 * keeps its words in a file of its own: {@code inbox.empty.title} stands in {@code inbox.properties}.
 */
public final class Texts {

    private static final String BUNDLES = "app.ajar.text.";

    private Texts() {}

    /**
     * The text in the user's language, with {@code {0}} … filled in as {@link MessageFormat} does.
     *
     * @throws MissingResourceException when there is no such text; a bug
     */
    public static String get(String key, Object... arguments) {
        String bundle = key.substring(0, key.indexOf('.'));
        String pattern = ResourceBundle.getBundle(BUNDLES + bundle, Locale.getDefault(Locale.Category.DISPLAY))
                .getString(key);
        return new MessageFormat(pattern, Locale.getDefault(Locale.Category.FORMAT)).format(arguments);
    }
}
