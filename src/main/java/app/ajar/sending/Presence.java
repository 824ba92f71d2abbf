package app.ajar.sending;

import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.ReplyWindow;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells people that somebody is writing to them and that their message was seen, where the user wants that and while the
 * reply window is open. A courtesy: it never goes ahead of a reply that waits, is never tried again, and says nothing when it
 * fails but in the log.
 */
public final class Presence {

    private static final System.Logger LOG = System.getLogger(Presence.class.getName());
    /** Meta shows the sign for about 20 seconds; the next one renews it. */
    private static final Duration SIGN_LASTS = Duration.ofSeconds(20);
    private static final Duration BETWEEN_SIGNS = Duration.ofSeconds(8);
    /** More would be old by their turn. */
    private static final int MOST_WAITING = 8;
    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final Database database;
    private final Clock clock;
    private final Function<AccountId, Optional<Line>> accounts;
    private final Supplier<Wanted> wanted;
    private final Map<ConversationId, Instant> typingSince = new ConcurrentHashMap<>();
    private final Map<ConversationId, Instant> seenUntil = new ConcurrentHashMap<>();
    /** Meta's pages disagree whether these exist for every account; one that refused them is not asked again. */
    private final Set<AccountId> refused = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor calls;

    /** What the user wants people to be told. */
    public record Wanted(boolean typing, boolean seen) {}

    /** What is told. */
    private enum Sign {
        TYPING, NOT_TYPING, SEEN
    }

    /**
     * @param accounts how each connected account is reached
     * @param wanted asked each time
     */
    public Presence(Database database, Clock clock, Function<AccountId, Optional<Line>> accounts,
            Supplier<Wanted> wanted) {
        this.database = database;
        this.clock = clock;
        this.accounts = accounts;
        this.wanted = wanted;
        calls = new ThreadPoolExecutor(1, 1, IDLE_THREAD.toSeconds(), TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("ajar-presence").daemon(true).factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        calls.allowCoreThreadTimeOut(true);
    }

    /** Somebody typed a letter in this conversation. Returns at once, cheap to repeat. */
    public void typing(ConversationId conversation) {
        Instant now = clock.instant();
        if (wanted.get().typing() && due(typingSince.get(conversation), now)) {
            typingSince.put(conversation, now);
            later(conversation, Sign.TYPING);
        }
    }

    /** A clock that was set back makes it due. */
    private static boolean due(@Nullable Instant last, Instant now) {
        return last == null || now.isBefore(last) || !now.isBefore(last.plus(BETWEEN_SIGNS));
    }

    /** What was being written is gone, or its conversation was left. Returns at once. */
    public void stoppedTyping(ConversationId conversation) {
        Instant last = typingSince.remove(conversation);
        if (last != null && wanted.get().typing() && clock.instant().isBefore(last.plus(SIGN_LASTS))) {
            later(conversation, Sign.NOT_TYPING);
        }
    }

    /** The newest messages of this conversation are before the user's eyes. Returns at once, cheap to repeat. */
    public void seen(ConversationId conversation) {
        if (wanted.get().seen()) {
            later(conversation, Sign.SEEN);
        }
    }

    private void later(ConversationId conversation, Sign sign) {
        calls.execute(() -> {
            try {
                tell(conversation, sign);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "a signal to a person met a bug or a failing store", e);
            }
        });
    }

    private void tell(ConversationId id, Sign sign) {
        Optional<Line> line = accounts.apply(id.account()).filter(Line::callable);
        Optional<Conversation> found = database.conversations().find(id);
        if (line.isEmpty() || found.isEmpty() || refused.contains(id.account())) {
            return;
        }
        Instant now = clock.instant();
        ReplyWindow.Status window = ReplyWindow.at(found.get().window(), false, now).status();
        Instant theirs = found.get().window().lastInboundAt();
        boolean open = window == ReplyWindow.Status.OPEN || window == ReplyWindow.Status.CLOSING_SOON;
        boolean told = sign == Sign.SEEN && Objects.equals(theirs, seenUntil.get(id));
        if (!open || told || theirs == null || !database.outbox().ready(now).isEmpty()) {
            return;
        }
        if (sign == Sign.SEEN) {
            // Whatever comes of it: a message is told to be seen once.
            seenUntil.put(id, theirs);
        }
        call(line.get(), found.get(), sign);
    }

    private void call(Line line, Conversation to, Sign sign) {
        GraphResult<Boolean> answer = switch (sign) {
            case TYPING -> line.client().typing(to.person().id());
            case NOT_TYPING -> line.client().notTyping(to.person().id());
            case SEEN -> line.client().seen(to.person().id());
        };
        if (!(answer instanceof GraphResult.Failed<Boolean>(GraphFailure failure))) {
            return;
        }
        switch (failure) {
            case GraphFailure.RateLimited _,GraphFailure.NeedsReconnect _ -> line.failed(failure);
            case GraphFailure.Refused _,GraphFailure.FieldRefused _,GraphFailure.AccessMissing _ -> {
                refused.add(to.id().account());
                LOG.log(System.Logger.Level.INFO, "Instagram takes no signals from this account; none go until the next"
                        + " start");
            }
            case GraphFailure.Offline _,GraphFailure.ServerTrouble _,GraphFailure.Unreadable _,GraphFailure.WindowClosed _,GraphFailure.PersonUnavailable _,GraphFailure.NotDetailed _ ->
                LOG.log(System.Logger.Level.DEBUG, "a signal did not arrive: {0}", failure.getClass().getSimpleName());
        }
    }

    /** Whether nothing is being told, and nothing waits to be. */
    public boolean idle() {
        return calls.getCompletedTaskCount() == calls.getTaskCount();
    }

    /** Takes nothing new; waits a while for the call under way. */
    public void stop(Duration patience) {
        calls.getQueue().clear();
        calls.shutdown();
        try {
            if (!calls.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "a signal is still under way");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
