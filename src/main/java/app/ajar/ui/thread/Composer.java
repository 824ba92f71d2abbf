package app.ajar.ui.thread;

import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiField;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import java.util.function.BooleanSupplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Where a reply is written; in its place stands a note while Instagram would refuse any. */
final class Composer extends StackPane {

    private static final int MOST_LINES = 6;
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("within");

    private final EmojiField field = new EmojiField(MOST_LINES, Texts.get("thread.reply.prompt"));
    private final Label bytes = new Label();
    private final Button send = new Button(Texts.get("thread.send"), Icon.SEND.node(15));
    private final Label note = new Label();
    private final Label refusal = new Label();
    private final VBox writing;
    private final ClosedNote closed = new ClosedNote();
    private final BooleanSupplier enterSends;
    private Runnable onSend = () -> {};

    Composer(BooleanSupplier enterSends) {
        this.enterSends = enterSends;
        getStyleClass().add("composer-area");
        send.setContentDisplay(ContentDisplay.RIGHT);
        send.getStyleClass().add("primary-button");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(event -> send());
        bytes.getStyleClass().add("composer-bytes");
        IconButton.tip(bytes, () -> Texts.get("thread.bytes.help"));
        IconButton.tip(send, () -> Texts.get("thread.send") + "  "
                + Texts.get(enterSends.getAsBoolean() ? "thread.send.enter" : "thread.send.ctrl.enter"));
        note.getStyleClass().add("composer-note");
        note.setWrapText(true);
        refusal.getStyleClass().add("composer-refusal");
        refusal.setWrapText(true);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox below = new HBox(12, space, bytes, send);
        below.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(6, field, below);
        card.getStyleClass().add("composer");
        field.focusedInside().addListener((property, before, inside) -> card.pseudoClassStateChanged(FOCUSED, inside));
        writing = new VBox(6, note, refusal, card);
        getChildren().addAll(writing, closed);
        field.textProperty().addListener((property, before, text) -> typed(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        show(note, "");
        show(refusal, "");
        typed("");
    }

    void setOnSend(Runnable action) {
        onSend = action;
    }

    EmojiField field() {
        return field;
    }

    String text() {
        return field.getText();
    }

    /** Puts a text in without asking whether it came from the keyboard. */
    void setText(String text) {
        field.setText(text);
        show(refusal, "");
    }

    /** Why the reply was not taken; stands until something is typed. */
    void refuse(String why) {
        show(refusal, why);
    }

    /** Whether a reply can be written now, and what to know about it. */
    void show(ReplyWindow.Status status, String person) {
        boolean isClosed = status == ReplyWindow.Status.CLOSED;
        writing.setVisible(!isClosed);
        writing.setManaged(!isClosed);
        closed.setVisible(isClosed);
        closed.setManaged(isClosed);
        closed.show(person, !text().isBlank());
        field.setPrompt(EmojiField.canPrompt(person)
                ? Texts.get("thread.reply.prompt.to", person)
                : Texts.get("thread.reply.prompt"));
        show(note, switch (status) {
            case UNKNOWN -> Texts.get("thread.unknown.note");
            case HUMAN_AGENT -> Texts.get("thread.agent.note");
            case OPEN, CLOSING_SOON, CLOSED -> "";
        });
    }

    boolean canWrite() {
        return writing.isVisible();
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private void typed(String text) {
        int count = ReplyText.bytes(text);
        bytes.setText(Texts.get("thread.bytes", count, ReplyText.MOST_BYTES));
        bytes.pseudoClassStateChanged(OVER, count > ReplyText.MOST_BYTES);
        send.setDisable(!ReplyText.sendable(text));
        show(refusal, "");
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() != KeyCode.ENTER) {
            return;
        }
        boolean sends = event.isShortcutDown() || (enterSends.getAsBoolean() && !event.isShiftDown());
        if (sends) {
            send();
            event.consume();
        } else if (event.isShiftDown()) {
            field.insert("\n");
            event.consume();
        }
    }

    private void send() {
        if (canWrite() && ReplyText.sendable(text())) {
            onSend.run();
        }
    }

    /** What stands in the composer's place while the window is closed: what happened, what is kept, what comes next. */
    private static final class ClosedNote extends HBox {

        private final EmojiText text = new EmojiText(0);

        ClosedNote() {
            super(14);
            setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("closed-note");
            EmojiText title = new EmojiText(1);
            title.setFont(EmojiText.FontRole.BODY_STRONG);
            title.setText(Texts.get("thread.closed.title"));
            text.getStyleClass().add("closed-note-text");
            VBox words = new VBox(4, title, text);
            HBox.setHgrow(words, Priority.ALWAYS);
            getChildren().addAll(Icon.LOCK.node(), words);
        }

        void show(String person, boolean hasDraft) {
            String sentence = Texts.get("thread.closed.text", person);
            text.setText(hasDraft ? sentence + " " + Texts.get("thread.closed.draft") : sentence);
        }
    }
}
