package app.ajar.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One connected professional account.
 *
 * @param username Instagram name without the @
 * @param name display name, may be missing
 * @param pictureUrl signed URL of its picture, expires within days
 * @param statusReason why it is not {@code CONNECTED}
 * @param connectedAt when it was connected here first
 * @param tokenSince when the present token was first seen or refreshed; Meta says nowhere when it was issued
 * @param tokenExpiresAt known only after a refresh
 */
public record Account(AccountId id, String username, @Nullable String name, @Nullable String pictureUrl,
        Status status, @Nullable AccessProblem statusReason, Instant connectedAt, Instant tokenSince,
        @Nullable Instant tokenExpiresAt) {

    /** The account with another health. */
    public Account withStatus(Status newStatus, @Nullable AccessProblem reason) {
        return new Account(id, username, name, pictureUrl, newStatus, reason, connectedAt, tokenSince,
                tokenExpiresAt);
    }

    /** The username with its @ as it is shown. */
    public String handle() {
        return "@" + Names.shown(username);
    }

    /** Whether an account's token works: the words of the command line's contract. */
    public enum Status {
        /** The token was accepted last time. */
        CONNECTED,
        /** The token is dead; the account must be connected again. Everything stored stays readable. */
        EXPIRED,
        /** The token lives but Meta refuses access, for example because a switch is off. */
        ERROR
    }
}
