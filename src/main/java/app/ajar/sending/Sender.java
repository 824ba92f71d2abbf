package app.ajar.sending;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ParticipantId;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends waiting replies, first in first out per conversation, several conversations side by side. A reply is marked
 * {@code SENDING} on disk before its first byte leaves, is posted once, and is never posted again unless the server
 * certainly does not have it; a lost answer is settled by reading the thread.
 */
public final class Sender {

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    private static final int SIDE_BY_SIDE = 4;
    /** Meta's subcodes for a file that it could not fetch, of another kind, too large, or fetched too slowly. */
    private static final Set<String> FILE_NOT_TAKEN = Set.of("100/2018008", "100/2018047", "100/2018109", "100/2018294",
            "100/2018074");
    /** Looked at again without a nudge, for what becomes due by time alone. */
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(20);

    private final Database database;
    private final Clock clock;
    private final Function<AccountId, Optional<Line>> accounts;
    private final Settler settler;
    private final PlannedReplies planned;
    private final Semaphore places = new Semaphore(SIDE_BY_SIDE);
    private final Set<ConversationId> underWay = ConcurrentHashMap.newKeySet();
    private final List<Consumer<ConversationId>> plainly = new CopyOnWriteArrayList<>();
    private final Loop loop;

    /**
     * @param accounts how to reach an account; empty for one that is not connected
     * @param hold for how long a reply that was written for later can be taken back when its turn comes
     */
    public Sender(Database database, Clock clock, Function<AccountId, Optional<Line>> accounts,
            Supplier<Duration> hold) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.settler = new Settler(database, clock);
        this.planned = new PlannedReplies(database, clock, hold);
        this.loop = new Loop("ajar-sender", BUSY, () -> pause(planned.look(), dispatch()));
    }

    /** Starts once; replies that a killed app was sending become uncertain first. */
    public void start() {
        loop.start(database.outbox()::recoverAfterStart);
    }

    /** Tells, on a background thread, of each conversation in which a reply went without the message that it answers. */
    void onSentPlainly(Consumer<ConversationId> listener) {
        plainly.add(listener);
    }

    /** Something may be ready. */
    public void nudge() {
        loop.nudge();
    }

    /** Whether any reply is being sent or could be, right now. */
    public boolean idle() {
        Instant now = clock.instant();
        return underWay.isEmpty() && database.outbox().heldUntil(now).isEmpty()
                && database.outbox().ready(now).stream().noneMatch(this::reachable)
                && database.outbox().uncertain().stream().noneMatch(this::reachable);
    }

    private boolean reachable(OutboxMessage reply) {
        return accounts.apply(reply.conversation().account()).filter(Line::callable).isPresent();
    }

    /** Until something may be due; short, because a clock may be set and a computer may sleep. */
    private Duration pause(@Nullable Instant planned, boolean busy) {
        Instant now = clock.instant();
        Duration pause = busy ? BUSY : IDLE;
        for (Instant due : Stream.of(Optional.ofNullable(planned), database.outbox().heldUntil(now))
                .flatMap(Optional::stream).toList()) {
            Duration left = Duration.between(now, due);
            pause = left.compareTo(pause) < 0 ? left : pause;
        }
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
    }

    private boolean dispatch() {
        boolean more = false;
        for (OutboxMessage reply : database.outbox().uncertain()) {
            more = true;
            if (settler.due(reply)) {
                launch(reply, line -> settler.settle(reply, line));
            }
        }
        for (OutboxMessage reply : database.outbox().ready(clock.instant())) {
            more = true;
            launch(reply, line -> send(reply, line));
        }
        return more;
    }

    private void launch(OutboxMessage reply, Consumer<Line> work) {
        ConversationId conversation = reply.conversation();
        Optional<Line> line = accounts.apply(conversation.account());
        if (line.isEmpty() || !line.get().callable() || !underWay.add(conversation)) {
            return;
        }
        if (!places.tryAcquire()) {
            underWay.remove(conversation);
            return;
        }
        Thread.ofPlatform().name("ajar-send").daemon(true).start(() -> {
            try {
                work.accept(line.get());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a reply could not be handled", e);
            } finally {
                places.release();
                underWay.remove(conversation);
                loop.nudge();
            }
        });
    }

    private void send(OutboxMessage reply, Line line) {
        Instant now = clock.instant();
        Optional<Conversation> conversation = database.conversations().find(reply.conversation());
        if (conversation.isEmpty()) {
            database.outbox().markSending(reply.id(), now);
            database.outbox().markFailed(reply.id(), Failure.PERSON_UNAVAILABLE, null);
            return;
        }
        ReplyWindow window = ReplyWindow.at(conversation.get().window(), reply.humanAgent()
                && database.accounts().humanAgent(reply.conversation().account()), now);
        boolean tagged = window.status() == ReplyWindow.Status.HUMAN_AGENT;
        if (!window.mayReply() && !tagged) {
            database.outbox().markFailed(reply.id(), closed(reply, conversation.get().window()), null);
            return;
        }
        if (reply.plan() instanceof Plan.Now(var _, Instant due) && due != null && SendTime.late(due, now)) {
            database.outbox().advance(reply, new Plan.Asks(due), now);
            return;
        }
        if (loop.stopping() || !database.outbox().markSending(reply.id(), now)) {
            return;
        }
        Posted posted = post(line.client(), conversation.get().person().id(), reply.content(), tagged);
        switch (posted.answer()) {
            case GraphResult.Ok<GraphClient.Sent>(GraphClient.Sent sent) -> {
                line.succeeded();
                database.outbox().markSent(reply.id(), message(reply, posted.content(), sent, clock.instant()));
                if (!posted.content().equals(reply.content())) {
                    plainly.forEach(listener -> listener.accept(reply.conversation()));
                }
            }
            case GraphResult.Failed<GraphClient.Sent>(GraphFailure failure) -> refused(reply, failure, tagged, line);
        }
    }

    /** Why a reply is not sent whose window is closed now. */
    private static Failure closed(OutboxMessage reply, WindowFacts facts) {
        if (reply.plan() instanceof Plan.Now(var _, Instant due) && due != null) {
            return Failure.EXPIRED;
        }
        boolean wasOpen = ReplyWindow.at(facts, reply.humanAgent(), reply.createdAt()).until() != null;
        return wasOpen ? Failure.CLOSED_WHILE_OFFLINE : Failure.WINDOW_CLOSED;
    }

    /**
     * What was posted last, and what came of it.
     *
     * @param content without the message that it answers when that was refused
     */
    private record Posted(Content content, GraphResult<GraphClient.Sent> answer) {}

    /** Where the API does not take a reply to one message, which no page of Meta's promises, it goes as a plain one. */
    private static Posted post(GraphClient client, ParticipantId to, Content content, boolean tagged) {
        GraphResult<GraphClient.Sent> answer = client.send(to, content, tagged);
        // Only a refusal that is certain: whatever may have arrived is not posted a second time.
        boolean refused = content.replyTo() != null && answer instanceof GraphResult.Failed<GraphClient.Sent>(var why)
                && (why instanceof GraphFailure.Refused || why instanceof GraphFailure.FieldRefused
                        || why instanceof GraphFailure.NotDetailed);
        if (!refused) {
            return new Posted(content, answer);
        }
        Content plain = content.answering(null);
        return new Posted(plain, client.send(to, plain, tagged));
    }

    private void refused(OutboxMessage reply, GraphFailure failure, boolean tagged, Line line) {
        String code = failure.code();
        switch (failure) {
            case GraphFailure.Offline(boolean mayHaveArrived) -> {
                // First why, then what became of it: whoever sees the reply wait sees the reason too.
                line.failed(failure);
                if (mayHaveArrived) {
                    database.outbox().markUncertain(reply.id());
                } else {
                    database.outbox().backToQueue(reply.id());
                }
            }
            case GraphFailure.RateLimited _,GraphFailure.NeedsReconnect _ -> {
                // Refused before it was taken: it waits for the pause to end or for a new token.
                line.failed(failure);
                database.outbox().backToQueue(reply.id());
            }
            case GraphFailure.ServerTrouble _,GraphFailure.Unreadable _ ->
                database.outbox().markUncertain(reply.id());
            case GraphFailure.WindowClosed _ when tagged -> {
                // Within the seven days: Meta has not approved this account for them.
                database.accounts().setHumanAgent(reply.conversation().account(), false);
                database.outbox().markFailed(reply.id(), Failure.HUMAN_AGENT_REFUSED, code);
            }
            case GraphFailure.WindowClosed _ -> {
                database.sync().windowRefused(reply.conversation());
                database.outbox().markFailed(reply.id(), Failure.WINDOW_CLOSED, code);
            }
            case GraphFailure.PersonUnavailable _ ->
                database.outbox().markFailed(reply.id(), Failure.PERSON_UNAVAILABLE, code);
            case GraphFailure.AccessMissing(var reason, var _) ->
                database.outbox().markFailed(reply.id(), switch (reason) {
                    case BUSINESS_RESTRICTED -> Failure.BUSINESS_RESTRICTED;
                    case HANDLED_ELSEWHERE -> Failure.HANDLED_ELSEWHERE;
                    default -> Failure.NO_ACCESS;
                }, code);
            case GraphFailure.Refused _,GraphFailure.FieldRefused _,GraphFailure.NotDetailed _ ->
                database.outbox().markFailed(reply.id(),
                        code != null && FILE_NOT_TAKEN.contains(code) ? Failure.FILE_UNREACHABLE : Failure.REFUSED,
                        code);
        }
    }

    private static Message message(OutboxMessage reply, Content content, GraphClient.Sent sent, Instant now) {
        String words = switch (content.kind()) {
            case TEXT, HEART -> content.text();
            case IMAGE, VIDEO, AUDIO, FILE -> null;
        };
        return new Message(reply.conversation(), sent.message(), Message.Direction.OUTBOUND,
                reply.conversation().account().value(), now.truncatedTo(ChronoUnit.SECONDS), words,
                words == null ? Message.Kind.MEDIA : Message.Kind.TEXT, DeliveryState.SENT, null, content.replyTo(),
                List.of(), List.of(), null);
    }

    /** Takes nothing new; waits a while for what is under way. A reply cut off here is uncertain, and settled next time. */
    public void stop(Duration patience) {
        loop.stop(patience);
        try {
            if (places.tryAcquire(SIDE_BY_SIDE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(SIDE_BY_SIDE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
