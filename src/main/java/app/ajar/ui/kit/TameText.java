package app.ajar.ui.kit;

import app.ajar.text.OutsideText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from strangers made fit for the layout engine: bounded in length, without control characters and overrides of
 * direction, and no letter carrying more marks than a script uses. Pure; never cuts a grapheme.
 */
final class TameText {

    static final String ELLIPSIS = "…";
    /** More than the widest line shows, so that nothing is measured in vain. */
    static final int MOST_IN_LINE = 600;
    /** More than ten times what Instagram lets anybody write. */
    static final int MOST_IN_PARAGRAPHS = 12_000;
    /** Emoji families are ten and more code units long. */
    private static final int MOST_IN_GRAPHEME = 40;
    /** Vietnamese and Hebrew use three on a letter. */
    private static final int MOST_MARKS = 8;
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private TameText() {}

    /** As a single line: line breaks and tabs become spaces. */
    static String oneLine(String text) {
        String start = shortened(text, MOST_IN_LINE);
        StringBuilder line = new StringBuilder(start.length());
        boolean afterBreak = false;
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            boolean breaks = c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029' || c == '\u0085';
            boolean afterSpace = line.isEmpty() || line.charAt(line.length() - 1) == ' ';
            if (!breaks) {
                // Spaces beside a line break are no more seen than the break itself.
                line.append(c == ' ' && afterBreak ? "" : c);
                afterBreak = c == ' ' && afterBreak;
            } else {
                line.append(afterSpace ? "" : " ");
                afterBreak = true;
            }
        }
        return tame(line.toString().stripTrailing());
    }

    /** With its line breaks. */
    static String paragraphs(String text) {
        return tame(shortened(text, MOST_IN_PARAGRAPHS).replace("\r\n", "\n").replace('\r', '\n'));
    }

    /** What somebody puts into a field: as {@link #paragraphs}, and as long as it is, for {@link #head} to cut. */
    static String typed(String text) {
        // Well beyond what any field takes; taming the rest would be in vain.
        return tame(head(text, MOST_IN_PARAGRAPHS).replace("\r\n", "\n").replace('\r', '\n'));
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : head(text, most) + ELLIPSIS;
    }

    /** The beginning that is no longer than this, by whole graphemes where they are of a sensible length. */
    static String head(String text, int most) {
        if (text.length() <= most || most == 0) {
            return most == 0 ? "" : text;
        }
        // Some slack, so that the last grapheme can be seen whole or left out.
        String slack = text.substring(0, Math.min(text.length(), most + MOST_IN_GRAPHEME));
        Matcher grapheme = GRAPHEME.matcher(slack);
        int end = 0;
        while (grapheme.find() && grapheme.end() <= most) {
            end = grapheme.end();
        }
        int cut = end == 0 ? most : end;
        return slack.substring(0, Character.isHighSurrogate(slack.charAt(cut - 1)) ? cut - 1 : cut);
    }

    private static String tame(String whole) {
        String text = OutsideText.withoutTurns(whole);
        if (isTame(text)) {
            return text;
        }
        StringBuilder tamed = new StringBuilder(text.length());
        Matcher grapheme = GRAPHEME.matcher(text);
        while (grapheme.find()) {
            String one = grapheme.group();
            int end = Math.min(one.length(), MOST_IN_GRAPHEME);
            int marks = 0;
            for (int i = 0; i < end; i++) {
                char c = one.charAt(i);
                marks = isMark(c) ? marks + 1 : 0;
                boolean loneSurrogate = Character.isSurrogate(c) && !isPaired(one, i, end);
                if (!loneSurrogate && marks <= MOST_MARKS && (!Character.isISOControl(c) || c == '\n' || c == '\t')) {
                    tamed.append(c);
                }
            }
        }
        return tamed.toString();
    }

    private static boolean isPaired(String text, int at, int end) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < end && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** True for ordinary text, found without looking at graphemes. */
    private static boolean isTame(String text) {
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
            if (control || (Character.isSurrogate(c) && !isPaired(text, i, text.length()))) {
                return false;
            }
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMark(char c) {
        int type = c < '\u0300' ? 0 : Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /** Whether the first letter with a direction reads from the right; guests in isolates do not count, as Unicode has it. */
    static boolean isRightToLeft(String text) {
        int guests = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            guests = point >= 0x2066 && point <= 0x2068
                    ? guests + 1
                    : point == 0x2069 ? Math.max(0, guests - 1) : guests;
            byte direction = Character.getDirectionality(point);
            if (guests > 0) {
                continue;
            }
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
        }
        return false;
    }

    /**
     * The longest start of the text, by whole graphemes, that fits with an ellipsis after it.
     *
     * @param expected where in the text the end is expected: asking costs most, and a good guess asks twice only
     */
    static String fitting(String text, int expected, Predicate<String> fits) {
        List<Integer> ends = new ArrayList<>();
        Matcher grapheme = GRAPHEME.matcher(text);
        while (grapheme.find()) {
            ends.add(grapheme.end());
        }
        int low = 0;
        int high = ends.size();
        int found = Collections.binarySearch(ends, expected);
        int middle = Math.clamp(found < 0 ? -found - 1 : found + 1, Math.min(1, high), Math.max(1, high));
        int step = 1;
        while (low < high) {
            boolean fit = fits.test(upTo(text, ends.get(middle - 1)));
            if (fit) {
                low = middle;
            } else {
                high = middle - 1;
            }
            // Away from the guess in growing steps; between two ends that were asked by halves.
            boolean halves = low > 0 && high < ends.size();
            middle = halves ? (low + high + 1) >>> 1 : fit ? Math.min(high, low + step) : Math.max(1, high - step + 1);
            step *= 2;
        }
        return low == 0 ? ELLIPSIS : upTo(text, ends.get(low - 1));
    }

    private static String upTo(String text, int end) {
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }
}
