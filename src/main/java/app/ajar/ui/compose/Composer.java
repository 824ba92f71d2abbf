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
import java.util.function.Function;
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
    private final SaidLine said = new SaidLine();
    private final HBox from = new HBox();
    private final StackPane above = new StackPane();
    private final ReadOnlyObjectWrapper<@Nullable Node> aboveCard = new ReadOnlyObjectWrapper<>();
    private final QuoteBar quote = new QuoteBar();
    private final VBox writing;
    private final LaterBar later;
    private final ClosedNote closed;
    private final BooleanSupplier enterSends;
    private final List<Predicate<KeyEvent>> keys = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation = new ReadOnlyObjectWrapper<>();
    private final Actions actions;
    private Purpose purpose = Purpose.NOW;
    private ReplyWindow.@Nullable Status window;
    /** Whether the field was emptied by us: taking that back would show words that are on their way. */
    private boolean emptied;
    private Function<String, @Nullable String> objection = text -> null;
    private Runnable onWritten = () -> {};

    /** The places for tools below the field, from the left. */
    public enum Tool {
        TEMPLATES, FILE, EMOJI, HEART, TIME
    }

    /** What is being written. */
    enum Purpose {
        /** A reply that goes at once, as far as the window lets it. */
        NOW,
        /** One that waits for the person. */
        LATER,
        /** Another text for a planned reply. */
        CHANGE
    }

    /**
     * What a person does with it.
     *
     * @param send what was written is done
     * @param writeForLater begins a reply that waits for the person
     * @param leave goes back to replies that go at once
     * @param undo takes the newest reply back, if it can be; pressed while the field is empty
     */
    record Actions(Runnable send, Runnable writeForLater, Runnable leave, Runnable undo) {}

    Composer(BooleanSupplier enterSends, Actions actions) {
        this.enterSends = enterSends;
        this.actions = actions;
        later = new LaterBar(actions.leave());
        closed = new ClosedNote(actions.writeForLater());
        getStyleClass().add("composer-area");
        Theme.dress(this, "compose.css");
        send.setContentDisplay(ContentDisplay.RIGHT);
        send.getStyleClass().add("primary-button");
        send.setMinWidth(Region.USE_PREF_SIZE);
        send.setOnAction(event -> send());
        bytes.getStyleClass().add("composer-bytes");
        bytes.setMinWidth(Region.USE_PREF_SIZE);
        IconButton.tip(bytes, () -> Texts.get("compose.bytes.help"));
        IconButton.tip(send, () -> send.getText() + "  "
                + Texts.get(enterSends.getAsBoolean() ? "compose.send.enter" : "compose.send.ctrl.enter"));
        note.getStyleClass().add("composer-note");
        note.setWrapText(true);
        toolRow.setAlignment(Pos.CENTER_LEFT);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox below = new HBox(12, toolRow, space, bytes, send);
        from.getStyleClass().add("composer-from");
        below.setAlignment(Pos.CENTER_RIGHT);
        VBox card = new VBox(6, from, quote, field, below);
        card.getStyleClass().add("composer");
        field.focusedInside().addListener((property, before, inside) -> card.pseudoClassStateChanged(FOCUSED, inside));
        writing = new VBox(6, above, later, note, said, card);
        getChildren().addAll(writing, closed);
        field.textProperty().addListener((property, before, text) -> typed(text));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(KeyEvent.KEY_PRESSED, this::escaped);
        showAbove(null);
        show(note, "");
        typed("");
    }

    /** The message that the words answer, over them. */
    QuoteBar quote() {
        return quote;
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

    /** Says over the words from which account the reply goes, as long as that node is visible. */
    public void setFrom(Node account) {
        from.getChildren().setAll(account);
        from.managedProperty().bind(account.visibleProperty());
    }

    /** Shows a card right above the field, or with null none; one at a time. Esc takes it away. */
    public void showAbove(@Nullable Node card) {
        above.getChildren().setAll(card == null ? List.of() : List.of(card));
        above.setVisible(card != null);
        above.setManaged(card != null);
        aboveCard.set(card);
    }

    /** The card above the field, for those that come when another one goes. */
    public ReadOnlyObjectProperty<@Nullable Node> aboveProperty() {
        return aboveCard.getReadOnlyProperty();
    }

    /** The card above the field, null when there is none. */
    public @Nullable Node above() {
        return above.getChildren().isEmpty() ? null : above.getChildren().getFirst();
    }

    /** Asks first about each key pressed in the field; what says true has dealt with it. */
    public void keysFirst(Predicate<KeyEvent> asked) {
        keys.add(asked);
    }

    /** Asks about what is to be sent, now or later: a sentence stops it and is shown, null lets it go. */
    public void setObjection(Function<String, @Nullable String> asked) {
        objection = asked;
    }

    /** To be told each time that what stands in the field was written into the outbox. */
    public void setOnWritten(Runnable told) {
        onWritten = told;
    }

    /** Whether what stands in the field must not go; says why. For every way into the outbox. */
    boolean objected() {
        String why = objection.apply(text());
        if (why != null) {
            refuse(why);
        }
        return why != null;
    }

    /** What stands in the field is in the outbox; the next reply can be written. */
    void written() {
        writeFor(Purpose.NOW);
        showAbove(null);
        onWritten.run();
        setText("");
        focusFirst();
    }

    public String text() {
        return field.getText();
    }

    /** Puts a text in without asking whether it came from the keyboard. */
    public void setText(String text) {
        field.setText(text);
        emptied = text.isEmpty();
        said.clear();
    }

    /** Why the reply was not taken; stands until something is typed. */
    public void refuse(String why) {
        said.say(why, true, "", () -> {});
    }

    /** What came of something, with one thing to do about it; stands until something is typed. */
    void say(String what, boolean wrong, String doing, Runnable action) {
        said.say(what, wrong, doing, action);
    }

    /** No conversation is open. */
    void leave() {
        showAbove(null);
        setText("");
        conversation.set(null);
    }

    Purpose purpose() {
        return purpose;
    }

    /** From now on this is written. */
    void writeFor(Purpose what) {
        purpose = what;
        if (what == Purpose.NOW) {
            later.hide();
        }
        send.setText(Texts.get("compose.send." + what));
        showParts();
    }

    /** Over the field: what is written, and whether it will ask first. */
    void explain(String words, boolean chooses, boolean byItself) {
        later.show(words, chooses, byItself);
    }

    /** Whether what waits for the person is to go without asking. */
    boolean byItself() {
        return later.byItself();
    }

    /** Whether a reply can be written now, and what to know about it. */
    void show(Conversation row, ReplyWindow now) {
        conversation.set(row);
        window = now.status();
        String person = row.person().displayName();
        closed.show(person, !text().isBlank());
        field.setPrompt(EmojiField.canPrompt(person)
                ? Texts.get("compose.prompt.to", person)
                : Texts.get("compose.prompt"));
        showParts();
    }

    private void showParts() {
        Node heart = tools.get(Tool.HEART);
        if (heart != null) {
            // It goes at once or not at all.
            heart.setDisable(purpose != Purpose.NOW);
        }
        Node time = tools.get(Tool.TIME);
        if (time != null) {
            // What waits for the person has no time.
            time.setDisable(purpose == Purpose.LATER);
        }
        boolean isClosed = window == ReplyWindow.Status.CLOSED && purpose == Purpose.NOW;
        boolean hadKeyboard = field.focusedInside().get();
        writing.setVisible(!isClosed);
        writing.setManaged(!isClosed);
        closed.setVisible(isClosed);
        closed.setManaged(isClosed);
        if (isClosed && hadKeyboard) {
            closed.focusLater();
        }
        String key = window == ReplyWindow.Status.UNKNOWN
                ? "compose.unknown.note"
                : window == ReplyWindow.Status.HUMAN_AGENT ? "compose.agent.note" : "";
        show(note, key.isEmpty() || purpose != Purpose.NOW ? "" : Texts.get(key));
    }

    /** Whether there is a field to write in now, and not the note that the window is closed. */
    public boolean canWrite() {
        return writing.isVisible();
    }

    /** Puts the keyboard where something can be done. */
    public void focusFirst() {
        if (canWrite()) {
            field.requestFocus();
        } else {
            closed.focusLater();
        }
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
        emptied = false;
        said.clear();
        if (field.isOverfull()) {
            refuse(Texts.get("compose.overfull", EmojiField.MOST));
        }
    }

    private void pressed(KeyEvent event) {
        if (keys.stream().anyMatch(asked -> asked.test(event)) || undone(event)) {
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

    /** In a field that a reply has just left, the key takes the reply back, and never only its words. */
    private boolean undone(KeyEvent event) {
        boolean undoes = event.getCode() == KeyCode.Z && event.isShortcutDown() && !event.isShiftDown() && emptied;
        if (undoes) {
            actions.undo().run();
        }
        return undoes;
    }

    private void escaped(KeyEvent event) {
        if (event.getCode() != KeyCode.ESCAPE) {
            return;
        }
        if (above() != null) {
            showAbove(null);
            field.requestFocus();
            event.consume();
        } else if (quote.isVisible()) {
            quote.remove();
            event.consume();
        } else if (purpose != Purpose.NOW) {
            actions.leave().run();
            event.consume();
        }
    }

    private void send() {
        if (canWrite() && ReplyText.sendable(text()) && !objected()) {
            actions.send().run();
        }
    }
}
