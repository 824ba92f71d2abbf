package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ThreadEntry;
import java.time.Duration;
import java.util.Optional;

/** What a person does with replies: write, try again, discard. Sending itself happens in the background. */
public final class Replies {

    Replies() {}

    /** What came of writing a reply. */
    public sealed interface Written {

        /** It is in the outbox, on disk, and will be sent. */
        record Queued(OutboxMessage reply) implements Written {}

        /** It was not written; the draft stands. */
        record Refused(OutboxMessage.Failure why) implements Written {}
    }

    /** Checks length and window, then puts the reply into the outbox. Blocks for one commit; not for the toolkit's thread. */
    public Written write(ConversationId conversation, String text, boolean humanAgent) {
        throw new UnsupportedOperationException();
    }

    public boolean retry(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    public boolean discard(OutboxId id) {
        throw new UnsupportedOperationException();
    }

    /** Waits until the reply is sent, failed or uncertain, at most this long; gives what it is then. For the command line. */
    public Optional<ThreadEntry> await(OutboxId id, Duration patience) throws InterruptedException {
        throw new UnsupportedOperationException();
    }
}
