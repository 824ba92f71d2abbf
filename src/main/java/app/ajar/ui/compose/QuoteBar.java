package app.ajar.ui.compose;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.message.Quote;
import app.ajar.ui.message.QuoteView;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Over the words that are being written: the message that they answer, and a way to answer none. */
final class QuoteBar extends HBox {

    private static final double CROSS = 14;

    private final QuoteView quote = new QuoteView();
    private Runnable onRemoved = () -> {};

    QuoteBar() {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("quote-bar");
        IconButton cross = new IconButton(Icon.CLOSE, CROSS, Texts.get("compose.answer.remove"),
                Texts.get("compose.answer.remove.key"));
        cross.setOnAction(pressed -> remove());
        HBox.setHgrow(quote, Priority.ALWAYS);
        quote.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(quote, cross);
        hide();
    }

    /** Told when the user wants to answer no message in particular any more. */
    void setOnRemoved(Runnable told) {
        onRemoved = told;
    }

    void show(Quote shown) {
        quote.show(shown, false);
        setVisible(true);
        setManaged(true);
    }

    void hide() {
        setVisible(false);
        setManaged(false);
    }

    void remove() {
        hide();
        onRemoved.run();
    }
}
