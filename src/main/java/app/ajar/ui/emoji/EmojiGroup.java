package app.ajar.ui.emoji;

/** The kinds of emoji, in the order of the Unicode charts, each with one that stands for it. */
enum EmojiGroup {
    SMILEYS(0, "😀"), PEOPLE(1, "👋"), ANIMALS(3, "🐻"), FOOD(4, "🍓"), TRAVEL(5, "🚗"), ACTIVITIES(6, "⚽"), OBJECTS(7,
            "💡"),
    SYMBOLS(8, "💯"), FLAGS(9, "🏁");

    private final int number;
    private final String sign;

    EmojiGroup(int number, String sign) {
        this.number = number;
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** By its number in the list of names, where 2 is left out: parts of emoji that are none by themselves. */
    static EmojiGroup numbered(int number) {
        for (EmojiGroup group : values()) {
            if (group.number == number) {
                return group;
            }
        }
        throw new IllegalArgumentException("no group of emoji has the number " + number);
    }
}
