package app.ajar.ui.templates;

import app.ajar.model.Conversation;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page where templates are kept: categories, the list with its search, and the one that is being written. */
public final class TemplatesPage extends VBox {

    private static final double CATEGORIES = 180;
    private static final double LIST = 300;
    /** Stands in the list of categories for all of them. */
    private static final String ALL = "";

    private final TemplateBook book;
    private final ListView<String> categories = new ListView<>();
    private final ListView<Template> list = new ListView<>();
    private final TextField search = new TextField();
    private final Label nothing = new Label();
    private final TemplateEditor editor;
    private final Notice notice = new Notice();
    private boolean showing;

    /**
     * @param conversation the open one, which the preview speaks to
     * @param onClose goes back to the inbox
     */
    public TemplatesPage(TemplateBook book, ObservableValue<@Nullable Conversation> conversation,
            TemplateExchange.Chosen files, Runnable onClose) {
        this.book = book;
        Theme.dress(this, "templates.css");
        getStyleClass().add("templates-page");
        editor = new TemplateEditor(book, new TemplateEditor.Actions(this::save, this::delete));
        TemplateExchange exchange = new TemplateExchange(book, files, notice::say);
        build(exchange, onClose);
        conversation.subscribe(editor::setConversation);
        book.knownProperty().subscribe(known -> showKnown());
        book.want();
    }

    private void build(TemplateExchange exchange, Runnable onClose) {
        Label title = new Label(Texts.get("templates.title"));
        title.getStyleClass().add("words-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button add = button("templates.new", Icon.ADD, this::create);
        add.getStyleClass().setAll("button", "primary-button");
        IconButton close = new IconButton(Icon.CLOSE, Texts.get("templates.close"), "Esc");
        close.setOnAction(pressed -> {
            keepChanges();
            onClose.run();
        });
        HBox header = new HBox(8, title, space, button("templates.import", Icon.DOWNLOAD, exchange::bringIn),
                button("templates.export", Icon.UPLOAD, exchange::takeOut), add, close);
        header.getStyleClass().add("page-header");
        ScrollPane scroll = new ScrollPane(editor);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox body = new HBox(categoryPane(), listPane(), scroll);
        body.getStyleClass().add("templates-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(header, notice, body);
    }

    private VBox categoryPane() {
        categories.getStyleClass().add("template-list");
        categories.setAccessibleText(Texts.get("templates.categories"));
        categories.setCellFactory(view -> new CategoryCell());
        categories.getSelectionModel().selectedItemProperty().addListener((property, was, now) -> showList());
        IconButton up = new IconButton(Icon.UP, Texts.get("templates.category.up"), "Alt+\u2191");
        up.setOnAction(pressed -> moveCategory(-1));
        IconButton down = new IconButton(Icon.DOWN, Texts.get("templates.category.down"), "Alt+\u2193");
        down.setOnAction(pressed -> moveCategory(1));
        IconButton remove = new IconButton(Icon.TRASH, Texts.get("templates.category.remove"), null);
        remove.setOnAction(pressed -> removeCategory());
        categories.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.isAltDown() && (key.getCode() == KeyCode.UP || key.getCode() == KeyCode.DOWN)) {
                moveCategory(key.getCode() == KeyCode.UP ? -1 : 1);
                key.consume();
            }
        });
        VBox.setVgrow(categories, Priority.ALWAYS);
        VBox pane = new VBox(6, categories, new HBox(up, down, remove));
        pane.setMinWidth(CATEGORIES);
        pane.setPrefWidth(CATEGORIES);
        pane.getStyleClass().add("templates-column");
        return pane;
    }

    private VBox listPane() {
        search.setPromptText(Texts.get("templates.search"));
        search.setAccessibleText(Texts.get("templates.search"));
        search.getStyleClass().add("template-search");
        search.textProperty().addListener((property, was, now) -> showList());
        search.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
                search.clear();
                key.consume();
            }
        });
        list.getStyleClass().add("template-list");
        list.setAccessibleText(Texts.get("templates.title"));
        list.setFixedCellSize(TemplateCell.HEIGHT);
        list.setCellFactory(view -> new TemplateCell());
        list.setPlaceholder(nothing);
        nothing.getStyleClass().add("picker-nothing");
        nothing.setWrapText(true);
        list.getSelectionModel().selectedItemProperty().addListener((property, was, now) -> chosen(now));
        list.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DELETE) {
                delete();
                key.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox pane = new VBox(8, search, list);
        pane.setMinWidth(LIST - 100);
        pane.setPrefWidth(LIST);
        pane.getStyleClass().add("templates-column");
        return pane;
    }

    private static Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(Texts.get(key), icon.node(14));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** Puts the keyboard into the search. */
    public void focusSearch() {
        search.requestFocus();
    }

    private void showKnown() {
        List<String> names = new ArrayList<>(List.of(ALL));
        names.addAll(book.knownProperty().get().all().categories());
        if (!names.equals(categories.getItems())) {
            String chosen = categories.getSelectionModel().getSelectedItem();
            categories.getItems().setAll(names);
            categories.getSelectionModel().select(chosen == null || !names.contains(chosen) ? ALL : chosen);
        }
        showList();
    }

    private void showList() {
        String category = categories.getSelectionModel().getSelectedItem();
        List<Template> found = book.find(null, search.getText()).stream()
                .filter(template -> category == null || category.equals(ALL)
                        || template.content().category().equals(category))
                .toList();
        nothing.setText(Texts.get(search.getText().isBlank() ? "templates.none" : "templates.pick.nothing"));
        Template edited = editor.edited();
        showing = true;
        list.getItems().setAll(found);
        if (edited != null) {
            found.stream().filter(template -> template.id().equals(edited.id())).findFirst().ifPresent(same -> {
                list.getSelectionModel().select(same);
                if (!editor.changed() && !same.equals(edited)) {
                    editor.begin(same, null);
                }
            });
        } else if (!editor.changed() && !found.isEmpty() && search.getText().isBlank()) {
            list.getSelectionModel().selectFirst();
            editor.begin(found.getFirst(), null);
        }
        showing = false;
    }

    private void chosen(@Nullable Template template) {
        Template edited = editor.edited();
        if (showing || template == null || (edited != null && edited.id().equals(template.id()))) {
            return;
        }
        keepChanges();
        editor.begin(template, null);
    }

    /** What was written is not lost by looking at another one; what cannot be kept is. */
    private void keepChanges() {
        if (editor.changed() && !editor.content().text().isBlank()) {
            editor.checked().ifPresent(this::keep);
        }
    }

    private void create() {
        keepChanges();
        showing = true;
        list.getSelectionModel().clearSelection();
        showing = false;
        String category = categories.getSelectionModel().getSelectedItem();
        editor.begin(null, category == null || category.equals(ALL) ? null : category);
        editor.focusName();
    }

    private void save() {
        editor.checked().ifPresent(content -> {
            keep(content);
            notice.say(Texts.get("templates.saved", content.name()));
        });
    }

    private void keep(Content content) {
        Template edited = editor.edited();
        if (edited != null) {
            editor.kept(new Template(edited.id(), content, edited.turn(), edited.uses(), edited.usedAt()));
            book.write(templates -> {
                templates.change(edited.id(), content);
            });
            return;
        }
        book.write(templates -> templates.add(content), added -> {
            if (editor.edited() == null && editor.content().equals(content)) {
                editor.kept(added);
                showList();
            }
        });
    }

    private void delete() {
        Template edited = editor.edited();
        if (edited == null) {
            return;
        }
        int at = list.getSelectionModel().getSelectedIndex();
        List<Template> left = new ArrayList<>(list.getItems());
        left.removeIf(template -> template.id().equals(edited.id()));
        editor.begin(left.isEmpty() ? null : left.get(Math.clamp(at, 0, left.size() - 1)), null);
        book.<Optional<Template>>write(templates -> templates.delete(edited.id()),
                deleted -> deleted.ifPresent(gone -> notice.offer(
                        Texts.get("templates.deleted", gone.content().name()), Texts.get("templates.undo"),
                        () -> restore(gone))));
    }

    private void restore(Template gone) {
        book.<Boolean>write(templates -> {
            templates.restore(gone);
            return true;
        }, done -> {
            keepChanges();
            editor.begin(gone, null);
            showList();
        });
    }

    private void moveCategory(int by) {
        String chosen = categories.getSelectionModel().getSelectedItem();
        List<String> names = new ArrayList<>(book.knownProperty().get().all().categories());
        int at = names.indexOf(chosen);
        if (at >= 0 && at + by >= 0 && at + by < names.size()) {
            Collections.swap(names, at, at + by);
            book.write(templates -> templates.orderCategories(names));
        }
    }

    private void removeCategory() {
        String chosen = Objects.requireNonNullElse(categories.getSelectionModel().getSelectedItem(), ALL);
        if (chosen.equals(ALL)) {
            return;
        }
        Templates.All all = book.knownProperty().get().all();
        boolean used = all.templates().stream().anyMatch(template -> template.content().category().equals(chosen));
        if (Templates.BUILT_IN.contains(chosen) || used) {
            notice.say(Texts.get(used ? "templates.category.used" : "templates.category.builtin"));
            return;
        }
        List<String> names = new ArrayList<>(all.categories());
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

    /** What just happened, with a way back where there is one. */
    private static final class Notice extends HBox {

        private final Label words = new Label();
        private final Button undo = new Button();

        Notice() {
            super(10);
            getStyleClass().add("templates-notice");
            words.setWrapText(true);
            HBox.setHgrow(words, Priority.ALWAYS);
            words.setMaxWidth(Double.MAX_VALUE);
            undo.getStyleClass().add("link-button");
            undo.setMinWidth(USE_PREF_SIZE);
            IconButton close = new IconButton(Icon.CLOSE, 13, Texts.get("templates.notice.close"), null);
            close.setOnAction(pressed -> show(false));
            getChildren().addAll(words, undo, close);
            show(false);
        }

        void say(String said) {
            words.setText(said);
            undo.setVisible(false);
            show(true);
        }

        void offer(String said, String way, Runnable back) {
            say(said);
            undo.setText(way);
            undo.setVisible(true);
            undo.setOnAction(pressed -> {
                show(false);
                back.run();
            });
        }

        private void show(boolean shown) {
            setVisible(shown);
            setManaged(shown);
        }
    }
}
