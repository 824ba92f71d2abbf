package app.ajar.ui.kit;

import javafx.scene.layout.Region;

/**
 * A piece of text with colour emoji, because the toolkit draws wrong letters for them: text runs as text, each emoji
 * grapheme as a picture cut from the Noto sheet. Style classes set the font and the fill ({@code -fx-fill} tokens).
 */
public final class EmojiText extends Region {

    /** @param maxLines 1 for a single line that ends in an ellipsis, 0 for as many as it takes */
    public EmojiText(int maxLines) {
        throw new UnsupportedOperationException();
    }

    public void setText(String text) {
        throw new UnsupportedOperationException();
    }

    public String getText() {
        throw new UnsupportedOperationException();
    }

    /** The family, weight and size of its text, and a style class for its fill. */
    public void setFont(FontRole role) {
        throw new UnsupportedOperationException();
    }

    /** The type scale of the design: sizes and weights by what the text is for. */
    public enum FontRole {
        TITLE, NAME, BODY, BODY_STRONG, BUBBLE, SMALL, SECTION
    }
}
