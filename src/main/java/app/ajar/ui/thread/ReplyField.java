package app.ajar.ui.thread;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

/** The field a reply is typed into; grows with its lines up to six. */
final class ReplyField extends Region {

    private static final int MOST_LINES = 6;
    private static final double FRAME = 6;
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");

    private final TextArea area = new TextArea();
    private final Text ruler = new Text();

    ReplyField() {
        getStyleClass().add("reply-field");
        area.setWrapText(true);
        area.setPrefRowCount(1);
        area.setAccessibleText(Texts.get("thread.reply.prompt"));
        area.textProperty().addListener((property, before, text) -> {
            // The toolkit throws when it wraps Arabic or Hebrew itself (see LineBreaks in ui.kit).
            area.setWrapText(!EmojiText.mustBreakItself(text));
            requestLayout();
        });
        getChildren().add(area);
    }

    StringProperty textProperty() {
        return area.textProperty();
    }

    String getText() {
        return area.getText();
    }

    void setText(String text) {
        area.setText(text);
        area.positionCaret(text.length());
    }

    void insert(String text) {
        area.replaceSelection(text);
    }

    void setPrompt(String prompt) {
        area.setPromptText(prompt);
    }

    ReadOnlyBooleanProperty focusedInside() {
        return area.focusedProperty();
    }

    Node input() {
        return area;
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    @Override
    protected double computePrefHeight(double width) {
        double inner = (width < 0 ? getWidth() : width) - 2 * FRAME;
        ruler.setFont(area.getFont());
        ruler.setText("X");
        double line = ruler.getLayoutBounds().getHeight();
        ruler.setText(area.getText().isEmpty() ? "X" : area.getText() + "\u200B");
        ruler.setWrappingWidth(area.isWrapText() ? Math.max(1, inner) : 0);
        double text = ruler.getLayoutBounds().getHeight();
        ruler.setWrappingWidth(0);
        pseudoClassStateChanged(FULL, text > MOST_LINES * line);
        return Math.ceil(Math.min(text, MOST_LINES * line)) + 2 * FRAME;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        area.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
