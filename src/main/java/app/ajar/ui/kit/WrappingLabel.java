package app.ajar.ui.kit;

import javafx.scene.control.Label;

/** Words of our own that take as many lines as they need. What people write is for {@link EmojiText}. */
public final class WrappingLabel extends Label {

    /** @param style the style class that says what the words are for */
    public WrappingLabel(String text, String style) {
        super(text);
        setWrapText(true);
        // A pane that is short of room cuts a line in the middle otherwise.
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().add(style);
    }
}
