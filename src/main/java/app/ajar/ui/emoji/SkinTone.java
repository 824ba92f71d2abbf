package app.ajar.ui.emoji;

/** The tones of skin that Unicode knows, lightest first. */
public enum SkinTone {
    NONE(0), LIGHT(1), MEDIUM_LIGHT(2), MEDIUM(3), MEDIUM_DARK(4), DARK(5);

    private static final int BEFORE_LIGHT = 0x1F3FA;

    private final int number;

    SkinTone(int number) {
        this.number = number;
    }

    /** As the settings keep it: 0 for none, 1 (light) to 5 (dark). */
    public int number() {
        return number;
    }

    /** The code point that gives an emoji this tone; not for none. */
    int modifier() {
        return BEFORE_LIGHT + number;
    }

    /** By what the settings kept; none for what is no tone. */
    public static SkinTone numbered(int number) {
        for (SkinTone tone : values()) {
            if (tone.number == number) {
                return tone;
            }
        }
        return NONE;
    }
}
