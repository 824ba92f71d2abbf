package app.ajar.templates;

import app.ajar.store.Templates.Content;
import java.util.Optional;

/** What a template must be to be kept; the editor and files ask the same. */
public final class TemplateCheck {

    /** The longest name, of chars. */
    public static final int MOST_NAME = 80;
    /** The longest text with its placeholders, of chars; far more than one reply holds. */
    public static final int MOST_TEXT = 4000;
    /** The longest name of a category, of chars. */
    public static final int MOST_CATEGORY = 40;

    private TemplateCheck() {}

    /** What is wrong with a template. */
    public enum Trouble {
        NO_NAME, LONG_NAME, NO_TEXT, LONG_TEXT, LONG_CATEGORY
    }

    /** The first thing wrong; empty when it can be kept. */
    public static Optional<Trouble> trouble(Content content) {
        if (content.name().isBlank()) {
            return Optional.of(Trouble.NO_NAME);
        }
        if (content.name().length() > MOST_NAME) {
            return Optional.of(Trouble.LONG_NAME);
        }
        if (content.text().isBlank()) {
            return Optional.of(Trouble.NO_TEXT);
        }
        if (content.text().length() > MOST_TEXT) {
            return Optional.of(Trouble.LONG_TEXT);
        }
        return content.category().length() > MOST_CATEGORY ? Optional.of(Trouble.LONG_CATEGORY) : Optional.empty();
    }

    /** On one line and without blanks around, as names are kept. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
