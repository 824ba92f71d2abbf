package app.ajar.graph;

import app.ajar.model.AccessProblem;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Instagram API with Instagram Login, for one account: blocking calls, each with time limits, each passing the
 * account's {@link CallBudget}. The token travels in the Authorization header and never in a URL. Thread-safe.
 */
public final class GraphClient {

    /** The last rung of {@link #conversations}: no nested messages at all, each thread is read by itself. */
    public static final int LAST_RUNG = FieldSets.LAST;

    /** Syntax of the human agent tag; Meta's collection and field reports agree on the words, no readable page shows it. */
    private static final Map<String, String> HUMAN_AGENT = Map.of("messaging_type", "MESSAGE_TAG", "tag",
            "HUMAN_AGENT");

    private static final int IDS_AT_ONCE = 100;

    private final Caller caller;
    private final PageReader pages;
    private final MessageReader messages;
    private final AtomicInteger threadRung = new AtomicInteger();
    private final AtomicInteger profileRung = new AtomicInteger();

    private GraphClient(Caller caller, Identity identity) {
        this.caller = caller;
        this.pages = new PageReader(identity);
        this.messages = new MessageReader(identity);
    }

    /**
     * A client for one account.
     *
     * @param http the process's one HTTP client and its base URL
     * @param token asked for on each call, so that a refreshed token is used at once
     */
    public static GraphClient forAccount(GraphHttp http, AccountId account, Supplier<AccessToken> token,
            CallBudget budget) {
        return forAccount(http, account, null, token, budget);
    }

    /**
     * A client for one account.
     *
     * @param username the account's name, by which rows of a server are recognised as ours that names us by the
     *        app-scoped id; null when unknown
     */
    public static GraphClient forAccount(GraphHttp http, AccountId account, @Nullable String username,
            Supplier<AccessToken> token, CallBudget budget) {
        return new GraphClient(new Caller(http, token, budget), new Identity(account, username));
    }

    /** Asks whose token this is; used before an account exists. */
    public static GraphResult<Me> whoIs(GraphHttp http, AccessToken token) {
        return me(new Caller(http, () -> token, new CallBudget(http.clock())));
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

    /** A message by id and time alone. */
    public record Listed(MessageId id, Instant sentAt) {}

    /**
     * A page of ids, newest first.
     *
     * @param after cursor for older ones, null when the server said there are none
     */
    public record IdPage(List<Listed> ids, @Nullable String after) {}

    /** Meta's answer to a reply. */
    public record Sent(MessageId message) {}

    /** A refreshed token. */
    public record Refreshed(AccessToken token, Instant expiresAt) {}

    public GraphResult<Me> me() {
        return me(caller);
    }

    private static GraphResult<Me> me(Caller caller) {
        GraphResult<Me> result = descend(0, FieldSets.LAST_ME,
                rung -> caller.read(List.of("me"), Map.of("fields", FieldSets.me(rung)), PlainReader::me));
        // Without the tester role every call of every kind is answered with code 100.
        return result instanceof GraphResult.Failed<Me>(GraphFailure.FieldRefused(String code))
                ? new GraphResult.Failed<>(new GraphFailure.AccessMissing(AccessProblem.TESTER_ROLE_MISSING, code))
                : result;
    }

    /**
     * One page of conversations with the newest messages of each nested by field expansion. When the server refuses a
     * field (code 100), goes down the ladder of field sets by itself and says which rung worked. {@code ServerTrouble}
     * with code 1 may mean that the page was too large for the server: a smaller limit may then work.
     *
     * @param limit most conversations in the page
     * @param rung where to start, 0 to {@link #LAST_RUNG}; on the last, messages are null
     */
    public GraphResult<ConversationPage> conversations(@Nullable String after, int limit, int rung) {
        return probed(descend(rung, FieldSets.LAST, step -> {
            Map<String, String> query = new LinkedHashMap<>();
            query.put("platform", "instagram");
            query.put("fields", FieldSets.conversation(step));
            query.put("limit", Integer.toString(limit));
            if (after != null) {
                query.put("after", after);
            }
            return caller.read(List.of("me", "conversations"), query, root -> pages.conversations(root, step));
        }));
    }

    /**
     * One thread with its newest messages, or, with a cursor, older ones. Goes down the ladder like the list, and
     * remembers for itself what worked, because {@link #LAST_RUNG} says nothing about a thread's own fields.
     */
    public GraphResult<PulledConversation> thread(ConversationId id, @Nullable String messagesAfter, int rung) {
        if (!addressable(id.value())) {
            return refused();
        }
        int start = Math.max(rung >= FieldSets.LAST ? 0 : rung, threadRung.get());
        GraphResult<PulledConversation> result = descend(start, FieldSets.LAST, step -> {
            GraphResult<PulledConversation> answer = messagesAfter == null
                    ? caller.read(List.of(id.value()), Map.of("fields", FieldSets.thread(step)),
                            root -> pages.thread(id, root))
                    : older(id, messagesAfter, Math.min(step, FieldSets.LAST_MESSAGE));
            if (answer instanceof GraphResult.Ok<PulledConversation>) {
                threadRung.set(step);
            }
            return answer;
        });
        return probed(result);
    }

    private GraphResult<PulledConversation> older(ConversationId id, String after, int rung) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("fields", FieldSets.message(rung));
        query.put("limit", Integer.toString(FieldSets.NEWEST));
        query.put("after", after);
        return caller.read(List.of(id.value(), "messages"), query, root -> pages.older(id, root));
    }

    /**
     * Ids and times of a thread's messages, newest first, up to 100 in a page: all that Meta still tells of those older
     * than the newest 20.
     */
    public GraphResult<IdPage> ids(ConversationId id, @Nullable String after) {
        if (!addressable(id.value())) {
            return refused();
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("fields", "id,created_time");
        query.put("limit", Integer.toString(IDS_AT_ONCE));
        if (after != null) {
            query.put("after", after);
        }
        return caller.read(List.of(id.value(), "messages"), query, pages::ids);
    }

    /** One message, for fresh media URLs. {@code NotDetailed} when only its id and time are left. */
    public GraphResult<Message> message(ConversationId conversation, MessageId id, int rung) {
        if (!addressable(id.value())) {
            return refused();
        }
        return descend(Math.min(rung, FieldSets.LAST_MESSAGE), FieldSets.LAST_MESSAGE,
                step -> caller.read(List.of(id.value()), Map.of("fields", FieldSets.message(step)),
                        root -> switch (messages.read(conversation, null, Lenient.one(root))) {
                            case MessageReader.Row.Detailed(Message message) -> new GraphResult.Ok<>(message);
                            case MessageReader.Row.Bare() ->
                                new GraphResult.Failed<>(new GraphFailure.NotDetailed(null));
                            case MessageReader.Row.Unreadable(String raw) ->
                                new GraphResult.Failed<>(
                                        new GraphFailure.Unreadable("a message without id, time or sender"));
                        }));
    }

    /**
     * One person's profile. {@code PersonUnavailable} when consent is missing; some servers answer that with code 100
     * too, so it is also what remains when even the smallest set of fields is refused.
     */
    public GraphResult<Participant> profile(ParticipantId id) {
        if (!addressable(id.value())) {
            return refused();
        }
        GraphResult<Participant> result = descend(profileRung.get(), FieldSets.LAST_PROFILE, step -> {
            GraphResult<Participant> answer = caller.read(List.of(id.value()),
                    Map.of("fields", FieldSets.profile(step)), root -> PlainReader.profile(id, root, caller.now()));
            if (answer instanceof GraphResult.Ok<Participant>) {
                profileRung.set(step);
            }
            return answer;
        });
        return result instanceof GraphResult.Failed<Participant>(GraphFailure.FieldRefused(String code))
                ? new GraphResult.Failed<>(new GraphFailure.PersonUnavailable(code))
                : result;
    }

    /** Sends a reply. Only one attempt is made, whatever happens: the API knows no idempotency key. */
    public GraphResult<Sent> send(ParticipantId to, OutboxMessage.Content content, boolean humanAgent) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("recipient").put("id", to.value());
        ObjectNode message = body.putObject("message");
        switch (content.kind()) {
            case TEXT -> message.put("text", content.text());
            case HEART -> message.putObject("attachment").put("type", "like_heart");
            case IMAGE, VIDEO, AUDIO, FILE -> message.putObject("attachment")
                    .put("type", content.kind().name().toLowerCase(Locale.ROOT)).putObject("payload")
                    .put("url", content.url());
        }
        if (content.replyTo() != null) {
            body.putObject("reply_to").put("mid", content.replyTo().value());
        }
        if (humanAgent) {
            HUMAN_AGENT.forEach(body::put);
        }
        return caller.send(List.of("me", "messages"), body.toString(), PlainReader::sent);
    }

    /** Reacts to a message, or with null takes our reaction away; doing it again changes nothing. */
    public GraphResult<Boolean> react(ParticipantId to, MessageId message, @Nullable String emoji) {
        ObjectNode body = action(to, emoji == null ? "unreact" : "react");
        ObjectNode payload = body.putObject("payload").put("message_id", message.value());
        if (emoji != null) {
            payload.put("reaction", emoji);
        }
        return act(body);
    }

    /** Tells the person that we are writing. */
    public GraphResult<Boolean> typing(ParticipantId to) {
        return act(action(to, "typing_on"));
    }

    /** Tells the person that we are not writing any more. */
    public GraphResult<Boolean> notTyping(ParticipantId to) {
        return act(action(to, "typing_off"));
    }

    /** Tells the person that we have seen what they wrote. */
    public GraphResult<Boolean> seen(ParticipantId to) {
        return act(action(to, "mark_seen"));
    }

    private static ObjectNode action(ParticipantId to, String name) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("recipient").put("id", to.value());
        return body.put("sender_action", name);
    }

    /** What is answered to an action is documented for Messenger only; any answer that is no error will do. */
    private GraphResult<Boolean> act(ObjectNode body) {
        return caller.send(List.of("me", "messages"), body.toString(), root -> new GraphResult.Ok<>(true));
    }

    /** Asks for 60 more days; Meta refuses while a token is younger than 24 hours. */
    public GraphResult<Refreshed> refreshToken() {
        return caller.tokenCall("refresh_access_token", Map.of("grant_type", "ig_refresh_token"),
                root -> PlainReader.refreshed(root, caller.now()));
    }

    /** How many calls were made since the start, for the command line's counts. */
    public long calls() {
        return caller.calls();
    }

    /** Calls made within the last minute, sends among them. */
    public int callsInLastMinute() {
        return caller.callsInLastMinute();
    }

    /** Takes one rung after the other until the server no longer refuses a field; the last one's answer stands. */
    private static <T> GraphResult<T> descend(int from, int last, IntFunction<GraphResult<T>> attempt) {
        int rung = Math.clamp(from, 0, last);
        GraphResult<T> result = attempt.apply(rung);
        while (rung < last && result instanceof GraphResult.Failed<T>(GraphFailure.FieldRefused _)) {
            rung++;
            result = attempt.apply(rung);
        }
        return result;
    }

    /** When even the smallest set of fields was refused: asks whether anything at all is allowed. */
    private <T> GraphResult<T> probed(GraphResult<T> result) {
        return result instanceof GraphResult.Failed<T>(GraphFailure.FieldRefused _)
                && me() instanceof GraphResult.Failed<Me>(GraphFailure failure)
                        ? new GraphResult.Failed<>(failure)
                        : result;
    }

    /** These two mean a folder in every URL; no encoding keeps them from being resolved away. */
    private static boolean addressable(String id) {
        return !id.equals(".") && !id.equals("..");
    }

    private static <T> GraphResult<T> refused() {
        return new GraphResult.Failed<>(new GraphFailure.Refused(null));
    }
}
