package app.ajar.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Until when a person can still be answered. The one rule that the list's ring, the header, the composer and the
 * sender all ask. Source: Meta's messaging-api page (24 hours from the person's last message; 7 days with the
 * human-agent tag), and the owner's rule of two hours for "closing soon".
 *
 * @param until when the present span ends; null when closed or unknown
 */
public record ReplyWindow(Status status, @Nullable Instant until) {

    /** The standard span from the person's last message. */
    public static final Duration STANDARD = Duration.ofHours(24);
    /** The span with Meta's human-agent permission. */
    public static final Duration HUMAN_AGENT = Duration.ofDays(7);
    /** Less than this left is "closing soon". */
    public static final Duration CLOSING = Duration.ofHours(2);

    private static final ReplyWindow CLOSED = new ReplyWindow(Status.CLOSED, null);
    private static final ReplyWindow UNKNOWN = new ReplyWindow(Status.UNKNOWN, null);

    /**
     * @param humanAgent whether the user turned the 7-day span on for this account
     * @param now the injected clock's time
     */
    public static ReplyWindow at(WindowFacts facts, boolean humanAgent, Instant now) {
        Instant inbound = facts.lastInboundAt();
        if (inbound == null) {
            return facts.inboundUnseen() && !facts.refused() ? UNKNOWN : CLOSED;
        }
        Instant standardEnd = inbound.plus(STANDARD);
        // Meta's word that it is over is about the standard span: it comes before our arithmetic, the seven days after it.
        if (!facts.refused() && now.isBefore(standardEnd)) {
            boolean closing = Duration.between(now, standardEnd).compareTo(CLOSING) < 0;
            return new ReplyWindow(closing ? Status.CLOSING_SOON : Status.OPEN, standardEnd);
        }
        Instant agentEnd = inbound.plus(HUMAN_AGENT);
        return humanAgent && now.isBefore(agentEnd) ? new ReplyWindow(Status.HUMAN_AGENT, agentEnd) : CLOSED;
    }

    /** What is left of the span, never negative; zero when closed or unknown. */
    public Duration remaining(Instant now) {
        return until == null || !now.isBefore(until) ? Duration.ZERO : Duration.between(now, until);
    }

    /** What is left as a share of the whole span, 0 to 1: how far the ring is drawn. */
    public double share(Instant now) {
        Duration whole = status == Status.HUMAN_AGENT ? HUMAN_AGENT : STANDARD;
        return Math.min(1, (double) remaining(now).toMillis() / whole.toMillis());
    }

    /** Whether a standard reply may be tried: an unknown window may, Meta's answer decides. */
    public boolean mayReply() {
        return status == Status.OPEN || status == Status.CLOSING_SOON || status == Status.UNKNOWN;
    }

    /** How far open a reply window is; the words of the command line's contract. */
    public enum Status {
        OPEN, CLOSING_SOON, HUMAN_AGENT, CLOSED, UNKNOWN
    }
}
