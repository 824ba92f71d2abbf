package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.sending.Replies;
import app.ajar.store.UserNotes;
import app.ajar.store.UserNotes.Draft;
import app.ajar.ui.kit.FxBridge;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is being written: saved at each pause and whenever the conversation is left, never lost to a crash for long.
 * Several background threads write; of one conversation's texts the newest wins, and none outlives the reply it became.
 */
final class Drafts {

    /** Long enough not to write at every key, short enough that nobody loses a sentence. */
    private static final Duration PAUSE = Duration.millis(600);

    private final UserNotes notes;
    private final FxBridge bridge;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    /** The newest text's number of each conversation. */
    private final Map<ConversationId, Integer> newest = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    /** What was written last in each conversation of this window: ahead of the store, which may not have it yet. */
    private final Map<ConversationId, Draft> latest = new ConcurrentHashMap<>();
    /** Words that are a reply now while their conversation was left before it heard of that: a draft no more. */
    private final Map<ConversationId, String> became = new ConcurrentHashMap<>();
    private @Nullable ConversationId conversation;
    private Draft saved = Draft.NONE;
    private Draft typed = Draft.NONE;

    Drafts(UserNotes notes, FxBridge bridge) {
        this.notes = notes;
        this.bridge = bridge;
        pause.setOnFinished(event -> save());
    }

    /** From now on this conversation's; what was typed before is saved first. With null nothing is kept. */
    void begin(@Nullable ConversationId id, Draft stored) {
        save();
        conversation = id;
        saved = stored;
        typed = stored;
        if (id != null) {
            became.remove(id);
        }
    }

    /** The draft of a conversation: what this window wrote last, else what the store held when it was asked. */
    Draft latest(ConversationId id, Draft stored) {
        return latest.getOrDefault(id, stored);
    }

    void typed(String text) {
        put(new Draft(text, typed.replyTo()));
    }

    /** From now on what is written answers this message, with null none in particular. */
    void answers(@Nullable MessageId message) {
        put(new Draft(typed.text(), message));
    }

    private void put(Draft next) {
        typed = next;
        if (conversation != null && !typed.equals(saved)) {
            pause.playFromStart();
        }
    }

    /** The text became a reply; the store has deleted the draft with the same commit. What was typed meanwhile is kept. */
    void sent(String left) {
        pause.stop();
        saved = Draft.NONE;
        typed = new Draft(left, null);
        if (conversation != null) {
            became.remove(conversation);
        }
        save();
    }

    /**
     * Writes the reply that the draft becomes: no save of before comes after it. On a background thread.
     *
     * @param words what the reply says
     */
    Replies.Written becoming(ConversationId id, String words, Supplier<Replies.Written> write) {
        newest.merge(id, 1, Integer::sum);
        synchronized (writing) {
            Replies.Written written = write.get();
            if (written instanceof Replies.Written.Queued) {
                became.put(id, words);
                latest.remove(id);
            }
            return written;
        }
    }

    /** Writes what is not written yet. */
    void save() {
        pause.stop();
        ConversationId id = conversation;
        if (id != null && !typed.equals(saved)) {
            Draft draft = typed;
            saved = draft;
            latest.put(id, draft);
            int mine = newest.merge(id, 1, Integer::sum);
            bridge.run(() -> {
                synchronized (writing) {
                    if (became.remove(id, draft.text())) {
                        latest.remove(id);
                    } else if (newest.getOrDefault(id, 0) == mine) {
                        notes.putDraft(id, draft);
                    }
                }
            });
        }
    }
}
