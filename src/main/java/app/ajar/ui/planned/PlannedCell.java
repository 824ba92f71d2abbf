package app.ajar.ui.planned;

import app.ajar.model.Conversation;
import app.ajar.model.OutboxId;
import app.ajar.text.Texts;
import app.ajar.ui.compose.PlannedWords;
import app.ajar.ui.compose.ReplyActions;
import app.ajar.ui.kit.AvatarDisc;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.UiClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A row of the page: who, what, when, and what can be done. */
final class PlannedCell extends ListCell<PlannedRow> {

    /** The height of a row, pixels. */
    static final double HEIGHT = 92;

    private static final double PICTURE = 36;
    private static final double RING = 44;
    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final PseudoClass ASKS = PseudoClass.getPseudoClass("asks");

    private final AvatarDisc disc;
    private final EmojiText person = new EmojiText(1);
    private final Label account = new Label();
    private final Region swatch = new Region();
    private final EmojiText words = new EmojiText(1);
    private final EmojiText when = new EmojiText(1);
    private final HBox buttons = new HBox(2);
    private final HBox row;
    private final ReplyActions actions;
    private final UiClock clock;
    private final PlannedWords told = PlannedWords.here();
    /** Whose buttons these are; also while the list lays its rows out anew. */
    private @Nullable OutboxId shown;

    PlannedCell(Avatars avatars, ReplyActions actions, UiClock clock) {
        this.actions = actions;
        this.clock = clock;
        disc = new AvatarDisc(avatars, PICTURE, RING);
        person.setFont(EmojiText.FontRole.NAME);
        account.getStyleClass().add("words-small");
        account.setMinWidth(USE_PREF_SIZE);
        account.setGraphic(swatch);
        when.setFont(EmojiText.FontRole.SMALL);
        when.getStyleClass().add("planned-row-when");
        HBox names = new HBox(8, person, account);
        names.setAlignment(Pos.BASELINE_LEFT);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMinWidth(USE_PREF_SIZE);
        VBox text = new VBox(3, names, words, when);
        text.setAlignment(Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        row = new HBox(12, disc, text, buttons);
        row.setAlignment(Pos.CENTER_LEFT);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("planned-row");
        setPrefWidth(0);
        // Tab goes from the list to what can be done with the chosen row, not through those of every row.
        selectedProperty().subscribe(this::allowKeyboard);
        // A button keeps the press to itself, and has the keyboard from then on.
        addEventFilter(MouseEvent.MOUSE_PRESSED, press -> {
            if (!isEmpty()) {
                getListView().getSelectionModel().select(getIndex());
            }
        });
    }

    /** The button with these words, if this can be done. */
    Optional<Node> button(String words) {
        return buttons.getChildren().stream()
                .filter(node -> node instanceof Button button && button.getText().equals(words)).findFirst();
    }

    private void allowKeyboard(boolean chosen) {
        buttons.getChildren().forEach(button -> button.setFocusTraversable(chosen));
    }

    /** The buttons of one reply stay the same as long as they say the same: one of them may have the keyboard. */
    private void show(OutboxId reply, List<Button> fresh) {
        List<Button> old = buttons.getChildren().stream().map(Button.class::cast).toList();
        if (reply.equals(shown)
                && old.stream().map(Button::getText).toList().equals(fresh.stream().map(Button::getText).toList())) {
            for (int i = 0; i < old.size(); i++) {
                old.get(i).setOnAction(fresh.get(i).getOnAction());
            }
        } else {
            shown = reply;
            buttons.getChildren().setAll(fresh);
            allowKeyboard(isSelected());
        }
    }

    @Override
    protected void updateItem(@Nullable PlannedRow item, boolean empty) {
        super.updateItem(item, empty);
        if (empty || item == null) {
            setGraphic(null);
            setAccessibleText(null);
            pseudoClassStateChanged(FAILED, false);
            pseudoClassStateChanged(ASKS, false);
            return;
        }
        Instant now = clock.now();
        Conversation conversation = item.conversation();
        disc.setVisible(conversation != null);
        if (conversation != null) {
            disc.show(conversation.person(), conversation.avatarFile());
        }
        person.setText(item.person());
        swatch.getStyleClass().setAll("planned-account", "account-face-" + item.colour());
        swatch.setVisible(!item.account().isEmpty());
        account.setText(item.account().isEmpty() ? "" : Texts.get("planned.account", item.account()));
        words.setText(item.reply().text());
        when.setText(told.when(item.reply(), item.person(), now));
        show(item.reply().id(), actions.buttons(item.reply(), item.window(), now));
        pseudoClassStateChanged(FAILED, item.failed());
        pseudoClassStateChanged(ASKS, item.asks());
        setAccessibleText(Texts.get("planned.spoken", item.person(), when.getText(), item.reply().text()));
        setGraphic(row);
    }
}
