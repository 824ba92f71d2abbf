package app.ajar.ui.templates;

import app.ajar.model.ConversationId;
import app.ajar.text.Texts;
import app.ajar.ui.compose.Composer;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.kit.Theme;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** All that templates bring to a window: the picker and the reminder at its composer, the choice in the details, the page. */
public final class TemplateTools implements AutoCloseable {

    private static final String SHEET = "/app/ajar/ui/templates/templates.css";
    private static final String PATTERN_CSV = "*.csv";
    private static final String PATTERN_JSON = "*.json";

    private final Composer composer;
    private final TemplateBook book;
    private final Reminders reminders;
    private final TemplatePicker picker;
    private final ReminderChoice choice;
    private Runnable openPage = () -> {};
    private @Nullable TemplatesPage page;

    /** @param means what replies are written with */
    public TemplateTools(Composer composer, ReplyDesk.Means means) {
        this.composer = composer;
        // Once, with what is in the window from its beginning: a sheet that comes with a part of a shown window finds none of
        // its colours yet.
        Theme.dress(composer, SHEET);
        book = new TemplateBook(means.database(), means.bridge(), means.clock());
        reminders = new Reminders(book);
        picker = new TemplatePicker(composer, book, () -> openPage.run());
        choice = new ReminderChoice(book, composer.conversationProperty());
        ReminderCard.attach(composer, book, reminders,
                new ReminderCard.Answer(means.replies(), means.habits().undo(), picker::put));
    }

    /**
     * Gives the window its keys for templates.
     *
     * @param showPage shows the page that {@link #page} makes
     */
    public void install(Scene scene, Runnable showPage) {
        openPage = showPage;
        scene.getAccelerators().put(TemplatePicker.KEYS, picker::toggle);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.T, KeyCombination.SHORTCUT_DOWN), showPage);
    }

    /** Which conversations remind of themselves now. */
    public ObservableValue<Set<ConversationId>> remindedProperty() {
        return reminders.dueProperty().map(Map::keySet);
    }

    /** Whether a conversation reminds, to be shown in its details. */
    public Node reminderChoice() {
        return choice;
    }

    /** The page where templates are kept; the system's windows choose its files. */
    public TemplatesPage page(Runnable onClose) {
        return page(new TemplateExchange.Chosen(this::open, this::save), onClose);
    }

    /** The same with files chosen another way. */
    public TemplatesPage page(TemplateExchange.Chosen files, Runnable onClose) {
        TemplatesPage made = new TemplatesPage(book, composer.conversationProperty(), files, onClose);
        page = made;
        return made;
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.get(title));
        return chooser;
    }

    private Optional<Path> open() {
        FileChooser chooser = chooser("templates.import.title");
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(Texts.get("templates.import.files"), PATTERN_CSV, PATTERN_JSON));
        return Optional.ofNullable(chooser.showOpenDialog(window())).map(File::toPath);
    }

    private Optional<Path> save(String name) {
        FileChooser chooser = chooser("templates.export.title");
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("CSV", PATTERN_CSV),
                new FileChooser.ExtensionFilter("JSON", PATTERN_JSON));
        return Optional.ofNullable(chooser.showSaveDialog(window())).map(File::toPath);
    }

    private @Nullable Window window() {
        return composer.getScene() == null ? null : composer.getScene().getWindow();
    }

    @Override
    public void close() {
        if (page != null) {
            page.keep();
        }
        reminders.close();
        book.close();
    }
}
