package app.ajar.ui.access;

import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;

/**
 * Names what has no label beside it and holds something of its own: text fields, text areas and choices. What they are called
 * must come from a label. JavaFX takes their accessible text for what they hold, so that nobody would hear what was typed; and
 * on Windows it asks the label alone for the name.
 */
public final class FieldName {

    private FieldName() {}

    /** Calls the field this from now on. */
    public static void give(Node field, String words) {
        if (field.queryAccessibleAttribute(AccessibleAttribute.LABELED_BY) instanceof Label known) {
            known.setAccessibleText(words);
        } else {
            Label name = new Label();
            // Its text would be told by its skin, and it has none: nobody sees it.
            name.setAccessibleText(words);
            name.setLabelFor(field);
        }
    }
}
