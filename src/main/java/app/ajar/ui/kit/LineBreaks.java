package app.ajar.ui.kit;

import java.text.Bidi;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks right-to-left text into lines before the toolkit does: JavaFX 26 throws (index out of bounds in
 * {@code PrismTextLayout.computeTrailingSpaceWidth}) when it wraps a run of Arabic or Hebrew itself. Pure.
 */
final class LineBreaks {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private LineBreaks() {}

    /** Whether the toolkit must not be left to wrap this text. */
    static boolean needed(String text) {
        char[] letters = text.toCharArray();
        return Bidi.requiresBidi(letters, 0, letters.length);
    }

    /** The text with a line break wherever a line would be wider; only a single grapheme may stand over. */
    static String broken(String text, double width, ToDoubleFunction<String> measure) {
        StringBuilder lines = new StringBuilder(text.length() + 16);
        String[] paragraphs = text.split("\n", -1);
        for (int i = 0; i < paragraphs.length; i++) {
            lines.append(i == 0 ? "" : "\n");
            breakOne(paragraphs[i], width, measure, lines);
        }
        return lines.toString();
    }

    private static void breakOne(String paragraph, double width, ToDoubleFunction<String> measure,
            StringBuilder lines) {
        if (measure.applyAsDouble(paragraph) <= width) {
            lines.append(paragraph);
            return;
        }
        int start = 0;
        int fits = 0;
        List<Integer> places = places(paragraph, width, measure);
        for (int i = 0; i < places.size(); i++) {
            int end = places.get(i);
            if (fits > start && measure.applyAsDouble(paragraph.substring(start, end).stripTrailing()) > width) {
                lines.append(paragraph.substring(start, fits).stripTrailing()).append('\n');
                start = fits;
            }
            fits = end;
        }
        lines.append(paragraph.substring(start));
    }

    /** Where lines may end: between words, and inside a word that alone is wider than a line. */
    private static List<Integer> places(String paragraph, double width, ToDoubleFunction<String> measure) {
        BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
        words.setText(paragraph);
        List<Integer> places = new ArrayList<>();
        int start = words.first();
        for (int end = words.next(); end != BreakIterator.DONE; end = words.next()) {
            String word = paragraph.substring(start, end);
            if (measure.applyAsDouble(word.stripTrailing()) > width) {
                Matcher grapheme = GRAPHEME.matcher(word);
                while (grapheme.find()) {
                    places.add(start + grapheme.end());
                }
            } else {
                places.add(end);
            }
            start = end;
        }
        return places;
    }
}
