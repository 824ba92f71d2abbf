package app.ajar.ui.upkeep;

import app.ajar.store.ChangeFeed;
import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import app.ajar.ui.kit.FxBridge;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the background, as the status bar and the list say it. While the list is closed only the counts are read.
 * For the toolkit's thread; needs no toolkit.
 */
public final class JobsViewModel implements AutoCloseable {

    /** More failures than this are counted but not listed. */
    static final int MOST_FAILED = 1_000;

    private static final JobBoard.Overview NOTHING = new JobBoard.Overview(List.of(), Map.of(), List.of(), 0,
            null);

    private final JobBoard board;
    private final FxBridge bridge;
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<JobBoard.Overview> overview = new ReadOnlyObjectWrapper<>(NOTHING);
    private final Runnable readSummary;
    private final Runnable readOverview;
    private final ChangeFeed.Subscription changes;
    private boolean open;

    private record Counts(long failed, JobBoard.@Nullable Held held) {}

    public JobsViewModel(JobBoard board, FxBridge bridge) {
        this.board = board;
        this.bridge = bridge;
        // Both may have to wait for the disk.
        readSummary = bridge.coalesced(() -> new Counts(board.failedInAll(), board.heldBack().orElse(null)),
                now -> say(board.underWay(), now.failed, now.held));
        readOverview = bridge.coalesced(() -> board.read(MOST_FAILED), this::show);
        changes = board.onChange(() -> bridge.onToolkit(this::changed));
        changed();
    }

    /** What runs and what failed, in one line; empty when there is neither. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Everything, as of the last change while the list is open. */
    ReadOnlyObjectProperty<JobBoard.Overview> overviewProperty() {
        return overview.getReadOnlyProperty();
    }

    /** Whether the list is on screen and must follow. */
    void setOpen(boolean shown) {
        open = shown;
        changed();
    }

    void retry(long id) {
        change(all -> all.retry(id));
    }

    void drop(long id) {
        change(all -> all.drop(id));
    }

    void retryAll() {
        change(JobBoard::retryAll);
    }

    void dropAll() {
        change(JobBoard::dropAll);
    }

    @Override
    public void close() {
        changes.close();
    }

    private void change(Consumer<JobBoard> how) {
        bridge.run(() -> {
            how.accept(board);
            bridge.onToolkit(this::changed);
        });
    }

    private void changed() {
        (open ? readOverview : readSummary).run();
    }

    /** Takes what there is now. */
    void show(JobBoard.Overview now) {
        overview.set(now);
        say(now.running().stream().map(JobBoard.Running::type).toList(), now.failedInAll(), now.held());
    }

    private void say(List<JobQueue.Type> underWay, long failed, JobBoard.@Nullable Held held) {
        // That Meta asks to wait stands in the same bar already.
        String waits = held == null || held.why() == null
                ? ""
                : JobWords.held(held, ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT));
        summary.set(JobWords.summary(underWay, failed, waits));
    }
}
