package app.ajar.ui.templates;

import app.ajar.store.Templates.Template;
import app.ajar.ui.kit.EmojiText;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A template in a list: its name and category, and how it begins. */
final class TemplateCell extends ListCell<Template> {

    /** The fixed height of a row. */
    static final double HEIGHT = 48;

    private static final int MOST_LETTERS = 120;

    private final EmojiText name = new EmojiText(1);
    private final EmojiText text = new EmojiText(1);
    private final Label category = new Label();
    private final VBox view;

    TemplateCell() {
        getStyleClass().add("template-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
        name.setFont(EmojiText.FontRole.NAME);
        text.getStyleClass().add("template-begin");
        category.getStyleClass().add("template-category");
        category.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox first = new HBox(8, name, category);
        first.setFillHeight(false);
        view = new VBox(2, first, text);
        view.getStyleClass().add("template-row");
        view.setMouseTransparent(true);
    }

    @Override
    protected void updateItem(@Nullable Template template, boolean empty) {
        super.updateItem(template, empty);
        if (empty || template == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        String words = TemplateBook.categoryWords(template.content().category());
        String begin = begin(template.content().text());
        name.setText(template.content().name());
        text.setText(begin);
        category.setText(words);
        setGraphic(view);
        setAccessibleText(template.content().name() + ", " + words + ", " + begin);
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
