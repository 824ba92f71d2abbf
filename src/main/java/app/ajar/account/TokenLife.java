package app.ajar.account;

import app.ajar.model.Account;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an account's token still lives. A long-lived token has 60 days (business-login page); Meta tells when they end
 * only when it is renewed, so that without a renewal the end is the latest there can be.
 *
 * @param told whether Meta told it
 */
public record TokenLife(Instant ends, boolean told) {

    private static final Duration WHOLE = Duration.ofDays(60);
    private static final Duration SOON = Duration.ofDays(10);
    private static final Duration VERY_SOON = Duration.ofDays(3);

    /** How near the end is; the two in the middle are warned about. */
    public enum Stage {
        FRESH, ENDS_SOON, ENDS_VERY_SOON, ENDED
    }

    /** The life of the token that the account has now. */
    public static TokenLife of(Account account) {
        Instant told = account.tokenExpiresAt();
        return told == null
                ? new TokenLife(account.tokenSince().plus(WHOLE), false)
                : new TokenLife(told, true);
    }

    public Stage at(Instant now) {
        Duration left = Duration.between(now, ends);
        if (!left.isPositive()) {
            return Stage.ENDED;
        }
        return left.compareTo(VERY_SOON) <= 0
                ? Stage.ENDS_VERY_SOON
                : left.compareTo(SOON) <= 0 ? Stage.ENDS_SOON : Stage.FRESH;
    }

    /** Whole days that are left, 0 on the last one. */
    public long daysLeft(Instant now) {
        return Math.max(0, Duration.between(now, ends).toDays());
    }
}
