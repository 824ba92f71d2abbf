package app.ajar.sync;

import app.ajar.model.AccessProblem;
import app.ajar.model.Attachment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a round did; the words of the command line's contract.
 *
 * @param conversations conversations stored in all
 * @param messagesNew messages this round stored
 * @param messagesTotal messages stored in all
 * @param mediaStored pictures this round stored
 * @param mediaFailed pictures this round could not get
 * @param mediaWaiting pictures and files that are still to come
 * @param mediaHeld why the disk takes none of them, null while it does
 * @param skipped rows that could not be read and were kept as raw JSON
 * @param apiCalls calls made to the API
 * @param outcome how it ended
 * @param problem why Meta refuses an account, null when it does not
 * @param waitUntil until when Meta asks to wait, null when it does not
 */
public record RoundReport(long conversations, long messagesNew, long messagesTotal, long mediaStored, long mediaFailed,
        long mediaWaiting, Attachment.@Nullable Trouble mediaHeld, long skipped, long apiCalls, Duration duration,
        Outcome outcome, @Nullable AccessProblem problem,
        @Nullable Instant waitUntil) {

    /** How a round ended, from best to worst; of several accounts the worst counts. */
    public enum Outcome {
        /** Nothing is left to do. */
        DONE,
        /** All is read, but the disk takes no pictures and files. */
        NOT_STORED,
        /** Meta asks to wait longer than the caller would. */
        MUST_WAIT,
        /** No connection, server trouble, or answers that are not the API's. */
        UNREACHABLE,
        /** Meta refuses the account; the problem says why. */
        NO_ACCESS,
        /** The token is dead. */
        NEEDS_RECONNECT
    }
}
