package app.ajar.ui.planned;

import app.ajar.model.Conversation;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One reply of the page.
 *
 * @param conversation null when nothing of it is stored any more
 * @param account its user name
 * @param colour of the account, see {@code Account.colours}
 * @param window of its conversation
 */
record PlannedRow(OutboxMessage reply, @Nullable Conversation conversation, String account, int colour,
        ReplyWindow.Status window) {

    /** What waits for the user first, then by time, then what waits for people. */
    static final Comparator<PlannedRow> ORDER = Comparator.comparingInt(PlannedRow::rank)
            .thenComparing(PlannedRow::at).thenComparingLong(row -> row.reply.id().value());

    boolean failed() {
        return reply.state() == DeliveryState.FAILED;
    }

    boolean asks() {
        return !failed() && reply.plan() instanceof Plan.Asks;
    }

    String person() {
        return conversation == null ? "" : conversation.person().displayName();
    }

    private int rank() {
        return failed() || asks() ? 0 : reply.plan() instanceof Plan.At ? 1 : 2;
    }

    private Instant at() {
        return switch (reply.plan()) {
            case Plan.At(Instant due) -> due;
            case Plan.Asks(Instant due) -> due == null ? reply.createdAt() : due;
            case Plan.Now _,Plan.WhenTheyWrite _ -> reply.createdAt();
        };
    }
}
