package app.ajar.ui.templates;

import app.ajar.store.Templates.Template;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;

/** A template in the page's list. */
final class TemplateCell extends ListCell<Template> {

    private final TemplateRow row = new TemplateRow();

    TemplateCell() {
        getStyleClass().add("template-cell");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Template template, boolean empty) {
        super.updateItem(template, empty);
        if (empty || template == null) {
            setGraphic(null);
            setAccessibleText(null);
            return;
        }
        setAccessibleText(row.show(template));
        setGraphic(row);
    }
}
