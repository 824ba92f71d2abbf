package app.ajar.ui.compose;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.sending.Replies;
import app.ajar.text.Texts;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Writes replies into the outbox, one at a time, and says in the composer what came of it; asks who answers where it must. */
final class ReplyWriter {

    private final ReplyDesk.Means means;
    private final Composer composer;
    private final Predicate<ConversationId> open;
    private boolean writing;

    /** @param open whether a conversation is the one that is open */
    ReplyWriter(ReplyDesk.Means means, Composer composer, Predicate<ConversationId> open) {
        this.means = means;
        this.composer = composer;
        this.open = open;
    }

    /**
     * Writes a reply.
     *
     * @param write runs in the background
     * @param queued run when it is in the outbox and its conversation is still open
     */
    void write(Conversation row, Supplier<Replies.Written> write, Runnable queued) {
        if (writing) {
            return;
        }
        writing = true;
        means.bridge().<Replies.Written>load(() -> {
            try {
                return write.get();
            } catch (RuntimeException e) {
                means.bridge().onToolkit(() -> {
                    writing = false;
                    composer.refuse(Texts.get("compose.not.saved"));
                });
                throw e;
            }
        }, written -> {
            writing = false;
            if (open.test(row.id())) {
                switch (written) {
                    case Replies.Written.Queued _ -> queued.run();
                    case Replies.Written.Refused(Failure why) when why == Failure.HUMAN_AGENT_UNCONFIRMED ->
                        ask(row, write, queued);
                    case Replies.Written.Refused(Failure why) ->
                        composer.refuse(Texts.get("thread.failed", Texts.get("thread.failed." + why)));
                }
            }
        });
    }

    private void ask(Conversation row, Supplier<Replies.Written> write, Runnable queued) {
        AgentQuestion question = new AgentQuestion(row.person().displayName(), () -> {
            close();
            write(row, () -> {
                means.replies().confirmAgent(row.id());
                return write.get();
            }, queued);
        }, this::close);
        composer.showAbove(question);
        question.ask();
    }

    private void close() {
        composer.showAbove(null);
        composer.field().requestFocus();
    }
}
