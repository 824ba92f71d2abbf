package app.ajar.sending;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.model.ConversationId;
import java.time.Instant;

/** One connected account as the sender needs it: how to reach Instagram, and who is told how that went. */
public interface Line {

    /** What came of reading a conversation. */
    sealed interface Reading {

        /**
         * It was read and stored.
         *
         * @param backTo no message since then is missing from what was read
         */
        record Whole(Instant backTo) implements Reading {}

        record Failed(GraphFailure failure) implements Reading {}
    }

    /** Whether a call makes sense now: not refused for good, not asked to wait, not in a pause after trouble. */
    boolean callable();

    GraphClient client();

    /** Reads the newest messages of a conversation into the store. Blocks for a call. */
    Reading read(ConversationId conversation);

    /** A call went well. */
    void succeeded();

    /** A call failed. */
    void failed(GraphFailure failure);
}
