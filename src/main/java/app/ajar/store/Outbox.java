package app.ajar.store;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replies on their way out. Every method is one transaction, on disk when it returns. States only move forward:
 * {@code QUEUED → SENDING → SENT | UNCERTAIN | FAILED}, {@code UNCERTAIN → SENT | FAILED}; a retry writes a new row in
 * the old one's place.
 */
public final class Outbox {

    Outbox() {}

    /** Writes the reply and deletes the conversation's draft. */
    public OutboxMessage enqueue(ConversationId id, String text, boolean humanAgent, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * The oldest waiting reply of each conversation that nothing stands before: no reply of the same conversation that
     * is {@code SENDING} or {@code UNCERTAIN}.
     */
    public List<OutboxMessage> ready() {
        throw new UnsupportedOperationException();
    }

    /** {@code QUEUED → SENDING}, durable before it returns; false when it is not waiting any more. */
    public boolean markSending(OutboxId id, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** {@code SENDING → UNCERTAIN}: no answer came. */
    public void markUncertain(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    /** {@code SENDING → QUEUED}, only when it is certain that nothing left this computer (no connection was made). */
    public void backToQueue(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    public void markFailed(OutboxId id, OutboxMessage.Failure failure, @Nullable String detail) {
        throw new UnsupportedOperationException();
    }

    /**
     * The server has it: the message goes in and the outbox row goes out together, the bubble keeps its key. If sync
     * brought the message before, there is still one.
     */
    public void markSent(OutboxId id, Message message) {
        throw new UnsupportedOperationException();
    }

    /** {@code SENDING} rows left by a killed app become {@code UNCERTAIN}; called once at start. */
    public int recoverAfterStart() {
        throw new UnsupportedOperationException();
    }

    public List<OutboxMessage> uncertain() {
        throw new UnsupportedOperationException();
    }

    /** Everything not sent, oldest first. */
    public List<OutboxMessage> all() {
        throw new UnsupportedOperationException();
    }

    public Optional<OutboxMessage> find(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    /** What became of a reply: its row, or the message it turned into, or empty when it was discarded. */
    public Optional<ThreadEntry> outcome(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    /** A failed reply waits again, at the end of its conversation's queue; false when it is not failed. */
    public boolean retry(OutboxId id, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Forgets a waiting or failed reply; false when it is being sent or uncertain. */
    public boolean discard(OutboxId id) {
        throw new UnsupportedOperationException();
    }
}
