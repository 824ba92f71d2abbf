package app.ajar.sync;

import app.ajar.model.AccessProblem;
import app.ajar.model.AccountId;
import app.ajar.push.PushState;
import app.ajar.store.ChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** What is older counts as stale (the owner's rule): the screen says as of when it is. */
    public static final Duration STALE = Duration.ofMinutes(5);

    /** When the picture was true last, if that is too long ago to be called present; empty while it is current. */
    public Optional<Instant> asOf(Instant now) {
        return Optional.ofNullable(lastSyncAt).filter(last -> last.isBefore(now.minus(STALE)));
    }

    /**
     * What a page about the account's health shows beside the phase.
     *
     * @param every how often the list is asked for at present, null before the first round
     * @param callsLastMinute calls to the API, sends among them
     * @param lastError Meta's code of the last failure, or a word of ours; null when nothing failed since the start
     */
    public record Details(Health health, @Nullable Duration every, int callsLastMinute, @Nullable String lastError,
            @Nullable Instant lastErrorAt) {}

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

    /**
     * What sync did since the start: kinds, counts and Meta's codes, never words, names or ids of what people wrote. The newest
     * thousand entries; the same thing again and again is one entry with a count. Thread-safe.
     */
    public static final class Log {

        static final int MOST = 1_000;
        private static final System.Logger LOG = System.getLogger(Log.class.getName());

        private final Deque<Entry> entries = new ArrayDeque<>();
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private long numbers;

        Log() {}

        /** What happened. */
        public enum Kind {
            /** Rounds that brought nothing. */
            QUIET,
            /** New messages. */
            MESSAGES,
            /** The picture was more than five minutes old: catching up began. */
            CATCHING_UP,
            /** It is complete again. */
            CAUGHT_UP,
            /** The ids of what is missing in a conversation were asked for. */
            GAP_LISTED, OFFLINE, BACK, RATE_LIMITED, REFUSED, ACCESS_MISSING, TROUBLE
        }

        /**
         * @param number grows with each entry
         * @param at when it happened last
         * @param times how often in a row
         * @param count messages, where it counts some
         * @param code Meta's code and subcode, null where there is none
         */
        public record Entry(long number, Instant at, AccountId account, Kind kind, int times, int count,
                @Nullable String code) {}

        /** The newest first. */
        public List<Entry> entries() {
            synchronized (entries) {
                return new ArrayList<>(entries);
            }
        }

        /** Runs the listener, on a background thread, after each note. */
        public ChangeFeed.Subscription subscribe(Runnable listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }

        void note(AccountId account, Kind kind, Instant now) {
            note(account, kind, now, 0, null);
        }

        void note(AccountId account, Kind kind, Instant now, int count, @Nullable String code) {
            synchronized (entries) {
                Entry last = entries.stream().filter(entry -> entry.account.equals(account)).findFirst().orElse(null);
                if (last != null && last.kind == kind && Objects.equals(last.code, code)) {
                    entries.remove(last);
                    entries.addFirst(
                            new Entry(last.number, now, account, kind, last.times + 1, last.count + count, code));
                } else {
                    numbers++;
                    entries.addFirst(new Entry(numbers, now, account, kind, 1, count, code));
                }
                if (entries.size() > MOST) {
                    entries.removeLast();
                }
            }
            for (Runnable listener : listeners) {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "a listener of the sync log failed", e);
                }
            }
        }

        /** An account is gone, and what was noted of it. */
        void forget(AccountId account) {
            synchronized (entries) {
                entries.removeIf(entry -> entry.account.equals(account));
            }
        }
    }
}
