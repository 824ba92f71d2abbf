package app.ajar.ui.upkeep;

import app.ajar.sync.JobBoard;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.WrappingLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The list of what runs, waits and failed, over the status bar. Goes by Esc, by its button or by a press beside it; the
 * keyboard moves through it with Tab.
 */
public final class JobsPanel extends VBox {

    /** Its drawn width, pixels. */
    public static final double WIDTH = 400;

    private final JobsViewModel model;
    private final IconButton close = new IconButton(Icon.CLOSE, Texts.get("upkeep.close"), null);
    private final VBox running = new VBox();
    private final VBox failed = new VBox();
    private final Map<Long, JobRow.AtWork> atWork = new LinkedHashMap<>();
    private final Map<Long, JobRow.Failed> failures = new LinkedHashMap<>();
    private final Label waiting = new WrappingLabel("", "job-note");
    private final Label more = new WrappingLabel("", "job-note");
    private final Label nothing = new WrappingLabel("", "job-note");
    private final VBox runningPart;
    private final VBox failedPart;

    /** @param onClose hides it and gives the keyboard back */
    public JobsPanel(JobsViewModel model, Runnable onClose) {
        this.model = model;
        getStyleClass().add("jobs-panel");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.get("upkeep.title"));
        Label title = new WrappingLabel("", "words-title");
        title.setText(Texts.get("upkeep.title"));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setOnAction(pressed -> onClose.run());
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("jobs-header");
        running.getStyleClass().add("job-rows");
        failed.getStyleClass().add("job-rows");
        runningPart = new VBox(section("upkeep.now"), running);
        HBox failedHeader = new HBox(section("upkeep.failed"), gap(), all("upkeep.retryAll", model::retryAll),
                all("upkeep.dropAll", model::dropAll));
        failedHeader.getStyleClass().add("jobs-failed-header");
        failedPart = new VBox(failedHeader, failed, more);
        nothing.setText(Texts.get("upkeep.nothing"));
        VBox parts = new VBox(nothing, runningPart, waiting, failedPart);
        parts.getStyleClass().add("jobs-parts");
        ScrollPane scroll = new ScrollPane(parts);
        scroll.getStyleClass().add("jobs-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // Only its rows are to be reached.
        scroll.setFocusTraversable(false);
        getChildren().addAll(header, scroll);
        model.overviewProperty().subscribe(this::show);
    }

    /** Shows what there is now and takes the keyboard. */
    public void open() {
        model.setOpen(true);
        setVisible(true);
        close.requestFocus();
    }

    /** Stops following. */
    public void hide() {
        model.setOpen(false);
        setVisible(false);
    }

    /** Whether the keyboard is in the list. */
    public boolean hasKeyboard() {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && !equals(at)) {
            at = at.getParent();
        }
        return at != null;
    }

    private void show(JobBoard.Overview now) {
        int focused = focusedFailure();
        bring(atWork, now.running(), JobBoard.Running::id, JobRow.AtWork::new, JobRow.AtWork::show);
        bring(failures, now.failed(), JobBoard.Failed::id, job -> new JobRow.Failed(job, model), JobRow.Failed::show);
        put(running.getChildren(), atWork.values().stream().map(job -> job.row).toList());
        put(failed.getChildren(), failures.values().stream().map(job -> job.row).toList());
        waiting.setText(JobWords.waiting(now.waiting()));
        long others = now.failedInAll() - now.failed().size();
        more.setText(others > 0 ? Texts.get("upkeep.failed.more", others) : "");
        there(runningPart, !now.running().isEmpty());
        there(waiting, !waiting.getText().isEmpty());
        there(failedPart, !now.failed().isEmpty());
        there(more, others > 0);
        there(nothing, now.running().isEmpty() && now.waiting().isEmpty() && now.failed().isEmpty());
        if (focused >= 0 && focusedFailure() < 0) {
            focusFailure(focused);
        }
    }

    /** Which failure has the keyboard; negative when none has. */
    private int focusedFailure() {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        for (Node at = owner; at != null; at = at.getParent()) {
            if (at instanceof JobRow row && failed.getChildren().contains(row)) {
                return failed.getChildren().indexOf(row);
            }
        }
        return -1;
    }

    /** The row that had the keyboard went: the one in its place takes it. */
    private void focusFailure(int place) {
        List<JobRow.Failed> rows = List.copyOf(failures.values());
        if (rows.isEmpty()) {
            close.requestFocus();
        } else {
            rows.get(Math.min(place, rows.size() - 1)).focus();
        }
    }

    /** Brings the shown rows in line with the jobs: a job's row stays the same node. */
    private static <J, R> void bring(Map<Long, R> rows, List<J> jobs, Function<J, Long> id, Function<J, R> make,
            BiConsumer<R, J> show) {
        Map<Long, R> next = new LinkedHashMap<>();
        for (J job : jobs) {
            R row = rows.get(id.apply(job));
            R shown = row == null ? make.apply(job) : row;
            show.accept(shown, job);
            next.put(id.apply(job), shown);
        }
        rows.clear();
        rows.putAll(next);
    }

    private static void put(ObservableList<Node> shown, List<JobRow> wanted) {
        List<Node> gone = new ArrayList<>(shown);
        gone.removeAll(wanted);
        shown.removeAll(gone);
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= shown.size() || !shown.get(i).equals(wanted.get(i))) {
                shown.remove(wanted.get(i));
                shown.add(i, wanted.get(i));
            }
        }
    }

    private static void there(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Button all(String key, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.getStyleClass().add("link-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    private static Label section(String key) {
        Label label = new Label(Texts.get(key).toUpperCase(Locale.getDefault(Locale.Category.DISPLAY)));
        label.getStyleClass().add("words-section");
        return label;
    }
}
