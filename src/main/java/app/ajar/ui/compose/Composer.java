package app.ajar.ui.compose;

import app.ajar.model.Conversation;
import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.text.Texts;
import app.ajar.ui.kit.EmojiField;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.Theme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
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
import org.jspecify.annotations.Nullable;

/** Where a reply is written; in its place stands a note while Instagram would refuse any. */
public final class Composer extends StackPane {

    private static final int MOST_LINES = 6;
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final PseudoClass FOCUSED = PseudoClass.getPseudoClass("within");

    private final EmojiField field = new EmojiField(MOST_LINES, Texts.get("compose.prompt"));
    private final Map<Tool, Node> tools = new EnumMap<>(Tool.class);
    private final HBox toolRow = new HBox(2);
    private final Label bytes = new Label();
    private final Button send = new Button(Texts.get("compose.send"), Icon.SEND.node(15));
    private final Label note = new Label();
    private final Label refusal = new Label();
    private final StackPane above = new StackPane();
    private final VBox writing;
    private final ClosedNote closed = new ClosedNote();
    private final BooleanSupplier enterSends;
    private final List<Predicate<KeyEvent>> keys = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation = new ReadOnlyObjectWrapper<>();
    private Runnable onSend = () -> {};

    /** The places for tools below the field, from the left. */
    public enum Tool {
        TEMPLATES, FILE, EMOJI, TIME
    }

    Composer(BooleanSupplier enterSends) {
        this.enterSends = enterSends;
        getStyleClass().add("composer-area");
        Theme.dress(this, "compose.css");
        send.setContentDisplay(ContentDisplay.RIGHT);
        send.getStyleClass().add("primary-button");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(event -> send());
        bytes.getStyleClass().add("composer-bytes");
        bytes.setMinWidth(Region.USE_PREF_SIZE);
        IconButton.tip(bytes, () -> Texts.get("compose.bytes.help"));
        IconButton.tip(send, () -> Texts.get("compose.send") + "  "
                + Texts.get(enterSends.getAsBoolean() ? "compose.send.enter" : "compose.send.ctrl.enter"));
        note.getStyleClass().add("composer-note");
        note.setWrapText(true);
        refusal.getStyleClass().add("composer-refusal");
        refusal.setWrapText(true);
        toolRow.setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox below = new HBox(12, toolRow, space, bytes, send);
        below.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(6, field, below);
        card.getStyleClass().add("composer");
        field.focusedInside().addListener((property, before, inside) -> card.pseudoClassStateChanged(FOCUSED, inside));
        writing = new VBox(6, above, note, refusal, card);
        getChildren().addAll(writing, closed);
        field.textProperty().addListener((property, before, text) -> typed(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::escaped);
        showAbove(null);
        show(note, "");
        show(refusal, "");
        typed("");
    }

    void setOnSend(Runnable action) {
        onSend = action;
    }

    /** Where the words are typed; its {@code insert} types at the cursor. */
    public EmojiField field() {
        return field;
    }

    /** The conversation that is written in, null while none is open. */
    public ReadOnlyObjectProperty<@Nullable Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    /** Puts a tool, as a rule an {@link IconButton}, into its place below the field. */
    public void setTool(Tool place, Node tool) {
        tools.put(place, tool);
        toolRow.getChildren().setAll(tools.values());
    }

    /** Shows a card right above the field, or with null none; one at a time. Esc takes it away. */
    public void showAbove(@Nullable Node card) {
        above.getChildren().setAll(card == null ? List.of() : List.of(card));
        above.setVisible(card != null);
        above.setManaged(card != null);
    }

    /** The card above the field, null when there is none. */
    public @Nullable Node above() {
        return above.getChildren().isEmpty() ? null : above.getChildren().getFirst();
    }

    /** Asks first about each key pressed in the field; what says true has dealt with it. */
    public void keysFirst(Predicate<KeyEvent> asked) {
        keys.add(asked);
    }

    public String text() {
        return field.getText();
    }

    /** Puts a text in without asking whether it came from the keyboard. */
    public void setText(String text) {
        field.setText(text);
        show(refusal, "");
    }

    /** Why the reply was not taken; stands until something is typed. */
    public void refuse(String why) {
        show(refusal, why);
    }

    /** No conversation is open. */
    void leave() {
        showAbove(null);
        setText("");
        conversation.set(null);
    }

    /** Whether a reply can be written now, and what to know about it. */
    void show(Conversation row, ReplyWindow window) {
        conversation.set(row);
        String person = row.person().displayName();
        boolean isClosed = window.status() == ReplyWindow.Status.CLOSED;
        writing.setVisible(!isClosed);
        writing.setManaged(!isClosed);
        closed.setVisible(isClosed);
        closed.setManaged(isClosed);
        closed.show(person, !text().isBlank());
        field.setPrompt(EmojiField.canPrompt(person)
                ? Texts.get("compose.prompt.to", person)
                : Texts.get("compose.prompt"));
        show(note, switch (window.status()) {
            case UNKNOWN -> Texts.get("compose.unknown.note");
            case HUMAN_AGENT -> Texts.get("compose.agent.note");
            case OPEN, CLOSING_SOON, CLOSED -> "";
        });
    }

    public boolean canWrite() {
        return writing.isVisible();
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    private void typed(String text) {
        int count = ReplyText.bytes(text);
        bytes.setText(Texts.get("compose.bytes", count, ReplyText.MOST_BYTES));
        bytes.pseudoClassStateChanged(OVER, count > ReplyText.MOST_BYTES);
        send.setDisable(!ReplyText.sendable(text));
        show(refusal, "");
    }

    private void pressed(KeyEvent event) {
        if (keys.stream().anyMatch(asked -> asked.test(event))) {
            event.consume();
            return;
        }
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

    private void escaped(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && above() != null) {
            showAbove(null);
            field.requestFocus();
            event.consume();
        }
    }

    private void send() {
        if (canWrite() && ReplyText.sendable(text())) {
            onSend.run();
        }
    }
}
