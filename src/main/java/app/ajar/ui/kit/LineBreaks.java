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
 * Does for right-to-left text what JavaFX 26 gets wrong: breaks it into lines, because the toolkit throws (index out of
 * bounds in {@code PrismTextLayout.computeTrailingSpaceWidth}) when it wraps a run of Arabic or Hebrew itself, and cuts it
 * into pieces of one font, because it puts a run that two fonts share into the wrong order. Pure.
 */
final class LineBreaks {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private LineBreaks() {}

    /** Whether the toolkit must not be left to wrap this text. */
    static boolean needed(String text) {
        char[] letters = text.toCharArray();
        for (char letter : letters) {
            if (isShaped(letter)) {
                return true;
            }
        }
        return Bidi.requiresBidi(letters, 0, letters.length);
    }

    /** Marks and scripts whose letters are drawn by shaping: the toolkit's wrapping throws on them as on right-to-left ones. */
    private static boolean isShaped(char letter) {
        if (letter >= '\u0300') {
            for (Range range : SHAPED) {
                if (letter >= range.from && letter <= range.to) {
                    return true;
                }
            }
        }
        return false;
    }

    private record Range(char from, char to) {}

    /** Combining marks; Hebrew to Myanmar with the Indic scripts, Thai and Tibetan; Jamo; Khmer, Mongolian, Balinese …; joiners. */
    private static final List<Range> SHAPED = List.of(new Range('\u0300', '\u036f'), new Range('\u0590', '\u109f'),
            new Range('\u1100', '\u11ff'), new Range('\u1700', '\u18af'), new Range('\u1900', '\u1cff'),
            new Range('\u1dc0', '\u1dff'), new Range('\u200c', '\u200f'), new Range('\u20d0', '\u20ff'),
            new Range('\ua800', '\uabff'), new Range('\ufe20', '\ufe2f'));

    /** Right-to-left letters with the spaces between them, and everything else: what one font draws. */
    static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        boolean right = false;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (Character.isWhitespace(point) || Character.getType(point) == Character.FORMAT) {
                continue;
            }
            boolean now = isRightLetter(point);
            if (now != right && i > start) {
                pieces.add(text.substring(start, i));
                start = i;
            }
            right = now;
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    /** Hebrew to extended Arabic with their own punctuation and digits, and whatever else reads from the right. */
    private static boolean isRightLetter(int point) {
        byte direction = Character.getDirectionality(point);
        return (point >= 0x0590 && point <= 0x08FF) || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
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
        int first = 0;
        List<Integer> places = places(paragraph, width, measure);
        while (first < places.size()) {
            int next = lineEnd(paragraph, start, places, first, width, measure);
            int end = places.get(next);
            String line = paragraph.substring(start, end);
            lines.append(next == places.size() - 1 ? line : line.stripTrailing() + '\n');
            start = end;
            first = next + 1;
        }
    }

    /** The last of the places from this one on where a line still fits, found by doubling and halving; at least the first. */
    private static int lineEnd(String paragraph, int start, List<Integer> places, int first, double width,
            ToDoubleFunction<String> measure) {
        int fits = first;
        int step = 1;
        while (fits + step < places.size() && fits(paragraph, start, places.get(fits + step), width, measure)) {
            fits += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            if (fits + step < places.size() && fits(paragraph, start, places.get(fits + step), width, measure)) {
                fits += step;
            }
        }
        return fits;
    }

    private static boolean fits(String paragraph, int start, int end, double width, ToDoubleFunction<String> measure) {
        return measure.applyAsDouble(paragraph.substring(start, end).stripTrailing()) <= width;
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
