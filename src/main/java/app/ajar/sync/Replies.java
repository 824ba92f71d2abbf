package app.ajar.sync;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.store.Change;
import app.ajar.store.ChangeFeed;
import app.ajar.store.Database;
import app.ajar.store.ThreadEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What a person does with replies: write, try again, discard. Sending itself happens in the background. */
public final class Replies {

    private final Database database;
    private final Sender sender;
    private final Predicate<ConversationId> hopeless;
    private final Clock clock;

    Replies(Database database, Sender sender, Predicate<ConversationId> hopeless, Clock clock) {
        this.database = database;
        this.sender = sender;
        this.hopeless = hopeless;
        this.clock = clock;
    }

    /** What came of writing a reply. */
    public sealed interface Written {

        /** It is in the outbox, on disk, and will be sent. */
        record Queued(OutboxMessage reply) implements Written {}

        /** It was not written; the draft stands. */
        record Refused(OutboxMessage.Failure why) implements Written {}
    }

    /**
     * Checks length and window, then puts the reply into the outbox. Blocks for one commit; not for the toolkit's thread.
     *
     * @throws IllegalArgumentException for a blank text
     */
    public Written write(ConversationId conversation, String text, boolean humanAgent) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a reply needs words");
        }
        if (!ReplyText.sendable(text)) {
            return new Written.Refused(OutboxMessage.Failure.TOO_LONG);
        }
        Optional<Conversation> known = database.conversations().find(conversation);
        if (known.isEmpty()) {
            return new Written.Refused(OutboxMessage.Failure.PERSON_UNAVAILABLE);
        }
        Instant now = clock.instant();
        ReplyWindow window = ReplyWindow.at(known.get().window(), humanAgent, now);
        if (!window.mayReply() && window.status() != ReplyWindow.Status.HUMAN_AGENT) {
            return new Written.Refused(OutboxMessage.Failure.WINDOW_CLOSED);
        }
        OutboxMessage reply = database.outbox().enqueue(conversation, text, humanAgent, now);
        wakeSender();
        return new Written.Queued(reply);
    }

    /** A failed reply waits again; false when it is not failed. */
    public boolean retry(OutboxId id) {
        boolean waiting = database.outbox().retry(id, clock.instant());
        wakeSender();
        return waiting;
    }

    /** Forgets a waiting or failed reply; false when it is being sent or may have arrived. */
    public boolean discard(OutboxId id) {
        return database.outbox().discard(id);
    }

    /**
     * Waits until the reply is sent or failed, at most this long, and gives what it is then; empty when it was discarded.
     * Ends early when the account must be connected again. For the command line.
     */
    public Optional<ThreadEntry> await(OutboxId id, Duration patience) {
        Signal signal = new Signal();
        Instant deadline = clock.instant().plus(patience);
        try (ChangeFeed.Subscription _ = database.feed().subscribe(change -> {
            if (change instanceof Change.OutboxChanged || change instanceof Change.AccountChanged) {
                signal.raise();
            }
        })) {
            Optional<ThreadEntry> now = database.outbox().outcome(id);
            while (now.filter(this::underWay).isPresent() && clock.instant().isBefore(deadline)) {
                signal.await(Duration.between(clock.instant(), deadline));
                now = database.outbox().outcome(id);
            }
            return now;
        }
    }

    private boolean underWay(ThreadEntry entry) {
        return entry instanceof ThreadEntry.Waiting(var _, OutboxMessage reply)
                && reply.state() != DeliveryState.FAILED
                && !(reply.state() == DeliveryState.QUEUED && hopeless.test(reply.conversation()));
    }

    private void wakeSender() {
        sender.start();
        sender.nudge();
    }
}
