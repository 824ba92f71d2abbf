package app.ajar.templates;

import app.ajar.store.Templates.Template;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds templates as one types, by name, category and text; case and accents make no difference. The best first: the name
 * begins with what was typed, a word of the name does, the name holds every word, then category and text, then the letters
 * in their order. Equals keep the order they were given in. Everything is folded once, so that a keystroke only compares.
 */
public final class TemplateSearch {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int NO_HIT = Integer.MAX_VALUE;
    /** Letters strewn wider than this over a name are chance. */
    private static final int MOST_SPREAD = 4;

    private final List<Entry> entries;

    /** A template, folded. */
    private record Entry(Template template, String name, List<String> nameWords, String category, String text) {}

    /** @param categoryWords what the user reads for a category */
    public TemplateSearch(List<Template> templates, Function<String, String> categoryWords) {
        entries = templates.stream().map(template -> {
            String name = fold(template.content().name());
            return new Entry(template, name, words(name),
                    fold(categoryWords.apply(template.content().category())),
                    fold(template.content().text()));
        }).toList();
    }

    /** What fits, the best first; everything for a blank query. */
    public List<Template> find(String query) {
        return find(query, Integer.MAX_VALUE);
    }

    /** The best of what fits, so many at most; the first of all for a blank query. */
    public List<Template> find(String query, int most) {
        String folded = fold(query).strip();
        if (folded.isEmpty()) {
            return entries.subList(0, Math.min(most, entries.size())).stream().map(Entry::template).toList();
        }
        String[] words = words(folded).toArray(String[]::new);
        int[] ranks = new int[entries.size()];
        int found = 0;
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = inName(entries.get(i), folded, words);
            found += ranks[i] == NO_HIT ? 0 : 1;
        }
        // The texts are long and stand behind every name: they are only read while there is room behind the names.
        if (found < most) {
            for (int i = 0; i < ranks.length; i++) {
                ranks[i] = ranks[i] == NO_HIT ? elsewhere(entries.get(i), folded, words) : ranks[i];
            }
        }
        return best(ranks, most);
    }

    private List<Template> best(int[] ranks, int most) {
        return IntStream.range(0, ranks.length).filter(i -> ranks[i] != NO_HIT).boxed()
                .sorted(Comparator.comparingInt(i -> ranks[i])).limit(most).map(i -> entries.get(i).template).toList();
    }

    /** How well the name fits, or the category; less is better. */
    private static int inName(Entry entry, String query, String[] words) {
        if (entry.name.startsWith(query)) {
            return entry.name.length() == query.length() ? 0 : 1;
        }
        if (words.length == 0) {
            return NO_HIT;
        }
        boolean begin = true;
        boolean within = true;
        boolean category = true;
        for (String word : words) {
            begin = begin && begins(entry.nameWords, word);
            within = within && entry.name.contains(word);
            category = category && entry.category.startsWith(word);
        }
        return begin ? 2 : within ? 3 : category ? 4 : NO_HIT;
    }

    /** Every word somewhere, or the letters strewn over the name. */
    private static int elsewhere(Entry entry, String query, String[] words) {
        boolean everywhere = true;
        for (String word : words) {
            everywhere = everywhere && (entry.name.contains(word) || entry.category.contains(word)
                    || entry.text.contains(word));
        }
        // Nothing but signs, for example an emoji.
        if (words.length == 0 ? entry.name.contains(query) || entry.text.contains(query) : everywhere) {
            return 5;
        }
        int spread = spread(entry.name, query);
        return spread <= MOST_SPREAD * query.length() ? 6 + spread : NO_HIT;
    }

    private static boolean begins(List<String> nameWords, String word) {
        for (String in : nameWords) {
            if (in.startsWith(word)) {
                return true;
            }
        }
        return false;
    }

    /** How far the letters of the query lie apart in the name, in their order; far too much when they are not there. */
    private static int spread(String name, String query) {
        int at = -1;
        int first = -1;
        for (int i = 0; i < query.length(); i++) {
            char letter = query.charAt(i);
            if (letter != ' ') {
                at = name.indexOf(letter, at + 1);
                if (at < 0) {
                    return NO_HIT;
                }
                first = first < 0 ? at : first;
            }
        }
        return at - first;
    }

    /** Without case and accents; ligatures and full-width letters as plain ones. */
    static String fold(String text) {
        String lower = Objects.requireNonNull(text).toLowerCase(Locale.ROOT);
        String plain = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        return plain.replace("ß", "ss").replace('ı', 'i').replace('ø', 'o').replace('ł', 'l').replace('đ', 'd')
                .replace("æ", "ae").replace("œ", "oe");
    }

    private static List<String> words(String folded) {
        return BETWEEN_WORDS.splitAsStream(folded).filter(word -> !word.isEmpty()).toList();
    }
}
