package app.ajar.ui.thread;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Said in the conversation's place when there is none to show. */
final class EmptyThread extends VBox {

    private static final double GAP = 8;
    private static final double SIGN = 34;

    /** @param key of its title and text */
    EmptyThread(String key) {
        super(GAP);
        Label title = new Label(Texts.get(key + ".title"));
        title.getStyleClass().add("words-title");
        Label text = new Label(Texts.get(key + ".text"));
        text.getStyleClass().add("words-body");
        text.setWrapText(true);
        setAlignment(Pos.CENTER);
        getStyleClass().add("thread-empty");
        getChildren().setAll(Icon.INBOX.node(SIGN), title, text);
    }
}
