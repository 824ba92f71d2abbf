package app.ajar.ui.kit;

import app.ajar.text.Texts;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.event.EventHandler;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** A button that is only an icon; its words are read by screen readers and stand in its tooltip with the shortcut. */
public final class IconButton extends Button {

    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private static final double HELP_WIDTH = 280;

    private final @Nullable String shortcut;
    private boolean active;

    /**
     * @param words what pressing it does, for example "Mark as read"
     * @param shortcut the keys that do the same, as an English keyboard names them, null when none
     */
    public IconButton(Icon icon, String words, @Nullable String shortcut) {
        this(icon, Icon.SIDE, words, shortcut);
    }

    /** @param side the icon's side in pixels, where it is not the panes' own */
    public IconButton(Icon icon, double side, String words, @Nullable String shortcut) {
        this.shortcut = shortcut == null ? null : shortcut.replace("Ctrl", Texts.get("common.key.ctrl"));
        setGraphic(icon.node(side));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("icon-button");
        setAccessibleText(words);
        tip(this, this::tipWords);
    }

    /** Says something else from now on, because pressing it does something else. */
    public void setWords(String words) {
        setAccessibleText(words);
    }

    private String tipWords() {
        return shortcut == null ? getAccessibleText() : getAccessibleText() + "  " + shortcut;
    }

    /**
     * Gives the control a tooltip that does not eat the Esc that closes it: Esc still goes back. It is made when the pointer
     * first comes near: a tooltip is a window of its own, and a dozen of them would hold up the first picture.
     *
     * @param words what it says, asked each time that it is shown
     */
    public static void tip(Control control, Supplier<String> words) {
        whenNear(control, () -> control.setTooltip(tooltip(words)));
    }

    /** A tooltip of whole sentences, in our own words only: the toolkit cannot wrap every script. */
    public static void help(Node node, Supplier<String> words) {
        whenNear(node, () -> {
            Tooltip tip = tooltip(words);
            tip.setWrapText(true);
            tip.setMaxWidth(HELP_WIDTH);
            Tooltip.install(node, tip);
        });
    }

    private static Tooltip tooltip(Supplier<String> words) {
        Tooltip tip = new Tooltip(words.get());
        tip.setOnShowing(showing -> tip.setText(words.get()));
        tip.setConsumeAutoHidingEvents(false);
        return tip;
    }

    private static void whenNear(Node node, Runnable make) {
        node.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, new EventHandler<>() {
            @Override
            public void handle(MouseEvent entered) {
                node.removeEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, this);
                make.run();
            }
        });
    }

    /** Shows another icon. */
    public void setIcon(Icon icon) {
        setGraphic(icon.node());
    }

    /** Whether what it switches is on; drawn, and told to screen readers. */
    public void setActive(boolean on) {
        active = on;
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        pseudoClassStateChanged(ACTIVE, on);
    }

    public boolean isActive() {
        return active;
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.SELECTED
                ? (Object) active
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
