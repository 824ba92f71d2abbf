package app.ajar.ui.thread;

import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ThreadEntry;
import app.ajar.text.Texts;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The small line under a bubble: its time, how far it has come, and what can be done about it. */
final class StateLine extends HBox {

    private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");

    private final Actions actions;
    private final Label words = new Label();

    /** What a person can do with a reply that is not a message yet. */
    interface Actions {

        void retry(OutboxId reply);

        void discard(OutboxId reply);

        void copy(String text);
    }

    StateLine(Actions actions) {
        super(4);
        this.actions = actions;
        words.setWrapText(true);
        words.getStyleClass().add("words-small");
        getStyleClass().add("state-line");
        getChildren().add(words);
    }

    /** Shows what there is to say; false when there is nothing. */
    boolean show(TimelineRow.Bubble row) {
        setAlignment(row.outbound() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        boolean failed = row.state() == DeliveryState.FAILED;
        words.pseudoClassStateChanged(FAILED, failed);
        getChildren().setAll(words);
        String text = words(row);
        words.setText(text == null ? "" : text);
        if (row.entry() instanceof ThreadEntry.Waiting waiting) {
            addButtons(waiting.reply());
        }
        return text != null;
    }

    private static @Nullable String words(TimelineRow.Bubble row) {
        if (row.entry() instanceof ThreadEntry.Waiting waiting) {
            OutboxMessage.Failure failure = waiting.reply().failure();
            return failure == null
                    ? Texts.get("thread.state." + row.state())
                    : Texts.get("thread.failed", Texts.get("thread.failed." + failure));
        }
        if (!row.last()) {
            return null;
        }
        boolean tells = row.outbound() && (row.state() == DeliveryState.SEEN || row.newest());
        return tells
                ? Texts.get("thread.time.state", row.time(), Texts.get("thread.state." + row.state()))
                : row.time();
    }

    private void addButtons(OutboxMessage reply) {
        OutboxMessage.Failure failure = reply.failure();
        if (reply.state() == DeliveryState.FAILED) {
            if (failure == null || failure.retryable()) {
                add("thread.retry", () -> actions.retry(reply.id()));
            }
            add("thread.copy", () -> actions.copy(reply.text()));
        }
        if (reply.state() == DeliveryState.FAILED || reply.state() == DeliveryState.QUEUED) {
            add("thread.discard", () -> actions.discard(reply.id()));
        }
    }

    private void add(String words, Runnable action) {
        Button button = new Button(Texts.get(words));
        button.getStyleClass().add("link-button");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        getChildren().add(button);
    }
}
