package app.ajar.ui.inbox;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;

/**
 * One row of the list without any node. Nothing in it changes with time, so that equal rows need no new drawing; the
 * window and the times are worked out by the cell.
 */
record ConversationRow(Conversation conversation, String name, Preview preview) {

    static ConversationRow of(Conversation conversation) {
        return new ConversationRow(conversation, conversation.person().displayName(), Preview.of(conversation));
    }

    ConversationId id() {
        return conversation.id();
    }

    boolean unread() {
        return conversation.unread() > 0;
    }
}
