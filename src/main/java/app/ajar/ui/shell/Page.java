package app.ajar.ui.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pages a window can show; their names are the words of the command line's {@code --page}. */
public enum Page {
    INBOX, PLANNED, TEMPLATES, HEALTH, CONNECT, SETTINGS, HELP, ABOUT;

    /** The page of this name, whatever its case; empty when there is none. */
    public static Optional<Page> named(String name) {
        return Arrays.stream(values()).filter(page -> page.word().equals(name.toLowerCase(Locale.ROOT))).findFirst();
    }

    /** The name as the command line writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
