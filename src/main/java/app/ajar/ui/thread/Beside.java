package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.Database;
import app.ajar.store.ThreadEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told beside the entries of a stretch, because it stands elsewhere.
 *
 * @param originals the messages that entries answer, as far as they are stored
 * @param waiting the messages at which a reaction of ours stands that Instagram does not have yet
 */
record Beside(Map<MessageId, Message> originals, Set<MessageId> waiting) {

    static final Beside NOTHING = new Beside(Map.of(), Set.of());

    /** Costs a second statement only where a message is answered that is not among the entries. */
    static Beside of(Database database, ConversationId id, List<ThreadEntry> entries) {
        Map<MessageId, Message> here = new HashMap<>();
        Set<MessageId> answered = new HashSet<>();
        for (ThreadEntry entry : entries) {
            MessageId original = answered(entry);
            if (original != null) {
                answered.add(original);
            }
            if (entry instanceof ThreadEntry.Stored stored) {
                here.put(stored.message().id(), stored.message());
            }
        }
        here.keySet().retainAll(answered);
        answered.removeAll(here.keySet());
        database.threads().some(id, answered).forEach((key, stored) -> here.put(key, stored.message()));
        return new Beside(Map.copyOf(here), database.reactions().waiting(id));
    }

    /** The message that this entry answers, null for none. */
    static @Nullable MessageId answered(ThreadEntry entry) {
        return switch (entry) {
            case ThreadEntry.Stored stored -> stored.message().replyTo();
            case ThreadEntry.Waiting waiting -> waiting.reply().content().replyTo();
        };
    }
}
