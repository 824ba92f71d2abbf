package app.ajar.ui.compose;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What stands in the composer's place while the window is closed: what happened, what is kept, what comes next. */
final class ClosedNote extends HBox {

    private final EmojiText text = new EmojiText(0);

    ClosedNote() {
        super(14);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("closed-note");
        EmojiText title = new EmojiText(1);
        title.setFont(EmojiText.FontRole.BODY_STRONG);
        title.setText(Texts.get("compose.closed.title"));
        text.getStyleClass().add("closed-note-text");
        VBox words = new VBox(4, title, text);
        HBox.setHgrow(words, Priority.ALWAYS);
        getChildren().addAll(Icon.LOCK.node(), words);
    }

    void show(String person, boolean hasDraft) {
        String sentence = Texts.get("compose.closed.text", person);
        text.setText(hasDraft ? sentence + " " + Texts.get("compose.closed.draft") : sentence);
    }
}
