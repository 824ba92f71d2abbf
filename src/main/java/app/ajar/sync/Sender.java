package app.ajar.sync;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.ReplyWindow;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends waiting replies, first in first out per conversation, several conversations side by side. A reply is marked
 * {@code SENDING} on disk before its first byte leaves, is posted once, and is never posted again unless the server
 * certainly does not have it; a lost answer is settled by reading the thread.
 */
final class Sender {

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());

    private static final int SIDE_BY_SIDE = 4;
    /** Looked at again without a nudge, for what becomes due by time alone. */
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final Database database;
    private final Clock clock;
    private final Function<AccountId, Optional<AccountSync>> accounts;
    private final Settler settler;
    private final Signal signal = new Signal();
    private final Semaphore places = new Semaphore(SIDE_BY_SIDE);
    private final Set<ConversationId> underWay = ConcurrentHashMap.newKeySet();
    private @Nullable Thread thread;
    private volatile boolean stopping;

    Sender(Database database, Clock clock, Function<AccountId, Optional<AccountSync>> accounts) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.settler = new Settler(database, clock);
    }

    /** Starts once; replies that a killed app was sending become uncertain first. */
    synchronized void start() {
        if (thread == null && !stopping) {
            database.outbox().recoverAfterStart();
            thread = Thread.ofPlatform().name("ajar-sender").daemon(true).start(this::run);
        }
    }

    /** Something may be ready. */
    void nudge() {
        signal.raise();
    }

    /** Whether any reply is being sent or could be, right now. */
    boolean idle() {
        return underWay.isEmpty() && database.outbox().ready().stream().noneMatch(this::reachable)
                && database.outbox().uncertain().stream().noneMatch(this::reachable);
    }

    private boolean reachable(OutboxMessage reply) {
        return accounts.apply(reply.conversation().account()).filter(AccountSync::callable).isPresent();
    }

    private void run() {
        while (!stopping) {
            boolean more = false;
            try {
                more = dispatch();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "the sender met a bug or a failing store", e);
            }
            signal.await(more ? BUSY : IDLE);
        }
    }

    private boolean dispatch() {
        boolean more = false;
        for (OutboxMessage reply : database.outbox().uncertain()) {
            more = true;
            if (settler.due(reply)) {
                launch(reply, sync -> settler.settle(reply, sync));
            }
        }
        for (OutboxMessage reply : database.outbox().ready()) {
            more = true;
            launch(reply, sync -> send(reply, sync));
        }
        return more;
    }

    private void launch(OutboxMessage reply, Consumer<AccountSync> work) {
        ConversationId conversation = reply.conversation();
        Optional<AccountSync> sync = accounts.apply(conversation.account());
        if (sync.isEmpty() || !sync.get().callable() || !underWay.add(conversation)) {
            return;
        }
        if (!places.tryAcquire()) {
            underWay.remove(conversation);
            return;
        }
        Thread.ofPlatform().name("ajar-send").daemon(true).start(() -> {
            try {
                work.accept(sync.get());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a reply could not be handled", e);
            } finally {
                places.release();
                underWay.remove(conversation);
                signal.raise();
            }
        });
    }

    private void send(OutboxMessage reply, AccountSync sync) {
        Instant now = clock.instant();
        Optional<Conversation> conversation = database.conversations().find(reply.conversation());
        if (conversation.isEmpty()) {
            database.outbox().markSending(reply.id(), now);
            database.outbox().markFailed(reply.id(), Failure.PERSON_UNAVAILABLE, null);
            return;
        }
        ReplyWindow window = ReplyWindow.at(conversation.get().window(), reply.humanAgent(), now);
        if (!window.mayReply() && window.status() != ReplyWindow.Status.HUMAN_AGENT) {
            database.outbox().markFailed(reply.id(), Failure.WINDOW_CLOSED, null);
            return;
        }
        boolean tagged = window.status() == ReplyWindow.Status.HUMAN_AGENT;
        if (stopping || !database.outbox().markSending(reply.id(), now)) {
            return;
        }
        switch (sync.client().sendText(conversation.get().person().id(), reply.text(), tagged)) {
            case GraphResult.Ok<GraphClient.Sent>(GraphClient.Sent sent) -> {
                sync.succeeded();
                database.outbox().markSent(reply.id(), message(reply, sent, clock.instant()));
            }
            case GraphResult.Failed<GraphClient.Sent>(GraphFailure failure) -> refused(reply, failure, sync);
        }
    }

    private void refused(OutboxMessage reply, GraphFailure failure, AccountSync sync) {
        String code = failure.code();
        switch (failure) {
            case GraphFailure.Offline(boolean mayHaveArrived) -> {
                // First why, then what became of it: whoever sees the reply wait sees the reason too.
                sync.failed(failure);
                if (mayHaveArrived) {
                    database.outbox().markUncertain(reply.id());
                } else {
                    database.outbox().backToQueue(reply.id());
                }
            }
            case GraphFailure.RateLimited _,GraphFailure.NeedsReconnect _ -> {
                // Refused before it was taken: it waits for the pause to end or for a new token.
                sync.failed(failure);
                database.outbox().backToQueue(reply.id());
            }
            case GraphFailure.ServerTrouble _,GraphFailure.Unreadable _ ->
                database.outbox().markUncertain(reply.id());
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
                database.outbox().markFailed(reply.id(), Failure.REFUSED, code);
        }
    }

    private static Message message(OutboxMessage reply, GraphClient.Sent sent, Instant now) {
        return new Message(reply.conversation(), sent.message(), Message.Direction.OUTBOUND,
                reply.conversation().account().value(), now.truncatedTo(ChronoUnit.SECONDS), reply.text(),
                Message.Kind.TEXT, DeliveryState.SENT, null, null, List.of(), List.of(), null);
    }

    /** Takes nothing new; waits a while for what is under way. A reply cut off here is uncertain, and settled next time. */
    void stop(Duration patience) {
        stopping = true;
        signal.raise();
        Thread running;
        synchronized (this) {
            running = thread;
        }
        try {
            if (running != null) {
                running.join(patience);
            }
            if (places.tryAcquire(SIDE_BY_SIDE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(SIDE_BY_SIDE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
