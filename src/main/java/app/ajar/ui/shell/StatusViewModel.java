package app.ajar.ui.shell;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.DeliveryState;
import app.ajar.store.Change;
import app.ajar.store.ChangeFeed;
import app.ajar.sync.Health;
import app.ajar.text.Texts;
import app.ajar.ui.inbox.AccountCounts;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the status bar says, always of the account shown. For the toolkit's thread; needs no toolkit. */
final class StatusViewModel implements AutoCloseable {

    /**
     * The bar's words; empty ones are not shown.
     *
     * @param jobs what is under way
     * @param budget how much of Meta's allowance is used
     * @param stored how much is on this computer
     */
    record Status(StatusLine line, String jobs, String budget, String stored) {}

    /** What must be asked for in the background. */
    private record Work(int waiting, int jobs) {}

    private final Shell.Context context;
    private final AccountsModel accounts;
    private final AccountCounts counts;
    private final Clock clock;
    private final ReadOnlyObjectWrapper<Status> status = new ReadOnlyObjectWrapper<>();
    private final ChangeFeed.Subscription changes;
    private final Runnable askForWork;
    private volatile @Nullable AccountId shown;
    private volatile boolean holdsBack;
    private Work work = new Work(0, 0);

    StatusViewModel(Shell.Context context, FxBridge bridge, AccountsModel accounts, AccountCounts counts) {
        this.context = context;
        this.accounts = accounts;
        this.counts = counts;
        this.clock = context.clock();
        this.askForWork = bridge.coalesced(this::readWork, read -> {
            work = read;
            refresh();
        });
        refresh();
        accounts.currentProperty().subscribe(this::healthChanged);
        accounts.healthProperty().subscribe(this::healthChanged);
        counts.countsProperty().subscribe(this::refresh);
        changes = context.database().feed().subscribe(change -> {
            boolean moves = change instanceof Change.AvatarChanged
                    || (holdsBack && change instanceof Change.OutboxChanged);
            if (moves) {
                bridge.onToolkit(askForWork);
            }
        });
    }

    ReadOnlyObjectProperty<Status> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Works the words out again, because time has passed or something changed. */
    void refresh() {
        Account account = accounts.currentProperty().get();
        Health health = accounts.healthProperty().get();
        StatusLine line = StatusLine.of(account == null ? null : health, work.waiting(), clock.instant(),
                ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT));
        int used = health == null ? 0 : health.usagePercent();
        status.set(new Status(line,
                work.jobs() == 0 ? "" : Texts.get("shell.status.jobs", work.jobs()),
                used == 0 ? "" : Texts.get("shell.status.budget", used),
                account == null ? "" : Texts.get("shell.status.messages", counts.messages())));
    }

    @Override
    public void close() {
        changes.close();
    }

    private void healthChanged() {
        Account account = accounts.currentProperty().get();
        Health health = accounts.healthProperty().get();
        shown = account == null ? null : account.id();
        holdsBack = health != null && health.phase() == Health.Phase.OFFLINE;
        askForWork.run();
        refresh();
    }

    private Work readWork() {
        AccountId account = shown;
        int waiting = account == null || !holdsBack
                ? 0
                : (int) context.database().outbox().all().stream()
                        .filter(reply -> reply.state() == DeliveryState.QUEUED)
                        .filter(reply -> reply.conversation().account().equals(account)).count();
        return new Work(waiting, context.engine().jobsUnderWay());
    }
}
