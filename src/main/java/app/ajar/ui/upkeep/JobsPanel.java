package app.ajar.ui.upkeep;

import app.ajar.sync.JobBoard;
import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import app.ajar.ui.kit.KeyedDiff;
import app.ajar.ui.kit.WrappingLabel;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The list of what runs, waits and failed, over the status bar. Goes by Esc, by its button or by a press beside it.
 */
public final class JobsPanel extends VBox {

    /** Its drawn width, pixels. */
    public static final double WIDTH = 440;

    private final JobsViewModel model;
    private final IconButton close = new IconButton(Icon.CLOSE, Texts.get("upkeep.close"), null);
    private final VBox running = new VBox();
    private final FailureList failed;
    private final Map<Long, JobRow.AtWork> atWork = new LinkedHashMap<>();
    private final Label held = new WrappingLabel("", "job-held");
    private final Label waiting = new WrappingLabel("", "job-note");
    private final Label more = new WrappingLabel("", "job-note");
    private final Label nothing = new WrappingLabel(Texts.get("upkeep.nothing"), "job-note");
    private final VBox runningPart;
    private final VBox failedPart;

    /** @param onClose hides it and gives the keyboard back */
    public JobsPanel(JobsViewModel model, Runnable onClose) {
        this.model = model;
        getStyleClass().add("jobs-panel");
        setAccessibleRole(AccessibleRole.PARENT);
        setAccessibleText(Texts.get("upkeep.title"));
        Label title = new WrappingLabel(Texts.get("upkeep.title"), "words-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        close.setOnAction(pressed -> onClose.run());
        HBox header = new HBox(title, space, close);
        header.getStyleClass().add("jobs-header");
        running.getStyleClass().add("job-rows");
        failed = new FailureList(model, onClose);
        runningPart = new VBox(section("upkeep.now"), running);
        HBox failedHeader = new HBox(section("upkeep.failed"), gap(), all("upkeep.retryAll", model::retryAll),
                all("upkeep.dropAll", model::dropAll));
        failedHeader.getStyleClass().add("jobs-failed-header");
        failedPart = new VBox(failedHeader, failed, more);
        VBox.setVgrow(failed, Priority.ALWAYS);
        // Its rows have room for the mark of the keyboard around what stands under the others.
        VBox.setMargin(failed, new Insets(2, 0, 0, -8));
        VBox.setVgrow(failedPart, Priority.ALWAYS);
        getChildren().addAll(header, held, nothing, runningPart, waiting, failedPart);
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
        return hasKeyboard(this);
    }

    private boolean hasKeyboard(Node part) {
        Node at = getScene() == null ? null : getScene().getFocusOwner();
        while (at != null && !part.equals(at)) {
            at = at.getParent();
        }
        return at != null;
    }

    private void show(JobBoard.Overview now) {
        boolean inFailed = hasKeyboard(failedPart);
        showRunning(now.running());
        failed.show(now.failed());
        held.setText(held(now));
        boolean says = !held.getText().isEmpty();
        there(held, says);
        waiting.setText(JobWords.waiting(now.waiting()));
        long others = now.failedInAll() - now.failed().size();
        more.setText(others > 0 ? Texts.get("upkeep.failed.more", others) : "");
        there(runningPart, !now.running().isEmpty());
        there(waiting, !waiting.getText().isEmpty());
        there(failedPart, !now.failed().isEmpty());
        there(more, others > 0);
        there(nothing, now.running().isEmpty() && waiting.getText().isEmpty() && now.failed().isEmpty() && !says);
        if (inFailed && now.failed().isEmpty()) {
            close.requestFocus();
        }
    }

    /** Asked to wait, it is worth a word only when something does. */
    private static String held(JobBoard.Overview now) {
        JobBoard.Held held = now.held();
        return held == null || (held.why() == null && JobWords.waiting(now.waiting()).isEmpty())
                ? ""
                : JobWords.held(held, ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT));
    }

    private void showRunning(List<JobBoard.Running> jobs) {
        Map<Long, JobRow.AtWork> next = new LinkedHashMap<>();
        for (JobBoard.Running job : jobs) {
            JobRow.AtWork known = atWork.get(job.id());
            JobRow.AtWork row = known == null ? new JobRow.AtWork() : known;
            row.show(job);
            next.put(job.id(), row);
        }
        atWork.clear();
        atWork.putAll(next);
        KeyedDiff.apply(running.getChildren(), List.<Node>copyOf(next.values()), row -> row);
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
