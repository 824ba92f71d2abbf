package app.ajar.text;

import java.util.function.IntPredicate;

/**
 * Words that somebody else wrote, made fit to stand within a sentence of ours or on a terminal. What is stored stays as it
 * came; this is for what is shown. Pure.
 */
public final class OutsideText {

    /** More than any sentence of ours holds; whole messages are drawn elsewhere. */
    static final int MOST = 20_000;
    private static final int DEEPEST = 4;
    private static final char FIRST_RIGHT_TO_LEFT = '\u0590';
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';

    private OutsideText() {}

    /**
     * The words as a guest in a sentence: what they hold of direction ends where they end, so that a name can reorder
     * nothing around it (Unicode's bidi algorithm, rule X5c). Words without any direction but left to right stay as they
     * are.
     */
    public static String isolated(String words) {
        String bounded = words.length() > MOST ? whole(words, MOST) + "…" : words;
        String settled = isPlain(bounded) ? bounded : settled(bounded, true);
        return hasRightToLeft(settled) && !isOneIsolate(settled)
                ? FIRST_STRONG_ISOLATE + settled + POP_ISOLATE
                : settled;
    }

    /** One line for a terminal: nothing in it moves the cursor, colours, rings, sets titles or turns what is beside it. */
    public static String onTerminal(String line) {
        String bounded = line.length() > MOST ? whole(line, MOST) + "…" : line;
        return isPlain(bounded) && bounded.indexOf('\n') < 0 && bounded.indexOf('\t') < 0
                ? bounded
                : withoutControls(settled(bounded, true));
    }

    /**
     * The words without overrides and embeddings of direction, and with as many ends of isolates as beginnings; nested no
     * deeper than sentences of ours are.
     */
    public static String withoutTurns(String words) {
        return any(words, OutsideText::turnsDirection) ? settled(words, false) : words;
    }

    /** Whether this character turns the direction of what follows: overrides, embeddings, isolates and their ends. */
    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static String whole(String text, int most) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    private static boolean isPlain(String text) {
        return !any(text, c -> turnsDirection(c) || Character.isSurrogate((char) c) || isControl(c));
    }

    /** A loop, because a start asks this of some hundred texts before anything is compiled. */
    private static boolean any(String text, IntPredicate wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (wanted.test(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isControl(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t') || c == 0x2028 || c == 0x2029;
    }

    private static String settled(String text, boolean controlsToo) {
        StringBuilder settled = new StringBuilder(text.length() + 4);
        int open = 0;
        int tooDeep = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point == POP_ISOLATE) {
                if (tooDeep > 0) {
                    tooDeep--;
                } else if (open > 0) {
                    open--;
                    settled.append(POP_ISOLATE);
                }
            } else if (point >= 0x2066 && point <= 0x2068) {
                if (open == DEEPEST) {
                    tooDeep++;
                } else {
                    open++;
                    settled.appendCodePoint(point);
                }
            } else if (controlsToo && isControl(point)) {
                settled.append(' ');
            } else if (!turnsDirection(point) && !(controlsToo && Character.getType(point) == Character.SURROGATE)) {
                settled.appendCodePoint(point);
            }
        }
        return settled.append(String.valueOf(POP_ISOLATE).repeat(open)).toString();
    }

    private static String withoutControls(String settled) {
        return settled.replace('\n', ' ').replace('\t', ' ');
    }

    private static boolean isOneIsolate(String text) {
        return text.charAt(0) == FIRST_STRONG_ISOLATE && text.indexOf(POP_ISOLATE) == text.length() - 1;
    }

    private static boolean hasRightToLeft(String text) {
        return any(text, c -> c >= FIRST_RIGHT_TO_LEFT) && text.codePoints().anyMatch(point -> {
            byte direction = Character.getDirectionality(point);
            return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                    || direction == Character.DIRECTIONALITY_ARABIC_NUMBER || point == 0x200F || point == 0x061C;
        });
    }
}
