package app.ajar.ui.templates;

import app.ajar.store.Templates.Template;
import app.ajar.text.OutsideText;
import app.ajar.ui.kit.EmojiText;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A template on two lines: its name and category, and how it begins. */
final class TemplateRow extends VBox {

    /** The fixed height of a row with what is around it, pixels. */
    static final double HEIGHT = 48;

    private static final int MOST_LETTERS = 120;

    private final EmojiText name = new EmojiText(1);
    private final EmojiText text = new EmojiText(1);
    private final EmojiText category = new EmojiText(1);

    TemplateRow() {
        super(2);
        getStyleClass().add("template-row");
        setMouseTransparent(true);
        name.setFont(EmojiText.FontRole.NAME);
        text.getStyleClass().add("template-begin");
        category.setFont(EmojiText.FontRole.SMALL);
        category.getStyleClass().add("template-category");
        category.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox first = new HBox(8, name, category);
        first.setFillHeight(false);
        getChildren().addAll(first, text);
    }

    /** Shows this one; gives what is said of it to who cannot see it. */
    String show(Template template) {
        String words = TemplateBook.categoryWords(template.content().category());
        String begin = begin(template.content().text());
        name.setText(template.content().name());
        text.setText(begin);
        category.setText(words);
        return OutsideText.isolated(template.content().name()) + ", " + words + ", " + OutsideText.isolated(begin);
    }

    /** As much as a row can show, on one line: laying out the rest would cost more than all else. */
    private static String begin(String text) {
        int end = Math.min(text.length(), MOST_LETTERS);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end).replace('\n', ' ');
    }
}
