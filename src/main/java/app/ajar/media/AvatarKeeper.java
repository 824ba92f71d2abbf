package app.ajar.media;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.model.ParticipantId;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The policy over people's pictures: when one is due, where it comes from, and how long a failed one waits. A broken,
 * missing or refused picture asks once for a fresh URL and then waits, first an hour, then twice as long each time.
 * Jobs call {@link #refresh}; it may be called for many people at once, but once at a time for each.
 */
public final class AvatarKeeper {

    /** A stored picture older than this is fetched again. */
    public static final Duration STALE = Duration.ofDays(30);
    /** So many failures in a row mark a picture as failed. */
    public static final int FAILED_AFTER = 3;

    public AvatarKeeper(AvatarFiles files, Database database, Clock clock) {
        throw new UnsupportedOperationException();
    }

    /** What came of one refresh. */
    public sealed interface Outcome {

        /** A picture was fetched and is in place. */
        record Stored(String file) implements Outcome {}

        /** Nothing was due: the stored picture is good, or an earlier failure's wait is not over. */
        record NotDue() implements Outcome {}

        /** Meta shows no picture of this person, or not to us for want of consent: quiet, initials are shown. */
        record NoPicture(Instant retryAt) implements Outcome {}

        /** The picture could not be had; the failure is counted and remembered. */
        record Failed(int failures, Instant retryAt) implements Outcome {

            /** Three in a row mark it as failed. */
            public boolean forGood() {
                return failures >= FAILED_AFTER;
            }
        }

        /** The host of the picture could not be reached, which says nothing about the picture: not counted. */
        record Unreachable(Instant retryAt) implements Outcome {}

        /** The API could not be asked just now, which says nothing about the picture: nothing was counted. */
        record Unasked(GraphFailure failure) implements Outcome {}
    }

    /** Whether {@link #refresh} would do anything: no picture, one older than 30 days, or a changed one; and no wait. */
    public boolean due(ParticipantId person) {
        throw new UnsupportedOperationException();
    }

    /** Fetches the person's picture if it is due. Blocks on the network. */
    public Outcome refresh(ParticipantId person, GraphClient graph) {
        throw new UnsupportedOperationException();
    }

    /** Fetches the person's picture whatever is stored or waits: the user asked by hand. Blocks on the network. */
    public Outcome refreshNow(ParticipantId person, GraphClient graph) {
        throw new UnsupportedOperationException();
    }

    /** The person wrote, which is consent: a wait for want of consent ends. Waits after failures stay. */
    public void personWrote(ParticipantId person) {
        throw new UnsupportedOperationException();
    }
}
