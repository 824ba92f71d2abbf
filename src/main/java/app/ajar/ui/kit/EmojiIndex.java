package app.ajar.ui.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which graphemes are emoji, and where their pictures stand on the sheet. Pure; the index is read when the first text asks
 * that may hold one, or before.
 */
public final class EmojiIndex {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final char TEXT_STYLE = '\uFE0E';
    private static final char EMOJI_STYLE = '\uFE0F';
    private static final char JOINER = '\u200D';
    private static final char KEYCAP = '\u20E3';
    private static final int FIRST_PICTOGRAPH = 0x1F000;
    private static final int FIRST_FLAG_LETTER = 0x1F1E6;
    private static final int LAST_FLAG_LETTER = 0x1F1FF;
    private static final int FIRST_SKIN = 0x1F3FB;
    private static final int LAST_SKIN = 0x1F3FF;
    private static final int FIRST_TAG = 0xE0020;
    private static final int LAST_TAG = 0xE007F;
    /** Signs that are letters in ordinary text, that Inter draws, and that are emoji only when marked as such. */
    private static final String SIGNS = "©®‼⁉™ℹ↔↕↖↗↘↙↩↪Ⓜ▪▫▶◀◻◼";

    private EmojiIndex() {}

    /** A stretch of text, or one emoji. */
    sealed interface Run {

        String text();

        record Words(String text) implements Run {}

        /** @param cell its place on the sheet, or {@link #UNKNOWN} for a pictograph newer than the sheet */
        record Emoji(String text, int cell) implements Run {

            static final int UNKNOWN = -1;
        }
    }

    /** Whether {@link #split} would find anything; cheap, and true only when there is something to look at closer. */
    static boolean mayHoldEmoji(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '©' || c == '®' || c == KEYCAP || (c >= '\u203C' && c <= '\u3299' && isCandidate(c))
                    || (c >= '\uD83C' && c <= '\uD83E') || c == '\uDB40') {
                return true;
            }
        }
        return false;
    }

    private static boolean isCandidate(char c) {
        return c < '\u2C00' || c == '\u3030' || c == '\u303D' || c == '\u3297' || c == '\u3299';
    }

    /** The text as runs, in order; together they are the whole text but for invisible joiners left over. */
    static List<Run> split(String text) {
        List<Run> runs = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        Matcher grapheme = GRAPHEME.matcher(text);
        int at = 0;
        while (at < text.length()) {
            int end = at + 1;
            if (!standsAlone(text, at)) {
                grapheme.region(at, text.length()).lookingAt();
                end = grapheme.end();
            }
            String one = text.substring(at, end);
            if (mayHoldEmoji(one)) {
                addPictograph(one, words, runs);
            } else {
                words.append(one);
            }
            at = end;
        }
        flush(words, runs);
        return runs;
    }

    /** Whether it is an ASCII letter or sign that no mark follows: looking for graphemes takes long. */
    private static boolean standsAlone(String text, int at) {
        return at + 1 < text.length() && isPrintable(text.charAt(at)) && isPrintable(text.charAt(at + 1));
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }

    private static void addPictograph(String grapheme, StringBuilder words, List<Run> runs) {
        if ((grapheme.length() == 1 && SIGNS.contains(grapheme)) || isTextStyled(grapheme)) {
            words.append(grapheme.charAt(0));
            return;
        }
        int[] points = grapheme.codePoints().filter(point -> point != EMOJI_STYLE && point != TEXT_STYLE).toArray();
        int at = 0;
        while (at < points.length) {
            int end = longestKnown(points, at);
            if (end > at) {
                flush(words, runs);
                String key = new String(points, at, end - at);
                runs.add(new Run.Emoji(end - at == points.length ? grapheme : key, cell(key)));
                at = end;
            } else {
                addUnknown(points[at], words, runs);
                at++;
            }
        }
    }

    private static boolean isTextStyled(String grapheme) {
        return grapheme.length() == 2 && grapheme.charAt(1) == TEXT_STYLE && SIGNS.indexOf(grapheme.charAt(0)) >= 0;
    }

    private static int longestKnown(int[] points, int from) {
        for (int end = points.length; end > from; end--) {
            if (Sheet.CELLS.containsKey(new String(points, from, end - from))) {
                return end;
            }
        }
        return from;
    }

    private static void addUnknown(int point, StringBuilder words, List<Run> runs) {
        if (point == JOINER || (point >= FIRST_SKIN && point <= LAST_SKIN)
                || (point >= FIRST_TAG && point <= LAST_TAG)) {
            return;
        }
        if (point >= FIRST_FLAG_LETTER && point <= LAST_FLAG_LETTER) {
            // A flag nobody drew: its letters say as much.
            words.append((char) ('A' + point - FIRST_FLAG_LETTER));
        } else if (point >= FIRST_PICTOGRAPH && Character.isExtendedPictographic(point)) {
            flush(words, runs);
            runs.add(new Run.Emoji(Character.toString(point), Run.Emoji.UNKNOWN));
        } else {
            words.appendCodePoint(point);
        }
    }

    private static void flush(StringBuilder words, List<Run> runs) {
        if (!words.isEmpty()) {
            runs.add(new Run.Words(words.toString()));
            words.setLength(0);
        }
    }

    private static int cell(String key) {
        return Objects.requireNonNull(Sheet.CELLS.get(key));
    }

    /** The place on the sheet of what is one emoji and nothing else, or {@link Run.Emoji#UNKNOWN}. */
    static int cellOf(String emoji) {
        return Sheet.CELLS.getOrDefault(emoji.replace(String.valueOf(EMOJI_STYLE), ""), Run.Emoji.UNKNOWN);
    }

    /** How many emoji the sheet has. */
    static int count() {
        return Sheet.EMOJI.size();
    }

    /** The fully qualified emoji of a cell of the sheet. */
    static String emoji(int cell) {
        return Sheet.EMOJI.get(cell);
    }

    /** Reads which emoji there are, on this thread, so that no list that is laid out waits for it. Touches no node. */
    public static void read() {
        Objects.requireNonNull(Sheet.CELLS);
    }

    /**
     * Emoji as single stand-in letters of the private use area, one for each picture of the sheet. The font {@code Ajar Writing}
     * has all of them as blanks as wide as a picture, so that a text control can edit emoji it could not draw.
     */
    static final class Letters {

        private static final char FIRST_LETTER = '\uE000';

        private Letters() {}

        /** The text with a letter for each emoji that has a picture. */
        static String encode(String text) {
            if (!mayHoldEmoji(text)) {
                return text;
            }
            StringBuilder letters = new StringBuilder(text.length());
            for (Run run : split(text)) {
                switch (run) {
                    case Run.Words words -> letters.append(words.text());
                    case Run.Emoji emoji when emoji.cell() >= 0 -> letters.append((char) (FIRST_LETTER + emoji.cell()));
                    case Run.Emoji emoji -> letters.append(emoji.text());
                }
            }
            return letters.toString();
        }

        /** The text as others read it: each letter is its emoji again, fully qualified. */
        static String decode(String letters) {
            StringBuilder text = new StringBuilder(letters.length());
            for (int i = 0; i < letters.length(); i++) {
                int cell = cell(letters.charAt(i));
                if (cell >= 0) {
                    text.append(emoji(cell));
                } else {
                    text.append(letters.charAt(i));
                }
            }
            return text.toString();
        }

        /** Which picture the letter stands for, or -1 for an ordinary one. */
        static int cell(char letter) {
            int cell = letter - FIRST_LETTER;
            return cell >= 0 && cell < count() ? cell : -1;
        }

        /** Whether typing has brought emoji that are not letters yet, or a joiner that may make one of several. */
        static boolean mustEncode(String letters) {
            return mayHoldEmoji(letters) || letters.indexOf(JOINER) >= 0;
        }
    }

    /** Read on first use. */
    private static final class Sheet {

        private static final int EXPECTED = 4000;

        static final List<String> EMOJI = read();
        /** By code points without the variation selector, because texts come with and without it. */
        static final Map<String, Integer> CELLS = cells();

        private Sheet() {}

        /** By hand: the list may hold an emoji, so this stands before the first picture of the window. */
        private static List<String> read() {
            byte[] text;
            try (InputStream index = Objects.requireNonNull(EmojiIndex.class.getResourceAsStream("emoji/index.txt"))) {
                text = index.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            List<String> read = new ArrayList<>(EXPECTED);
            StringBuilder emoji = new StringBuilder();
            int point = 0;
            for (byte sign : text) {
                if (sign == '-' || sign == '\n') {
                    emoji.appendCodePoint(point);
                    point = 0;
                    if (sign == '\n') {
                        read.add(emoji.toString());
                        emoji.setLength(0);
                    }
                } else if (sign != '\r') {
                    point = point * 16 + Character.digit(sign, 16);
                }
            }
            return List.copyOf(read);
        }

        private static Map<String, Integer> cells() {
            String style = String.valueOf(EMOJI_STYLE);
            Map<String, Integer> cells = HashMap.newHashMap(EMOJI.size());
            for (int cell = 0; cell < EMOJI.size(); cell++) {
                cells.put(EMOJI.get(cell).replace(style, ""), cell);
            }
            return cells;
        }
    }
}
