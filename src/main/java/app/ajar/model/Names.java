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
    /** Instagram lets nobody have a longer name than 64. */
    private static final int MOST_SHOWN = 100;
    /** What a reader takes for one letter: emoji families are ten and more code units long. */
    private static final int MOST_IN_GRAPHEME = 40;
    /** Vietnamese and Hebrew use three on a letter. */
    private static final int MOST_MARKS = 4;

    private Names() {}

    /**
     * Name if not blank, else username if not blank, else {@code User } and the id's first 8 characters, else
     * {@code Unknown}; each {@link #shown}. A name of which nothing would be seen counts as blank.
     */
    public static String displayName(@Nullable String name, @Nullable String username, @Nullable String id) {
        String known = name == null ? "" : shown(name);
        if (known.isEmpty() && username != null) {
            known = shown(username);
        }
        if (known.isEmpty() && id != null) {
            String prefix = shown(id.substring(0, Math.min(ID_PREFIX, id.length())));
            known = prefix.isEmpty() ? "" : "User " + prefix;
        }
        return known.isEmpty() ? "Unknown" : known;
    }

    /**
     * A name from outside as it is shown anywhere: one line of at most 100 characters by whole graphemes, without control
     * characters, without what turns the direction of its neighbours, and with no letter buried in marks. Empty when
     * nothing would be seen of it.
     */
    public static String shown(String name) {
        StringBuilder kept = new StringBuilder();
        int marks = 0;
        boolean seen = false;
        for (int i = 0; i < name.length() && kept.length() <= MOST_SHOWN + MOST_IN_GRAPHEME;) {
            int point = name.codePointAt(i);
            i += Character.charCount(point);
            boolean mark = isMark(point);
            marks = mark ? marks + 1 : 0;
            if (isBlank(point)) {
                kept.append(' ');
            } else if (!turnsOrBreaks(point) && marks <= MOST_MARKS) {
                kept.appendCodePoint(point);
                seen |= !mark && !isUnseen(point);
            }
        }
        return seen ? cut(kept.toString().strip()) : "";
    }

    private static String cut(String name) {
        if (name.length() <= MOST_SHOWN) {
            return name;
        }
        Matcher grapheme = GRAPHEME.matcher(name);
        int end = 0;
        while (grapheme.find() && grapheme.end() < MOST_SHOWN) {
            end = grapheme.end();
        }
        return name.substring(0, end).stripTrailing() + "…";
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    /** Control characters, halves of characters, and Unicode's embeddings, overrides and isolates. */
    private static boolean turnsOrBreaks(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE
                || (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    /** Joiners and fillers that are letters or signs by their kind and are drawn as nothing. */
    private static boolean isUnseen(int point) {
        return Character.getType(point) == Character.FORMAT || point == 0x115F || point == 0x1160 || point == 0x3164
                || point == 0xFFA0 || point == 0x2800;
    }

    /** The first letters of the name's words in upper case, at most 2 and by grapheme; {@code ?} for a name without any. */
    public static String initials(String displayName) {
        List<String> letters = new ArrayList<>();
        for (String word : displayName.strip().split("[\\s\\p{Z}]+", -1)) {
            Matcher grapheme = GRAPHEME.matcher(word);
            boolean found = false;
            while (letters.size() < MOST_INITIALS && !found && grapheme.find()) {
                found = !grapheme.group().codePoints().allMatch(Names::isUnseen);
                if (found) {
                    letters.add(grapheme.group().toUpperCase(Locale.ROOT));
                }
            }
        }
        return letters.isEmpty() ? "?" : String.join("", letters);
    }
}
