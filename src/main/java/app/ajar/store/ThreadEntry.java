package app.ajar.store;

import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import java.time.Instant;

/** One bubble of the timeline: a stored message or a reply on its way out. */
public sealed interface ThreadEntry {

    /**
     * Names the bubble for as long as it lives: a reply that becomes a message keeps its key, so the screen keeps its
     * node.
     */
    String key();

    /** Where it stands in the timeline. */
    Instant at();

    /**
     * A message as Meta gave it.
     *
     * @param fromOutbox whether it was written here
     * @param order the database's own tie-breaker among equal times
     */
    record Stored(String key, Message message, boolean fromOutbox, long order) implements ThreadEntry {
        @Override
        public Instant at() {
            return message.sentAt();
        }
    }

    /** A reply that is not a message yet. */
    record Waiting(String key, OutboxMessage reply) implements ThreadEntry {
        @Override
        public Instant at() {
            return reply.createdAt();
        }
    }
}
