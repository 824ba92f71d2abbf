package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ThreadEntry;
import app.ajar.text.Texts;
import app.ajar.ui.kit.UiClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The small line under a bubble: its time, how far it has come, and what can be done about it. */
final class StateLine extends HBox {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
    private static final long MILLIS = 1000;

    private final Actions actions;
    private final UiClock clock;
    private final Label words = new Label();
    private TimelineRow.@Nullable Bubble row;
    private @Nullable Subscription counting;

    /** What a person can do with a message or reply. */
    interface Actions {

        /** What can be done with a reply that is not a message yet. */
        List<Button> buttons(OutboxMessage reply, ReplyWindow.Status window, Instant now);

        void copy(String text);
    }

    StateLine(Actions actions, UiClock clock) {
        super(4);
        this.actions = actions;
        this.clock = clock;
        words.setWrapText(true);
        words.getStyleClass().add("words-small");
        getStyleClass().add("state-line");
        getChildren().add(words);
    }

    /** Shows what there is to say; false when there is nothing. */
    boolean show(TimelineRow.Bubble newRow) {
        dispose();
        row = newRow;
        setAlignment(newRow.outbound() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        words.pseudoClassStateChanged(FAILED, newRow.state() == DeliveryState.FAILED);
        getChildren().setAll(words);
        if (newRow.entry() instanceof ThreadEntry.Waiting(var _, OutboxMessage reply)) {
            showReply(newRow, reply);
            return true;
        }
        String text = words(newRow);
        words.setText(text == null ? "" : text);
        return text != null;
    }

    /** Counts no more seconds. */
    void dispose() {
        Subscription counted = counting;
        if (counted != null) {
            counting = null;
            clock.watch(this, null);
            counted.unsubscribe();
        }
    }

    private void showReply(TimelineRow.Bubble shown, OutboxMessage reply) {
        Instant now = clock.instant();
        getChildren().setAll(words);
        TimelineRow.Outlook outlook = shown.outlook();
        getChildren().addAll(
                actions.buttons(reply, outlook == null ? ReplyWindow.Status.CLOSED : outlook.window(), now));
        if (reply.state() == DeliveryState.QUEUED && reply.plan() instanceof Plan.Now held && held.held(now)
                && held.heldUntil() != null) {
            count(held.heldUntil());
        } else {
            words.setText(waiting(reply, outlook));
        }
    }

    private static String waiting(OutboxMessage reply, TimelineRow.@Nullable Outlook outlook) {
        OutboxMessage.Failure failure = reply.failure();
        if (failure != null) {
            return Texts.get("thread.failed", Texts.get("thread.failed." + failure));
        }
        if (reply.state() != DeliveryState.QUEUED || outlook == null || !outlook.offline()) {
            return Texts.get("thread.state." + reply.state());
        }
        return outlook.until().isEmpty()
                ? Texts.get("thread.state.offline")
                : Texts.get("thread.state.offline.until", outlook.until());
    }

    /** Says each second how long the reply can still be taken back. */
    private void count(Instant until) {
        clock.watch(this, until);
        counting = clock.nowProperty().subscribe(tick -> {
            Duration left = Duration.between(clock.instant(), until);
            TimelineRow.Bubble shown = row;
            if (left.isPositive()) {
                words.setText(Texts.get("thread.state.held", (left.toMillis() + MILLIS - 1) / MILLIS));
            } else if (shown != null) {
                show(shown);
            }
        });
    }

    private static @Nullable String words(TimelineRow.Bubble row) {
        if (!row.last()) {
            return null;
        }
        boolean tells = row.outbound() && (row.state() == DeliveryState.SEEN || row.newest() || row.elsewhere());
        if (!tells) {
            return row.time();
        }
        return Texts.get("thread.time.state", row.time(), Texts.get(row.elsewhere()
                && row.state() != DeliveryState.SEEN ? "thread.state.elsewhere" : "thread.state." + row.state()));
    }
}
