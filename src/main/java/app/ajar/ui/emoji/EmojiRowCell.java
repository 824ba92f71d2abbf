package app.ajar.ui.emoji;

import app.ajar.ui.emoji.EmojiGrid.Cell;
import app.ajar.ui.emoji.EmojiGrid.Place;
import app.ajar.ui.emoji.EmojiGrid.Row;
import app.ajar.ui.kit.EmojiTile;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** One row of the choice: a title, or as many emoji as fit beside each other. */
final class EmojiRowCell extends ListCell<Row> {

    private static final double PICTURE = 24;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final EmojiPicker picker;
    private final Label title = new Label();
    private final HBox line = new HBox();

    EmojiRowCell(EmojiPicker picker) {
        this.picker = picker;
        getStyleClass().add("emoji-row");
        title.getStyleClass().add("emoji-title");
        picker.selectedProperty().subscribe(this::mark);
    }

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
        super.updateItem(row, empty);
        if (row == null || empty) {
            setGraphic(null);
            return;
        }
        switch (row) {
            case Row.Title above -> {
                title.setText(EmojiPicker.title(above.group()));
                setGraphic(title);
            }
            case Row.Line(List<Cell> cells) -> {
                line.getChildren().clear();
                for (int column = 0; column < cells.size(); column++) {
                    line.getChildren().add(place(cells.get(column), column));
                }
                setGraphic(line);
                mark(picker.selectedProperty().get());
            }
        }
    }

    private StackPane place(Cell cell, int column) {
        StackPane place = new StackPane(new EmojiTile(cell.emoji(), PICTURE));
        place.getStyleClass().add("emoji-place");
        place.setMinSize(EmojiPicker.SIDE, EmojiPicker.SIDE);
        place.setMaxSize(EmojiPicker.SIDE, EmojiPicker.SIDE);
        place.setAccessibleRole(AccessibleRole.BUTTON);
        place.setAccessibleText(cell.entry().name());
        place.setOnMouseMoved(moved -> picker.point(new Place(getIndex(), column)));
        place.setOnMouseClicked(click -> picker.choose(cell, click.isShiftDown()));
        return place;
    }

    private void mark(@Nullable Place current) {
        for (int column = 0; column < line.getChildren().size(); column++) {
            line.getChildren().get(column).pseudoClassStateChanged(CURRENT,
                    current != null && current.row() == getIndex() && current.column() == column);
        }
    }
}
