package app.ajar.ui.media;

import app.ajar.model.Attachment;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;

/** How large things are in the timeline, known before any byte of them is here. Pure. */
record TileShape(double width, double height) {

    static final double GAP = 4;
    private static final double MOST_WIDTH = 260;
    private static final double MOST_HEIGHT = 320;
    private static final double LEAST_SIDE = 96;
    private static final double UNKNOWN = 220;
    private static final double STORY_WIDTH = 96;
    private static final double STORY_HEIGHT = 170;
    private static final double GRID = 264;
    private static final int MOST_CELLS = 4;

    /** One picture alone, in the shape that Meta or its file told; a square where nobody told. */
    static TileShape of(Attachment attachment) {
        if (attachment.kind() == Attachment.Kind.STORY) {
            return new TileShape(STORY_WIDTH, STORY_HEIGHT);
        }
        Integer wide = attachment.width();
        Integer high = attachment.height();
        if (wide == null || high == null || wide <= 0 || high <= 0) {
            return new TileShape(UNKNOWN, UNKNOWN);
        }
        double scale = Math.min(1, Math.min(MOST_WIDTH / wide, MOST_HEIGHT / high));
        return new TileShape(Math.max(LEAST_SIDE, Math.rint(wide * scale)),
                Math.max(LEAST_SIDE, Math.rint(high * scale)));
    }

    /** Squares for several pictures: two side by side, three with a large one, else four, the last standing for the rest. */
    static List<Rectangle2D> grid(int pictures) {
        double half = (GRID - GAP) / 2;
        if (pictures == 2) {
            return List.of(square(0, 0, half), square(half + GAP, 0, half));
        }
        if (pictures == 3) {
            // The large one is as high as the two small ones and the gap between them.
            double small = Math.floor((GRID - 2 * GAP) / 3);
            double large = 2 * small + GAP;
            return List.of(square(0, 0, large), square(large + GAP, 0, small),
                    square(large + GAP, small + GAP, small));
        }
        List<Rectangle2D> cells = new ArrayList<>();
        for (int i = 0; i < MOST_CELLS; i++) {
            double row = Math.floor(i / 2.0);
            cells.add(square(i % 2 * (half + GAP), row * (half + GAP), half));
        }
        return cells;
    }

    /** How many of so many pictures are behind the last square. */
    static int hidden(int pictures) {
        return Math.max(0, pictures - MOST_CELLS);
    }

    private static Rectangle2D square(double x, double y, double side) {
        return new Rectangle2D(x, y, side, side);
    }
}
