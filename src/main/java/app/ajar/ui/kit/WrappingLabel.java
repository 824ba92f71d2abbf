package app.ajar.ui.kit;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;

/**
 * Words of our own that take as many lines as they need, with names in them whatever their script: where the toolkit must
 * not wrap ({@link LineBreaks}), an {@link EmojiText} draws them in the label's font and colour. What people write is for
 * {@link EmojiText} alone.
 */
public final class WrappingLabel extends Label {

    private @Nullable EmojiText drawn;

    /** @param style the style class that says what the words are for */
    public WrappingLabel(String text, String style) {
        setWrapText(true);
        // A pane that is short of room cuts a line in the middle otherwise.
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add(style);
        textProperty().addListener((property, before, now) -> draw(now));
        fontProperty().addListener((property, before, now) -> dress());
        textFillProperty().addListener((property, before, now) -> dress());
        setText(text);
    }

    private void draw(@Nullable String words) {
        if (words == null || !LineBreaks.needed(words)) {
            drawn = null;
            setGraphic(null);
            setContentDisplay(ContentDisplay.LEFT);
            return;
        }
        EmojiText own = drawn == null ? new EmojiText(0) : drawn;
        drawn = own;
        own.setText(words);
        dress();
        setGraphic(own);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    private void dress() {
        if (drawn != null) {
            drawn.setFont(getFont());
            if (getTextFill() instanceof Color fill) {
                drawn.setStyle("-ajar-words: #" + fill.toString().substring(2) + ";");
            }
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        if (drawn == null) {
            return super.computePrefHeight(width);
        }
        Insets around = getInsets();
        double beside = snappedLeftInset() + snappedRightInset();
        return around.getTop() + around.getBottom() + drawn.prefHeight(width < 0 ? width : Math.max(0, width - beside));
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (drawn != null) {
            drawn.resizeRelocate(snappedLeftInset(), snappedTopInset(),
                    Math.max(0, getWidth() - snappedLeftInset() - snappedRightInset()),
                    Math.max(0, getHeight() - snappedTopInset() - snappedBottomInset()));
        }
    }
}
