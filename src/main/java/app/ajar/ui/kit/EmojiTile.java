package app.ajar.ui.kit;

import javafx.scene.image.ImageView;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Font;
import javafx.stage.Screen;
import javafx.stage.Window;

/** One emoji, alone or in a line of text: takes its exact space at once and draws the picture as soon as there is one. */
public final class EmojiTile extends Region {

    /** As large as the line is high, standing a little below the baseline as Noto's own metrics do. */
    private static final double SIDE_EM = 1.2;
    private static final double BASELINE_EM = 0.95;
    private static final double SPACE_EM = 0.06;
    private static final double BOX_INSET = 1.5;
    private static final double BOX_CORNER = 4;

    private final double side;
    private final double space;
    private final double baseline;

    EmojiTile(int cell, Font font) {
        this(cell, (double) Math.round(font.getSize() * SIDE_EM), font.getSize() * SPACE_EM,
                baseline(font));
    }

    /**
     * An emoji by itself.
     *
     * @param emoji one emoji; an empty box is drawn for what has no picture
     * @param side pixels
     */
    public EmojiTile(String emoji, double side) {
        this(EmojiIndex.cellOf(emoji), side, 0, side);
    }

    private EmojiTile(int cell, double side, double space, double baseline) {
        this.side = side;
        this.space = space;
        this.baseline = baseline;
        setMinSize(side + 2 * space, side);
        setPrefSize(side + 2 * space, side);
        setMaxSize(side + 2 * space, side);
        setMouseTransparent(true);
        if (cell == EmojiIndex.Run.Emoji.UNKNOWN) {
            showBox();
        } else {
            EmojiSheet.tile(cell, (int) Math.ceil(side * density()), image -> {
                ImageView view = new ImageView(image);
                view.setFitWidth(side);
                view.setFitHeight(side);
                view.setX(space);
                getChildren().setAll(view);
            });
        }
    }

    private void showBox() {
        Rectangle box = new Rectangle(space + BOX_INSET, BOX_INSET, side - 2 * BOX_INSET, side - 2 * BOX_INSET);
        box.setArcWidth(BOX_CORNER);
        box.setArcHeight(BOX_CORNER);
        box.getStyleClass().add("emoji-box");
        getChildren().setAll(box);
    }

    /** Whether there is a picture of this, which is one emoji and nothing else. */
    public static boolean canDraw(String emoji) {
        return EmojiIndex.cellOf(emoji) != EmojiIndex.Run.Emoji.UNKNOWN;
    }

    /** How wide an emoji is in a text of this font. */
    static double width(Font font) {
        return Math.round(font.getSize() * SIDE_EM) + 2 * font.getSize() * SPACE_EM;
    }

    /** How far an emoji reaches over the line that a text of this font stands on. */
    static double baseline(Font font) {
        return font.getSize() * BASELINE_EM;
    }

    /** Device pixels per pixel where the window is, or would be. */
    static double density() {
        double density = Screen.getPrimary().getOutputScaleX();
        for (Window window : Window.getWindows()) {
            density = Math.max(density, window.getOutputScaleX());
        }
        return density;
    }

    /** Stands at this place on a line, with its picture on whole pixels, or else it would be blurred. */
    void place(double x, double line) {
        relocate(snapPositionX(x + space) - space, snapPositionY(line - baseline));
    }

    @Override
    public double getBaselineOffset() {
        return baseline;
    }

    @Override
    protected void layoutChildren() {
        // The picture stands where it was put.
    }
}
