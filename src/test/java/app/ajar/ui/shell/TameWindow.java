package app.ajar.ui.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must hold of everything that can be seen, whatever words came from outside: within the window, few nodes, bounded
 * words, and none of them obeyed, by the eye or by what reads aloud.
 */
final class TameWindow {

    private static final int MOST_NODES = 6_000;
    /** A message's beginning with what stands around it. */
    private static final int MOST_WORDS = 21_000;
    private static final double ROUNDING = 1.5;
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\u202A-\\u202E&&[^\\n\\t]]");
    private static final Pattern MARKS = Pattern.compile("[\\u0301\\u0335\\u0336\\u0489]{9,}");

    private final double width;
    private int nodes;
    private final List<String> faults = new ArrayList<>();

    private TameWindow(double width) {
        this.width = width;
    }

    /** On the toolkit's thread; lays the window out first. */
    static void assertTame(Parent root, String where) {
        root.applyCss();
        root.layout();
        TameWindow seen = new TameWindow(root.getScene().getWidth());
        seen.look(root);
        assertThat(seen.faults).as(where).isEmpty();
        assertThat(seen.nodes).as("nodes of %s", where).isLessThan(MOST_NODES);
    }

    private void look(Node node) {
        if (!node.isVisible() || node instanceof TextInputControl) {
            return;
        }
        nodes++;
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            words("text", labeled, labeled.getText());
            place(labeled);
        } else if (node instanceof Text text) {
            words("text", text, text.getText());
            place(text);
        } else if (node instanceof Region region) {
            place(region);
        }
        if (node.getAccessibleText() != null) {
            words("spoken", node, node.getAccessibleText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(this::look);
        }
    }

    private void words(String how, Node node, String words) {
        if (words.length() > MOST_WORDS) {
            fault(how + " has " + words.length() + " characters", node);
        }
        Matcher obeyed = OBEYED.matcher(words);
        if (obeyed.find()) {
            fault(how + " obeys " + Integer.toHexString(obeyed.group().charAt(0)), node);
        }
        if (words.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            fault(how + " has half a character", node);
        }
        if (!how.equals("spoken") && MARKS.matcher(words).find()) {
            fault(how + " has a heap of marks", node);
        }
        // A text of its own is a paragraph of its own and turns nobody else.
        int open = 0;
        for (int i = 0; !(node instanceof Text) && i < words.length() && open >= 0; i++) {
            char c = words.charAt(i);
            open += c >= '\u2066' && c <= '\u2068' ? 1 : c == '\u2069' ? -1 : 0;
        }
        if (open != 0) {
            fault(how + " turns what stands beside it", node);
        }
    }

    private void place(Node node) {
        Bounds place = node.localToScene(node.getLayoutBounds());
        if (place.getWidth() > 0 && place.getHeight() > 0
                && (place.getWidth() > width + ROUNDING || !Double.isFinite(place.getHeight()))) {
            fault("is " + Math.round(place.getWidth()) + " wide in a window of " + Math.round(width), node);
        }
    }

    private void fault(String what, Node node) {
        StringBuilder path = new StringBuilder();
        for (Node at = node; at != null && path.length() < 200; at = at.getParent()) {
            path.append(" < ").append(at.getClass().getSimpleName()).append(at.getStyleClass());
        }
        faults.add(what + path);
    }
}
