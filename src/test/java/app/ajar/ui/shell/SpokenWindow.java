package app.ajar.ui.shell;

import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;

/** A window in a language of its own; afterwards the tests speak as before. */
final class SpokenWindow implements AutoCloseable {

    /** Pixels that a letter's own bounds may stand out. */
    private static final double SLACK = 2;
    private static final Set<String> SCROLLED = Set.of("viewport", "clipped-container", "timeline");

    private final Tongue before = Texts.tongue();
    private final Locale words = Locale.getDefault();
    private final Locale dates = Locale.getDefault(Locale.Category.FORMAT);
    final OpenWindow window;

    /** With forty people, one of them open. */
    SpokenWindow(Path folder, Tongue tongue) {
        Texts.speak(tongue);
        window = OpenWindow.offline(folder, 40);
        window.open(null);
        window.untilAllIsRead();
        until("the list is there", () -> window.sees("conversation-list"));
        until("rows are there", () -> !window.node("conversation-list", ListView.class).getItems().isEmpty());
        run(() -> window.node("conversation-list", ListView.class).getSelectionModel().select(0));
        until("her conversation is open", () -> window.sees("composer") || window.sees("closed-note"));
    }

    /** Shows a page at this size, laid out whole. */
    void show(Page page, double width, double height) {
        run(() -> {
            window.stage().setWidth(width);
            window.stage().setHeight(height);
            window.shell().go(page);
        });
        until(page + " has its size", () -> window.stage().getScene().getWidth() == width
                && window.stage().getScene().getHeight() == height);
        run(() -> {
            Parent root = window.stage().getScene().getRoot();
            // Twice: how high wrapped words are shows only once they have their width.
            for (int pass = 0; pass < 2; pass++) {
                root.applyCss();
                root.layout();
            }
        });
    }

    MainView view() {
        return window.node("main-view", MainView.class);
    }

    /** Whether a label or button with these words can be seen. */
    boolean says(String words) {
        return fx(() -> labels().anyMatch(label -> words.equals(label.getText())));
    }

    /**
     * What cannot be read whole, in words: labels and buttons that end in an ellipsis, and those whose letters reach beyond
     * what they stand in, where something else lies or nothing is drawn. People's own words are drawn by another node and may
     * be cut: names, previews, the line of facts under a name.
     */
    Set<String> unreadable() {
        return fx(() -> {
            Set<String> found = new TreeSet<>();
            labels().filter(Node::isManaged).forEach(label -> {
                if (label.isTextTruncated()) {
                    found.add(label.getStyleClass() + " " + label.getText());
                } else if (label.lookup(".text") instanceof Text letters) {
                    beyond(label, letters).ifPresent(edge -> found
                            .add(label.getStyleClass() + " " + label.getText() + " reaches beyond " + edge));
                }
            });
            return found;
        });
    }

    /** The first of what it stands in that is too small for it; below the edge of what scrolls there is more room. */
    private static Optional<String> beyond(Labeled label, Text letters) {
        boolean scrolls = false;
        for (Parent in = label.getParent(); in != null; in = in.getParent()) {
            Bounds place = in.sceneToLocal(letters.localToScene(letters.getLayoutBounds()));
            Bounds room = in.getLayoutBounds();
            scrolls |= scrolls(in) || scrolls(in.getParent());
            boolean beside = place.getMinX() < room.getMinX() - SLACK || place.getMaxX() > room.getMaxX() + SLACK;
            boolean below = place.getMinY() < room.getMinY() - SLACK || place.getMaxY() > room.getMaxY() + SLACK;
            if (in instanceof Region && (beside || (below && !scrolls))) {
                return Optional.of(in.getClass().getSimpleName() + " " + in.getStyleClass());
            }
        }
        return Optional.empty();
    }

    private static boolean scrolls(@Nullable Parent pane) {
        return pane != null && pane.getStyleClass().stream().anyMatch(SCROLLED::contains);
    }

    /** What hangs over the edge of the window or of what it stands in. */
    Set<String> outside() {
        return fx(() -> {
            double width = window.stage().getScene().getWidth();
            Set<String> outside = new TreeSet<>();
            labels().filter(label -> {
                var place = label.localToScene(label.getLayoutBounds());
                return place.getMinX() < -0.5 || place.getMaxX() > width + 0.5;
            }).forEach(label -> outside.add(label.getStyleClass() + " " + label.getText()));
            return outside;
        });
    }

    private Stream<Labeled> labels() {
        return window.stage().getScene().getRoot().lookupAll("*").stream().filter(Labeled.class::isInstance)
                .map(Labeled.class::cast).filter(SpokenWindow::seen)
                .filter(label -> label.getText() != null && !label.getText().isEmpty());
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        window.close();
        Texts.speak(before);
        Locale.setDefault(words);
        Locale.setDefault(Locale.Category.FORMAT, dates);
    }
}
