package app.ajar.ui.compose;

import app.ajar.ui.kit.WrappingLabel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** One line over the field that says what came of something, with what can still be done about it. */
public final class SaidLine extends HBox {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Label words = new WrappingLabel("", "composer-said-words");
    private final Button button = new Button();

    public SaidLine() {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("composer-said");
        button.getStyleClass().add("link-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        getChildren().addAll(words, button);
        clear();
    }

    /** Says nothing any more. */
    public void clear() {
        say("", false, "", () -> {});
    }

    /** @param doing the button's words, empty for none */
    public void say(String text, boolean wrong, String doing, Runnable action) {
        words.setText(text);
        words.pseudoClassStateChanged(WRONG, wrong);
        button.setText(doing);
        button.setVisible(!doing.isEmpty());
        button.setManaged(!doing.isEmpty());
        button.setOnAction(pressed -> {
            clear();
            action.run();
        });
        setVisible(!text.isEmpty());
        setManaged(!text.isEmpty());
    }
}
