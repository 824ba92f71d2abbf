package app.ajar.graph;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Instagram API with Instagram Login, for one account: blocking calls, each with time limits, each passing the
 * account's {@link CallBudget}. The token travels in the Authorization header and never in a URL.
 */
public final class GraphClient {

    private GraphClient() {}

    /**
     * A client for one account.
     *
     * @param http the process's one HTTP client and its base URL
     * @param token asked for on each call, so that a refreshed token is used at once
     */
    public static GraphClient forAccount(GraphHttp http, AccountId account, Supplier<AccessToken> token,
            CallBudget budget) {
        throw new UnsupportedOperationException();
    }

    /** Asks whose token this is; used before an account exists. */
    public static GraphResult<Me> whoIs(GraphHttp http, AccessToken token) {
        throw new UnsupportedOperationException();
    }

    /** The account behind a token. */
    public record Me(AccountId id, String username, @Nullable String name, @Nullable String accountType,
            @Nullable String pictureUrl) {}

    /**
     * One conversation of an answer.
     *
     * @param messages null when the answer had no messages part at all (the thread must be read by itself); else what
     *        it held
     * @param raw JSON of keys that no part of Ajar understands, null when there are none
     */
    public record PulledConversation(ConversationId id, @Nullable Instant updatedAt, @Nullable Participant person,
            @Nullable MessagePage messages, @Nullable String raw) {}

    /**
     * Messages of one thread, newest first.
     *
     * @param detailed messages with their fields
     * @param bare how many came as id and time alone, which Meta does for all but the newest 20
     * @param unreadable raw JSON of rows that could not be read
     * @param after cursor for older ones, null when the server said there are none
     */
    public record MessagePage(List<Message> detailed, int bare, List<String> unreadable, @Nullable String after) {}

    /**
     * One page of the list.
     *
     * @param unreadable raw JSON of rows that could not be read
     * @param after cursor of the next page, null on the last
     * @param rung the rung that worked, at least the one asked for
     */
    public record ConversationPage(List<PulledConversation> conversations, List<String> unreadable,
            @Nullable String after, int rung) {}

    /** Meta's answer to a reply. */
    public record Sent(MessageId message) {}

    /** A refreshed token. */
    public record Refreshed(AccessToken token, Instant expiresAt) {}

    public GraphResult<Me> me() {
        throw new UnsupportedOperationException();
    }

    /**
     * One page of conversations with the newest messages of each nested by field expansion. When the server refuses a
     * field (code 100), goes down the ladder of field sets by itself and says which rung worked.
     */
    public GraphResult<ConversationPage> conversations(@Nullable String after, int limit, int rung) {
        throw new UnsupportedOperationException();
    }

    /** One thread with its newest messages, or, with a cursor, older ones. Goes down the ladder like the list. */
    public GraphResult<PulledConversation> thread(ConversationId id, @Nullable String messagesAfter, int rung) {
        throw new UnsupportedOperationException();
    }

    /** One message, for fresh media URLs. */
    public GraphResult<Message> message(ConversationId conversation, MessageId id, int rung) {
        throw new UnsupportedOperationException();
    }

    /** One person's profile. {@code PersonUnavailable} when consent is missing. */
    public GraphResult<Participant> profile(ParticipantId id) {
        throw new UnsupportedOperationException();
    }

    /** Sends a text. Only one attempt is made, whatever happens: the API knows no idempotency key. */
    public GraphResult<Sent> sendText(ParticipantId to, String text, boolean humanAgent) {
        throw new UnsupportedOperationException();
    }

    public GraphResult<Refreshed> refreshToken() {
        throw new UnsupportedOperationException();
    }

    /** How many calls were made since the start, for the command line's counts. */
    public long calls() {
        throw new UnsupportedOperationException();
    }
}
