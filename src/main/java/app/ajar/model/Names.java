package app.ajar.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a person is called and abbreviated, by the owner's rules; pure and worked out when shown. */
public final class Names {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int ID_PREFIX = 8;
    private static final int MOST_INITIALS = 2;

    private Names() {}

    /** Name if not blank, else username if not blank, else {@code User } and the id's first 8 characters, else {@code Unknown}. */
    public static String displayName(@Nullable String name, @Nullable String username, @Nullable String id) {
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        if (username != null && !username.isBlank()) {
            return username.strip();
        }
        if (id != null && !id.isBlank()) {
            return "User " + id.substring(0, Math.min(ID_PREFIX, id.length()));
        }
        return "Unknown";
    }

    /** The first letters of the name's words in upper case, at most 2 and by grapheme; {@code ?} for a name without any. */
    public static String initials(String displayName) {
        List<String> letters = new ArrayList<>();
        for (String word : displayName.strip().split("[\\s\\p{Z}]+", -1)) {
            Matcher grapheme = GRAPHEME.matcher(word);
            if (letters.size() < MOST_INITIALS && grapheme.find()) {
                letters.add(grapheme.group().toUpperCase(Locale.ROOT));
            }
        }
        return letters.isEmpty() ? "?" : String.join("", letters);
    }
}
