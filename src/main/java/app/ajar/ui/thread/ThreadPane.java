package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/**
 * The whole conversation: header, timeline, composer and details. The window embeds one and tells it what to show; it reads
 * the store itself, listens to the change feed for its conversation alone, tells sync which conversation is watched, and
 * marks it as read while the user looks at it. Used from the toolkit's thread only.
 */
public final class ThreadPane extends BorderPane implements AutoCloseable {

    private final BooleanProperty detailsShown = new SimpleBooleanProperty(true);
    private final BooleanProperty detailsFit = new SimpleBooleanProperty(true);
    private @Nullable ConversationId shown;

    public ThreadPane(ThreadContext context) {
        getStyleClass().add("thread-pane");
    }

    /** Shows this conversation, or with null the empty state. The text being written is kept as a draft. */
    public void show(@Nullable ConversationId conversation) {
        shown = conversation;
    }

    public @Nullable ConversationId shown() {
        return shown;
    }

    /** Puts the cursor where a reply is written, if one can be. */
    public void focusComposer() {}

    /** Puts the keyboard into the timeline. */
    public void focusTimeline() {}

    /** Stars the conversation, or takes the star back. */
    public void toggleStar() {}

    /** Nothing of the conversation counts as unread any more. */
    public void markRead() {}

    /** Whether the user wants the details; the header's button changes it. */
    public BooleanProperty detailsShownProperty() {
        return detailsShown;
    }

    /** Whether the window has room for the details; set by the window. They show when wanted and fitting. */
    public BooleanProperty detailsFitProperty() {
        return detailsFit;
    }

    /** Shows a back button in the header that does this, for windows too narrow for list and conversation; null for none. */
    public void setOnBack(@Nullable Runnable back) {}

    /** Saves the draft and stops listening; before the database closes. */
    @Override
    public void close() {}
}
