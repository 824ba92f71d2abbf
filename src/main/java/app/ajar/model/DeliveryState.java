package app.ajar.model;

/**
 * How far a message has come; the words of the command line's contract. A state never moves backwards.
 */
public enum DeliveryState {
    /** Waits in the outbox. */
    QUEUED,
    /** Handed to the network; durably marked before the first byte leaves. */
    SENDING,
    /** No answer came: it may have arrived. Settled by reading the thread, never by sending again. */
    UNCERTAIN,
    /** Refused, or never left; says why. */
    FAILED,
    /** Meta has it. */
    SENT,
    /** The person read it; only push tells. */
    SEEN
}
