package app.ajar.sending;

import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.ReplyWindow;
import app.ajar.store.Database;
import app.ajar.store.UserNotes.ReactionTable.Wish;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings our reactions to the server, one after the other, from what the store holds: a kill loses none. To react again
 * with the same emoji changes nothing, so that one whose answer was lost is simply sent again.
 */
public final class Reactions {

    private static final System.Logger LOG = System.getLogger(Reactions.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AGAIN = Duration.ofSeconds(3);
    /** A server in trouble is asked this often for one reaction. */
    private static final int MOST_ATTEMPTS = 5;

    private final Database database;
    private final Clock clock;
    private final Function<AccountId, Optional<Line>> accounts;
    private final Map<Long, Integer> attempts = new HashMap<>();
    private final List<Consumer<Refusal>> refusals = new CopyOnWriteArrayList<>();
    private final Loop loop;

    /** @param accounts how each connected account is reached */
    public Reactions(Database database, Clock clock, Function<AccountId, Optional<Line>> accounts) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.loop = new Loop("ajar-reactions", AGAIN, this::look);
    }

    /**
     * A reaction that was refused and stands at its message no more.
     *
     * @param emoji what was wanted, null when ours was to be taken away
     */
    public record Refusal(ConversationId conversation, MessageId message, @Nullable String emoji, Failure why) {}

    /** Starts once. */
    public void start() {
        loop.start(() -> {});
    }

    /** Something may be possible now that was not. */
    public void nudge() {
        loop.nudge();
    }

    /**
     * Reacts to a message, or with null takes our reaction away; the last choice wins. It stands at the message at once
     * and goes out in the background. Blocks for one commit; not for the toolkit's thread.
     */
    public void react(ConversationId conversation, MessageId message, @Nullable String emoji) {
        database.reactions().put(conversation, message, emoji);
        start();
        nudge();
    }

    /** Tells, on a background thread, of each reaction that was refused and taken back. */
    public void onRefused(Consumer<Refusal> listener) {
        refusals.add(listener);
    }

    private Duration look() {
        List<Wish> open = database.reactions().open();
        open.forEach(this::send);
        return open.isEmpty() ? IDLE : AGAIN;
    }

    private void send(Wish wish) {
        Optional<Line> line = accounts.apply(wish.conversation().account()).filter(Line::callable);
        if (line.isEmpty() || loop.stopping()) {
            return;
        }
        Optional<Conversation> conversation = database.conversations().find(wish.conversation());
        if (conversation.isEmpty()) {
            takeBack(wish, Failure.PERSON_UNAVAILABLE);
            return;
        }
        if (!ReplyWindow.at(conversation.get().window(), false, clock.instant()).mayReply()) {
            takeBack(wish, Failure.WINDOW_CLOSED);
            return;
        }
        switch (line.get().client().react(conversation.get().person().id(), wish.message(), wish.emoji())) {
            case GraphResult.Ok<Boolean> _ -> {
                line.get().succeeded();
                attempts.remove(wish.turn());
                database.reactions().done(wish);
            }
            case GraphResult.Failed<Boolean>(GraphFailure failure) -> failed(wish, failure, line.get());
        }
    }

    private void failed(Wish wish, GraphFailure failure, Line line) {
        switch (failure) {
            case GraphFailure.Offline _,GraphFailure.RateLimited _,GraphFailure.NeedsReconnect _ ->
                line.failed(failure);
            case GraphFailure.ServerTrouble _,GraphFailure.Unreadable _ -> {
                if (attempts.merge(wish.turn(), 1, Integer::sum) >= MOST_ATTEMPTS) {
                    takeBack(wish, Failure.NOT_DELIVERED);
                }
            }
            case GraphFailure.WindowClosed _ -> {
                database.sync().windowRefused(wish.conversation());
                takeBack(wish, Failure.WINDOW_CLOSED);
            }
            case GraphFailure.PersonUnavailable _ -> takeBack(wish, Failure.PERSON_UNAVAILABLE);
            case GraphFailure.AccessMissing(var reason, var _) -> takeBack(wish, switch (reason) {
                case BUSINESS_RESTRICTED -> Failure.BUSINESS_RESTRICTED;
                case HANDLED_ELSEWHERE -> Failure.HANDLED_ELSEWHERE;
                default -> Failure.NO_ACCESS;
            });
            case GraphFailure.Refused _,GraphFailure.FieldRefused _,GraphFailure.NotDetailed _ ->
                takeBack(wish, Failure.REFUSED);
        }
    }

    private void takeBack(Wish wish, Failure why) {
        attempts.remove(wish.turn());
        if (database.reactions().takeBack(wish)) {
            LOG.log(System.Logger.Level.INFO, "a reaction was refused and taken back");
            Refusal refusal = new Refusal(wish.conversation(), wish.message(), wish.emoji(), why);
            refusals.forEach(listener -> listener.accept(refusal));
        }
    }

    /** Takes nothing new; waits a while for the call under way. What is cut off is sent again next time. */
    public void stop(Duration patience) {
        loop.stop(patience);
    }
}
