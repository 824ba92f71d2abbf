package app.ajar.ui.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Where the keyboard is in a window, kept near and kept in sight. When what has it is taken away, hidden or switched off, the
 * toolkit gives it to the first thing in the window, or to the next one wherever that lies; here it goes to what stands
 * nearest. And whatever gets the keyboard while somebody uses keys is marked: the toolkit marks only what Tab came to.
 */
public final class Keyboard {

    private static final PseudoClass MARKED = PseudoClass.getPseudoClass("focus-visible");

    /** A parent of what has the keyboard, and which of its children it lies in. */
    private record Step(Parent parent, int child) {}

    private final Scene scene;
    /** The way to what has the keyboard, the nearest parent first. */
    private List<Step> way = List.of();
    private boolean lost;
    private boolean keys;

    private Keyboard(Scene scene) {
        this.scene = scene;
    }

    /** Looks after this window's keyboard from now on. */
    public static void follow(Scene scene) {
        Keyboard keyboard = new Keyboard(scene);
        scene.focusOwnerProperty().addListener((property, before, now) -> keyboard.moved(before, now));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keyboard::pressed);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, pressed -> keyboard.keys = false);
    }

    /** Gives the keyboard to the first stop in here, if there is any. */
    public static void enter(Parent within) {
        stops(within).findFirst().ifPresent(Node::requestFocus);
    }

    /** Gives the keyboard back to what had it before something lay over it; false where that cannot have it any more. */
    public static boolean giveBack(@Nullable Node before) {
        boolean can = before != null && before.getScene() != null && !before.isDisabled() && isSeen(before);
        if (before != null && can) {
            before.requestFocus();
        }
        return can;
    }

    /** Gives the keyboard to the next stop in here, behind the last to the first: what lies over the window keeps it. */
    public static void goRound(Parent within, boolean backwards) {
        List<Node> stops = stops(within).toList();
        if (!stops.isEmpty()) {
            Node owner = within.getScene() == null ? null : within.getScene().getFocusOwner();
            int at = stops.indexOf(owner);
            int to = at < 0 ? (backwards ? -1 : 0) : at + (backwards ? -1 : 1);
            stops.get(Math.floorMod(to, stops.size())).requestFocus();
        }
    }

    private void moved(@Nullable Node before, @Nullable Node now) {
        if (before != null) {
            before.pseudoClassStateChanged(MARKED, before.isFocusVisible());
        }
        if (now == null) {
            // The toolkit lets go of what cannot have it any more, and looks for another at once.
            lost = before != null && !canHave(before);
            // It finds one before anything else is done, or none at all.
            Platform.runLater(() -> lost = false);
            return;
        }
        Optional<Node> nearest = lost ? nearest() : Optional.empty();
        lost = false;
        if (nearest.isPresent() && !nearest.get().equals(now)) {
            nearest.get().requestFocus();
            return;
        }
        way = wayTo(now);
        if (keys) {
            now.pseudoClassStateChanged(MARKED, true);
        }
    }

    /** Also what got the keyboard before somebody began to use keys is marked, as it will have what comes next. */
    private void pressed(KeyEvent key) {
        if (!keys && !key.getCode().isModifierKey()) {
            keys = true;
            Node owner = scene.getFocusOwner();
            if (owner != null) {
                owner.pseudoClassStateChanged(MARKED, true);
            }
        }
    }

    private boolean canHave(Node node) {
        return scene.equals(node.getScene()) && !node.isDisabled() && isSeen(node);
    }

    private static boolean isSeen(Node node) {
        Node at = node;
        while (at != null && at.isVisible()) {
            at = at.getParent();
        }
        return at == null;
    }

    private static List<Step> wayTo(Node node) {
        List<Step> way = new ArrayList<>();
        Node child = node;
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            way.add(new Step(parent, parent.getChildrenUnmodifiable().indexOf(child)));
            child = parent;
        }
        return way;
    }

    /** The first stop behind the lost place, else before it, in the nearest parent that is still there and has one. */
    private Optional<Node> nearest() {
        return way.stream().filter(step -> canHave(step.parent)).map(step -> {
            List<Node> children = step.parent.getChildrenUnmodifiable();
            int from = Math.clamp(step.child, 0, children.size());
            return IntStream.concat(IntStream.range(from, children.size()),
                    IntStream.iterate(from - 1, at -> at >= 0, at -> at - 1))
                    .mapToObj(at -> stops(children.get(at)).findFirst()).flatMap(Optional::stream).findFirst()
                    .or(() -> Optional.of(step.parent).filter(Node::isFocusTraversable).map(Node.class::cast));
        }).flatMap(Optional::stream).findFirst();
    }

    /** What Tab would stop at in here, in its order. */
    private static Stream<Node> stops(Node in) {
        if (!in.isVisible() || in.isDisabled()) {
            return Stream.empty();
        }
        Stream<Node> inside = in instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(Keyboard::stops)
                : Stream.empty();
        return in.isFocusTraversable() ? Stream.concat(Stream.of(in), inside) : inside;
    }
}
