package app.ajar.store;

import app.ajar.model.ConversationId;
import java.util.Optional;

/** What the user made beside replies: stars, read marks, drafts. Kept in {@code LOCAL}, synced to disk at once. */
public final class UserNotes {

    UserNotes() {}

    public void setPriority(ConversationId id, boolean priority) {
        throw new UnsupportedOperationException();
    }

    /** The user has seen everything stored so far: nothing of it counts as unread. */
    public void markRead(ConversationId id) {
        throw new UnsupportedOperationException();
    }

    public Optional<String> draft(ConversationId id) {
        throw new UnsupportedOperationException();
    }

    /** A blank text deletes the draft. */
    public void putDraft(ConversationId id, String text) {
        throw new UnsupportedOperationException();
    }
}
