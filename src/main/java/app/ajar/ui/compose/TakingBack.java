package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.UserNotes.Draft;
import app.ajar.text.Texts;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes replies back while they are held, and gives their words back: into the empty field, or to be copied. */
final class TakingBack {

    private final ReplyDesk.Means means;
    private final Composer composer;
    private final Place place;
    private @Nullable OutboxMessage held;

    /**
     * Where words are given back to.
     *
     * @param free whether the field shows this conversation and nothing stands in it
     * @param open whether this conversation is the open one
     * @param refill puts them into the field, with the message that they answer
     */
    record Place(Predicate<ConversationId> free, Predicate<ConversationId> open, Consumer<Content> refill) {}

    TakingBack(ReplyDesk.Means means, Composer composer, Place place) {
        this.means = means;
        this.composer = composer;
        this.place = place;
    }

    /** The newest reply that can still be taken back, null when none. */
    void setHeld(@Nullable OutboxMessage reply) {
        held = reply;
    }

    /** Takes the newest reply back, if one is held; false when none is. */
    boolean undo() {
        OutboxMessage reply = held;
        boolean can = reply != null && reply.plan() instanceof Plan.Now now && now.held(means.clock().instant());
        if (reply != null && can) {
            takeBack(reply);
        }
        return can;
    }

    /** The same, asked in the field that the reply has just left: says so when it is too late. */
    void undoFromField() {
        if (!undo() && held != null) {
            composer.refuse(Texts.get("compose.undo.late"));
        }
    }

    /** Undo: the reply goes away and its words come back into the field, or can be copied when others stand there. */
    void takeBack(OutboxMessage reply) {
        // A heart has no words to give back.
        boolean words = reply.content().kind() == Content.Kind.TEXT;
        boolean free = words && place.free().test(reply.conversation());
        means.bridge().load(() -> {
            if (free) {
                // Before the reply goes: a crash in between leaves the words here and there, never nowhere.
                means.database().notes().putDraft(reply.conversation(),
                        new Draft(reply.text(), reply.content().replyTo()));
            }
            boolean back = means.replies().discard(reply.id());
            if (free && !back) {
                means.database().notes().putDraft(reply.conversation(), Draft.NONE);
            }
            return back;
        }, back -> {
            if (!back) {
                composer.refuse(Texts.get("compose.undo.late"));
            } else if (words && place.open().test(reply.conversation())) {
                giveBack(reply.conversation(), reply.content(), "");
            }
        });
    }

    /** Puts words into the empty field, or offers to copy them when others stand there. */
    void giveBack(ConversationId id, Content content, String said) {
        if (place.free().test(id)) {
            place.refill().accept(content);
            if (!said.isEmpty()) {
                composer.refuse(Texts.get(said));
            }
        } else {
            composer.say(Texts.get(said.isEmpty() ? "compose.undo.kept" : said), false, Texts.get("compose.copy"),
                    () -> ReplyActions.copy(content.text()));
        }
        composer.focusFirst();
    }
}
