package app.ajar.ui.access;

import javafx.scene.AccessibleAttribute;
import javafx.scene.control.TextField;

/** A text field whose arrows choose from what it finds; see {@link SpokenChoice}. */
public final class ChoosingField extends TextField {

    private final SpokenChoice choice = new SpokenChoice(this);

    /** @param name what screen readers call it */
    public ChoosingField(String name) {
        FieldName.give(this, name);
    }

    /** What the arrows have chosen. */
    public SpokenChoice choice() {
        return choice;
    }

    @Override
    public Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.FOCUS_ITEM
                ? choice.item()
                : super.queryAccessibleAttribute(attribute, parameters);
    }
}
