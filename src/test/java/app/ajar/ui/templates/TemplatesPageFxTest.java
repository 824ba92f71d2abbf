package app.ajar.ui.templates;

import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Stage;
import app.ajar.store.Templates.Template;
import app.ajar.ui.thread.OpenThread;
import app.ajar.ui.thread.StoredThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** The page where templates are kept, by the hands of a person. */
// The page is made at the beginning of each test.
@SuppressWarnings("NullAway.Init")
class TemplatesPageFxTest extends OpenThread {

    private TemplatesPage page;
    private @Nullable Path chosen;

    private void open(FxRobot robot) {
        show(robot, stored.chat(CHAT, "p1", 3));
        robot.interact(() -> {
            page = pane.templates().page(new TemplateExchange.Chosen(() -> Optional.ofNullable(chosen),
                    name -> Optional.ofNullable(chosen)), () -> {});
            ((StackPane) stage.getScene().getRoot()).getChildren().add(page);
        });
        settle();
    }

    private Template put(String name, String text, String category) {
        return stored.database.templates().add(new Content(null, name, text, category, null)).orElseThrow();
    }

    private List<Template> all() {
        return stored.database.templates().all().templates();
    }

    private List<String> names() {
        return all().stream().map(template -> template.content().name()).toList();
    }

    private TextArea name() {
        return (TextArea) Objects.requireNonNull(page.lookup(".template-name .text-area"));
    }

    private TextArea text() {
        return (TextArea) Objects.requireNonNull(page.lookup(".template-text .text-area"));
    }

    @SuppressWarnings("unchecked")
    private ListView<Template> list() {
        return (ListView<Template>) page.lookupAll(".template-list").stream()
                .filter(node -> !node.getStyleClass().contains("category-list")).findFirst().orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private ListView<String> categories() {
        return (ListView<String>) Objects.requireNonNull(page.lookup(".category-list"));
    }

    private List<String> shown() {
        return list().getItems().stream().map(template -> template.content().name()).toList();
    }

    private void press(FxRobot robot, String words) {
        robot.interact(() -> button(page, words).fire());
        settle();
    }

    private static Button button(Parent where, String words) {
        return where.lookupAll(".button").stream().filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> words.equals(button.getText()) || words.equals(button.getAccessibleText()))
                .findFirst().orElseThrow(() -> new AssertionError("no button " + words));
    }

    private void alt(FxRobot robot, Node where, KeyCode code) {
        robot.interact(() -> Event.fireEvent(where,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, true, false)));
        settle();
    }

    private void write(FxRobot robot, String name, String text) {
        robot.interact(() -> {
            name().setText(name);
            text().setText(text);
        });
    }

    private void select(FxRobot robot, int row) {
        robot.interact(() -> list().getSelectionModel().select(row));
        settle();
    }

    private String notice() {
        return page.lookupAll(".templates-notice .label").stream().filter(Labeled.class::isInstance)
                .map(node -> ((Labeled) node).getText()).filter(words -> words != null && !words.isEmpty())
                .findFirst().orElse("");
    }

    private String trouble() {
        return page.lookupAll(".template-editor .templates-trouble").stream().filter(Node::isVisible)
                .map(node -> ((Labeled) node).getText()).findFirst().orElse("");
    }

    @Test
    void aTemplate_isWritten_changed_deleted_andBroughtBack(FxRobot robot) {
        open(robot);
        press(robot, "New template");
        write(robot, "Opening hours", "We are open until 6, {first_name|there} 🕕");
        robot.interact(() -> {
            ((ComboBox<?>) Objects.requireNonNull(page.lookup(".template-editor .combo-box"))).getEditor()
                    .setText("Visits");
            button(page, "Save").fire();
            button(page, "Save").fire();
        });
        await(() -> all().size() == 1);
        settle();
        assertThat(all()).singleElement().satisfies(template -> assertThat(template.content())
                .isEqualTo(new Content(null, "Opening hours", "We are open until 6, {first_name|there} 🕕", "Visits",
                        null)));
        assertThat(notice()).isEqualTo("Saved \"Opening hours\".");
        assertThat(categories().getItems()).last().isEqualTo("Visits");

        write(robot, "Hours", "Until 7");
        press(robot, "Save");
        await(() -> names().equals(List.of("Hours")));
        press(robot, "Delete");
        await(() -> all().isEmpty());
        settle();
        assertThat(notice()).isEqualTo("Deleted \"Hours\".");
        press(robot, "Undo");
        await(() -> names().equals(List.of("Hours")));
        settle();
        assertThat(name().getText()).isEqualTo("Hours");
        assertThat(text().getText()).isEqualTo("Until 7");
    }

    @Test
    void tabAndEnter_goOnFromTheName_andTypeNothing(FxRobot robot) {
        open(robot);
        press(robot, "New template");
        robot.write("Hello");
        robot.push(KeyCode.TAB);
        settle();
        assertThat(text().isFocused()).isTrue();
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        settle();
        assertThat(name().isFocused()).isTrue();
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(text().isFocused()).isTrue();
        assertThat(name().getText()).isEqualTo("Hello");
        assertThat(text().getText()).isEmpty();
    }

    @Test
    void thePreview_speaksToTheOpenConversation_countsItsBytes_andNamesWhatIsUnknown(FxRobot robot) {
        open(robot);
        press(robot, "New template");
        write(robot, "Offer", "Dear {first_name}, take {discount}");
        settle();
        assertThat(Objects.requireNonNull(page.lookup(".template-preview-text")).getAccessibleText())
                .isEqualTo("Dear Maya, take {discount}");
        assertThat(((Labeled) Objects.requireNonNull(page.lookup(".template-bytes"))).getText())
                .isEqualTo("26 / 1000");
        assertThat(trouble()).contains("{discount}");
        assertThat(page.lookupAll(".template-text .field-mark")).hasSize(1);
    }

    @Test
    void theSearch_andTheCategories_narrowTheList(FxRobot robot) {
        put("Hello", "Hi", "greeting");
        put("Bye", "See you", "closing");
        put("Stall", "Find us at the fair", "Markets");
        open(robot);
        assertThat(shown()).containsExactly("Hello", "Bye", "Stall");
        robot.interact(() -> categories().getSelectionModel().select("Markets"));
        assertThat(shown()).containsExactly("Stall");
        robot.interact(() -> categories().getSelectionModel().selectFirst());
        robot.interact(() -> ((TextField) Objects.requireNonNull(page.lookup(".template-search"))).setText("see"));
        assertThat(shown()).containsExactly("Bye");
        robot.interact(() -> ((TextField) Objects.requireNonNull(page.lookup(".template-search"))).setText("zzz"));
        assertThat(shown()).isEmpty();
        assertThat(((Labeled) Objects.requireNonNull(list().getPlaceholder())).getText())
                .isEqualTo("No template fits");
    }

    @Test
    void templatesAndCategories_areOrderedByHand_andThePickerFollows(FxRobot robot) {
        put("One", "1", "greeting");
        put("Two", "2", "greeting");
        put("Three", "3", "greeting");
        put("Bye", "4", "closing");
        open(robot);
        select(robot, 0);
        alt(robot, list(), KeyCode.DOWN);
        await(() -> names().equals(List.of("Two", "One", "Three", "Bye")));
        settle();
        press(robot, "Move the template down");
        await(() -> names().equals(List.of("Two", "Three", "One", "Bye")));
        settle();
        assertThat(shown()).containsExactly("Two", "Three", "One", "Bye");
        assertThat(list().getSelectionModel().getSelectedItem().content().name()).isEqualTo("One");
        // The next one is of another category.
        assertThat(button(page, "Move the template down").isDisabled()).isTrue();

        robot.interact(() -> categories().getSelectionModel().select("closing"));
        for (int i = 0; i < 4; i++) {
            alt(robot, categories(), KeyCode.UP);
        }
        await(() -> stored.database.templates().all().categories().getFirst().equals("closing"));
        robot.interact(() -> {
            ((StackPane) stage.getScene().getRoot()).getChildren().remove(page);
            pane.focusComposer();
        });
        settle();
        robot.write("/");
        settle();
        assertThat(robot.lookup(".picker .template-hits").<TemplateHits>query().hits())
                .extracting(template -> template.content().name()).containsExactly("Bye", "Two", "Three", "One");
    }

    @Test
    void whatIsWritten_isNotLostByLookingAtAnother(FxRobot robot) {
        put("One", "1", "greeting");
        put("Two", "2", "greeting");
        open(robot);
        press(robot, "New template");
        write(robot, "", "Thanks for asking\nWe answer soon");
        select(robot, 0);
        await(() -> names().contains("Thanks for asking"));
        assertThat(notice()).isEqualTo("Saved as \"Thanks for asking\", after its first words.");

        String long81 = "n".repeat(81);
        write(robot, long81, "changed");
        select(robot, 1);
        assertThat(name().getText()).isEqualTo("Two");
        assertThat(notice())
                .isEqualTo("What you wrote is not saved yet. The name is too long: 80 characters are the most.");
        press(robot, "Back to it");
        assertThat(name().getText()).isEqualTo(long81);
        assertThat(text().getText()).isEqualTo("changed");
        assertThat(trouble()).startsWith("The name is too long");
        assertThat(names()).contains("One", "Two");
        robot.interact(() -> name().setText("One more"));
        robot.interact(() -> page.setVisible(false));
        await(() -> names().contains("One more") && !names().contains("One"));
    }

    @Test
    void aNewOneBeingWritten_staysWhenTheListChanges(FxRobot robot) {
        put("One", "1", "greeting");
        open(robot);
        press(robot, "New template");
        put("Two", "2", "greeting");
        await(() -> shown().size() == 2);
        settle();
        assertThat(name().getText()).isEmpty();
        assertThat(list().getSelectionModel().getSelectedItem()).isNull();
    }

    @Test
    void exports_asCsvAndJson_bringEverythingBack(FxRobot robot) throws IOException {
        Content tricky = new Content(StoredThreads.ACCOUNT, "=SUM(1), \"quoted\"", "Line one\nline two; 'x' 👩‍👩‍👧 é",
                "Märkte", Stage.FOLLOW_UP);
        stored.database.templates().add(tricky);
        put("Hello", "Hi {first_name|there}", "greeting");
        put("Again", "Second of its category", "greeting");
        stored.database.templates().orderCategories(List.of("Märkte", "greeting"));
        List<Content> before = all().stream().map(Template::content).toList();
        open(robot);
        for (String file : List.of("out.csv", "out.json")) {
            chosen = folder.resolve(file);
            press(robot, "Export");
            await(() -> notice().equals("Wrote 3 templates to " + file + "."));
            all().forEach(template -> stored.database.templates().delete(template.id()));
            stored.database.templates().orderCategories(List.of());
            press(robot, "Import");
            await(() -> notice().equals("Imported 3 templates."));
            assertThat(all()).extracting(Template::content).containsExactlyElementsOf(before);
            assertThat(stored.database.templates().all().categories()).startsWith("Märkte", "greeting");
            press(robot, "Import");
            await(() -> notice().equals("Imported no templates. 3 were there already and left out."));
            assertThat(all()).hasSize(3);
        }
    }

    @Test
    void rowsThatCannotBeKept_areToldByLine_andCostNoOther(FxRobot robot) throws IOException {
        put("Hello", "Hi", "greeting");
        open(robot);
        chosen = folder.resolve("mixed.csv");
        Files.writeString(chosen, "name,text,stage\nGood,Fine,\n,No name,\nBad stage,x,never\n\"Open,y,\nLast,z,\n");
        press(robot, "Import");
        await(() -> notice().startsWith("Imported 2 templates."));
        assertThat(notice()).isEqualTo("Imported 2 templates. 3 rows were left out: line 3, it has no name;"
                + " line 4, there is no such stage; line 5, a quote is opened and never closed.");
        assertThat(names()).containsExactly("Hello", "Good", "Last");

        chosen = folder.resolve("half.json");
        Files.writeString(chosen,
                "{\"templates\": [{\"name\": \"J\", \"text\": \"j\"},\n {\"name\": 3, \"text\": \"k\"},\n {\"na");
        press(robot, "Import");
        await(() -> notice().startsWith("Imported one template."));
        assertThat(notice())
                .isEqualTo("Imported one template. 2 rows were left out: line 2, one of its values is no text;"
                        + " line 3, the file is broken from here on.");
    }

    @Test
    void filesThatAreNone_areAnsweredClearly_andChangeNothing(FxRobot robot) throws IOException {
        put("Hello", "Hi", "greeting");
        open(robot);
        bad(robot, "photo.csv", "\u0000\u0001PNG",
                "The first row must name the columns: name and text, and category, stage and account if you like."
                        + " Nothing was imported.");
        bad(robot, "list.json", "{\"people\": []}",
                "There is no list of templates in the file. Nothing was imported.");
        bad(robot, "large.csv", "name,text\n" + "x".repeat(1 << 20),
                "The file is larger than 1 MB. Nothing was imported; split it and import the parts.");
        bad(robot, "many.csv",
                "name,text\n" + String.join("\n", IntStream.range(0, 5_001).mapToObj(i -> i + ",x").toList()),
                "The file has more than 5,000 templates. Nothing was imported; split it and import the parts.");
        chosen = folder.resolve("nowhere.csv");
        press(robot, "Import");
        await(() -> notice().equals("The file cannot be read. Nothing was imported."));
        chosen = folder.resolve("no folder").resolve("out.csv");
        press(robot, "Export");
        await(() -> notice().equals("The file cannot be written. What was there before is unchanged."));
        chosen = null;
        press(robot, "Import");
        press(robot, "Export");
        assertThat(names()).containsExactly("Hello");
    }

    @Test
    void aDeletedOneOfAnAccountThatWasRemovedSince_staysAway_andThePageSaysWhy(FxRobot robot) {
        stored.database.templates().add(new Content(StoredThreads.ACCOUNT, "Ours", "x", "greeting", null));
        open(robot);
        select(robot, 0);
        press(robot, "Delete");
        await(() -> notice().equals("Deleted \"Ours\"."));
        stored.database.accounts().remove(StoredThreads.ACCOUNT);
        press(robot, "Undo");
        await(() -> notice()
                .equals("\"Ours\" was not kept: the account that it is for is not connected any more."));
        assertThat(names()).isEmpty();
    }

    private void bad(FxRobot robot, String file, String content, String said) throws IOException {
        chosen = folder.resolve(file);
        Files.write(chosen, content.getBytes(StandardCharsets.UTF_8));
        press(robot, "Import");
        await(() -> notice().equals(said));
        assertThat(names()).containsExactly("Hello");
    }
}
