package app.ajar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person who wrote to an account, as far as Meta tells.
 *
 * @param username Instagram name without the @, from the conversation list
 * @param name display name, from the profile
 * @param pictureUrl signed URL, expires within days; never an identity
 * @param profileAt when the profile was last read; null when never, or when Meta refused it for want of consent
 */
public record Participant(ParticipantId id, @Nullable String username, @Nullable String name,
        @Nullable String pictureUrl, @Nullable Integer followers, @Nullable Boolean followsUs,
        @Nullable Boolean followedByUs, @Nullable Boolean verified, @Nullable Instant profileAt) {

    /** A person of whom only the conversation list has spoken. */
    public static Participant known(ParticipantId id, @Nullable String username) {
        return new Participant(id, username, null, null, null, null, null, null, null);
    }

    /** What to call the person; see {@link Names#displayName}. */
    public String displayName() {
        return Names.displayName(name, username, id.value());
    }

    /** The username with its @ as it is shown; empty when there is none or it shows nothing. */
    public String handle() {
        String shown = username == null ? "" : Names.shown(username);
        return shown.isEmpty() ? "" : "@" + shown;
    }
}
