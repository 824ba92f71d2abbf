package app.ajar.ui.emoji;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One emoji of the choice.
 *
 * @param emoji without a tone of skin
 * @param toned the same with {@link #TONE} wherever a tone stands, null when it has no tones
 * @param name in the window's language, as Unicode's CLDR has it
 * @param words other words by which it is found
 */
record EmojiEntry(EmojiGroup group, String emoji, @Nullable String toned, String name, List<String> words) {

    static final char TONE = '*';

    /** With this tone of skin, if it has one. */
    String in(SkinTone tone) {
        return toned == null || tone == SkinTone.NONE
                ? emoji
                : toned.replace(String.valueOf(TONE), Character.toString(tone.modifier()));
    }
}
