package app.ajar.graph;

import app.ajar.model.AccessProblem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, told by code and subcode and never by text, because Meta's texts are localised.
 * Sources: https://developers.facebook.com/docs/graph-api/guides/error-handling and
 * https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
 */
public sealed interface GraphFailure {

    /** Code and subcode in the form {@code 10/2534022} for a log or a detail line; null when the server sent none. */
    default @Nullable String code() {
        return null;
    }

    /** Whether it says something about one conversation, message or person alone, and nothing about account or network. */
    default boolean concernsOneThread() {
        return switch (this) {
            case Refused _,NotDetailed _,FieldRefused _,PersonUnavailable _,WindowClosed _,Unreadable _ -> true;
            case Offline _,NeedsReconnect _,RateLimited _,AccessMissing _,ServerTrouble _ -> false;
        };
    }

    /**
     * No answer came.
     *
     * @param mayHaveArrived false only when it is certain that the request never left: no connection was made
     */
    record Offline(boolean mayHaveArrived) implements GraphFailure {}

    /** 190 and 102, or 401 where no code is given: the token is dead. */
    record NeedsReconnect(AccessProblem reason, @Nullable String code) implements GraphFailure {}

    /** 4, 17, 32, 613, 80002, 80006, HTTP 429, or usage headers at the limit. */
    record RateLimited(Instant until, @Nullable String code) implements GraphFailure {}

    /** 10/2534022 and 10/2018278. */
    record WindowClosed(@Nullable String code) implements GraphFailure {}

    /** The person cannot be written to, or gave no consent: 10/2018108, 551, 200/1545041, 100/2018001, 100/2534014, 230. */
    record PersonUnavailable(@Nullable String code) implements GraphFailure {}

    /** A permission, role or switch is missing, or Meta restricts the account; each reason has its own cure. */
    record AccessMissing(AccessProblem reason, @Nullable String code) implements GraphFailure {}

    /** 9000001: deleted, or older than the newest 20. Never a proof of deletion. */
    record NotDetailed(@Nullable String code) implements GraphFailure {}

    /** 100 without subcode on a read: a field of the request is unknown to the server; try the next rung. */
    record FieldRefused(@Nullable String code) implements GraphFailure {}

    /** Refused for any other reason, among them 100/33 (gone or no permission); trying again unchanged does not help. */
    record Refused(@Nullable String code) implements GraphFailure {}

    /**
     * 1, 2, {@code is_transient} or HTTP 5xx: reads try again later, a send may have arrived nonetheless
     * (1/1357046 is documented as sent although an error was returned).
     */
    record ServerTrouble(@Nullable String code) implements GraphFailure {}

    /** An answer that is not what the API speaks: HTML, a cut-off body, JSON of another shape. A send may have arrived. */
    record Unreadable(String what) implements GraphFailure {}
}
