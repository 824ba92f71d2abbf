package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import java.util.Set;

/** What a commit touched: ids and nothing else. An event only means "read again". */
public sealed interface Change {

    /** Rows of the list really differ from before. */
    record ConversationsChanged(Set<ConversationId> ids) implements Change {

        public ConversationsChanged {
            ids = Set.copyOf(ids);
        }
    }

    /** Messages of one conversation, or their reactions, attachments or states, really differ. */
    record ThreadChanged(ConversationId id) implements Change {}

    /** A reply of this conversation was written, moved on, failed or went away. */
    record OutboxChanged(ConversationId id) implements Change {}

    /** A person's stored picture or profile differs. */
    record AvatarChanged(ParticipantId id) implements Change {}

    /** An account was added, removed, or its health differs. */
    record AccountChanged(AccountId id) implements Change {}

    /** Everything may differ. */
    record Reset() implements Change {}
}
