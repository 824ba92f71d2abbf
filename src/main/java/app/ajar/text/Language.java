package app.ajar.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages in which every text of the window is there. */
public enum Language {
    ENGLISH(Locale.ENGLISH), GERMAN(Locale.GERMAN), SPANISH(Locale.of("es"));

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** Its tag, as the settings keep it: {@code de}. */
    public String tag() {
        return locale.getLanguage();
    }

    Locale locale() {
        return locale;
    }

    /** The one with this tag; empty for none and for one that is not there. */
    public static Optional<Language> tagged(@Nullable String tag) {
        return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
    }
}
