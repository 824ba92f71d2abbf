package app.ajar.ui.kit;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/** A button that is only an icon; its words are read by screen readers and stand in its tooltip with the shortcut. */
public final class IconButton extends Button {

    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final @Nullable String shortcut;
    private boolean active;

    /**
     * @param words what pressing it does, for example "Mark as read"
     * @param shortcut the keys that do the same, as the user reads them, null when none
     */
    public IconButton(Icon icon, String words, @Nullable String shortcut) {
        this(icon, Icon.SIDE, words, shortcut);
    }

    /** @param side the icon's side in pixels, where it is not the panes' own */
    public IconButton(Icon icon, double side, String words, @Nullable String shortcut) {
        this.shortcut = shortcut;
        setGraphic(icon.node(side));
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("icon-button");
        setWords(words);
    }

    /** Says something else from now on, because pressing it does something else. */
    public void setWords(String words) {
        setAccessibleText(words);
        setTooltip(tip(shortcut == null ? words : words + "  " + shortcut));
    }

    /** A tooltip that does not eat the Esc that closes it: Esc still goes back. */
    public static Tooltip tip(String words) {
        Tooltip tip = new Tooltip(words);
        tip.setConsumeAutoHidingEvents(false);
        return tip;
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
