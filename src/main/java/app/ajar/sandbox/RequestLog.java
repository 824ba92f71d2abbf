package app.ajar.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was asked of a sandbox and when, for tests that count calls. Times are the machine's, not the sandbox's. */
public final class RequestLog {

    /** Meta's limit on Conversations reads. */
    public static final int READS_A_SECOND = 2;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /**
     * Two calls sent half a second apart may arrive a little closer; the limit is held against a window this much
     * shorter than a second, so that an even pace is never refused for the network's sake.
     */
    private static final long GRACE = Duration.ofMillis(40).toNanos();
    private static final int KEPT = 100_000;

    /** One call: its kind, its path, and when it arrived, in {@link System#nanoTime()}. */
    public record Entry(Endpoint endpoint, String path, long atNanos) {}

    private final Map<Endpoint, Long> counts = new EnumMap<>(Endpoint.class);
    private final List<Entry> entries = new ArrayList<>();
    private final Deque<Long> recentReads = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private long overLimit;
    private long tokenAtMediaHost;
    private long tokenInUrl;

    RequestLog() {}

    /** Notes a call; false when it is a read beyond the limit. */
    synchronized boolean arrived(Endpoint endpoint, String path, long nanos) {
        counts.merge(endpoint, 1L, Long::sum);
        if (entries.size() < KEPT) {
            entries.add(new Entry(endpoint, path, nanos));
        }
        if (!endpoint.limited()) {
            return true;
        }
        while (!recentReads.isEmpty() && nanos - recentReads.getFirst() >= SECOND - GRACE) {
            recentReads.removeFirst();
        }
        recentReads.addLast(nanos);
        boolean within = recentReads.size() <= READS_A_SECOND;
        if (!within) {
            overLimit++;
        }
        return within;
    }

    synchronized void sent(String body) {
        if (sent.size() < KEPT) {
            sent.add(body);
        }
    }

    /** The JSON bodies of what was sent, in order of arrival, whatever became of it; the first 100,000. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    synchronized void tokenReachedMediaHost() {
        tokenAtMediaHost++;
    }

    synchronized void tokenCameInUrl() {
        tokenInUrl++;
    }

    /** How many calls of this kind arrived. */
    public synchronized long count(Endpoint endpoint) {
        return counts.getOrDefault(endpoint, 0L);
    }

    /** How many calls arrived, pictures and sounds not among them. */
    public synchronized long apiCalls() {
        return counts.entrySet().stream().filter(e -> e.getKey() != Endpoint.MEDIA).mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The calls in order of arrival, the first 100,000. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How many reads went over 2 in a second, refused or not. */
    public synchronized long overLimit() {
        return overLimit;
    }

    /** How many requests for media carried the token; each was refused. */
    public synchronized long tokenAtMediaHost() {
        return tokenAtMediaHost;
    }

    /** How many calls carried the token in the URL. */
    public synchronized long tokenInUrl() {
        return tokenInUrl;
    }

    /** The most limited reads that arrived within any window of this length. */
    public synchronized int mostReadsWithin(Duration window) {
        long length = window.toNanos();
        Deque<Long> inside = new ArrayDeque<>();
        int most = 0;
        for (Entry entry : entries) {
            if (!entry.endpoint().limited()) {
                continue;
            }
            while (!inside.isEmpty() && entry.atNanos() - inside.getFirst() >= length) {
                inside.removeFirst();
            }
            inside.addLast(entry.atNanos());
            most = Math.max(most, inside.size());
        }
        return most;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        counts.clear();
        entries.clear();
        sent.clear();
        recentReads.clear();
        overLimit = 0;
        tokenAtMediaHost = 0;
        tokenInUrl = 0;
    }
}
