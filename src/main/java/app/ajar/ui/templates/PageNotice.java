package app.ajar.ui.templates;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.WrappingLabel;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Over the page of templates: what just happened, with one thing to do about it where there is one. */
final class PageNotice extends HBox {

    private final Label words = new WrappingLabel("", "templates-notice-words");
    private final Button button = new Button();

    PageNotice() {
        super(10);
        getStyleClass().add("templates-notice");
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        button.getStyleClass().add("link-button");
        button.setMinWidth(USE_PREF_SIZE);
        IconButton close = new IconButton(Icon.CLOSE, 13, Texts.get("templates.notice.close"), null);
        close.setOnAction(pressed -> show(false));
        getChildren().addAll(words, button, close);
        show(false);
    }

    void say(String said) {
        words.setText(said);
        button.setVisible(false);
        show(true);
    }

    /** @param way the button's words */
    void offer(String said, String way, Runnable action) {
        say(said);
        button.setText(way);
        button.setVisible(true);
        button.setOnAction(pressed -> {
            show(false);
            action.run();
        });
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
