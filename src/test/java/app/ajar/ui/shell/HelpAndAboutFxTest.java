package app.ajar.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** F1 and About in the real window. */
@ExtendWith(ApplicationExtension.class)
class HelpAndAboutFxTest {

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 3);
        window.open(null);
        until("the list is there", () -> window.sees("conversation-list"));
        until("rows are there", () -> !window.node("conversation-list", ListView.class).getItems().isEmpty());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void f1_opensTheGuide_readyForTheArrows_andEscGoesBack() {
        openHelp();

        assertThat(fx(() -> window.stage().getScene().getFocusOwner())).isSameAs(chapters());
        choose("The ring");
        assertThat(fx(() -> window.node("help-words", VBox.class).lookupAll(".words-title").stream()
                .map(Label.class::cast).map(Label::getText).toList())).containsExactly("The ring");

        window.press(KeyCode.ESCAPE);
        assertThat(window.sees("help-page")).isFalse();
        assertThat(window.sees("conversation-list")).isTrue();
    }

    @Test
    void questionMark_stillShowsTheShortcuts_alsoOverTheGuide() {
        openHelp();
        run(() -> Event.fireEvent(chapters(),
                new KeyEvent(KeyEvent.KEY_TYPED, "?", "", KeyCode.UNDEFINED, false, false, false, false)));

        assertThat(window.sees("shortcuts-sheet")).isTrue();
        window.press(KeyCode.ESCAPE);
        assertThat(window.sees("shortcuts-sheet")).isFalse();
        assertThat(window.sees("help-page")).isTrue();
    }

    @Test
    void shortcuts_fitALowWindow_andTheArrowsReachTheLast() {
        run(() -> window.stage().setHeight(WindowFrame.MIN_HEIGHT));
        until("the window is low", () -> window.stage().getScene().getHeight() <= WindowFrame.MIN_HEIGHT);
        run(() -> window.node("main-view", MainView.class).showShortcuts());
        run(() -> window.stage().getScene().getRoot().layout());

        VBox sheet = window.node("shortcuts-sheet", VBox.class);
        assertThat(fx(() -> sheet.localToScene(sheet.getLayoutBounds()).getMinY())).isNotNegative();
        assertThat(fx(() -> sheet.localToScene(sheet.getLayoutBounds()).getMaxY()))
                .isLessThanOrEqualTo(WindowFrame.MIN_HEIGHT);
        for (int press = 0; press < 4; press++) {
            window.press(KeyCode.DOWN);
        }
        assertThat(window.node("keys-scroll", ScrollPane.class).getVvalue()).isEqualTo(1);
    }

    @Test
    void search_leavesChaptersThatSayTheWords() {
        openHelp();
        int all = chapters().getItems().size();
        run(() -> window.node("help-search", TextField.class).setText("keychain token"));

        assertThat(fx(() -> chapters().getItems().size())).isBetween(1, all - 1);
        assertThat(fx(() -> chapters().getItems().stream().map(Object::toString).toList()))
                .contains("Connecting an account");
        run(() -> window.node("help-search", TextField.class).setText("zebra crossing"));
        assertThat(fx(() -> chapters().getItems())).isEmpty();
        run(() -> window.node("help-search", TextField.class).clear());
        assertThat(fx(() -> chapters().getItems().size())).isEqualTo(all);
    }

    @Test
    void linksOfTheGuide_leadToTheirChapter() {
        openHelp();
        choose("The ring");
        run(() -> window.node("help-link", Hyperlink.class).fire());

        assertThat(fx(() -> String.valueOf(chapters().getSelectionModel().getSelectedItem())))
                .isEqualTo("Answering as a person");
        assertThat(window.asked).isEmpty();
    }

    @Test
    void about_saysVersionAndFolder_andShowsEverybodysTerms() {
        run(() -> window.shell().go(Page.SETTINGS));
        press("About Ajar");
        until("the page is laid out", () -> window.sees("about-parts"));
        until("the parts are listed", () -> parts().getItems().size() > 20);

        assertThat(window.words("words-body-strong")).contains("Version 0.1.0");
        assertThat(window.words("settings-path")).anySatisfy(path -> assertThat(path).contains(folder.toString()));
        until("our own terms are there",
                () -> window.node("about-terms", TextArea.class).getText().startsWith("MIT License"));
        run(() -> parts().getSelectionModel().select(parts().getItems().stream()
                .filter(part -> part.toString().equals("OkHttp")).findFirst().map(parts().getItems()::indexOf)
                .orElseThrow()));
        until("OkHttp's are", () -> window.node("about-terms", TextArea.class).getText().contains("Apache License"));
        assertThat(fx(() -> Keys.name(window.node("about-terms", TextArea.class)))).isEqualTo("Terms of OkHttp");

        press("Open folder");
        assertThat(window.asked).containsExactly(folder.toString());
    }

    @Test
    void about_copiesDiagnostics_withoutNames() {
        run(() -> window.shell().go(Page.ABOUT));
        press("Copy diagnostics");

        assertThat(fx(() -> Clipboard.getSystemClipboard().getString())).isNotBlank().doesNotContain("person-1",
                folder.toString());
        assertThat(window.words("quiet-button")).contains("Copied. No names, messages or tokens.");
    }

    private void openHelp() {
        window.press(KeyCode.F1);
        until("the guide is read", () -> window.sees("help-words"));
    }

    private void choose(String chapter) {
        run(() -> chapters().getSelectionModel().select(chapters().getItems().stream()
                .filter(each -> each.toString().equals(chapter)).findFirst().map(chapters().getItems()::indexOf)
                .orElseThrow()));
    }

    private void press(String words) {
        until(words + " can be pressed", () -> button(words).isPresent());
        run(() -> button(words).orElseThrow().fire());
    }

    private Optional<Button> button(String words) {
        window.stage().getScene().getRoot().layout();
        return window.stage().getScene().getRoot().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(button -> button.getText().equals(words) && shown(button)).findFirst();
    }

    private static boolean shown(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private ListView<?> chapters() {
        return window.node("help-chapters", ListView.class);
    }

    private ListView<?> parts() {
        return window.node("about-parts", ListView.class);
    }
}
