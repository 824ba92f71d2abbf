package app.ajar.ui.message;

import app.ajar.model.Message;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/**
 * The small bar that floats beside the message under the pointer or the keyboard: react, reply. Choosing a reaction turns
 * it into a row of emoji. One for the whole timeline.
 */
public final class MessageTools extends HBox {

    private static final double GAP = 6;
    private static final double MARGIN = 6;
    private static final double BAR = 14;

    private final MessageActions actions;
    private final Picker picker;
    private final Runnable leave;
    private final HBox buttons;
    private final EmojiChoice choice;
    private @Nullable Message message;
    private @Nullable Spot spot;

    /** Lets choose any emoji. */
    @FunctionalInterface
    public interface Picker {

        /**
         * Opens it.
         *
         * @param beside the node that it belongs to
         * @param chosen is given the emoji; never called when none is chosen
         */
        void open(Node beside, Consumer<String> chosen);
    }

    /** @param leave takes the keyboard when the row of emoji closes */
    public MessageTools(MessageActions actions, Picker picker, Runnable leave) {
        this.actions = actions;
        this.picker = picker;
        this.leave = leave;
        getStyleClass().add("message-tools");
        Theme.dress(this, "message.css");
        IconButton react = new IconButton(Icon.EMOJI, Texts.get("message.react"), Texts.get("message.react.key"));
        react.setOnAction(pressed -> open());
        IconButton reply = new IconButton(Icon.REPLY, Texts.get("message.reply"), Texts.get("message.reply.key"));
        reply.setOnAction(pressed -> reply());
        // The keyboard has keys of its own for both, on the message itself.
        react.setFocusTraversable(false);
        reply.setFocusTraversable(false);
        buttons = new HBox(react, reply);
        choice = new EmojiChoice(this::chosen, this::more);
        getChildren().setAll(buttons);
        setManaged(false);
        setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && isOpen()) {
                close();
                key.consume();
            }
        });
        focusWithinProperty().subscribe(within -> {
            if (!within) {
                close();
            }
        });
    }

    /** Whether the row of emoji is open; the bar stays where it is then. */
    public boolean isOpen() {
        return getChildren().contains(choice);
    }

    /** Belongs to this message from now on, with null to none and is hidden. */
    public void offer(@Nullable Message next) {
        Message possible = next != null && MessageActions.possible(next) ? next : null;
        if (possible == null || message == null || !possible.id().equals(message.id())) {
            close();
        }
        message = possible;
        setVisible(possible != null);
    }

    /** Opens the row of emoji for the message it belongs to. */
    public void open() {
        Message of = message;
        if (of != null) {
            choice.mark(of.reactionOf(of.conversation().account().value()));
            getChildren().setAll(choice);
            place();
            choice.takeKeyboard();
        }
    }

    /**
     * Stands beside the message, at the side where there is room.
     *
     * @param bubble the message's bounds in the parent
     * @param own whether the message stands at the right
     * @param width of the parent
     */
    public void placeBeside(Bounds bubble, boolean own, double width) {
        spot = new Spot(bubble, own, width);
        place();
    }

    /** Nobody lays out what floats: it is as large as what it holds now. */
    private void place() {
        Spot at = spot;
        if (at == null || getScene() == null) {
            return;
        }
        applyCss();
        double w = Math.ceil(prefWidth(-1));
        double h = Math.ceil(prefHeight(w));
        double beside = at.own ? at.bubble.getMinX() - GAP - w : at.bubble.getMaxX() + GAP;
        double most = at.width - BAR - MARGIN - w;
        boolean fits = beside >= MARGIN && beside <= most;
        double above = at.bubble.getMinY() - h - 2;
        double y = fits ? at.bubble.getMinY() + 2 : above >= MARGIN ? above : at.bubble.getMaxY() + 2;
        double x = fits ? beside : at.own ? at.bubble.getMaxX() - w : at.bubble.getMinX();
        resizeRelocate(Math.rint(Math.clamp(x, MARGIN, Math.max(MARGIN, most))), Math.rint(y), w, h);
    }

    private record Spot(Bounds bubble, boolean own, double width) {}

    private void chosen(String emoji) {
        Message of = message;
        close();
        if (of != null) {
            actions.react(of, emoji);
        }
    }

    private void more() {
        Message of = message;
        if (of != null) {
            picker.open(this, emoji -> actions.react(of, emoji));
        }
    }

    private void reply() {
        Message of = message;
        if (of != null) {
            actions.reply(of);
        }
    }

    /** The keyboard goes before what it stands on. */
    private void close() {
        if (isOpen() && isFocusWithin()) {
            leave.run();
        }
        if (isOpen()) {
            getChildren().setAll(buttons);
            place();
        }
    }
}
