package app.ajar.graph;

import app.ajar.model.AccessProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import tools.jackson.databind.JsonNode;

/** Makes the calls of one account: counts them, passes the budget, adds the token, reads what came. */
final class Caller {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final GraphHttp http;
    private final Supplier<AccessToken> token;
    private final CallBudget budget;
    private final Answers answers;
    private final AtomicLong calls = new AtomicLong();
    private final Deque<Instant> lastMinute = new ArrayDeque<>();

    Caller(GraphHttp http, Supplier<AccessToken> token, CallBudget budget) {
        this.http = http;
        this.token = token;
        this.budget = budget;
        this.answers = new Answers(budget, http.clock());
    }

    /** One paced read whose fields the server may refuse. */
    <T> GraphResult<T> read(List<String> segments, Map<String, String> query,
            Function<JsonNode, GraphResult<T>> reader) {
        return withPresentToken(now -> budget.paced(() -> get(now, url(true, segments, query), Answers.Purpose.READ,
                reader)));
    }

    /** The token endpoints have no version. */
    <T> GraphResult<T> tokenCall(String segment, Map<String, String> query, Function<JsonNode, GraphResult<T>> reader) {
        return withPresentToken(now -> budget.paced(() -> get(now, url(false, List.of(segment), query),
                Answers.Purpose.OTHER, reader)));
    }

    /** One send: a single attempt, without a place in the pacing. */
    <T> GraphResult<T> send(List<String> segments, String json, Function<JsonNode, GraphResult<T>> reader) {
        return withPresentToken(now -> budget.unpaced(() -> judged(
                counted(() -> http.post(url(true, segments, Map.of()), json, now)), Answers.Purpose.OTHER, reader)));
    }

    /**
     * Asks once more when the token was replaced while the call with the old one was under way: its refusal says nothing
     * of the new one, and what was refused for its token was not carried out.
     */
    private <T> GraphResult<T> withPresentToken(Function<AccessToken, GraphResult<T>> call) {
        AccessToken used = token.get();
        GraphResult<T> result = usable(used) ? call.apply(used) : notAToken();
        AccessToken present = token.get();
        boolean replaced = result instanceof GraphResult.Failed<T>(GraphFailure.NeedsReconnect _)
                && !present.equals(used) && usable(present);
        return replaced ? call.apply(present) : result;
    }

    private HttpUrl url(boolean versioned, List<String> segments, Map<String, String> query) {
        return http.url(versioned, segments, query);
    }

    private <T> GraphResult<T> get(AccessToken now, HttpUrl url, Answers.Purpose purpose,
            Function<JsonNode, GraphResult<T>> reader) {
        return judged(counted(() -> http.get(url, now)), purpose, reader);
    }

    private HttpReply counted(Supplier<HttpReply> call) {
        calls.incrementAndGet();
        noteNow();
        return call.get();
    }

    private <T> GraphResult<T> judged(HttpReply reply, Answers.Purpose purpose,
            Function<JsonNode, GraphResult<T>> reader) {
        return switch (answers.read(reply, purpose)) {
            case GraphResult.Failed<JsonNode>(GraphFailure failure) -> new GraphResult.Failed<>(failure);
            case GraphResult.Ok<JsonNode>(JsonNode root) -> {
                budget.wentWell();
                yield reader.apply(root);
            }
        };
    }

    /** A header cannot hold anything else; such a token was never Meta's. */
    private static boolean usable(AccessToken token) {
        return !token.value().isEmpty() && token.value().chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    private static <T> GraphResult<T> notAToken() {
        return new GraphResult.Failed<>(
                new GraphFailure.NeedsReconnect(AccessProblem.TOKEN_INVALID, null));
    }

    private void noteNow() {
        synchronized (lastMinute) {
            lastMinute.addLast(now());
            forgetOld();
        }
    }

    /** Calls made within the last minute, sends among them. */
    int callsInLastMinute() {
        synchronized (lastMinute) {
            forgetOld();
            return lastMinute.size();
        }
    }

    /** A clock that was set back leaves none from the future. */
    private void forgetOld() {
        Instant now = now();
        lastMinute.removeIf(at -> at.isBefore(now.minus(MINUTE)) || at.isAfter(now));
    }

    long calls() {
        return calls.get();
    }

    Instant now() {
        Clock clock = http.clock();
        return clock.instant();
    }
}
