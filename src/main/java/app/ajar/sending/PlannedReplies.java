package app.ajar.sending;

import app.ajar.model.Conversation;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets replies go on that wait for a time or for the person: to the queue of what is sent, to the user who is asked, or to
 * an end with a reason. Sends nothing itself, and never uses the seven days with a person answering.
 */
final class PlannedReplies {

    private final Database database;
    private final Clock clock;
    private final Supplier<Duration> hold;

    /** @param hold for how long a reply that goes by itself can be taken back */
    PlannedReplies(Database database, Clock clock, Supplier<Duration> hold) {
        this.database = database;
        this.clock = clock;
        this.hold = hold;
    }

    /** Looks at everything that waits; gives when the next of it is due, null when nothing is. */
    @Nullable
    Instant look() {
        Instant now = clock.instant();
        Instant next = null;
        for (OutboxMessage reply : database.outbox().planned()) {
            switch (reply.plan()) {
                case Plan.At(Instant due) -> {
                    if (now.isBefore(due)) {
                        next = next == null || due.isBefore(next) ? due : next;
                    } else {
                        due(reply, due, now);
                    }
                }
                case Plan.WhenTheyWrite when -> theyMayHaveWritten(reply, when, now);
                case Plan.Asks _,Plan.Now _ -> {
                    // Waits for the user alone.
                }
            }
        }
        return next;
    }

    private void due(OutboxMessage reply, Instant due, Instant now) {
        switch (SendTime.verdict(window(reply, now), due, now)) {
            case SEND -> database.outbox().advance(reply, new Plan.Now(null, due), now);
            case ASK -> database.outbox().advance(reply, new Plan.Asks(due), now);
            case EXPIRED -> database.outbox().markFailed(reply.id(), Failure.EXPIRED, null);
        }
    }

    private void theyMayHaveWritten(OutboxMessage reply, Plan.WhenTheyWrite when, Instant now) {
        Instant inbound = facts(reply).lastInboundAt();
        boolean wrote = inbound != null && (when.lastInbound() == null || inbound.isAfter(when.lastInbound()));
        if (!wrote || !window(reply, now).mayReply()) {
            return;
        }
        database.outbox().advance(reply,
                when.byItself() ? new Plan.Now(now.plus(hold.get()), null) : new Plan.Asks(null), now);
    }

    private ReplyWindow window(OutboxMessage reply, Instant now) {
        return ReplyWindow.at(facts(reply), false, now);
    }

    private WindowFacts facts(OutboxMessage reply) {
        Optional<Conversation> conversation = database.conversations().find(reply.conversation());
        return conversation.map(Conversation::window).orElse(WindowFacts.NONE);
    }
}
