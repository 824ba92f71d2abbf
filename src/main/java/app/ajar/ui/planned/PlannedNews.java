package app.ajar.ui.planned;

import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a planned reply without the user's doing, worth a notice. Pure.
 *
 * @param was before
 * @param reply as it is now
 */
record PlannedNews(What what, OutboxMessage was, OutboxMessage reply) {

    /** What happened. */
    enum What {
        /** The person wrote again, and the reply asks. */
        WROTE,
        /** Its time passed while it could not go, and it asks. */
        LATE,
        /** The window was closed when its time came. */
        EXPIRED,
        /** The person wrote again, and it goes by itself. */
        GOES
    }

    /** Compares what stood in the outbox with what stands there now. */
    static List<PlannedNews> of(Map<OutboxId, OutboxMessage> before, List<OutboxMessage> now) {
        List<PlannedNews> news = new ArrayList<>();
        for (OutboxMessage reply : now) {
            OutboxMessage was = before.get(reply.id());
            if (was != null) {
                what(was, reply).ifPresent(what -> news.add(new PlannedNews(what, was, reply)));
            }
        }
        return news;
    }

    /**
     * Whether nobody but the person brought it about: somebody who presses "Send now" needs no notice.
     *
     * @param inbound when the person wrote last
     */
    boolean unasked(@Nullable Instant inbound) {
        return what != What.GOES || (was.plan() instanceof Plan.WhenTheyWrite when && inbound != null
                && (when.lastInbound() == null || inbound.isAfter(when.lastInbound())));
    }

    private static Optional<What> what(OutboxMessage was, OutboxMessage now) {
        if (now.state() == DeliveryState.FAILED) {
            return now.failure() == Failure.EXPIRED && was.state() != DeliveryState.FAILED
                    ? Optional.of(What.EXPIRED)
                    : Optional.empty();
        }
        return switch (now.plan()) {
            case Plan.Asks asks when !(was.plan() instanceof Plan.Asks) -> Optional
                    .of(asks.due() == null ? What.WROTE : What.LATE);
            case Plan.Now _ when was.plan() instanceof Plan.WhenTheyWrite when && when.byItself() -> Optional
                    .of(What.GOES);
            default -> Optional.empty();
        };
    }
}
