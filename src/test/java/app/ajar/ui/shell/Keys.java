package app.ajar.ui.shell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody who has keys and ears alone: presses keys in a window, whatever has the keyboard there, and knows what that is only
 * by what a screen reader is told of it.
 */
final class Keys {

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("focus-visible");
    /** More than there are stops on any page. */
    private static final int MOST_STOPS = 200;
    private static final Set<AccessibleRole> OWN_CONTENT = Set.of(AccessibleRole.TEXT_FIELD, AccessibleRole.TEXT_AREA,
            AccessibleRole.COMBO_BOX);

    private final OpenWindow window;

    Keys(OpenWindow window) {
        this.window = window;
    }

    /** Opens the window with its keyboard in the list of conversations. */
    void open() {
        window.open(null);
        window.untilAllIsRead();
        until("rows are there", () -> !window.node("conversation-list", ListView.class).getItems().isEmpty());
        // The conversation's side brings keys of its own; it comes once the list is painted.
        until("all of the window is there", () -> window.sees("thread-pane"));
        run(() -> window.shell().go(Page.INBOX));
    }

    /** Presses the key and lets it go; afterwards the keyboard must be on something that can be seen and heard. */
    void press(KeyCode code) {
        press(code, false, false);
    }

    void shift(KeyCode code) {
        press(code, true, false);
    }

    void ctrl(KeyCode code) {
        press(code, false, true);
    }

    private void press(KeyCode code, boolean shift, boolean ctrl) {
        untilReady();
        // At once: a button whose window is left between the two is not pressed.
        run(() -> {
            fire(KeyEvent.KEY_PRESSED, "", code, shift, ctrl);
            fire(KeyEvent.KEY_RELEASED, "", code, shift, ctrl);
        });
        untilSane();
    }

    /** Types it letter by letter. */
    void type(String words) {
        untilReady();
        words.codePoints().mapToObj(Character::toString)
                .forEach(letter -> run(() -> fire(KeyEvent.KEY_TYPED, letter, KeyCode.UNDEFINED, false, false)));
        untilSane();
    }

    private void fire(EventType<KeyEvent> type, String letter, KeyCode code, boolean shift, boolean ctrl) {
        Scene scene = window.stage().getScene();
        // People press keys at what is drawn; rows that have just come have no nodes before the next frame.
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Node owner = scene.getFocusOwner();
        Event.fireEvent(owner == null ? scene : owner, new KeyEvent(type, letter, "", code, shift, ctrl, false, false));
        scene.getRoot().layout();
    }

    /** A window that is not in front closes its menus, and a control without a skin knows no keys yet. */
    private void untilReady() {
        until("the window is in front and what has the keyboard is drawn", () -> window.stage().isFocused()
                && (!(window.stage().getScene().getFocusOwner() instanceof Control control)
                        || control.getSkin() != null));
    }

    /** The toolkit takes the keyboard from what goes with its next frame. */
    private void untilSane() {
        // In one look, because what a key began may go on to move the keyboard.
        until("the keyboard is on something seen, named and marked", this::wrong, "");
    }

    /** What is wrong with what has the keyboard; empty when nothing is. */
    private String wrong() {
        Node owner = window.stage().getScene().getFocusOwner();
        if (owner == null || owner.isDisabled() || !isSeen(owner)) {
            return "lost: " + owner;
        }
        String found = Stream.of(hasRole(owner) ? "" : "no role", name(owner).isBlank() ? "no name" : "",
                isMarked(owner) ? "" : "no mark").filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        return found.isEmpty() ? "" : found + ": " + owner;
    }

    Node owner() {
        return fx(() -> window.stage().getScene().getFocusOwner());
    }

    /** What a screen reader calls what has the keyboard. */
    String at() {
        return fx(() -> {
            Node owner = window.stage().getScene().getFocusOwner();
            return owner == null ? "" : name(owner);
        });
    }

    /** Waits for the keyboard to be on what is called this. */
    void untilAt(String name) {
        until("the keyboard is there", this::named, name);
    }

    private String named() {
        Node owner = window.stage().getScene().getFocusOwner();
        return owner == null ? "nowhere" : name(owner);
    }

    /** What a screen reader is told that the arrows have chosen in what has the keyboard. */
    String chosen() {
        return fx(() -> {
            Node owner = window.stage().getScene().getFocusOwner();
            return owner != null && owner.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM) instanceof Node item
                    ? said(item)
                    : "";
        });
    }

    /** Waits for what the arrows have chosen to be told with these words. */
    void untilChosen(String words) {
        until("this is chosen", () -> chosen().contains(words) ? words : chosen(), words);
    }

    /** Goes on by Tab until the keyboard is on what is called this. */
    void tabTo(String name) {
        Set<String> passed = new LinkedHashSet<>();
        while (!at().equals(name)) {
            assertThat(passed.size()).as("stops before %s: %s", name, passed).isLessThan(MOST_STOPS);
            passed.add(at());
            press(KeyCode.TAB);
            assertThat(passed.contains(at()) && at().equals(passed.iterator().next())).as("round, without %s: %s", name,
                    passed).isFalse();
        }
    }

    /** What is called so, wherever it is seen. */
    boolean hears(String name) {
        return fx(() -> seen(window.stage().getScene().getRoot()).anyMatch(node -> name(node).equals(name)));
    }

    /** All that can be seen of this window. */
    List<Node> seen() {
        return fx(() -> seen(window.stage().getScene().getRoot()).toList());
    }

    static Stream<Node> seen(Node node) {
        if (!node.isVisible() || (!node.isManaged() && node instanceof ScrollPane)) {
            return Stream.empty();
        }
        return node instanceof Parent parent
                ? Stream.concat(Stream.of(node), parent.getChildrenUnmodifiable().stream().flatMap(Keys::seen))
                : Stream.of(node);
    }

    static boolean isStop(Node node) {
        return node.isFocusTraversable() && !node.isDisabled() && node.getLayoutBounds().getWidth() > 0;
    }

    /** Choices of which one holds are one stop; the arrows go from one to the next. */
    static boolean isOneChoice(Node stop, Node other) {
        return stop instanceof Toggle one && other instanceof Toggle another && one.getToggleGroup() != null
                && one.getToggleGroup().equals(another.getToggleGroup());
    }

    static boolean isSeen(Node node) {
        Node at = node;
        while (at != null && at.isVisible()) {
            at = at.getParent();
        }
        return at == null;
    }

    static boolean isMarked(Node node) {
        return node.getPseudoClassStates().contains(MARKED);
    }

    static boolean hasRole(Node node) {
        return node.getAccessibleRole() != AccessibleRole.NODE && node.getAccessibleRole() != AccessibleRole.PARENT;
    }

    /** What a screen reader is told that it is called, asked as the toolkit asks for Windows. */
    static String name(Node node) {
        String name = OWN_CONTENT.contains(node.getAccessibleRole()) ? "" : said(node);
        if (name.isBlank() && node.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Node label) {
            name = said(label);
        }
        return name;
    }

    /** What it says or holds. */
    static String said(Node node) {
        return node.queryAccessibleAttribute(AccessibleAttribute.TEXT) instanceof String words ? words : "";
    }

    static String describe(Node node) {
        return fx(() -> node.getClass().getSimpleName() + node.getStyleClass() + " " + node.getAccessibleRole() + " \""
                + name(node) + "\"");
    }
}
