package app.ajar.templates;

import app.ajar.store.Templates.Template;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

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
        String folded = fold(query).strip();
        if (folded.isEmpty()) {
            return entries.stream().map(Entry::template).toList();
        }
        record Hit(Template template, int rank) {}
        List<String> words = words(folded);
        List<Hit> hits = new ArrayList<>();
        for (Entry entry : entries) {
            int rank = rank(entry, folded, words);
            if (rank != NO_HIT) {
                hits.add(new Hit(entry.template, rank));
            }
        }
        hits.sort(Comparator.comparingInt(Hit::rank));
        return hits.stream().map(Hit::template).toList();
    }

    private static int rank(Entry entry, String query, List<String> words) {
        if (entry.name.equals(query)) {
            return 0;
        }
        if (entry.name.startsWith(query)) {
            return 1;
        }
        if (!words.isEmpty()) {
            if (words.stream().allMatch(word -> entry.nameWords.stream().anyMatch(in -> in.startsWith(word)))) {
                return 2;
            }
            if (words.stream().allMatch(entry.name::contains)) {
                return 3;
            }
            if (words.stream().allMatch(entry.category::startsWith)) {
                return 4;
            }
            if (words.stream().allMatch(word -> entry.name.contains(word) || entry.category.contains(word)
                    || entry.text.contains(word))) {
                return 5;
            }
        } else if (entry.name.contains(query) || entry.text.contains(query)) {
            // Nothing but signs, for example an emoji.
            return 5;
        }
        int spread = spread(entry.name, query);
        return spread <= MOST_SPREAD * query.length() ? 6 + spread : NO_HIT;
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
