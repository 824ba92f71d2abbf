package app.ajar.graph;

import app.ajar.model.AccessProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import okhttp3.Headers;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells what an answer means: JSON, or a failure by its codes. Neither status nor text decides while there is a code,
 * because Meta's statuses vary (the closed window came as 400, 403 and 500, errors came under 200) and its texts are
 * translated.
 */
final class Answers {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Limits on calls: app, user, page, custom, and the business use cases. */
    private static final Set<Integer> RATE = Set.of(4, 17, 32, 341, 613, 80000, 80001, 80002, 80003, 80004, 80005,
            80006,
            80008, 80009, 80014);

    private final CallBudget budget;
    private final Clock clock;

    Answers(CallBudget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    /** What a call was for; the same code means different things. */
    enum Purpose {
        /** Names fields: code 100 without subcode means one of them is unknown. */
        READ,
        /** Sends a reply or changes a token. */
        OTHER
    }

    /** The answer's JSON, an object or a list, or why there is none. Tells the budget what the server said of the rate. */
    GraphResult<JsonNode> read(HttpReply reply, Purpose purpose) {
        return switch (reply) {
            case HttpReply.NoAnswer(GraphFailure failure) -> new GraphResult.Failed<>(failure);
            case HttpReply.Answered answered -> {
                UsageHeaders usage = UsageHeaders.of(answered.headers());
                GraphResult<JsonNode> result = judge(answered, usage, purpose);
                budget.used(usage);
                yield untilFree(result);
            }
        };
    }

    /** The usage headers of a refusal may ask for a longer wait than the refusal itself. */
    private GraphResult<JsonNode> untilFree(GraphResult<JsonNode> result) {
        return result instanceof GraphResult.Failed<JsonNode>(GraphFailure.RateLimited(Instant until, String code))
                ? failed(new GraphFailure.RateLimited(budget.blockedUntil().orElse(until), code))
                : result;
    }

    private GraphResult<JsonNode> judge(HttpReply.Answered answer, UsageHeaders usage, Purpose purpose) {
        JsonNode root = parse(answer.body());
        Optional<Duration> asked = wait(answer.headers(), usage);
        if (root != null && Lenient.present(root.path("error")) && !Lenient.empty(root.path("error"))) {
            JsonNode error = root.path("error");
            return failed(byCode(Lenient.whole(error.path("code")), Lenient.whole(error.path("error_subcode")),
                    Boolean.TRUE.equals(Lenient.yesNo(error.path("is_transient"))), answer.status(), asked, purpose));
        }
        if (root != null && Lenient.present(root.path("error_type"))) {
            // The token endpoints' own shape; its code is an HTTP status, not one of the Graph API's.
            Integer code = Lenient.whole(root.path("code"));
            return failed(
                    byStatus(code == null ? answer.status() : code, code == null ? null : code.toString(), asked));
        }
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return root == null
                    ? failed(new GraphFailure.Unreadable("HTTP " + status + " without JSON"))
                    : new GraphResult.Ok<>(root);
        }
        boolean speaksJson = root != null || answer.body().size() == 0;
        if (status >= 500 || status == 429 || (status >= 400 && speaksJson)) {
            return failed(byStatus(status, null, asked));
        }
        // Redirects too: the token must not go to another host. A page of HTML under 4xx comes from something in between.
        return failed(new GraphFailure.Unreadable("HTTP " + status + " without JSON"));
    }

    /** Null when it is no JSON object or list: HTML, cut off, too deep, bare words. */
    private static @Nullable JsonNode parse(ByteString body) {
        try {
            JsonNode root = JSON.readTree(body.toByteArray());
            return root.isContainer() ? root : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private GraphFailure byCode(@Nullable Integer code, @Nullable Integer subcode, boolean isTransient, int status,
            Optional<Duration> asked, Purpose purpose) {
        if (code == null) {
            return isTransient ? new GraphFailure.ServerTrouble(null) : byStatus(status, null, asked);
        }
        int sub = subcode == null ? 0 : subcode;
        String said = sub == 0 ? code.toString() : code + "/" + sub;
        if (RATE.contains(code)) {
            return new GraphFailure.RateLimited(budget.refused(asked), said);
        }
        return switch (code) {
            case 190, 102 -> new GraphFailure.NeedsReconnect(deadToken(sub), said);
            case 10 -> permission(sub, said);
            case 100 -> parameter(sub, said, purpose);
            case 200 -> sub == 2534041
                    ? missing(AccessProblem.MESSAGE_ACCESS_OFF, said)
                    : sub == 1545041
                            ? new GraphFailure.PersonUnavailable(said)
                            : missing(AccessProblem.PERMISSION_MISSING, said);
            case 230, 551 -> new GraphFailure.PersonUnavailable(said);
            case 368 -> missing(AccessProblem.BUSINESS_RESTRICTED, said);
            case 36103 -> missing(AccessProblem.ACCOUNT_NOT_ELIGIBLE, said);
            case 9000001 -> new GraphFailure.NotDetailed(said);
            case 1, 2 -> trouble(said, asked);
            default -> unknown(code, said, isTransient, status, asked);
        };
    }

    private static AccessProblem deadToken(int subcode) {
        return switch (subcode) {
            case 458 -> AccessProblem.APP_REMOVED;
            case 459, 490 -> AccessProblem.CHECKPOINT;
            case 460 -> AccessProblem.PASSWORD_CHANGED;
            case 463 -> AccessProblem.TOKEN_EXPIRED;
            case 464 -> AccessProblem.USER_UNCONFIRMED;
            case 492 -> AccessProblem.SESSION_INVALID;
            default -> AccessProblem.TOKEN_INVALID;
        };
    }

    private static GraphFailure permission(int subcode, String said) {
        return switch (subcode) {
            case 2534022, 2018278 -> new GraphFailure.WindowClosed(said);
            case 2018108 -> new GraphFailure.PersonUnavailable(said);
            case 1893063 -> missing(AccessProblem.BUSINESS_RESTRICTED, said);
            case 2534077 -> missing(AccessProblem.TWO_FACTOR_PROBLEM, said);
            case 2534037, 2018300 -> missing(AccessProblem.HANDLED_ELSEWHERE, said);
            default -> missing(AccessProblem.PERMISSION_MISSING, said);
        };
    }

    private static GraphFailure parameter(int subcode, String said, Purpose purpose) {
        return switch (subcode) {
            case 0 -> purpose == Purpose.READ ? new GraphFailure.FieldRefused(said) : new GraphFailure.Refused(said);
            // 2018218 is the Messenger Platform's "no profile available".
            case 2018001, 2534014, 2018218 -> new GraphFailure.PersonUnavailable(said);
            case 2534029 -> missing(AccessProblem.BUSINESS_RESTRICTED, said);
            case 2534037, 2018300 -> missing(AccessProblem.HANDLED_ELSEWHERE, said);
            default -> new GraphFailure.Refused(said);
        };
    }

    private GraphFailure unknown(int code, String said, boolean isTransient, int status, Optional<Duration> asked) {
        if (code == 3 || (code > 200 && code < 300)) {
            return missing(AccessProblem.PERMISSION_MISSING, said);
        }
        if (status == 429) {
            return new GraphFailure.RateLimited(budget.refused(asked), said);
        }
        return isTransient || status >= 500 ? trouble(said, asked) : new GraphFailure.Refused(said);
    }

    private GraphFailure byStatus(int status, @Nullable String said, Optional<Duration> asked) {
        if (status == 429) {
            return new GraphFailure.RateLimited(budget.refused(asked), said);
        }
        if (status == 401) {
            return new GraphFailure.NeedsReconnect(AccessProblem.TOKEN_INVALID, said);
        }
        // 408: the server gave up waiting for the request; trying again later helps.
        return status >= 500 || status == 408 ? trouble(said, asked) : new GraphFailure.Refused(said);
    }

    private GraphFailure trouble(@Nullable String said, Optional<Duration> asked) {
        asked.ifPresent(budget::pause);
        return new GraphFailure.ServerTrouble(said);
    }

    private static GraphFailure missing(AccessProblem problem, String said) {
        return new GraphFailure.AccessMissing(problem, said);
    }

    /** How long the server asks to wait: {@code Retry-After} in seconds or as a date, or the time to regain access. */
    private Optional<Duration> wait(Headers headers, UsageHeaders usage) {
        Duration longest = usage.regain();
        String after = headers.get("Retry-After");
        if (after != null && after.strip().matches("[0-9]{1,9}")) {
            Duration seconds = Duration.ofSeconds(Long.parseLong(after.strip()));
            longest = seconds.compareTo(longest) > 0 ? seconds : longest;
        } else if (after != null) {
            Date date = headers.getDate("Retry-After");
            Duration left = date == null ? Duration.ZERO : Duration.between(Instant.now(clock), date.toInstant());
            longest = left.compareTo(longest) > 0 ? left : longest;
        }
        return longest.isPositive() ? Optional.of(longest) : Optional.empty();
    }

    private static GraphResult<JsonNode> failed(GraphFailure failure) {
        return new GraphResult.Failed<>(failure);
    }
}
