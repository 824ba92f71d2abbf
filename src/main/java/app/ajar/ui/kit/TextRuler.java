package app.ajar.ui.kit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/**
 * Measures text as {@link EmojiText} draws it, without drawing it. For the toolkit's thread; widths and heights in pixels.
 *
 * @param font what the words are drawn in
 * @param pieces whether emoji are drawn apart from the words, as pictures
 */
record TextRuler(Font font, boolean pieces) {

    /** Never on screen: measures what might be drawn. */
    private static final Text RULER = new Text();
    /** Of each font there is; a list asks for them twice a row. */
    private static final Map<Font, Double> LINE_HEIGHTS = new HashMap<>();

    private static final int MOST_CUT = 512;
    /** Lines that were too long, and what of them fits: the same rows come again and again, and measuring costs most. */
    private static final Map<Line, String> CUT = new LinkedHashMap<>(MOST_CUT, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Line, String> eldest) {
            return size() > MOST_CUT;
        }
    };

    private record Line(String text, Font font, double width) {}

    double lineHeight() {
        return LINE_HEIGHTS.computeIfAbsent(font, measuredOnce -> measured("Hg").getHeight());
    }

    /** Of one line. */
    double width(String words) {
        if (!pieces) {
            return measured(words).getWidth();
        }
        double width = 0;
        for (EmojiIndex.Run run : EmojiIndex.split(words)) {
            width += width(run);
        }
        return Math.ceil(width) + 1;
    }

    /**
     * What of a line has room: all of it, or a start by whole graphemes with an ellipsis.
     *
     * @param bothWays whether some of it runs from right to left
     * @param whole tells how wide all of it is, if that must be known
     */
    String fitting(String line, double room, boolean bothWays, DoubleSupplier whole) {
        Line key = new Line(line, font, room);
        String known = CUT.get(key);
        if (known != null) {
            return known;
        }
        double wide = whole.getAsDouble();
        if (wide <= room + 1) {
            return line;
        }
        int expected = bothWays ? (int) (line.length() * room / wide) : reaching(line, room);
        String cut = TameText.fitting(line, expected, prefix -> width(prefix) <= room);
        CUT.put(key, cut);
        return cut;
    }

    /** About how many characters have room before an ellipsis, in a line that runs one way. */
    private int reaching(String line, double width) {
        double room = width - measured(TameText.ELLIPSIS).getWidth();
        int end = 0;
        for (EmojiIndex.Run run : EmojiIndex.split(line)) {
            double wide = width(run);
            if (wide > room) {
                boolean words = run instanceof EmojiIndex.Run.Words;
                return words ? end + RULER.hitTest(new Point2D(room, 0)).getInsertionIndex() : end;
            }
            room -= wide;
            end += run.text().length();
        }
        return end;
    }

    private double width(EmojiIndex.Run run) {
        return run instanceof EmojiIndex.Run.Emoji ? EmojiTile.width(font) : measured(run.text()).getWidth();
    }

    private Bounds measured(String words) {
        RULER.setFont(font);
        RULER.setText(words);
        return RULER.getLayoutBounds();
    }
}
