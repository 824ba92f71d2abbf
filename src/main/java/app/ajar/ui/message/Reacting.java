package app.ajar.ui.message;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.ReplyWindow;
import app.ajar.sending.Reactions;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reacts to messages of the open conversation, within its reply window, and says what was refused; a refusal in another
 * conversation is said when that one is opened. Used from the toolkit's thread only.
 */
public final class Reacting {

    private final Reactions reactions;
    private final FxBridge bridge;
    private final Supplier<ReplyWindow> window;
    private final Told told;
    private final Map<ConversationId, Reactions.Refusal> unsaid = new HashMap<>();
    private @Nullable ConversationId opened;

    /** Says what came of something, with one thing to do about it (empty words for none). */
    @FunctionalInterface
    public interface Told {
        void say(String what, boolean wrong, String doing, Runnable action);
    }

    /** @param window of the open conversation, as it is now */
    public Reacting(Reactions reactions, FxBridge bridge, Supplier<ReplyWindow> window, Told told) {
        this.reactions = reactions;
        this.bridge = bridge;
        this.window = window;
        this.told = told;
        reactions.onRefused(refusal -> bridge.onToolkit(() -> refused(refusal)));
    }

    /** Another conversation is open, or with null none. */
    public void open(@Nullable ConversationId id) {
        opened = id;
        Reactions.Refusal refusal = id == null ? null : unsaid.remove(id);
        if (refusal != null) {
            say(refusal);
        }
    }

    /** Reacts with this emoji; where it is ours already, takes it back. */
    public void react(Message message, String emoji) {
        String ours = message.reactionOf(message.conversation().account().value());
        put(message.conversation(), message.id(), Objects.equals(ours, emoji) || isSameHeart(ours, emoji)
                ? null
                : emoji);
    }

    private static boolean isSameHeart(@Nullable String ours, String emoji) {
        return Message.isHeart(ours) && Message.isHeart(emoji);
    }

    private void put(ConversationId conversation, MessageId message, @Nullable String emoji) {
        if (window.get().mayReply()) {
            bridge.run(() -> reactions.react(conversation, message, emoji));
        } else {
            told.say(Texts.get("message.react.closed"), true, "", () -> {});
        }
    }

    private void refused(Reactions.Refusal refusal) {
        if (refusal.conversation().equals(opened)) {
            say(refusal);
        } else {
            unsaid.put(refusal.conversation(), refusal);
        }
    }

    private void say(Reactions.Refusal refusal) {
        String why = Texts.get("message.react.refused." + refusal.why());
        String what = refusal.emoji() == null
                ? Texts.get("message.react.stays", why)
                : Texts.get("message.react.refused", why);
        told.say(what, true, refusal.why().retryable() ? Texts.get("message.react.again") : "",
                () -> put(refusal.conversation(), refusal.message(), refusal.emoji()));
    }
}
