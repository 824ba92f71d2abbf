package app.ajar.ui.compose;

import app.ajar.model.ConversationId;
import app.ajar.store.UserNotes;
import app.ajar.ui.kit.FxBridge;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Keeps what is being written: saved at each pause and whenever the conversation is left, never lost to a crash for long. */
final class Drafts {

    /** Long enough not to write at every key, short enough that nobody loses a sentence. */
    private static final Duration PAUSE = Duration.millis(600);

    private final UserNotes notes;
    private final FxBridge bridge;
    private final PauseTransition pause = new PauseTransition(PAUSE);
    private @Nullable ConversationId conversation;
    private String saved = "";
    private String typed = "";

    Drafts(UserNotes notes, FxBridge bridge) {
        this.notes = notes;
        this.bridge = bridge;
        pause.setOnFinished(event -> save());
    }

    /** From now on this conversation's; what was typed before is saved first. */
    void begin(@Nullable ConversationId id, String stored) {
        save();
        conversation = id;
        saved = stored;
        typed = stored;
    }

    void typed(String text) {
        typed = text;
        if (conversation != null && !typed.equals(saved)) {
            pause.playFromStart();
        }
    }

    /** The text became a reply; the store has deleted the draft with the same commit. */
    void sent() {
        pause.stop();
        saved = "";
        typed = "";
    }

    /** Writes what is not written yet. */
    void save() {
        pause.stop();
        ConversationId id = conversation;
        if (id != null && !typed.equals(saved)) {
            String text = typed;
            saved = text;
            bridge.run(() -> notes.putDraft(id, text));
        }
    }
}
