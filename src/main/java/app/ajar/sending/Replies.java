package app.ajar.sending;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyText;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.ThreadEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** What a person does with replies: write, plan, change, try again, discard. Sending itself happens in the background. */
public final class Replies {

    private static final Duration TIME_TO_SEND = Duration.ofSeconds(20);

    private final Database database;
    private final Sender sender;
    private final Predicate<ConversationId> hopeless;
    private final Clock clock;

    /** @param hopeless whether nothing can be sent in a conversation until the account is connected again */
    public Replies(Database database, Sender sender, Predicate<ConversationId> hopeless, Clock clock) {
        this.database = database;
        this.sender = sender;
        this.hopeless = hopeless;
        this.clock = clock;
    }

    /** What came of writing a reply. */
    public sealed interface Written {

        /** It is in the outbox, on disk, and will be sent. */
        record Queued(OutboxMessage reply) implements Written {}

        /** It was not written; the draft stands. */
        record Refused(Failure why) implements Written {}
    }

    /** Words from elsewhere than the conversation's field, to go at once. */
    public Written write(ConversationId conversation, String text, boolean humanAgent) {
        return write(conversation, text, humanAgent, Duration.ZERO);
    }

    /**
     * Checks length and window, then puts words that come from elsewhere than the conversation's field into the outbox;
     * another draft stays. Blocks for one commit; not for the toolkit's thread.
     *
     * @param hold for how long it can be taken back; at most {@link Plan#LONGEST_HOLD}, zero to go at once
     * @throws IllegalArgumentException for a blank text
     */
    public Written write(ConversationId conversation, String text, boolean humanAgent, Duration hold) {
        return write(conversation, Content.words(text), humanAgent, hold, false);
    }

    /**
     * Checks content and window, then puts the reply that stood in the conversation's field into the outbox; its draft goes.
     * Blocks for one commit; not for the toolkit's thread.
     *
     * @param humanAgent whether it may go as a person's answer after the standard window, where the user turned that on;
     *        refused as {@link Failure#HUMAN_AGENT_UNCONFIRMED} until {@link #confirmAgent} was called that day
     * @param hold for how long it can be taken back; at most {@link Plan#LONGEST_HOLD}
     * @throws IllegalArgumentException for a reply that says nothing
     */
    public Written write(ConversationId conversation, Content content, boolean humanAgent, Duration hold) {
        return write(conversation, content, humanAgent, hold, true);
    }

    private Written write(ConversationId conversation, Content content, boolean humanAgent, Duration hold,
            boolean ofField) {
        if (humanAgent && afterStandard(conversation)
                && !database.notes().agentConfirmed(conversation, today())) {
            return new Written.Refused(Failure.HUMAN_AGENT_UNCONFIRMED);
        }
        return written(conversation, content, now -> {
            ReplyWindow window = window(conversation, humanAgent, now);
            return window.mayReply() || window.status() == ReplyWindow.Status.HUMAN_AGENT;
        }, now -> database.outbox().enqueue(conversation, content, humanAgent,
                atOnce(window(conversation, humanAgent, now), hold, now), ofField, now));
    }

    /** Whether a reply goes now only as a person's, in the seven days that the user turned on for the account. */
    private boolean afterStandard(ConversationId conversation) {
        return window(conversation, true, clock.instant()).status() == ReplyWindow.Status.HUMAN_AGENT;
    }

    /** The user says that a person answers in this conversation; holds for the day. Blocks for one commit. */
    public void confirmAgent(ConversationId conversation) {
        database.notes().confirmAgent(conversation, today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    }

    /** No hold lasts until the window closes. */
    private static Plan atOnce(ReplyWindow window, Duration hold, Instant now) {
        Duration left = window.until() == null ? hold : window.remaining(now).minus(TIME_TO_SEND);
        Duration held = left.compareTo(hold) < 0 ? left : hold;
        return held.isPositive() ? new Plan.Now(now.plus(held), null) : Plan.AT_ONCE;
    }

    /**
     * Keeps a reply until the person writes again. Blocks for one commit.
     *
     * @param byItself whether it then goes without asking
     * @throws IllegalArgumentException for a reply that says nothing
     */
    public Written writeForLater(ConversationId conversation, Content content, boolean byItself) {
        return later(conversation, content, whenTheyWrite(conversation, byItself));
    }

    private Plan whenTheyWrite(ConversationId conversation, boolean byItself) {
        return new Plan.WhenTheyWrite(database.conversations().find(conversation)
                .map(row -> row.window().lastInboundAt()).orElse(null), byItself);
    }

    /**
     * Keeps a reply until a time. Blocks for one commit.
     *
     * @throws IllegalArgumentException for a reply that says nothing, and for a time that does not fit the window: ask
     *         {@link #choice} first
     */
    public Written schedule(ConversationId conversation, Content content, Instant due) {
        if (choice(conversation, due) != SendTime.Choice.FITS) {
            throw new IllegalArgumentException("the time does not fit the window");
        }
        return later(conversation, content, new Plan.At(due));
    }

    /** Whether a reply can be set for a time, or why not. Reads the store. */
    public SendTime.Choice choice(ConversationId conversation, Instant due) {
        Instant now = clock.instant();
        return SendTime.choice(window(conversation, false, now), due, now);
    }

    private Written later(ConversationId conversation, Content content, Plan plan) {
        return written(conversation, content, _ -> true,
                now -> database.outbox().enqueue(conversation, content, false, plan, now));
    }

    private Written written(ConversationId conversation, Content content, Predicate<Instant> open,
            Function<Instant, OutboxMessage> enqueue) {
        Optional<Failure> wrong = wrong(conversation, content);
        if (wrong.isPresent()) {
            return new Written.Refused(wrong.get());
        }
        Instant now = clock.instant();
        if (!open.test(now)) {
            return new Written.Refused(Failure.WINDOW_CLOSED);
        }
        OutboxMessage reply = enqueue.apply(now);
        wakeSender();
        return new Written.Queued(reply);
    }

    private Optional<Failure> wrong(ConversationId conversation, Content content) {
        boolean says = switch (content.kind()) {
            case TEXT -> !content.text().isBlank();
            case HEART -> true;
            case IMAGE, VIDEO, AUDIO, FILE -> content.url() != null;
        };
        if (!says) {
            throw new IllegalArgumentException("a reply needs words");
        }
        if (content.url() != null && !(PublicFile.check(content.url()) instanceof PublicFile.Checked.Fits)) {
            return Optional.of(Failure.FILE_UNREACHABLE);
        }
        if (content.kind() == Content.Kind.TEXT && !ReplyText.sendable(content.text())) {
            return Optional.of(Failure.TOO_LONG);
        }
        return database.conversations().find(conversation).isPresent()
                ? Optional.empty()
                : Optional.of(Failure.PERSON_UNAVAILABLE);
    }

    private ReplyWindow window(ConversationId conversation, boolean humanAgent, Instant now) {
        return ReplyWindow.at(database.conversations().find(conversation).map(Conversation::window)
                .orElse(WindowFacts.NONE), humanAgent && database.accounts().humanAgent(conversation.account()), now);
    }

    /**
     * Tells, on a background thread, of each conversation in which a reply went out without the message that it answers,
     * because Instagram did not take it as an answer to one.
     */
    public void onSentPlainly(Consumer<ConversationId> listener) {
        sender.onSentPlainly(listener);
    }

    /**
     * Gives a reply that is not on its way yet other words and another time; one that failed waits again. False when it is
     * being sent, may have arrived or is gone. Blocks for one commit.
     */
    public boolean change(OutboxId id, Content content, Plan plan) {
        boolean changed = database.outbox().change(id, content, false, plan, clock.instant());
        wakeSender();
        return changed;
    }

    /** A failed or planned reply waits for the person to write again instead; false when it is on its way. */
    public boolean keepForLater(OutboxMessage reply, boolean byItself) {
        return change(reply.id(), reply.content(), whenTheyWrite(reply.conversation(), byItself));
    }

    /** A planned reply goes at once, or after the hold; false when it does not wait any more. Blocks for one commit. */
    public boolean sendNow(OutboxMessage reply, Duration hold) {
        Instant now = clock.instant();
        boolean goes = database.outbox().advance(reply,
                atOnce(window(reply.conversation(), reply.humanAgent(), now), hold, now), now);
        wakeSender();
        return goes;
    }

    /** A failed reply waits again; false when it is not failed. */
    public boolean retry(OutboxId id) {
        boolean waiting = database.outbox().retry(id, clock.instant());
        wakeSender();
        return waiting;
    }

    /** Forgets a waiting or failed reply; false when it is being sent or may have arrived. */
    public boolean discard(OutboxId id) {
        return database.outbox().discard(id);
    }

    /** Undoes {@link #discard} of a planned or failed reply: it stands as before. False when its account is gone. */
    public boolean putBack(OutboxMessage reply) {
        boolean back = database.outbox().putBack(reply, clock.instant());
        wakeSender();
        return back;
    }

    /**
     * Waits until the reply is sent or failed, at most this long, and gives what it is then; empty when it was discarded.
     * Ends early when the account must be connected again. For the command line.
     */
    public Optional<ThreadEntry> await(OutboxId id, Duration patience) {
        Signal signal = new Signal();
        Instant deadline = clock.instant().plus(patience);
        try (ChangeFeed.Subscription _ = database.feed().subscribe(change -> {
            if (change instanceof Change.OutboxChanged || change instanceof Change.AccountChanged) {
                signal.raise();
            }
        })) {
            Optional<ThreadEntry> now = database.outbox().outcome(id);
            while (now.filter(this::underWay).isPresent() && clock.instant().isBefore(deadline)) {
                signal.await(Duration.between(clock.instant(), deadline));
                now = database.outbox().outcome(id);
            }
            return now;
        }
    }

    private boolean underWay(ThreadEntry entry) {
        return entry instanceof ThreadEntry.Waiting(var _, OutboxMessage reply)
                && reply.state() != DeliveryState.FAILED
                && !(reply.state() == DeliveryState.QUEUED && hopeless.test(reply.conversation()));
    }

    private void wakeSender() {
        sender.start();
        sender.nudge();
    }
}
