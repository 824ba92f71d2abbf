package app.ajar.ui.planned;

import app.ajar.model.OutboxMessage;
import app.ajar.text.Texts;
import app.ajar.ui.compose.ReplyActions;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.compose.SaidLine;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All planned, asking and failed replies, what waits for the user first; opens the conversation of each. */
public final class PlannedPage extends VBox {

    private final Consumer<OutboxMessage> open;
    private final ListView<PlannedRow> list = new ListView<>();
    private final VBox nothing = new VBox(6);
    private final SaidLine said = new SaidLine();
    private final ReplyActions actions;
    private boolean wantsKeyboard;

    /**
     * @param open shows a reply's conversation
     * @param edit shows it and takes the reply's words into its composer
     */
    public PlannedPage(PlannedModel model, ReplyDesk.Means means, Avatars avatars, Consumer<OutboxMessage> open,
            Consumer<OutboxMessage> edit) {
        this.open = open;
        actions = new ReplyActions(means, new ReplyActions.Outlets(this::say, edit, reply -> {}));
        getStyleClass().add("planned-page");
        Label title = new WrappingLabel(Texts.get("planned.title"), "page-title");
        list.setFixedCellSize(PlannedCell.HEIGHT);
        list.getStyleClass().add("planned-list");
        list.setAccessibleText(Texts.get("planned.title"));
        list.setCellFactory(view -> {
            PlannedCell cell = new PlannedCell(avatars, actions, means.clock());
            cell.setOnMouseClicked(click -> {
                PlannedRow row = cell.getItem();
                if (row != null && click.getButton() == MouseButton.PRIMARY) {
                    open.accept(row.reply());
                }
            });
            return cell;
        });
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        nothing.setAlignment(Pos.CENTER);
        nothing.getStyleClass().add("planned-nothing");
        nothing.getChildren().addAll(new WrappingLabel(Texts.get("planned.empty.title"), "words-title"),
                new WrappingLabel(Texts.get("planned.empty.text"), "words-body"));
        StackPane middle = new StackPane(list, nothing);
        setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(title, said, middle);
        model.rowsProperty().subscribe(this::show);
        means.clock().nowProperty().subscribe(now -> {
            if (model.isOpen()) {
                model.refresh();
            }
        });
        visibleProperty().subscribe(model::setOpen);
    }

    /** Puts the keyboard into the list, as soon as there is one. */
    public void takeKeyboard() {
        wantsKeyboard = list.getItems().isEmpty();
        if (!wantsKeyboard) {
            list.requestFocus();
            if (list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().selectFirst();
            }
        }
    }

    /** Changes the rows that differ, so that selection and scroll place stay. */
    private void show(List<PlannedRow> rows) {
        PlannedRow selected = list.getSelectionModel().getSelectedItem();
        int at = list.getSelectionModel().getSelectedIndex();
        if (!list.getItems().equals(rows)) {
            list.getItems().setAll(rows);
            restore(selected, at);
        }
        list.setVisible(!rows.isEmpty());
        nothing.setVisible(rows.isEmpty());
        if (wantsKeyboard && isVisible()) {
            takeKeyboard();
        }
    }

    private void restore(@Nullable PlannedRow selected, int at) {
        if (selected == null) {
            return;
        }
        for (PlannedRow row : list.getItems()) {
            if (row.reply().id().equals(selected.reply().id())) {
                list.getSelectionModel().select(row);
                return;
            }
        }
        list.getSelectionModel().select(Math.min(at, list.getItems().size() - 1));
    }

    /** What was undone stands in the list again, and the keyboard with it. */
    private void say(String what, boolean wrong, String doing, Runnable action) {
        said.say(what, wrong, doing, () -> {
            action.run();
            takeKeyboard();
        });
    }

    private void pressed(KeyEvent key) {
        PlannedRow row = list.getSelectionModel().getSelectedItem();
        if (row == null || !key.getTarget().equals(list)) {
            return;
        }
        if (key.getCode() == KeyCode.ENTER) {
            open.accept(row.reply());
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE) {
            actions.discard(row.reply(), "compose.discarded");
            key.consume();
        }
    }
}
