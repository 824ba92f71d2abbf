package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of files on disk; the files themselves are {@code media}'s. */
public final class MediaTable {

    MediaTable() {}

    /**
     * One person's picture.
     *
     * @param file path relative to the data folder, null when none is stored
     * @param fetchedAt when it was stored
     * @param sourceUrl the signed URL it came from, to tell a changed picture from a rotated signature
     * @param failures failed attempts in a row
     * @param retryAt not to be tried again before, null when free
     */
    public record Avatar(ParticipantId id, @Nullable String file, @Nullable Instant fetchedAt,
            @Nullable String sourceUrl, int failures, @Nullable Instant retryAt) {}

    public Optional<Avatar> avatar(ParticipantId id) {
        throw new UnsupportedOperationException();
    }

    /** Publishes {@code AvatarChanged} and the conversation's row if the file differs. */
    public void putAvatar(Avatar avatar) {
        throw new UnsupportedOperationException();
    }

    /** People of the account who wrote and have no stored picture and no wait, newest conversations first. */
    public List<ParticipantId> withoutAvatar(AccountId account, Instant now, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Stored pictures and failed ones; for the command line's counts. */
    public Counts counts() {
        throw new UnsupportedOperationException();
    }

    public record Counts(long stored, long failed) {}
}
