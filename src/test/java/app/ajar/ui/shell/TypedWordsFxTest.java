package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.SHOP;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What is typed on a page and kept nowhere: still there in the window that another language opens, and in other colours. */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class TypedWordsFxTest {

    private static final String TOO_LONG = "We open at 8. ".repeat(320).strip();

    @TempDir
    Path folder;
    private OpenWindow window;
    private Template hours;
    private Template roads;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 5);
        hours = add("Hours", "We open at 8.");
        roads = add("Roads", "By the old mill.");
        window.open(null);
        until("the list is there", () -> window.sees("conversation-list"));
        until("it is known who is connected", () -> window.sees("rail"));
    }

    @AfterEach
    void close() {
        window.close();
        Texts.speak(Tongue.PLAIN);
    }

    private Template add(String name, String text) {
        return window.stored.database.templates().add(new Content(SHOP, name, text, "Visits", null)).orElseThrow();
    }

    /** As the app does when another language is chosen. */
    private void openAnew(String tag) {
        Shell before = window.shell();
        window.closeWindow();
        Texts.speak(Tongue.of(tag, Locale.UK, Locale.UK));
        Shell after = window.open(null);
        run(() -> {
            after.resume(before);
            after.go(Page.SETTINGS);
        });
        until("the settings are there", () -> window.sees("settings-page"));
    }

    private void go(Page page) {
        run(() -> window.shell().go(page));
    }

    /** The field of the editor; null until the page was laid out. */
    private @Nullable TextArea area(String style) {
        return (TextArea) window.node("templates-page", Parent.class).lookup("." + style + " .text-area");
    }

    private String words(String style) {
        TextArea field = area(style);
        return field == null ? "" : field.getText();
    }

    @SuppressWarnings("unchecked")
    private ListView<Template> list() {
        return (ListView<Template>) window.node("templates-page", Parent.class).lookupAll(".template-list").stream()
                .filter(node -> !node.getStyleClass().contains("category-list")).findFirst().orElseThrow();
    }

    private void openTemplates() {
        go(Page.TEMPLATES);
        until("the page is there", () -> window.sees("templates-page"));
        until("both are listed", () -> list().getItems().size() == 2);
    }

    private void choose(Template template) {
        run(() -> list().getItems().stream().filter(each -> each.id().equals(template.id())).findFirst()
                .ifPresent(list().getSelectionModel()::select));
    }

    private void type(String style, String words) {
        until("the field is there", () -> area(style) != null);
        run(() -> Objects.requireNonNull(area(style)).setText(words));
    }

    private void press(String words) {
        run(() -> window.stage().getScene().getRoot().lookupAll(".button").stream().map(Button.class::cast)
                .filter(button -> words.equals(button.getText())).findFirst().orElseThrow().fire());
    }

    private Content stored(Template template) {
        return window.stored.database.templates().find(template.id()).orElseThrow().content();
    }

    @Test
    void aTemplateThatCannotBeKeptYet_isStillInItsFields() {
        openTemplates();
        press("New template");
        type("template-name", "Only a name so far");
        openAnew("de");
        openTemplates();
        until("it is there", () -> words("template-name"), "Only a name so far");

        type("template-text", "And now its words");
        go(Page.SETTINGS);
        until("it is kept", () -> window.stored.database.templates().all().templates().stream()
                .anyMatch(each -> each.content().name().equals("Only a name so far")
                        && each.content().text().equals("And now its words")));
    }

    @Test
    void changesThatCannotBeKept_areThere_ofTheOpenOne_andOfThoseThatWereLeft() {
        openTemplates();
        choose(hours);
        type("template-text", TOO_LONG);
        choose(roads);
        type("template-text", TOO_LONG + " By the old mill.");
        openAnew("es");
        openTemplates();
        until("the open one is", () -> words("template-text"), TOO_LONG + " By the old mill.");
        assertThat(fx(() -> words("template-name"))).isEqualTo("Roads");
        choose(hours);
        until("the one left is", () -> words("template-text"), TOO_LONG);
        assertThat(stored(hours)).isEqualTo(hours.content());

        type("template-text", "We open at 9.");
        openAnew("en");
        until("what can be kept is", () -> stored(hours).text().equals("We open at 9."));
        openTemplates();
        choose(roads);
        until("and the other one still is", () -> words("template-text"), TOO_LONG + " By the old mill.");
        assertThat(fx(() -> words("template-name"))).isEqualTo("Roads");
        assertThat(stored(roads).account()).isEqualTo(SHOP);
    }

    @Test
    void whatIsTypedAboutPushes_isThere_alsoInOtherColours() {
        go(Page.SETTINGS);
        until("the card is there", () -> window.sees("push-card"));
        press("Set up push");
        run(() -> {
            window.node("push-project", TextField.class).setText("https://half.example.org");
            window.node("push-key", TextField.class).setText("half a key");
            window.node("push-email", TextField.class).setText("me@example.org");
        });
        run(() -> window.stage().getScene().getRoot().lookupAll(".radio-button").stream()
                .filter(choice -> ((Labeled) choice).getText().equals("Dark")).findFirst()
                .map(RadioButton.class::cast).orElseThrow().fire());
        until("it is dark", () -> window.settings.current().theme() == Settings.Theme.DARK);
        assertThat(typed()).containsExactly("https://half.example.org", "half a key", "me@example.org");

        openAnew("de");
        until("the form is open", () -> window.sees("push-project"));
        until("what was typed is there", this::typed,
                List.of("https://half.example.org", "half a key", "me@example.org"));
    }

    private List<String> typed() {
        return List.of("push-project", "push-key", "push-email").stream()
                .map(style -> window.node(style, TextField.class).getText()).toList();
    }

    @Test
    void whatIsSearchedFor_isThere() {
        run(() -> search().setText("person-3"));
        until("it is found", () -> window.node("conversation-list", ListView.class).getItems().size() == 1);
        openAnew("es");
        go(Page.INBOX);
        until("the words are there", () -> search().getText(), "person-3");
        until("it is found again", () -> Optional.of(window.node("conversation-list", ListView.class))
                .filter(Node::isVisible).map(found -> found.getItems().size()).orElse(0) == 1);
    }

    private TextField search() {
        return window.node("search-text", TextField.class);
    }
}
