package app.ajar.ui.emoji;

import app.ajar.text.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All emoji that can be chosen, with their names in one language, by which they are found as by the English ones; read when
 * first asked for.
 */
final class EmojiCatalog {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}#*]+");
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
    private static final int FIELDS = 5;
    private static final int LOCAL_FIELDS = 3;
    private static final Map<String, EmojiCatalog> READ = new ConcurrentHashMap<>();
    private static final int NO_MATCH = Integer.MAX_VALUE;

    private final List<EmojiEntry> all;
    private final Map<String, EmojiEntry> byEmoji = new HashMap<>();
    /** Made for the first search: the choice opens without it. */
    private @Nullable List<Findable> findable;

    private EmojiCatalog(List<EmojiEntry> entries) {
        all = entries;
        for (EmojiEntry entry : entries) {
            for (SkinTone tone : SkinTone.values()) {
                byEmoji.put(entry.in(tone), entry);
            }
        }
    }

    /** The one of the window's language. */
    static EmojiCatalog get() {
        return of(Texts.tongue().words().getLanguage());
    }

    /** The one of a language, in English where there are no names in it. */
    static EmojiCatalog of(String language) {
        return READ.computeIfAbsent(language, one -> new EmojiCatalog(Reading.entries(one)));
    }

    /** An emoji as it is searched for: its name and its other words, each cut into words without accents. */
    private record Findable(EmojiEntry entry, String name, List<String> nameWords, List<String> otherWords) {

        static Findable of(EmojiEntry entry) {
            return new Findable(entry, folded(entry.name()), words(entry.name()),
                    entry.words().stream().flatMap(word -> words(word).stream()).toList());
        }

        /** How well it fits, 0 best; {@link #NO_MATCH} when a word of the query is nowhere. */
        int rank(String query, List<String> wanted) {
            if (name.equals(query)) {
                return 0;
            }
            if (nameWords.containsAll(wanted)) {
                return 1;
            }
            if (wanted.stream().allMatch(word -> nameWords.contains(word) || otherWords.contains(word))) {
                return 2;
            }
            if (wanted.stream().allMatch(word -> begins(nameWords, word))) {
                return 3;
            }
            return wanted.stream().allMatch(word -> begins(nameWords, word) || begins(otherWords, word)) ? 4 : NO_MATCH;
        }

        private static boolean begins(List<String> words, String start) {
            return words.stream().anyMatch(word -> word.startsWith(start));
        }
    }

    private record Hit(EmojiEntry entry, int rank, int words) {}

    List<EmojiEntry> of(EmojiGroup group) {
        return all.stream().filter(entry -> entry.group() == group).toList();
    }

    Stream<EmojiEntry> stream() {
        return all.stream();
    }

    /** By the emoji itself, in any tone. */
    Optional<EmojiEntry> find(String emoji) {
        return Optional.ofNullable(byEmoji.get(emoji));
    }

    /**
     * What fits, the best first: the name itself, then whole words, then beginnings of words; short names before long ones.
     * An emoji finds itself.
     */
    List<EmojiEntry> search(String query) {
        EmojiEntry itself = byEmoji.get(query.strip());
        List<String> wanted = words(query);
        if (itself != null) {
            return List.of(itself);
        }
        String whole = folded(query.strip());
        return wanted.isEmpty()
                ? List.of()
                : findable().stream().map(one -> new Hit(one.entry(), one.rank(whole, wanted), one.nameWords().size()))
                        .filter(hit -> hit.rank() != NO_MATCH)
                        .sorted(Comparator.comparingInt(Hit::rank).thenComparingInt(Hit::words)).map(Hit::entry)
                        .toList();
    }

    private List<Findable> findable() {
        List<Findable> made = findable;
        if (made == null) {
            made = all.stream().map(Findable::of).toList();
            findable = made;
        }
        return made;
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(folded(text)).filter(word -> !word.isEmpty()).toList();
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The lists beside this class; their form is told there. */
    private static final class Reading {

        private Reading() {}

        static List<EmojiEntry> entries(String language) {
            List<EmojiEntry> english = lines("names.txt").stream().map(Reading::entry).toList();
            Map<String, EmojiNames> local = new HashMap<>();
            lines("names_" + language + ".txt").forEach(line -> {
                String[] parts = line.split("\t", LOCAL_FIELDS);
                local.put(emoji(parts[0]), new EmojiNames(parts[1], split(parts[2])));
            });
            return english.stream().map(entry -> {
                EmojiNames names = local.get(entry.emoji());
                return names == null ? entry : names.of(entry);
            }).toList();
        }

        /** None when there is no such list. */
        private static List<String> lines(String list) {
            InputStream file = EmojiCatalog.class.getResourceAsStream(list);
            if (file == null) {
                return List.of();
            }
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
                return lines.lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private record EmojiNames(String name, List<String> words) {

            EmojiEntry of(EmojiEntry english) {
                List<String> all = Stream.of(words, List.of(english.name()), english.words()).flatMap(List::stream)
                        .toList();
                return new EmojiEntry(english.group(), english.emoji(), english.toned(), name, all);
            }
        }

        private static EmojiEntry entry(String line) {
            String[] parts = line.split("\t", FIELDS);
            return new EmojiEntry(EmojiGroup.numbered(Integer.parseInt(parts[0])), emoji(parts[1]),
                    parts[2].isEmpty() ? null : emoji(parts[2]), parts[3], split(parts[4]));
        }

        private static List<String> split(String words) {
            List<String> all = new ArrayList<>();
            for (int from = 0; from < words.length();) {
                int comma = words.indexOf(',', from);
                int end = comma < 0 ? words.length() : comma;
                all.add(words.substring(from, end));
                from = end + 1;
            }
            return List.copyOf(all);
        }

        private static String emoji(String points) {
            StringBuilder emoji = new StringBuilder();
            for (int from = 0; from < points.length();) {
                int dash = points.indexOf('-', from);
                String point = points.substring(from, dash < 0 ? points.length() : dash);
                if (point.charAt(0) == EmojiEntry.TONE) {
                    emoji.append(EmojiEntry.TONE);
                } else {
                    emoji.appendCodePoint(Integer.parseInt(point, 16));
                }
                from += point.length() + 1;
            }
            return emoji.toString();
        }
    }
}
