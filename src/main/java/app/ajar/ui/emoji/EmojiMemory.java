package app.ajar.ui.emoji;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** What the choice of emoji remembers: those used last and the tone of skin. Used from the toolkit's thread only. */
public final class EmojiMemory {

    /** Three rows. */
    static final int MOST_RECENT = 3 * EmojiGrid.COLUMNS;

    private final BiConsumer<List<String>, SkinTone> keep;
    private List<String> recent;
    private SkinTone tone;

    /**
     * @param recent as they were kept, the newest first
     * @param keep takes each change, to be there after a restart
     */
    public EmojiMemory(List<String> recent, SkinTone tone, BiConsumer<List<String>, SkinTone> keep) {
        this.recent = List.copyOf(recent);
        this.tone = tone;
        this.keep = keep;
    }

    /** The newest first. */
    List<String> recent() {
        return recent;
    }

    SkinTone tone() {
        return tone;
    }

    void setTone(SkinTone chosen) {
        tone = chosen;
        keep.accept(recent, tone);
    }

    /** One was chosen, here or anywhere else. */
    public void used(String emoji) {
        List<String> now = new ArrayList<>(recent);
        now.remove(emoji);
        now.addFirst(emoji);
        recent = List.copyOf(now.subList(0, Math.min(now.size(), MOST_RECENT)));
        keep.accept(recent, tone);
    }
}
