package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.ParticipantId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Tells listeners after each commit what it touched, on the writer's thread: a listener must return at once and hand
 * work elsewhere. Subscribe first, read second.
 */
public final class ChangeFeed {

    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    ChangeFeed() {}

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

        /** What is known to be missing of this conversation differs. */
        record GapsChanged(ConversationId id) implements Change {}

        /** A reply of this conversation was written, moved on, failed or went away. */
        record OutboxChanged(ConversationId id) implements Change {}

        /** A person's stored picture or profile differs. */
        record AvatarChanged(ParticipantId id) implements Change {}

        /** An account was added, removed, or its health differs. */
        record AccountChanged(AccountId id) implements Change {}

        /** A template, a category or a reminder was made, changed or used. */
        record TemplatesChanged() implements Change {}

        /** Everything may differ. */
        record Reset() implements Change {}
    }

    /** Ends a subscription when closed. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Listens from the next commit on, until the subscription is closed. */
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(List<Change> changes) {
        for (Change change : changes) {
            for (Consumer<Change> listener : listeners) {
                try {
                    listener.accept(change);
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "a change listener failed", e);
                }
            }
        }
    }
}
