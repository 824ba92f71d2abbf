package app.ajar.ui.templates;

import app.ajar.model.Conversation;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import app.ajar.text.Texts;
import app.ajar.ui.access.FieldName;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.WrappingLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The page where templates are kept: categories, the list with its search, and the one that is being written. */
public final class TemplatesPage extends VBox {

    private static final double LIST = 300;

    private final TemplateBook book;
    private final TemplateCategories categories;
    private final ListView<Template> list = new ListView<>();
    private final MoveButtons order = new MoveButtons(list, Texts.get("templates.up"), Texts.get("templates.down"),
            this::move);
    private final TextField search = new TextField();
    private final Label nothing = new WrappingLabel("", "picker-nothing");
    private final TemplateEditor editor;
    private final PageNotice notice = new PageNotice();
    /** What was left and cannot be kept as it is, by its number; empty for a new one. Stays while the window is open. */
    private final Map<Optional<Templates.Id>, Content> unsaved = new HashMap<>();
    /** What another window's page leaves to this one, until the templates are known. */
    private @Nullable Unfinished left;
    /** The new one that is being stored for the first time. */
    private @Nullable Adding adding;
    private boolean creating;
    private boolean moved;
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
        categories = new TemplateCategories(book, notice::say, this::showList);
        TemplateExchange exchange = new TemplateExchange(book, files, notice::say);
        build(exchange, onClose);
        conversation.subscribe(editor::setConversation);
        book.knownProperty().subscribe(known -> showKnown());
        visibleProperty().subscribe(shown -> {
            if (!shown) {
                keep();
            }
        });
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
        close.setOnAction(pressed -> onClose.run());
        HBox header = new HBox(8, title, space, button("templates.import", Icon.DOWNLOAD, exchange::bringIn),
                button("templates.export", Icon.UPLOAD, exchange::takeOut), add, close);
        header.getStyleClass().add("page-header");
        ScrollPane scroll = new ScrollPane(editor);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox body = new HBox(categories, listPane(), scroll);
        body.getStyleClass().add("templates-body");
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(header, notice, body);
    }

    private VBox listPane() {
        search.setPromptText(Texts.get("templates.search"));
        FieldName.give(search, Texts.get("templates.search"));
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
        list.setFixedCellSize(TemplateRow.HEIGHT);
        list.setCellFactory(view -> new TemplateCell());
        list.setPlaceholder(nothing);
        list.getSelectionModel().selectedItemProperty().addListener((property, was, now) -> chosen(now));
        list.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.DELETE) {
                delete();
                key.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox pane = new VBox(8, search, list, order);
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

    /** What would be lost with this page. */
    public Unfinished unfinished() {
        boolean open = editor.changed() && !editor.isEmpty();
        return new Unfinished(Map.copyOf(unsaved), open ? editor.edited() : null, open ? editor.content() : null);
    }

    /** Goes on with what another page of these templates left, as soon as they are known. */
    public void resume(Unfinished before) {
        left = before;
        showKnown();
    }

    private void showKnown() {
        categories.showKnown();
        // Not before: the editor offers the accounts that are known.
        Unfinished before = left;
        if (before != null && book.read()) {
            left = null;
            unsaved.putAll(before.everything());
            if (before.written() != null) {
                begin(before.open());
            }
        }
        showList();
    }

    private void showList() {
        String category = categories.chosen();
        List<Template> found = book.find(null, search.getText(), Integer.MAX_VALUE).stream()
                .filter(template -> category == null || template.content().category().equals(category)).toList();
        nothing.setText(Texts.get(search.getText().isBlank() ? "templates.none" : "templates.pick.nothing"));
        Template edited = editor.edited();
        showing = true;
        list.getItems().setAll(found);
        if (edited != null) {
            found.stream().filter(template -> template.id().equals(edited.id())).findFirst().ifPresent(same -> {
                list.getSelectionModel().select(same);
                if (!editor.changed() && !same.equals(edited)) {
                    begin(same);
                }
            });
        } else if (!creating && !editor.changed() && !found.isEmpty() && search.getText().isBlank()) {
            list.getSelectionModel().selectFirst();
            begin(found.getFirst());
        }
        showing = false;
        if (moved && list.lookup(".virtual-flow") instanceof VirtualFlow<?> rows) {
            rows.scrollTo(list.getSelectionModel().getSelectedIndex());
        }
        moved = false;
        allowOrder();
    }

    private void chosen(@Nullable Template template) {
        Template edited = editor.edited();
        allowOrder();
        if (showing || template == null || (edited != null && edited.id().equals(template.id()))) {
            return;
        }
        leave();
        begin(template);
    }

    /** Begins with this one, or with null a new one; with what was written of it before and could not be kept. */
    private void begin(@Nullable Template template) {
        creating = template == null;
        adding = null;
        editor.begin(template, categories.chosen());
        Content waiting = unsaved.remove(Optional.ofNullable(template).map(Template::id));
        if (waiting != null) {
            editor.resume(waiting);
        }
    }

    private void allowOrder() {
        int at = list.getSelectionModel().getSelectedIndex();
        boolean can = search.getText().isBlank() && at >= 0;
        order.allow(can && together(at - 1, at), can && together(at, at + 1));
    }

    private boolean together(int one, int other) {
        List<Template> shown = list.getItems();
        return one >= 0 && other < shown.size()
                && shown.get(one).content().category().equals(shown.get(other).content().category());
    }

    private void move(int places) {
        Template edited = editor.edited();
        if (!search.getText().isBlank()) {
            notice.say(Texts.get("templates.order.search"));
        } else if (edited != null) {
            moved = true;
            book.write(templates -> {
                templates.move(edited.id(), places);
            });
        }
    }

    /** Another one comes: what was written is not lost by that. */
    private void leave() {
        keep();
        if (editor.changed() && !editor.isEmpty()) {
            Template edited = editor.edited();
            unsaved.put(Optional.ofNullable(edited).map(Template::id), editor.content());
            notice.offer(Texts.get("templates.unsaved", editor.trouble()), Texts.get("templates.unsaved.back"), () -> {
                leave();
                Template now = edited == null
                        ? null
                        : book.knownProperty().get().find(edited.id()).orElse(edited);
                select(now);
                begin(now);
            });
        }
    }

    /** Keeps what was written, if it can be kept; what has no name goes by its first words. */
    void keep() {
        if (editor.changed() && !editor.isEmpty()) {
            boolean named = editor.nameByWords();
            editor.checked().ifPresent(content -> {
                keep(content);
                if (named) {
                    notice.say(Texts.get("templates.named", content.name()));
                }
            });
        }
    }

    private void select(@Nullable Template template) {
        showing = true;
        list.getSelectionModel().clearSelection();
        list.getItems().stream().filter(each -> template != null && each.id().equals(template.id())).findFirst()
                .ifPresent(list.getSelectionModel()::select);
        showing = false;
        allowOrder();
    }

    private void create() {
        leave();
        select(null);
        begin(null);
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
        Adding underWay = adding;
        if (edited != null) {
            change(edited, content);
            return;
        }
        if (underWay != null) {
            // Stored once, whatever is pressed twice; what was written since follows.
            if (editor.changed()) {
                editor.keeps();
                underWay.since = content;
            }
            return;
        }
        Adding added = new Adding();
        adding = added;
        editor.keeps();
        book.<Optional<Template>>write(templates -> templates.add(content), stored -> {
            if (added == adding) {
                adding = null;
                creating = false;
                stored.ifPresentOrElse(editor::kept, () -> begin(null));
                showList();
            }
            if (stored.isEmpty()) {
                wentWithItsAccount(content);
            } else if (added.since != null) {
                change(stored.get(), added.since);
            }
        });
    }

    private void wentWithItsAccount(Content content) {
        notice.say(Texts.get("templates.account.gone", content.name()));
    }

    /** A new one on its way into the store, and what was written since. */
    private static final class Adding {
        private @Nullable Content since;
    }

    private void change(Template old, Content content) {
        Template changed = new Template(old.id(), content, old.turn(), old.uses(), old.usedAt());
        Template edited = editor.edited();
        if (edited != null && edited.id().equals(old.id())) {
            editor.keeps();
            editor.kept(changed);
        }
        book.<Boolean>write(templates -> templates.change(old.id(), content) || templates.find(old.id()).isEmpty(),
                done -> {
                    if (!done) {
                        wentWithItsAccount(content);
                    }
                });
    }

    private void delete() {
        Template edited = editor.edited();
        if (edited == null) {
            return;
        }
        Optional<Content> written = editor.changed() ? Optional.of(editor.content()) : Optional.empty();
        int at = list.getSelectionModel().getSelectedIndex();
        List<Template> left = new ArrayList<>(list.getItems());
        left.removeIf(template -> template.id().equals(edited.id()));
        begin(left.isEmpty() ? null : left.get(Math.clamp(at, 0, left.size() - 1)));
        creating = false;
        book.<Optional<Template>>write(templates -> templates.delete(edited.id()),
                deleted -> deleted.ifPresent(gone -> {
                    written.ifPresent(content -> unsaved.put(Optional.of(gone.id()), content));
                    notice.offer(Texts.get("templates.deleted", gone.content().name()), Texts.get("templates.undo"),
                            () -> restore(gone));
                }));
    }

    private void restore(Template gone) {
        book.<Boolean>write(templates -> templates.restore(gone), done -> {
            if (!done) {
                wentWithItsAccount(gone.content());
                return;
            }
            leave();
            begin(gone);
            showList();
            list.requestFocus();
        });
    }
}
