package app.ajar.ui.shell;

import app.ajar.ui.thread.ThreadPane;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The keyboard, window-wide. A key that a field or the list uses itself never comes here. */
final class Hands {

    /**
     * What the keys do.
     *
     * @param go shows a page
     * @param told opens what popped up last
     * @param move selects the conversation this many below
     */
    record Actions(Runnable search, Runnable back, IntConsumer move, Runnable syncNow, Consumer<Page> go,
            Runnable told, Runnable shortcuts, Runnable jobs) {}

    private final Actions actions;

    private Hands(Actions actions) {
        this.actions = actions;
    }

    static void install(Scene scene, Actions actions, Supplier<ThreadPane> thread) {
        Hands hands = new Hands(actions);
        Map<KeyCombination, Runnable> accelerators = Map.ofEntries(
                Map.entry(new KeyCodeCombination(KeyCode.K, KeyCombination.SHORTCUT_DOWN), actions.search),
                // What the hands try in every other program.
                Map.entry(new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN), actions.search),
                Map.entry(new KeyCodeCombination(KeyCode.COMMA, KeyCombination.SHORTCUT_DOWN),
                        () -> actions.go.accept(Page.SETTINGS)),
                Map.entry(new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN), actions.told),
                Map.entry(new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN), actions.syncNow),
                Map.entry(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN),
                        () -> thread.get().toggleStar()),
                Map.entry(new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN),
                        () -> thread.get().markRead()),
                Map.entry(new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN), () -> toggle(thread.get())),
                Map.entry(new KeyCodeCombination(KeyCode.J, KeyCombination.SHORTCUT_DOWN), actions.jobs),
                Map.entry(new KeyCodeCombination(KeyCode.F5), actions.syncNow),
                Map.entry(new KeyCodeCombination(KeyCode.F1), () -> actions.go.accept(Page.HELP)),
                Map.entry(new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN), () -> thread.get().later()),
                Map.entry(new KeyCodeCombination(KeyCode.P, KeyCombination.SHORTCUT_DOWN),
                        () -> actions.go.accept(Page.PLANNED)));
        scene.getAccelerators().putAll(accelerators);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, hands::pressed);
        scene.addEventHandler(KeyEvent.KEY_TYPED, hands::typed);
    }

    private static void toggle(ThreadPane thread) {
        thread.detailsShownProperty().set(!thread.detailsShownProperty().get());
    }

    private void pressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE) {
            actions.back.run();
            key.consume();
            return;
        }
        boolean plain = !key.isShortcutDown() && !key.isAltDown() && !key.isControlDown() && !key.isMetaDown();
        if (!plain || writes(key)) {
            return;
        }
        if (key.getCode() == KeyCode.J || key.getCode() == KeyCode.K) {
            actions.move.accept(key.getCode() == KeyCode.J ? 1 : -1);
            key.consume();
        }
    }

    private void typed(KeyEvent key) {
        if ("?".equals(key.getCharacter()) && !writes(key)) {
            actions.shortcuts.run();
            key.consume();
        }
    }

    /** Whether the key is a letter of what somebody writes. */
    private static boolean writes(KeyEvent key) {
        return key.getTarget() instanceof Node node && inTextInput(node);
    }

    private static boolean inTextInput(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof TextInputControl) {
                return true;
            }
        }
        return false;
    }
}
