package app.ajar.ui.access;

import java.util.List;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the arrows choose elsewhere while the keyboard stays in a field: as the item within the field that has the
 * focus, which is how JavaFX itself tells the chosen line of a list that drops down. Two unseen lines take turns, because a
 * screen reader passes over an item that it has just been told.
 */
public final class SpokenChoice {

    private final Node field;
    private final List<Region> lines = List.of(line(), line());
    private @Nullable Region told;

    /** @param field has the keyboard; answers {@code FOCUS_ITEM} with {@link #item} */
    public SpokenChoice(Node field) {
        this.field = field;
    }

    private static Region line() {
        Region line = new Region();
        line.setAccessibleRole(AccessibleRole.LIST_ITEM);
        line.setManaged(false);
        line.setMouseTransparent(true);
        return line;
    }

    /** To stand in the window near what is chosen from. */
    public List<Region> lines() {
        return lines;
    }

    /** This is chosen now; with empty words nothing, and the keyboard is in the field itself again. */
    public void tell(String words) {
        if (words.isEmpty()) {
            if (told != null) {
                told = null;
                field.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
            }
            return;
        }
        Region next = lines.getFirst().equals(told) ? lines.getLast() : lines.getFirst();
        next.setAccessibleText(words);
        told = next;
        field.notifyAccessibleAttributeChanged(AccessibleAttribute.FOCUS_ITEM);
    }

    /** What has the focus within the field: what is chosen, else the field itself. */
    public Node item() {
        return told == null ? field : told;
    }
}
