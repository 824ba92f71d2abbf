package app.ajar.ui.kit;

/**
 * Emoji as single stand-in letters of the private use area, one for each picture of the sheet. The font {@code Ajar Writing}
 * has all of them as blanks as wide as a picture, so that a text control can edit emoji it could not draw. Pure.
 */
final class EmojiLetters {

    private static final char FIRST = '\uE000';
    private static final char JOINER = '\u200D';

    private EmojiLetters() {}

    /** The text with a letter for each emoji that has a picture. */
    static String encode(String text) {
        if (!EmojiIndex.mayHoldEmoji(text)) {
            return text;
        }
        StringBuilder letters = new StringBuilder(text.length());
        for (EmojiIndex.Run run : EmojiIndex.split(text)) {
            switch (run) {
                case EmojiIndex.Run.Words words -> letters.append(words.text());
                case EmojiIndex.Run.Emoji emoji when emoji.cell() >= 0 -> letters.append((char) (FIRST + emoji.cell()));
                case EmojiIndex.Run.Emoji emoji -> letters.append(emoji.text());
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
                text.append(EmojiIndex.emoji(cell));
            } else {
                text.append(letters.charAt(i));
            }
        }
        return text.toString();
    }

    /** Which picture the letter stands for, or -1 for an ordinary one. */
    static int cell(char letter) {
        int cell = letter - FIRST;
        return cell >= 0 && cell < EmojiIndex.count() ? cell : -1;
    }

    /** Whether typing has brought emoji that are not letters yet, or a joiner that may make one of several. */
    static boolean mustEncode(String letters) {
        return EmojiIndex.mayHoldEmoji(letters) || letters.indexOf(JOINER) >= 0;
    }
}
