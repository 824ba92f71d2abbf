package app.ajar.ui.shell;

import app.ajar.store.Templates;
import app.ajar.store.Templates.Template;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The page of templates by the keyboard alone: what is deleted and brought back, and where the keyboard is afterwards. */
@ExtendWith(ApplicationExtension.class)
class KeyboardTemplatesFxTest {

    private static final List<String> NAMES = List.of("Arrival", "Booking", "Closing");

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 3);
        keys = new Keys(window);
        NAMES.forEach(name -> window.stored.database.templates()
                .add(new Templates.Content(null, name, "About " + name + ".", "Shop", null)));
        keys.open();
        keys.ctrl(KeyCode.T);
        keys.untilAt("Search templates");
        until("templates are listed", this::listed, NAMES);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private ListView<?> list() {
        return window.node("templates-page", Region.class).lookupAll(".template-list").stream()
                .filter(list -> !list.getStyleClass().contains("category-list")).map(ListView.class::cast).findFirst()
                .orElseThrow();
    }

    private List<String> listed() {
        return list().getItems().stream().map(each -> ((Template) each).content().name()).toList();
    }

    @Test
    void delete_leavesTheKeyboardOnTheNextRow_andUndoBringsTheTemplateBackUnderIt() {
        keys.press(KeyCode.DOWN);
        keys.untilAt("Templates");
        keys.untilChosen("Arrival");
        keys.press(KeyCode.DOWN);
        keys.untilChosen("Booking");
        keys.press(KeyCode.DELETE);
        until("it is gone", this::listed, List.of("Arrival", "Closing"));
        keys.untilAt("Templates");
        keys.untilChosen("Closing");
        until("it can be undone", () -> keys.hears("Undo"));
        keys.shift(KeyCode.TAB);
        keys.tabTo("Undo");
        keys.press(KeyCode.SPACE);
        until("it is back", this::listed, NAMES);
        keys.untilAt("Templates");
        keys.untilChosen("Booking");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void theDeleteButton_keepsTheKeyboardNear_untilNothingIsLeftToDelete() {
        keys.tabTo("Delete");
        keys.press(KeyCode.SPACE);
        until("the first is gone", this::listed, List.of("Booking", "Closing"));
        keys.untilAt("Delete");
        keys.press(KeyCode.SPACE);
        until("the second is gone", this::listed, List.of("Closing"));
        keys.untilAt("Delete");
        keys.press(KeyCode.SPACE);
        until("nothing is left", this::listed, List.of());
        keys.untilAt("Save");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
        assertThat(window.stored.database.templates().all().templates()).isEmpty();
    }
}
