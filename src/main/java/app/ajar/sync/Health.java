package app.ajar.sync;

import app.ajar.model.AccessProblem;
import app.ajar.model.AccountId;
import app.ajar.push.PushState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How true the picture of one account is.
 *
 * @param lastSyncAt when a round last ended well, null when none did since the account was connected
 * @param offlineSince when the first call of the present outage failed, null when online
 * @param limitedUntil until when Meta asks to wait, null when it does not
 * @param problem why Meta refuses the account, null when it does not
 * @param firstSyncConversations conversations stored so far by the first sync, for its progress
 * @param usagePercent what Meta's usage headers said last, 0 when nothing
 * @param push whether messages are pushed, and if not, why; independent of the phase
 */
public record Health(AccountId account, Phase phase, @Nullable Instant lastSyncAt, @Nullable Instant offlineSince,
        @Nullable Instant limitedUntil, @Nullable AccessProblem problem, int firstSyncConversations,
        int usagePercent, PushState push) {

    /** Without push. */
    public Health(AccountId account, Phase phase, @Nullable Instant lastSyncAt, @Nullable Instant offlineSince,
            @Nullable Instant limitedUntil, @Nullable AccessProblem problem, int firstSyncConversations,
            int usagePercent) {
        this(account, phase, lastSyncAt, offlineSince, limitedUntil, problem, firstSyncConversations, usagePercent,
                PushState.OFF);
    }

    /** The one word for the status bar; the worst that holds. */
    public enum Phase {
        /** Nothing was tried yet. */
        STARTING,
        /** Reading everything for the first time. */
        FIRST_SYNC,
        /** The last call went well. */
        LIVE,
        /** No connection. Everything stored is readable. */
        OFFLINE,
        /** Waiting because Meta asked for it. */
        RATE_LIMITED,
        /** The token is dead. */
        NEEDS_RECONNECT,
        /** A permission, role or switch is missing. */
        NO_ACCESS,
        /** Meta answers, but with errors or nonsense; tried again with growing pauses. */
        TROUBLE,
        /** The API says with 200 that there are no conversations at all: more often a missing switch than an empty inbox. */
        NOTHING_GIVEN
    }

    /** A call went well: whatever was wrong is over. */
    Health well(Phase phase, int usage) {
        return new Health(account, phase, lastSyncAt, null, null, null, firstSyncConversations, usage, push);
    }

    Health synced(Instant at, Phase phase, int usage) {
        return new Health(account, phase, at, null, null, null, firstSyncConversations, usage, push);
    }

    Health progress(int conversations) {
        return new Health(account, phase, lastSyncAt, offlineSince, limitedUntil, problem, conversations, usagePercent,
                push);
    }

    /** A call found no connection; the outage keeps its beginning. */
    Health offline(Instant now) {
        return new Health(account, Phase.OFFLINE, lastSyncAt, offlineSince == null ? now : offlineSince, null, null,
                firstSyncConversations, usagePercent, push);
    }

    Health limited(Instant until) {
        return new Health(account, Phase.RATE_LIMITED, lastSyncAt, null, until, null, firstSyncConversations,
                usagePercent, push);
    }

    Health refused(Phase phase, AccessProblem reason) {
        return new Health(account, phase, lastSyncAt, null, null, reason, firstSyncConversations, usagePercent, push);
    }

    Health troubled() {
        return new Health(account, Phase.TROUBLE, lastSyncAt, null, null, null, firstSyncConversations, usagePercent,
                push);
    }

    Health pushed(PushState now) {
        return new Health(account, phase, lastSyncAt, offlineSince, limitedUntil, problem, firstSyncConversations,
                usagePercent, now);
    }
}
