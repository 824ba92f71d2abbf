package app.ajar.sync;

import java.time.Duration;

/**
 * What a round did; the words of the command line's contract.
 *
 * @param conversations conversations stored in all
 * @param messagesNew messages this round stored
 * @param messagesTotal messages stored in all
 * @param skipped rows that could not be read and were kept as raw JSON
 * @param outcome how it ended
 */
public record RoundReport(long conversations, long messagesNew, long messagesTotal, long mediaStored, long mediaFailed,
        long skipped, long apiCalls, Duration duration, Outcome outcome) {

    /** How a round ended; the worst of its accounts. */
    public enum Outcome {
        DONE, FAILED, UNREACHABLE, NEEDS_RECONNECT
    }
}
