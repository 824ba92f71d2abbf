package app.ajar.ui.planned;

import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.text.Texts;
import app.ajar.ui.compose.ReplyActions;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.compose.SaidLine;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.WrappingLabel;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** All planned, asking and failed replies, what waits for the user first; opens the conversation of each. */
public final class PlannedPage extends VBox {

    /** What leads from the buttons of a row to the rows. */
    private static final Set<KeyCode> TO_ROWS = Set.of(KeyCode.UP, KeyCode.DOWN, KeyCode.PAGE_UP, KeyCode.PAGE_DOWN,
            KeyCode.HOME, KeyCode.END);

    private final Consumer<OutboxMessage> open;
    private final ListView<PlannedRow> list = new ListView<>();
    private final VBox nothing = new VBox(6);
    private final SaidLine said = new SaidLine();
    private final ReplyActions actions;
    private final PlannedModel model;
    /** What was undone is on its way back, as a row that was not there before. */
    private boolean bringsBack;

    /** The button of a row that has the keyboard. */
    private record Held(OutboxId reply, String words) {}

    /**
     * @param open shows a reply's conversation
     * @param edit shows it and takes the reply's words into its composer
     */
    public PlannedPage(PlannedModel model, ReplyDesk.Means means, Avatars avatars, Consumer<OutboxMessage> open,
            Consumer<OutboxMessage> edit) {
        this.model = model;
        this.open = open;
        actions = new ReplyActions(means, new ReplyActions.Outlets(this::say, edit, reply -> {}, false));
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
        list.focusedProperty().subscribe(now -> chooseOne());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        nothing.setAlignment(Pos.CENTER);
        nothing.getStyleClass().add("planned-nothing");
        nothing.getChildren().addAll(new WrappingLabel(Texts.get("planned.empty.title"), "words-title"),
                new WrappingLabel(Texts.get("planned.empty.text"), "words-body"));
        // Who hears the window would be told nothing of it otherwise.
        nothing.setFocusTraversable(true);
        nothing.setAccessibleRole(AccessibleRole.TEXT);
        nothing.setAccessibleText(Texts.get("planned.empty.title") + ". " + Texts.get("planned.empty.text"));
        StackPane middle = new StackPane(list, nothing);
        setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(title, said, middle);
        model.rowsProperty().subscribe(rows -> show());
        model.listedProperty().subscribe(now -> show());
        means.clock().nowProperty().subscribe(now -> {
            if (model.isOpen()) {
                model.refresh();
            }
        });
        visibleProperty().subscribe(model::setOpen);
    }

    /** Puts the keyboard where the page begins: into the list, or onto the words that there is nothing. */
    public void takeKeyboard() {
        (list.isVisible() ? list : nothing).requestFocus();
    }

    /** Changes the rows that differ, so that selection, scroll place and keyboard stay. */
    private void show() {
        List<PlannedRow> rows = model.rowsProperty().get();
        boolean hadKeyboard = hasKeyboard(list) || hasKeyboard(nothing);
        Optional<Held> held = held();
        if (!list.getItems().equals(rows)) {
            List<PlannedRow> before = List.copyOf(list.getItems());
            int at = list.getSelectionModel().getSelectedIndex();
            list.getItems().setAll(rows);
            restore(before, at);
        }
        // Before they are read there is a list that has the keyboard; nobody knows yet that there is nothing.
        boolean none = rows.isEmpty() && model.listedProperty().get();
        list.setVisible(!none);
        nothing.setVisible(none);
        if (hadKeyboard && !held.flatMap(this::buttonOf).map(PlannedPage::focus).orElse(false)) {
            takeKeyboard();
        }
    }

    /** A list takes the cell of its focused row for focused, wherever the keyboard is: {@code focusWithin} does not tell. */
    private boolean hasKeyboard(Node part) {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && !part.equals(at)) {
            at = at.getParent();
        }
        return at != null;
    }

    /** The row's button that has the keyboard. */
    private Optional<Held> held() {
        return cells().filter(this::hasKeyboard).findFirst()
                .flatMap(cell -> getScene().getFocusOwner() instanceof Button button && cell.getItem() != null
                        ? Optional.of(new Held(cell.getItem().reply().id(), button.getText()))
                        : Optional.empty());
    }

    /** The same button after the rows have changed; empty when the row or the button is gone. */
    private Optional<Node> buttonOf(Held held) {
        // Which cell shows which row is known only once the list is laid out.
        list.layout();
        return cells().filter(cell -> cell.getItem() != null && cell.getItem().reply().id().equals(held.reply()))
                .findFirst().flatMap(cell -> cell.button(held.words()));
    }

    private static boolean focus(Node button) {
        button.requestFocus();
        return true;
    }

    private Stream<PlannedCell> cells() {
        return list.lookupAll(".planned-row").stream().filter(Node::isVisible).filter(PlannedCell.class::isInstance)
                .map(PlannedCell.class::cast);
    }

    /** Chooses what was brought back, else what was chosen before, else what stands in the place of what went. */
    private void restore(List<PlannedRow> before, int at) {
        Set<OutboxId> known = before.stream().map(row -> row.reply().id()).collect(Collectors.toSet());
        Optional<PlannedRow> returned = bringsBack ? find(row -> !known.contains(row.reply().id())) : Optional.empty();
        if (returned.isPresent()) {
            bringsBack = false;
            list.getSelectionModel().select(returned.get());
            if (cells().noneMatch(cell -> returned.get().equals(cell.getItem()))) {
                list.scrollTo(returned.get());
            }
        } else if (at >= 0) {
            OutboxId chosen = before.get(at).reply().id();
            find(row -> row.reply().id().equals(chosen)).ifPresentOrElse(list.getSelectionModel()::select,
                    () -> list.getSelectionModel().select(Math.min(at, list.getItems().size() - 1)));
        }
        chooseOne();
    }

    private Optional<PlannedRow> find(Predicate<PlannedRow> wanted) {
        return list.getItems().stream().filter(wanted).findFirst();
    }

    private void chooseOne() {
        if (list.isFocused() && list.getSelectionModel().isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
    }

    /** What was undone stands in the list again, and the keyboard with it. */
    private void say(String what, boolean wrong, String doing, Runnable action) {
        bringsBack &= !wrong;
        said.say(what, wrong, doing, () -> {
            bringsBack = true;
            action.run();
            takeKeyboard();
        });
    }

    private void pressed(KeyEvent key) {
        if (!key.getTarget().equals(list)) {
            if (TO_ROWS.contains(key.getCode())) {
                // Else the button would look for another one in that direction, wherever in the window it is.
                list.requestFocus();
                Event.fireEvent(list, key.copyFor(list, list));
                key.consume();
            }
            return;
        }
        PlannedRow row = list.getSelectionModel().getSelectedItem();
        if (row == null) {
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
