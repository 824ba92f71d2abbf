package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replies on their way out, and those that wait for a time, for the person or for the user. Every method is one
 * transaction, on disk when it returns. States only move forward: {@code QUEUED → SENDING → SENT | UNCERTAIN | FAILED},
 * {@code UNCERTAIN → SENT | FAILED}; a retry writes a new row in the old one's place.
 */
public final class Outbox {

    private final Sessions sessions;

    Outbox(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Words that go at once. */
    public OutboxMessage enqueue(ConversationId id, String text, boolean humanAgent, Instant now) {
        return enqueue(id, Content.words(text), humanAgent, Plan.AT_ONCE, now);
    }

    /**
     * Writes the reply; one of words was the conversation's draft, which goes. It never stands before what is already in the thread, also
     * when this computer's clock is behind Meta's.
     *
     * @throws IllegalArgumentException when the conversation's account is not connected
     */
    public OutboxMessage enqueue(ConversationId id, Content content, boolean humanAgent, Plan plan, Instant now) {
        return enqueue(id, content, humanAgent, plan, true, now);
    }

    /** The same; words that were not written in the conversation's field leave another draft there alone. */
    public OutboxMessage enqueue(ConversationId id, Content content, boolean humanAgent, Plan plan, boolean ofField,
            Instant now) {
        return sessions.write(tx -> {
            if (AccountTable.stored(tx, id.account()).isEmpty()) {
                throw new IllegalArgumentException("the account is not connected");
            }
            OutboxId key = insert(tx, id, content, humanAgent, DeliveryState.QUEUED, now);
            OutboxRows.put(tx, key, plan);
            if (content.kind() == Content.Kind.TEXT) {
                UserNotes.forgetDraft(tx, id, ofField ? null : content.text());
            }
            OutboxRows.moved(tx, id);
            return OutboxRows.found(tx, key, EnumSet.of(DeliveryState.QUEUED)).orElseThrow();
        });
    }

    static OutboxId insert(Session.Tx tx, ConversationId id, Content content, boolean humanAgent,
            DeliveryState state, Instant now) throws SQLException {
        tx.update("INSERT INTO local.outbox (turn, account_id, conversation_id, kind, body, url, reply_to,"
                + " human_agent, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", OutboxRows.nextTurn(tx),
                id.account().value(), id.value(), content.kind(), content.text(), content.url(),
                OutboxRows.replyTo(content), humanAgent, state, OutboxRows.notBeforeTheThread(tx, id, now));
        return new OutboxId(tx.number("SELECT MAX(id) FROM local.outbox"));
    }

    /**
     * What was discarded by mistake stands again as it was, under a new id and behind the others; the draft stays. False
     * when its account is not connected any more.
     */
    public boolean putBack(OutboxMessage reply, Instant now) {
        return sessions.write(tx -> {
            if (AccountTable.stored(tx, reply.conversation().account()).isEmpty()) {
                return false;
            }
            OutboxId key = insert(tx, reply.conversation(), reply.content(), reply.humanAgent(), reply.state(), now);
            OutboxRows.put(tx, key, reply.plan());
            tx.update("UPDATE local.outbox SET failure = ?, failure_detail = ? WHERE id = ?", reply.failure(),
                    reply.failureDetail(), key.value());
            OutboxRows.moved(tx, reply.conversation());
            return true;
        });
    }

    /**
     * The oldest waiting reply of each conversation that nothing stands before: no reply of the same conversation that
     * is {@code SENDING} or {@code UNCERTAIN}, and none that can still be taken back. Where the window closes first comes
     * first.
     */
    public List<OutboxMessage> ready(Instant now) {
        return next().stream().filter(reply -> !held(reply, now)).toList();
    }

    /** Until when the next held reply is held; empty when none is. */
    public Optional<Instant> heldUntil(Instant now) {
        return next().stream().filter(reply -> held(reply, now))
                .map(reply -> Objects.requireNonNull(((Plan.Now) reply.plan()).heldUntil()))
                .min(Comparator.naturalOrder());
    }

    private static boolean held(OutboxMessage reply, Instant now) {
        return reply.plan() instanceof Plan.Now plan && plan.held(now);
    }

    private List<OutboxMessage> next() {
        return sessions.read(session -> session.list(OutboxRows.SELECT
                + " JOIN (SELECT o.account_id, o.conversation_id,"
                + " MIN(CASE WHEN o.state = 'QUEUED' THEN o.turn END) AS turn FROM local.outbox o"
                + " WHERE o.state IN ('QUEUED', 'SENDING', 'UNCERTAIN') AND " + OutboxRows.UNDER_WAY
                + " GROUP BY o.account_id, o.conversation_id"
                + " HAVING COUNT(CASE WHEN o.state <> 'QUEUED' THEN 1 END) = 0) f ON f.account_id = o.account_id"
                + " AND f.conversation_id = o.conversation_id AND f.turn = o.turn"
                + " LEFT JOIN cache.conversation c ON c.account_id = o.account_id AND c.remote_id = o.conversation_id"
                + " ORDER BY o.human_agent, c.last_inbound_at NULLS LAST, o.turn", OutboxRows::reply));
    }

    /** Everything that waits for a time, for the person or for the user's word, the earliest first. */
    public List<OutboxMessage> planned() {
        return sessions.read(session -> session.list(OutboxRows.SELECT + " WHERE o.state = 'QUEUED' AND o.plan <> 'NOW'"
                + " ORDER BY o.due_at NULLS LAST, o.turn", OutboxRows::reply));
    }

    /** What waits for a time, for the person or for the user's word in one conversation, the earliest first. */
    public List<OutboxMessage> planned(ConversationId id) {
        return sessions.read(session -> session.list(
                OutboxRows.SELECT + " WHERE o.account_id = ? AND o.conversation_id = ?"
                        + " AND o.state = 'QUEUED' AND o.plan <> 'NOW' ORDER BY o.due_at NULLS LAST, o.turn",
                OutboxRows::reply,
                id.account().value(), id.value()));
    }

    /**
     * How many replies there are of each sort.
     *
     * @param waiting under way and not sent yet, the uncertain among them
     * @param planned waiting for a time or for the person
     * @param asking waiting for the user's word
     */
    public record Counts(int waiting, int planned, int asking, int failed) {}

    /** Counts the replies of one account, or with null of all. */
    public Counts counts(@Nullable AccountId account) {
        String of = account == null ? "" : " WHERE account_id = ?";
        Session.Mapper<Counts> counted = row -> new Counts(row.small(), row.small(), row.small(), row.small());
        String sql = "SELECT COUNT(CASE WHEN state <> 'FAILED' AND (plan = 'NOW' OR state <> 'QUEUED') THEN 1 END),"
                + " COUNT(CASE WHEN state = 'QUEUED' AND plan IN ('AT', 'WHEN_THEY_WRITE') THEN 1 END),"
                + " COUNT(CASE WHEN state = 'QUEUED' AND plan = 'ASKS' THEN 1 END),"
                + " COUNT(CASE WHEN state = 'FAILED' THEN 1 END) FROM local.outbox" + of;
        return sessions.read(session -> account == null
                ? session.list(sql, counted).getFirst()
                : session.list(sql, counted, account.value()).getFirst());
    }

    /**
     * Gives a reply that waits or failed other words or another time; one that failed waits again. False when it is being
     * sent, may have arrived or is gone.
     *
     * @param humanAgent whether it may go as a person's answer after the standard window
     */
    public boolean change(OutboxId id, Content content, boolean humanAgent, Plan plan, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id,
                    EnumSet.of(DeliveryState.QUEUED, DeliveryState.FAILED));
            if (reply.isEmpty()) {
                return false;
            }
            OutboxRows.replace(tx, reply.get(), content, humanAgent, plan, now);
            return true;
        });
    }

    /**
     * What waited for a time, for the person or for the user's word goes on: now, or to another such state. False when it
     * does not wait as it did, because it was changed meanwhile.
     */
    public boolean advance(OutboxMessage reply, Plan plan, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> present = OutboxRows.found(tx, reply.id(), EnumSet.of(DeliveryState.QUEUED));
            if (present.isEmpty() || !present.get().plan().equals(reply.plan())) {
                return false;
            }
            OutboxRows.replace(tx, present.get(), present.get().content(), present.get().humanAgent(), plan, now);
            return true;
        });
    }

    /** {@code QUEUED → SENDING}, durable before it returns; false when it does not wait for its turn any more. */
    public boolean markSending(OutboxId id, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id, EnumSet.of(DeliveryState.QUEUED))
                    .filter(OutboxMessage::underWay);
            if (reply.isEmpty()) {
                return false;
            }
            tx.update("UPDATE local.outbox SET state = ?, attempted_at = ?, told_at = (SELECT at FROM cache.told"
                    + " WHERE account_id = ?) WHERE id = ?", DeliveryState.SENDING, now,
                    reply.get().conversation().account().value(), id.value());
            OutboxRows.moved(tx, reply.get().conversation());
            return true;
        });
    }

    /** {@code SENDING → UNCERTAIN}: no answer came. */
    public void markUncertain(OutboxId id) {
        move(id, EnumSet.of(DeliveryState.SENDING), DeliveryState.UNCERTAIN, null, null);
    }

    /** {@code SENDING → QUEUED}, only when it is certain that nothing left this computer (no connection was made). */
    public void backToQueue(OutboxId id) {
        move(id, EnumSet.of(DeliveryState.SENDING), DeliveryState.QUEUED, null, null);
    }

    /**
     * {@code UNCERTAIN → FAILED}, because the thread was read and the reply is not there.
     *
     * @param backTo since when nothing of the thread is missing from what was read
     * @return whether that reaches back to when the reply was handed to the network
     */
    public boolean markNotDelivered(OutboxId id, Instant backTo) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id, EnumSet.of(DeliveryState.UNCERTAIN));
            if (reply.isEmpty() || OutboxRows.attempts(tx, reply.get().conversation()).stream()
                    .noneMatch(attempt -> attempt.id() == id.value() && backTo.isBefore(attempt.earliest()))) {
                return false;
            }
            tx.update("UPDATE local.outbox SET state = ?, failure = ? WHERE id = ?", DeliveryState.FAILED,
                    OutboxMessage.Failure.NOT_DELIVERED, id.value());
            OutboxRows.moved(tx, reply.get().conversation());
            return true;
        });
    }

    public void markFailed(OutboxId id, OutboxMessage.Failure failure, @Nullable String detail) {
        move(id, EnumSet.of(DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.UNCERTAIN),
                DeliveryState.FAILED, failure, detail);
    }

    private void move(OutboxId id, Set<DeliveryState> from, DeliveryState to,
            OutboxMessage.@Nullable Failure failure, @Nullable String detail) {
        sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id, from);
            if (reply.isPresent()) {
                tx.update("UPDATE local.outbox SET state = ?, failure = ?, failure_detail = ? WHERE id = ?", to,
                        failure, detail, id.value());
                OutboxRows.moved(tx, reply.get().conversation());
            }
            return true;
        });
    }

    /**
     * The server has it: the message goes in and the outbox row goes out together, the bubble keeps its key. If sync
     * brought the message before, there is still one.
     */
    public void markSent(OutboxId id, Message message) {
        sessions.write(tx -> {
            ConversationId conversation = tx.first(OutboxRows.SELECT + " WHERE o.id = ?", OutboxRows::reply, id.value())
                    .map(OutboxMessage::conversation).orElse(message.conversation());
            if (AccountTable.stored(tx, conversation.account()).isEmpty()) {
                return false;
            }
            boolean waiting = tx.number("SELECT COUNT(*) FROM local.outbox WHERE id = ?", id.value()) > 0;
            Optional<ListRow> known = ListRow.find(tx, conversation);
            ListRow row = known.isPresent() ? known.get() : ListRow.create(tx, conversation, message.sentAt());
            Optional<MessageRows.Stored> stored = MessageRows.find(tx, row.id, conversation, message.id());
            if (stored.isEmpty()) {
                Message fresh = MessageRows.storable(conversation, message);
                MessageRows.insert(tx, row.id, fresh, waiting ? id.value() : null);
                tx.update("UPDATE cache.tally SET messages = messages + 1 WHERE account_id = ?",
                        conversation.account().value());
                Instant answeredBefore = row.lastOutboundAt;
                row.saw(fresh);
                if (row.unread > 0 && (answeredBefore == null || fresh.sentAt().isAfter(answeredBefore))) {
                    row.unread = Math.min(row.unread, MessageRows.inboundAfter(tx, row.id, fresh.sentAt()));
                }
                tx.threadChanged(conversation);
            } else if (waiting && stored.get().outboxId() == null) {
                tx.update("UPDATE cache.message SET outbox_id = ? WHERE id = ?", id.value(), stored.get().id());
                tx.threadChanged(conversation);
            }
            if (waiting) {
                leave(tx, conversation, id.value(), message.id());
            }
            row.save(tx);
            return true;
        });
    }

    /** The reply is a message now. */
    static void leave(Session.Tx tx, ConversationId conversation, long id, MessageId message) throws SQLException {
        tx.update("DELETE FROM local.outbox WHERE id = ?", id);
        tx.update("MERGE INTO local.sent (outbox_id, account_id, conversation_id, message_id) KEY (outbox_id)"
                + " VALUES (?, ?, ?, ?)", id, conversation.account().value(), conversation.value(), message.value());
        tx.userMade();
        tx.outboxChanged(conversation);
    }

    /** {@code SENDING} rows left by a killed app become {@code UNCERTAIN}; called once at start. */
    public int recoverAfterStart() {
        return sessions.write(tx -> {
            List<OutboxMessage> left = tx.list(OutboxRows.SELECT + " WHERE o.state = 'SENDING'", OutboxRows::reply);
            for (OutboxMessage reply : left) {
                tx.update("UPDATE local.outbox SET state = ? WHERE id = ?", DeliveryState.UNCERTAIN,
                        reply.id().value());
                OutboxRows.moved(tx, reply.conversation());
            }
            return left.size();
        });
    }

    public List<OutboxMessage> uncertain() {
        return sessions.read(session -> session.list(OutboxRows.SELECT + " WHERE o.state = 'UNCERTAIN' ORDER BY o.turn",
                OutboxRows::reply));
    }

    /** Everything not sent, oldest first. */
    public List<OutboxMessage> all() {
        return sessions.read(session -> session.list(OutboxRows.SELECT + " ORDER BY o.turn", OutboxRows::reply));
    }

    public Optional<OutboxMessage> find(OutboxId id) {
        return sessions
                .read(session -> session.first(OutboxRows.SELECT + " WHERE o.id = ?", OutboxRows::reply, id.value()));
    }

    /** What became of a reply: its row, or the message it turned into, or empty when it was discarded. */
    public Optional<ThreadEntry> outcome(OutboxId id) {
        Optional<OutboxMessage> waiting = find(id);
        if (waiting.isPresent()) {
            return waiting.map(ThreadQueries::waiting);
        }
        record Sent(ConversationId conversation, String message) {}
        return sessions.read(session -> {
            Optional<Sent> sent = session.first("SELECT account_id, conversation_id, message_id FROM local.sent"
                    + " WHERE outbox_id = ?",
                    row -> new Sent(new ConversationId(new AccountId(row.text()),
                            row.text()), row.text()),
                    id.value());
            if (sent.isEmpty()) {
                return Optional.<ThreadEntry>empty();
            }
            ConversationId conversation = sent.get().conversation;
            MessageRows.Reader reader = new MessageRows.Reader(conversation);
            session.list(MessageRows.ONE, row -> {
                reader.take(row);
                return true;
            }, conversation.account().value(), conversation.value(), sent.get().message);
            return reader.all().stream().<ThreadEntry>map(ThreadQueries::entry).findFirst();
        });
    }

    /** A failed reply waits again, at the end of its conversation's queue; false when it is not failed. */
    public boolean retry(OutboxId id, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id, EnumSet.of(DeliveryState.FAILED));
            if (reply.isEmpty()) {
                return false;
            }
            OutboxRows.replace(tx, reply.get(), reply.get().content(), reply.get().humanAgent(), Plan.AT_ONCE, now);
            return true;
        });
    }

    /** Forgets a waiting or failed reply; false when it is being sent or uncertain. */
    public boolean discard(OutboxId id) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = OutboxRows.found(tx, id,
                    EnumSet.of(DeliveryState.QUEUED, DeliveryState.FAILED));
            if (reply.isEmpty()) {
                return false;
            }
            tx.update("DELETE FROM local.outbox WHERE id = ?", id.value());
            OutboxRows.moved(tx, reply.get().conversation());
            return true;
        });
    }
}
