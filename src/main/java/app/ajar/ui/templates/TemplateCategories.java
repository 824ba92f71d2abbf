package app.ajar.ui.templates;

import app.ajar.store.Templates;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The categories on the page of templates: one is chosen, and they are ordered by hand. */
final class TemplateCategories extends VBox {

    private static final double WIDTH = 180;
    /** Stands in the list for all of them. */
    private static final String ALL = "";

    private final TemplateBook book;
    private final Consumer<String> say;
    private final ListView<String> list = new ListView<>();
    private final MoveButtons order = new MoveButtons(list, Texts.get("templates.category.up"),
            Texts.get("templates.category.down"), this::move);

    /**
     * @param say shows a sentence
     * @param onChosen run when another one is chosen
     */
    TemplateCategories(TemplateBook book, Consumer<String> say, Runnable onChosen) {
        super(6);
        this.book = book;
        this.say = say;
        list.getStyleClass().addAll("template-list", "category-list");
        list.setAccessibleText(Texts.get("templates.categories"));
        list.setCellFactory(view -> new CategoryCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, was, now) -> {
            allow();
            onChosen.run();
        });
        IconButton remove = new IconButton(Icon.TRASH, Texts.get("templates.category.remove"), null);
        remove.setOnAction(pressed -> remove());
        order.getChildren().add(remove);
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(list, order);
        setMinWidth(WIDTH);
        setPrefWidth(WIDTH);
        getStyleClass().add("templates-column");
    }

    /** Shows them as they are stored. */
    void showKnown() {
        List<String> names = new ArrayList<>(List.of(ALL));
        names.addAll(stored());
        if (!names.equals(list.getItems())) {
            String chosen = list.getSelectionModel().getSelectedItem();
            list.getItems().setAll(names);
            list.getSelectionModel().select(chosen == null || !names.contains(chosen) ? ALL : chosen);
        }
        allow();
    }

    /** The chosen one; null for all of them. */
    @Nullable
    String chosen() {
        String chosen = list.getSelectionModel().getSelectedItem();
        return chosen == null || chosen.equals(ALL) ? null : chosen;
    }

    private List<String> stored() {
        return book.knownProperty().get().all().categories();
    }

    private void allow() {
        String chosen = chosen();
        int at = chosen == null ? -1 : stored().indexOf(chosen);
        order.allow(at > 0, at >= 0 && at < stored().size() - 1);
    }

    private void move(int by) {
        String chosen = chosen();
        if (chosen != null) {
            book.write(templates -> {
                templates.moveCategory(chosen, by);
            });
        }
    }

    private void remove() {
        String chosen = chosen();
        if (chosen == null) {
            return;
        }
        boolean used = book.knownProperty().get().all().templates().stream()
                .anyMatch(template -> template.content().category().equals(chosen));
        if (Templates.BUILT_IN.contains(chosen) || used) {
            say.accept(Texts.get(used ? "templates.category.used" : "templates.category.builtin"));
            return;
        }
        List<String> names = new ArrayList<>(stored());
        names.remove(chosen);
        book.write(templates -> templates.orderCategories(names));
    }

    /** A category, or all. */
    private static final class CategoryCell extends ListCell<String> {

        CategoryCell() {
            getStyleClass().add("category-cell");
        }

        @Override
        protected void updateItem(@Nullable String category, boolean empty) {
            super.updateItem(category, empty);
            setText(empty || category == null
                    ? null
                    : category.equals(ALL) ? Texts.get("templates.all") : TemplateBook.categoryWords(category));
        }
    }
}
