package app.ajar.ui.upkeep;

import app.ajar.sync.JobBoard;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.KeyedDiff;
import java.util.List;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * What failed, newest first; only the rows in view are nodes, however many there are. One stop for Tab: the arrows go from
 * row to row, Enter tries again, Delete drops, and the row in the place of one that went has the keyboard next.
 */
final class FailureList extends ListView<JobBoard.Failed> {

    /** Of every row, pixels. */
    static final double ROW = 48;

    private static final double ACTION = 15;

    private final JobsViewModel model;
    private final Runnable onClose;

    FailureList(JobsViewModel model, Runnable onClose) {
        this.model = model;
        this.onClose = onClose;
        getStyleClass().add("failure-list");
        setFixedCellSize(ROW);
        setAccessibleText(Texts.get("upkeep.failed"));
        setCellFactory(list -> new Cell());
        // Before the list's own keys: it knows Enter and Space, but as something else.
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        focusedProperty().subscribe(focused -> {
            if (focused && getSelectionModel().isEmpty()) {
                getSelectionModel().selectFirst();
            }
        });
    }

    void show(List<JobBoard.Failed> failed) {
        int selected = getSelectionModel().getSelectedIndex();
        JobBoard.Failed before = getSelectionModel().getSelectedItem();
        KeyedDiff.apply(getItems(), failed, JobBoard.Failed::id);
        if (before != null && !failed.isEmpty()) {
            boolean there = failed.stream().anyMatch(one -> one.id() == before.id());
            int index = there ? indexOf(before.id()) : Math.min(selected, failed.size() - 1);
            getSelectionModel().clearAndSelect(index);
        }
        // Just as high as its rows, until the panel has no more room.
        setMinHeight(Math.min(2, failed.size()) * ROW);
        setPrefHeight(failed.size() * ROW);
    }

    private int indexOf(long id) {
        for (int i = 0; i < getItems().size(); i++) {
            if (getItems().get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private void pressed(KeyEvent key) {
        if (key.getCode() == KeyCode.ESCAPE) {
            // A list keeps it to itself.
            onClose.run();
            key.consume();
            return;
        }
        JobBoard.Failed job = getSelectionModel().getSelectedItem();
        if (job == null) {
            return;
        }
        if (key.getCode() == KeyCode.ENTER || key.getCode() == KeyCode.SPACE) {
            model.retry(job.id());
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE || key.getCode() == KeyCode.BACK_SPACE) {
            model.drop(job.id());
            key.consume();
        }
    }

    private final class Cell extends ListCell<JobBoard.Failed> {

        private final JobRow row = new JobRow();
        private final IconButton retry = new IconButton(Icon.RETRY, ACTION, "", Texts.get("upkeep.retry.key"));
        private final IconButton drop = new IconButton(Icon.TRASH, ACTION, "", Texts.get("upkeep.drop.key"));

        Cell() {
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
            getStyleClass().add("failure-cell");
            setPrefWidth(0);
            for (IconButton button : List.of(retry, drop)) {
                button.setFocusTraversable(false);
            }
            row.getChildren().addAll(retry, drop);
        }

        @Override
        protected void updateItem(JobBoard.@Nullable Failed job, boolean empty) {
            super.updateItem(job, empty);
            if (empty || job == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            String title = JobWords.title(job.type(), job.person());
            retry.setWords(Texts.get("upkeep.retry", title));
            drop.setWords(Texts.get("upkeep.drop", title));
            retry.setOnAction(pressed -> model.retry(job.id()));
            drop.setOnAction(pressed -> model.drop(job.id()));
            row.say(job.type(), title, JobWords.detail(job));
            setGraphic(row);
            setAccessibleText(row.getAccessibleText());
        }
    }
}
