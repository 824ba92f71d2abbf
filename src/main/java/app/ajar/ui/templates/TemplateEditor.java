package app.ajar.ui.templates;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ReplyText;
import app.ajar.store.Templates;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Stage;
import app.ajar.store.Templates.Template;
import app.ajar.templates.Placeholders;
import app.ajar.templates.Placeholders.Filled;
import app.ajar.templates.TemplateCheck;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.ui.kit.EmojiField;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.WrappingLabel;
import java.text.BreakIterator;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** One template being written, with what it would say in the open conversation. */
final class TemplateEditor extends VBox {

    private static final int MOST_LINES = 8;
    private static final int NAME_BY_WORDS = 40;
    private static final PseudoClass WITHIN = PseudoClass.getPseudoClass("within");
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    /** What the buttons do. */
    record Actions(Runnable save, Runnable delete) {}

    /** A choice that may be none. */
    private record Choice<T>(@Nullable T value, String words) {

        @Override
        public String toString() {
            return words;
        }
    }

    private final TemplateBook book;
    /** Of two lines at most, which it takes when it is long; a name itself has one. */
    private final EmojiField name = new EmojiField(2, Texts.get("templates.name"));
    private final EmojiField text = new EmojiField(MOST_LINES, Texts.get("templates.text"));
    private final ComboBox<String> category = new ComboBox<>();
    private final ComboBox<Choice<Stage>> stage = new ComboBox<>();
    private final ComboBox<Choice<AccountId>> account = new ComboBox<>();
    private final EmojiText preview = new EmojiText(0);
    private final Label previewFor = new WrappingLabel("", "words-small");
    private final Label bytes = new Label();
    private final Label lacking = new WrappingLabel("", "templates-trouble");
    private final Label trouble = new WrappingLabel("", "templates-trouble");
    private final Label uses = new WrappingLabel("", "words-small");
    private final Button save = new Button(Texts.get("templates.save"));
    private final Button delete = new Button(Texts.get("templates.delete"), Icon.TRASH.node(14));
    private @Nullable Template edited;
    private @Nullable Content stored;
    private @Nullable Conversation conversation;

    TemplateEditor(TemplateBook book, Actions actions) {
        this.book = book;
        getStyleClass().add("template-editor");
        name.setPrompt(Texts.get("templates.name.prompt"));
        name.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER && !key.isShortcutDown()) {
                text.requestFocus();
                key.consume();
            }
        });
        text.setPrompt(Texts.get("templates.text.prompt"));
        category.setEditable(true);
        category.setConverter(new CategoryWords());
        stage.getItems().add(new Choice<>(null, Texts.get("templates.stage.none")));
        for (Stage each : Stage.values()) {
            stage.getItems().add(new Choice<>(each, Texts.get("templates.stage." + each)));
        }
        bytes.getStyleClass().add("template-bytes");
        preview.getStyleClass().add("template-preview-text");
        VBox bubble = new VBox(preview);
        bubble.getStyleClass().add("template-preview");
        save.getStyleClass().add("primary-button");
        save.setOnAction(pressed -> actions.save().run());
        delete.getStyleClass().add("quiet-button");
        delete.setOnAction(pressed -> actions.delete().run());
        HBox choices = new HBox(10, field("templates.category", category), field("templates.stage", stage));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, uses, space, delete, save);
        buttons.getStyleClass().add("template-buttons");
        HBox.setHgrow(uses, Priority.SOMETIMES);
        getChildren().addAll(field("templates.name", grounded(name, "template-name")),
                field("templates.text", grounded(text, "template-text")), placeholders(), choices,
                field("templates.account", account), section("templates.preview"), previewFor, bubble, bytes, lacking,
                trouble, buttons);
        name.textProperty().subscribe(now -> show(trouble, ""));
        text.textProperty().subscribe(now -> showPreview());
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            boolean keeps = key.isShortcutDown() && (key.getCode() == KeyCode.S || key.getCode() == KeyCode.ENTER);
            if (keeps) {
                actions.save().run();
                key.consume();
            }
        });
        begin(null, null);
        book.knownProperty().subscribe(now -> showWhom());
    }

    /** On the ground that fields stand on, which shows that the keyboard is in it. */
    private static StackPane grounded(EmojiField field, String style) {
        StackPane ground = new StackPane(field);
        ground.getStyleClass().addAll("template-ground", style);
        field.focusedInside().subscribe(inside -> ground.pseudoClassStateChanged(WITHIN, inside));
        return ground;
    }

    private static VBox field(String key, Node control) {
        Label label = new Label(Texts.get(key));
        label.getStyleClass().add("words-small-strong");
        label.setLabelFor(control);
        if (control instanceof Region region) {
            region.setMaxWidth(Double.MAX_VALUE);
        }
        VBox field = new VBox(4, label, control);
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    private static Label section(String key) {
        Label title = new Label(Texts.get(key).toUpperCase(Locale.getDefault(Locale.Category.DISPLAY)));
        title.getStyleClass().add("words-section");
        return title;
    }

    /** Puts a placeholder in where the cursor is. */
    private FlowPane placeholders() {
        FlowPane row = new FlowPane(6, 6);
        for (Placeholders.Name each : Placeholders.Name.values()) {
            String written = "{" + each.word() + (each == Placeholders.Name.FIRST_NAME ? "|there}" : "}");
            Button button = new Button(written);
            // Or the underscore would be taken for a mnemonic.
            button.setMnemonicParsing(false);
            button.getStyleClass().add("placeholder-button");
            button.setAccessibleText(Texts.get("templates.put", written));
            button.setOnAction(pressed -> {
                text.insert(written);
                text.requestFocus();
            });
            row.getChildren().add(button);
        }
        return row;
    }

    /** Begins with this template, or with null a new one in this category. */
    void begin(@Nullable Template template, @Nullable String newCategory) {
        edited = template;
        TemplateBook.Known known = book.knownProperty().get();
        category.getItems().setAll(known.all().categories());
        account.getItems().setAll(accounts(known.accounts()));
        Content content = template == null
                ? new Content(null, "", "", newCategory == null ? Templates.BUILT_IN.getFirst() : newCategory, null)
                : template.content();
        fill(content);
        stored = content();
        delete.setVisible(template != null);
        uses.setText(template == null ? "" : used(template));
        show(trouble, "");
        showPreview();
    }

    private void fill(Content content) {
        name.setText(content.name());
        text.setText(content.text());
        category.setValue(content.category());
        category.getEditor().setText(TemplateBook.categoryWords(content.category()));
        stage.setValue(choice(stage.getItems(), content.stage()));
        account.setValue(choice(account.getItems(), content.account()));
    }

    /** Goes on with what was written of it before and is not kept; says why. */
    void resume(Content written) {
        fill(written);
        checked();
    }

    private static List<Choice<AccountId>> accounts(List<Account> all) {
        List<Choice<AccountId>> choices = new ArrayList<>();
        choices.add(new Choice<>(null, Texts.get("templates.account.all")));
        all.forEach(
                each -> choices.add(new Choice<>(each.id(), Texts.get("templates.account.one", each.shownUsername()))));
        return choices;
    }

    private static <T> Choice<T> choice(List<Choice<T>> choices, @Nullable T value) {
        return choices.stream().filter(choice -> Objects.equals(choice.value, value)).findFirst()
                .orElseGet(choices::getFirst);
    }

    private String used(Template template) {
        Instant at = template.usedAt();
        return at == null
                ? Texts.get("templates.unused")
                : Texts.get("templates.used", template.uses(),
                        Times.date(at, book.clock().now(), ZoneId.systemDefault(),
                                Locale.getDefault(Locale.Category.FORMAT)));
    }

    @Nullable
    Template edited() {
        return edited;
    }

    /** What stands in the fields. */
    Content content() {
        Choice<Stage> chosenStage = stage.getValue();
        Choice<AccountId> chosenAccount = account.getValue();
        String words = category.getConverter().fromString(category.getEditor().getText());
        return new Content(chosenAccount == null ? null : chosenAccount.value,
                name.getText().strip().replaceAll("\\s+", " "),
                text.getText().strip(), words.isBlank() ? Templates.BUILT_IN.getFirst() : words,
                chosenStage == null ? null : chosenStage.value);
    }

    /** Whether the fields say something else than what is kept. */
    boolean changed() {
        return !content().equals(stored);
    }

    /** What stands in the fields, if it can be kept; else says why not. */
    Optional<Content> checked() {
        Content content = content();
        Optional<TemplateCheck.Trouble> wrong = TemplateCheck.trouble(content);
        wrong.ifPresent(why -> show(trouble, Texts.get("templates.trouble." + why, TemplateCheck.MOST_NAME,
                TemplateCheck.MOST_TEXT, TemplateCheck.MOST_CATEGORY)));
        return wrong.isEmpty() ? Optional.of(content) : Optional.empty();
    }

    /** Whether nothing is written that could be lost. */
    boolean isEmpty() {
        Content content = content();
        return content.name().isEmpty() && content.text().isEmpty();
    }

    /** Names what has words and no name: as it was called, or by its first words. Tells whether it had to. */
    boolean nameByWords() {
        String first = text.getText().strip().lines().findFirst().orElse("");
        if (!name.getText().isBlank() || first.isEmpty()) {
            return false;
        }
        name.setText(edited == null ? shortened(first) : edited.content().name());
        return true;
    }

    private static String shortened(String line) {
        BreakIterator words = BreakIterator.getCharacterInstance();
        words.setText(line);
        int end = line.length() <= NAME_BY_WORDS ? line.length() : words.preceding(NAME_BY_WORDS + 1);
        return line.substring(0, end).strip();
    }

    /** The sentence why it cannot be kept; empty as long as nobody asked. */
    String trouble() {
        return trouble.getText();
    }

    /** What is in the fields now counts as kept. */
    void keeps() {
        stored = content();
    }

    /** This is stored now; what was written since is not. */
    void kept(Template template) {
        edited = template;
        delete.setVisible(true);
        uses.setText(used(template));
    }

    void focusName() {
        name.requestFocus();
    }

    /** The conversation that the preview speaks to; null for none. */
    void setConversation(@Nullable Conversation row) {
        conversation = row;
        showPreview();
    }

    private void showWhom() {
        Conversation row = conversation;
        previewFor.setText(row == null ? Texts.get("templates.preview.nobody") : speaksTo(row));
    }

    /** To whom, and where there are several accounts from which. */
    private String speaksTo(Conversation row) {
        TemplateBook.Known known = book.knownProperty().get();
        String person = row.person().displayName();
        return known.account(row.id().account()).filter(account -> known.accounts().size() > 1)
                .map(account -> Texts.get("templates.preview.forFrom", person, account.shownUsername()))
                .orElseGet(() -> Texts.get("templates.preview.for", person));
    }

    private void showPreview() {
        show(trouble, "");
        Conversation row = conversation;
        Filled filled = Placeholders.fill(text.getText().strip(), book.facts(row));
        preview.setText(filled.text().isEmpty() ? Texts.get("templates.preview.empty") : filled.text());
        showWhom();
        text.mark(Placeholders.unknown(text.getText()));
        int count = ReplyText.bytes(filled.text());
        bytes.setText(Texts.get("compose.bytes", count, ReplyText.MOST_BYTES));
        bytes.pseudoClassStateChanged(OVER, count > ReplyText.MOST_BYTES);
        Function<Boolean, String> named = known -> filled instanceof Filled.Lacking(var all, var gaps)
                ? gaps.stream().filter(gap -> gap.known() == known).map(Placeholders.Gap::written).distinct()
                        .collect(Collectors.joining(", "))
                : "";
        String unknown = named.apply(false);
        String missing = named.apply(true);
        show(lacking, !unknown.isEmpty()
                ? Texts.get("templates.preview.unknown", unknown)
                : missing.isEmpty() ? "" : Texts.get("templates.preview.missing", missing));
    }

    private static void show(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    /** Built-in categories in the user's words, the user's own as they are. */
    private static final class CategoryWords extends StringConverter<String> {

        @Override
        public String toString(@Nullable String category) {
            return category == null ? "" : TemplateBook.categoryWords(category);
        }

        @Override
        public String fromString(@Nullable String words) {
            String plain = words == null ? "" : words.strip();
            return Templates.BUILT_IN.stream()
                    .filter(each -> TemplateBook.categoryWords(each).equalsIgnoreCase(plain)).findFirst().orElse(plain);
        }
    }
}
