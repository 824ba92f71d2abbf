package app.ajar.ui.templates;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Template;
import app.ajar.templates.Placeholders;
import app.ajar.templates.Placeholders.Filled;
import app.ajar.text.Texts;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.kit.EmojiField;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Templates while one writes: a slash at the beginning or behind a blank opens it, and so do its button and Ctrl+/. What is
 * typed behind the slash is searched for, the arrows choose, Enter puts the filled words in the slash's place. The keyboard
 * stays in the field all the while.
 */
public final class TemplatePicker {

    /** The keys that open it from anywhere in the window. */
    static final KeyCombination KEYS = new KeyCodeCombination(KeyCode.SLASH, KeyCombination.SHORTCUT_DOWN);
    /** Nobody looks further down than this without typing another letter. */
    private static final int MOST_HITS = 100;
    private static final int LONGEST_QUERY = 40;

    private final Composer composer;
    private final EmojiField field;
    private final TemplateBook book;
    private final TemplateHits hits = new TemplateHits(this::choose);
    private final Label nothing = new Label();
    private final VBox card = new VBox();
    private final Set<Templates.Id> inserted = new LinkedHashSet<>();
    private @Nullable ConversationId writing;
    private boolean open;
    private boolean inserting;

    /** @param openPage shows the page where templates are kept */
    public TemplatePicker(Composer composer, TemplateBook book, Runnable openPage) {
        this.composer = composer;
        this.book = book;
        field = composer.field();
        IconButton button = new IconButton(Icon.TEMPLATE, Texts.get("templates.pick"), "Ctrl+/");
        button.setOnAction(pressed -> toggle());
        button.setFocusTraversable(true);
        composer.setTool(Composer.Tool.TEMPLATES, button);
        build(openPage);
        composer.keysFirst(this::pressed);
        composer.setObjection(TemplatePicker::objection);
        composer.setOnWritten(this::written);
        composer.conversationProperty().subscribe(this::show);
        ReadOnlyStringProperty text = field.textProperty();
        text.addListener((property, was, now) -> typed(was, now));
        book.knownProperty().subscribe(known -> {
            if (open) {
                search();
            }
        });
        card.parentProperty().addListener((property, was, now) -> cardChanged());
    }

    private void build(Runnable openPage) {
        nothing.getStyleClass().add("picker-nothing");
        Label hint = new Label(Texts.get("templates.pick.hint"));
        hint.getStyleClass().add("words-small");
        Button page = new Button(Texts.get("templates.pick.page"));
        page.getStyleClass().add("link-button");
        page.setFocusTraversable(false);
        page.setOnAction(pressed -> {
            close();
            openPage.run();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(hint, space, page);
        foot.getStyleClass().add("picker-foot");
        card.getStyleClass().add("picker");
        card.getChildren().addAll(hits, nothing, foot);
    }

    /** Opens it where the cursor is, as if a slash had been typed; closes it when it is open. */
    public void toggle() {
        if (open) {
            close();
            field.requestFocus();
            return;
        }
        if (!composer.canWrite() || composer.conversationProperty().get() == null) {
            return;
        }
        field.requestFocus();
        String text = field.beforeCursor();
        boolean apart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        field.insert(apart ? "/" : " /");
    }

    private void show(@Nullable Conversation row) {
        ConversationId id = row == null ? null : row.id();
        if (!Objects.equals(id, writing)) {
            writing = id;
            inserted.clear();
            close();
        }
    }

    private void typed(String was, String now) {
        field.mark(Placeholders.left(now));
        if (inserting) {
            return;
        }
        if (now.isBlank()) {
            inserted.clear();
        }
        // The listener hears of the words before the cursor has moved behind them.
        Platform.runLater(() -> follow(was, now));
    }

    private void follow(String was, String now) {
        if (!now.equals(field.getText())) {
            return;
        }
        String query = query();
        if (open) {
            if (query == null) {
                close();
            } else {
                search();
            }
        } else if (query != null && query.isEmpty() && now.length() == was.length() + 1) {
            open = true;
            book.want();
            search();
            composer.showAbove(card);
        }
    }

    /** What stands between the last slash that begins a word and the cursor; null when there is none. */
    private @Nullable String query() {
        String text = field.beforeCursor();
        int slash = text.lastIndexOf('/');
        boolean begins = slash == 0 || (slash > 0 && Character.isWhitespace(text.charAt(slash - 1)));
        if (!begins) {
            return null;
        }
        String query = text.substring(slash + 1);
        boolean other = query.startsWith(" ") || query.indexOf('\n') >= 0 || query.length() > LONGEST_QUERY;
        return other ? null : query;
    }

    private void search() {
        String query = query();
        Conversation row = composer.conversationProperty().get();
        if (query == null || row == null) {
            close();
            return;
        }
        List<Template> found = book.find(row.id().account(), query, MOST_HITS);
        if (found.isEmpty() && query.indexOf(' ') >= 0) {
            // Somebody writes on; it was no search.
            close();
            return;
        }
        hits.show(found);
        hits.setVisible(!found.isEmpty());
        hits.setManaged(!found.isEmpty());
        nothing.setVisible(found.isEmpty());
        nothing.setManaged(found.isEmpty());
        nothing.setText(Texts.get(query.isEmpty() ? "templates.pick.none" : "templates.pick.nothing"));
        field.choice().tell(found.isEmpty() ? nothing.getText() : hits.spoken());
    }

    private boolean pressed(KeyEvent key) {
        if (KEYS.match(key)) {
            toggle();
            return true;
        }
        if (!open) {
            return false;
        }
        return switch (key.getCode()) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-TemplateHits.ROWS);
            case PAGE_DOWN -> move(TemplateHits.ROWS);
            case ENTER, TAB -> choose();
            case ESCAPE -> {
                close();
                yield true;
            }
            default -> false;
        };
    }

    private boolean move(int rows) {
        hits.move(rows);
        field.choice().tell(hits.spoken());
        return true;
    }

    private boolean choose() {
        Template chosen = hits.chosen();
        String query = query();
        if (chosen == null || query == null) {
            close();
            return false;
        }
        insert(chosen, "/" + query);
        return true;
    }

    /** Types it where the cursor is, filled in, as if it had been chosen here. */
    void put(Template chosen) {
        insert(chosen, "");
    }

    private void insert(Template chosen, String replaced) {
        Filled filled = book.fill(chosen, composer.conversationProperty().get());
        int start = field.beforeCursor().length() - replaced.length();
        inserting = true;
        field.replaceBeforeCursor(replaced, filled.text());
        inserting = false;
        inserted.add(chosen.id());
        close();
        field.requestFocus();
        if (filled instanceof Filled.Lacking lacking) {
            // Selected, so that what is typed next stands in its place.
            field.select(lacking.gaps().getFirst().written(), start);
            composer.refuse(lacking(lacking.gaps().stream().map(Placeholders.Gap::written).distinct().toList()));
        }
    }

    private static @Nullable String objection(String text) {
        List<String> left = Placeholders.left(text);
        return left.isEmpty() ? null : lacking(left);
    }

    private static String lacking(List<String> written) {
        return Texts.get("templates.lacking",
                written.stream().map(name -> "\u2068" + name + "\u2069").collect(Collectors.joining(", ")));
    }

    private void written() {
        inserted.forEach(book::used);
        inserted.clear();
    }

    private void close() {
        if (open) {
            open = false;
            if (card.equals(composer.above())) {
                composer.showAbove(null);
            }
        }
    }

    /** Esc or another card took it away. */
    private void cardChanged() {
        if (card.getParent() == null) {
            open = false;
            field.choice().tell("");
        }
    }
}
