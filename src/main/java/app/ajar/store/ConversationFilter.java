package app.ajar.store;

import app.ajar.model.AccountId;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations the list shows. Closing needs the time, because nothing that changes with time is stored.
 *
 * @param account null for all accounts
 * @param search words to find in name, username and last message, null or blank for all; case and accents do not matter
 * @param now the injected clock's time, for {@code CLOSING}
 */
public record ConversationFilter(@Nullable AccountId account, Tab tab, @Nullable String search, Instant now) {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    /** The list's tabs. */
    public enum Tab {
        ALL, UNREAD, CLOSING, PRIORITY
    }

    /** The words that all must be found, in the form of {@link #searchText}. */
    List<String> words() {
        if (search == null) {
            return List.of();
        }
        return Arrays.stream(SPACE.split(plain(search))).filter(word -> !word.isEmpty()).distinct().toList();
    }

    /** What the list's search looks through: parts on lines of their own, so that no word is found across two. */
    static String searchText(@Nullable String name, @Nullable String username, @Nullable String preview) {
        return plain(name == null ? "" : name) + '\n' + plain(username == null ? "" : username) + '\n'
                + plain(preview == null ? "" : preview);
    }

    /** Lower case without accents, and the letters that Unicode does not take apart but readers do. */
    public static String plain(String text) {
        String bare = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ').replace('ł', 'l')
                .replace('ø', 'o').replace('đ', 'd').replace("æ", "ae").replace("œ", "oe");
    }
}
