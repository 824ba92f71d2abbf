package app.ajar.ui.shell;

import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The whole window by the keyboard alone, and as a screen reader meets it: every stop has a role and a name. */
@ExtendWith(ApplicationExtension.class)
class KeyboardWalkFxTest {

    private static final int MOST_STOPS = 200;

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 30);
        window.stored.writes("person-1", NOON.minus(Duration.ofHours(23)), "Look at https://example.com/shoes please");
        window.stored.database.outbox().enqueue(StoredInbox.id("person-2"), Content.words("Later"), false,
                new Plan.At(NOON.plus(Duration.ofHours(2))), NOON);
        window.open(null);
        until("rows are there", () -> list("conversation-list").getItems().size() == 30);
        run(() -> list("conversation-list").getSelectionModel().select(0));
        until("a conversation is open", () -> window.sees("composer") && window.sees("entry"));
        window.untilAllIsRead();
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void inbox() {
        walk("conversation-list");
    }

    @Test
    void plannedReplies() {
        shortcut(KeyCode.P);
        until("the page is shown", () -> window.sees("planned-list"));
        walk("planned-list");
    }

    @Test
    void templates() {
        rail("Templates");
        until("the page is shown", () -> window.sees("templates-page"));
        walk("templates-page");
    }

    @Test
    void settings() {
        shortcut(KeyCode.COMMA);
        until("the page is shown", () -> window.sees("settings-cards"));
        walk("settings-cards");
    }

    @Test
    void health() {
        run(() -> seen().filter(node -> node.getStyleClass().contains("health-light")).map(Button.class::cast)
                .findFirst().orElseThrow().fire());
        until("the page is shown", () -> window.sees("health-page"));
        walk("health-page");
    }

    @Test
    void connect() {
        rail("Connect another account");
        until("the page is shown", () -> window.sees("connect-card"));
        walk("connect-card");
    }

    @Test
    void help() {
        rail("Help");
        until("the guide is read", () -> window.sees("help-words"));
        walk("help-page");
    }

    @Test
    void about() {
        run(() -> window.shell().go(Page.ABOUT));
        until("the page is laid out", () -> window.sees("about-parts"));
        until("the parts are listed", () -> list("about-parts").getItems().size() > 20);
        walk("about-cards");
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNED", "TEMPLATES", "HEALTH", "HELP", "ABOUT"})
    void esc_goesBackFromEveryPage_alsoOutOfItsLists(Page page) {
        run(() -> window.shell().go(page));
        until("the page has its list", () -> {
            window.stage().getScene().getRoot().layout();
            return seen().anyMatch(KeyboardWalkFxTest::isList);
        });
        run(() -> seen().filter(KeyboardWalkFxTest::isList).findFirst().orElseThrow().requestFocus());
        window.press(KeyCode.ESCAPE);
        assertThat(window.sees("conversation-list")).isTrue();
    }

    @Test
    void jobs() {
        shortcut(KeyCode.J);
        until("the panel is shown", () -> window.sees("jobs-panel"));
        walk("jobs-panel");
    }

    /** Goes round by Tab until it is back, and back again; looks at every stop. */
    private void walk(String shown) {
        run(() -> window.stage().getScene().getRoot().layout());
        Set<Node> expected = fx(() -> new LinkedHashSet<>(seen().filter(Keys::isStop).toList()));
        assertThat(expected).as("stops on the page").isNotEmpty();
        List<Node> forward = round(false);
        List<String> missed = fx(() -> expected.stream()
                .filter(node -> !forward.contains(node)
                        && forward.stream().noneMatch(stop -> Keys.isOneChoice(stop, node)))
                .map(Keys::describe).toList());
        assertThat(missed).as("what Tab never reaches").isEmpty();
        List<Node> back = round(true);
        assertThat(fx(() -> forward.stream().filter(node -> Keys.isStop(node) && !back.contains(node))
                .map(Keys::describe).toList())).as("what Shift+Tab never reaches").isEmpty();
        List<String> nameless = fx(
                () -> forward.stream().filter(node -> Keys.name(node).isBlank() || !Keys.hasRole(node))
                        .map(Keys::describe).toList());
        assertThat(nameless).as("without a role or a name").isEmpty();
        assertThat(window.sees(shown)).isTrue();
    }

    private List<Node> round(boolean backwards) {
        List<Node> stops = new ArrayList<>();
        tab(backwards);
        Node first = owner();
        Node at = first;
        do {
            assertThat(stops).as("a way that never comes back").hasSizeLessThan(MOST_STOPS);
            stops.add(at);
            tab(backwards);
            at = owner();
            assertThat(stops.getLast().equals(at)).as("held by %s", at).isFalse();
            assertThat(at.isFocusVisible()).as("marked by the toolkit: %s", at).isTrue();
        } while (!at.equals(first));
        return stops;
    }

    private Node owner() {
        return fx(() -> window.stage().getScene().getFocusOwner());
    }

    private void tab(boolean backwards) {
        run(() -> {
            Node owner = window.stage().getScene().getFocusOwner();
            Event.fireEvent(owner == null ? window.stage().getScene() : owner,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, backwards, false, false, false));
            window.stage().getScene().getRoot().layout();
        });
    }

    private static boolean isList(Node node) {
        return node instanceof ListView && node.isFocusTraversable();
    }

    private Stream<Node> seen() {
        return Keys.seen(window.stage().getScene().getRoot());
    }

    private void shortcut(KeyCode code) {
        run(() -> Event.fireEvent(window.stage().getScene(),
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false)));
    }

    private void rail(String name) {
        run(() -> seen().filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> name.equals(button.getAccessibleText())).findFirst().orElseThrow().fire());
    }

    private ListView<?> list(String style) {
        return (ListView<?>) window.stage().getScene().getRoot().lookup("." + style);
    }
}
