package app.ajar.ui.compose;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What stands in the composer's place while the window is closed: what happened, what is kept, what can be done now. */
final class ClosedNote extends HBox {

    private final EmojiText text = new EmojiText(0);
    private final Button later = new Button(Texts.get("compose.later"));

    ClosedNote(Runnable writeForLater) {
        super(14);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("closed-note");
        EmojiText title = new EmojiText(1);
        title.setFont(EmojiText.FontRole.BODY_STRONG);
        title.setText(Texts.get("compose.closed.title"));
        text.getStyleClass().add("closed-note-text");
        VBox words = new VBox(4, title, text);
        HBox.setHgrow(words, Priority.ALWAYS);
        later.getStyleClass().add("primary-button");
        later.setMinWidth(Region.USE_PREF_SIZE);
        later.setOnAction(pressed -> writeForLater.run());
        IconButton.tip(later, () -> Texts.get("compose.later") + "  " + Texts.get("compose.later.key"));
        getChildren().addAll(Icon.LOCK.node(), words, later);
    }

    void show(String person, boolean hasDraft) {
        text.setText(Texts.get(hasDraft ? "compose.closed.draft" : "compose.closed.text", person));
    }

    /** Gives the keyboard to what can be done. */
    void focusLater() {
        later.requestFocus();
    }
}
