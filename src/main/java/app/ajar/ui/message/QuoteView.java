package app.ajar.ui.message;

import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiText;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/** A quote as it is drawn, in a bubble or above the field: a bar at its side, who wrote it, and its first line. */
public final class QuoteView extends VBox {

    private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");
    /** Long lines end in an ellipsis and do not widen what they stand in. */
    private static final double WIDEST = 300;

    private final EmojiText who = new EmojiText(1);
    private final EmojiText line = new EmojiText(1);
    private Runnable chosen = () -> {};

    public QuoteView() {
        super(1);
        getStyleClass().add("quote");
        who.setFont(EmojiText.FontRole.SMALL_STRONG);
        line.setFont(EmojiText.FontRole.SMALL);
        line.getStyleClass().add("quote-line");
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(who, line);
    }

    /** Shows this quote; on an own bubble's ground where said so. */
    public void show(Quote quote, boolean onOwn) {
        who.setText(quote.who());
        who.setVisible(!quote.who().isEmpty());
        who.setManaged(!quote.who().isEmpty());
        line.setText(quote.line());
        pseudoClassStateChanged(OWN, onOwn);
        setAccessibleText(spoken(quote));
    }

    /** The quote as it is read out. */
    public static String spoken(Quote quote) {
        return quote.who().isEmpty()
                ? Texts.get("message.quote.spoken.missing")
                : Texts.get("message.quote.spoken", quote.who(), quote.line());
    }

    /** Does this when it is clicked, or Enter or Space is pressed on it. */
    public void setOnChosen(Runnable doing) {
        chosen = doing;
        setAccessibleRole(AccessibleRole.BUTTON);
        getStyleClass().add("quote-link");
        setFocusTraversable(true);
        setOnMouseClicked(click -> {
            if (click.getButton() == MouseButton.PRIMARY && click.isStillSincePress()) {
                chosen.run();
                click.consume();
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
                chosen.run();
                key.consume();
            }
        });
    }

    /** What a screen reader presses is pressed. */
    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE) {
            chosen.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return Math.min(super.computePrefWidth(height), WIDEST);
    }
}
