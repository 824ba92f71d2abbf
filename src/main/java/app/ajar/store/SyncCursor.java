package app.ajar.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an account's pull has come; stored together with the rows it brought.
 *
 * @param after the list's cursor to go on from, null when no walk is under way
 * @param walkStartedAt when the walk under way began, null when none is
 * @param firstSyncDoneAt when every page had been read for the first time, null until then
 * @param lastWalkDoneAt when every page was read last, null until then
 * @param listSorted whether the last whole walk saw the list newest first, so that a page without change ends a round
 * @param fieldRung which rung of the ladder of field sets the account's API accepts, 0 is the fullest
 */
public record SyncCursor(@Nullable String after, @Nullable Instant walkStartedAt, @Nullable Instant firstSyncDoneAt,
        @Nullable Instant lastWalkDoneAt, boolean listSorted, int fieldRung) {

    /** Nothing was read yet. */
    public static final SyncCursor START = new SyncCursor(null, null, null, null, true, 0);
}
