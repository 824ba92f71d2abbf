package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replies on their way out. Every method is one transaction, on disk when it returns. States only move forward:
 * {@code QUEUED → SENDING → SENT | UNCERTAIN | FAILED}, {@code UNCERTAIN → SENT | FAILED}; a retry writes a new row in
 * the old one's place.
 */
public final class Outbox {

    private static final String SELECT = "SELECT o.account_id, o.conversation_id, o.id, o.body, o.human_agent, o.state,"
            + " o.created_at, o.attempted_at, o.failure, o.failure_detail FROM local.outbox o";

    private final Sessions sessions;

    Outbox(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Writes the reply and deletes the conversation's draft. It never stands before what is already in the thread, also
     * when this computer's clock is behind Meta's.
     *
     * @throws IllegalArgumentException when the conversation's account is not connected
     */
    public OutboxMessage enqueue(ConversationId id, String text, boolean humanAgent, Instant now) {
        return sessions.write(tx -> {
            if (AccountTable.stored(tx, id.account()).isEmpty()) {
                throw new IllegalArgumentException("the account is not connected");
            }
            Instant newest = tx.first("SELECT last_message_at FROM cache.conversation WHERE account_id = ?"
                    + " AND remote_id = ?", Session.Row::time, id.account().value(), id.value()).orElse(now);
            Instant createdAt = Session.millis(newest.isAfter(now) ? newest : now);
            tx.update("INSERT INTO local.outbox (turn, account_id, conversation_id, body, human_agent, state,"
                    + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)", nextTurn(tx), id.account().value(), id.value(),
                    text, humanAgent, DeliveryState.QUEUED, createdAt);
            long key = tx.number("SELECT MAX(id) FROM local.outbox");
            UserNotes.forgetDraft(tx, id);
            moved(tx, id);
            return new OutboxMessage(new OutboxId(key), id, text, humanAgent, DeliveryState.QUEUED, createdAt, null,
                    null, null);
        });
    }

    private static long nextTurn(Session.Tx tx) throws SQLException {
        return tx.number("SELECT MAX(turn) FROM local.outbox") + 1;
    }

    /**
     * The oldest waiting reply of each conversation that nothing stands before: no reply of the same conversation that
     * is {@code SENDING} or {@code UNCERTAIN}.
     */
    public List<OutboxMessage> ready() {
        return sessions.read(session -> session.list(SELECT + " JOIN (SELECT account_id, conversation_id,"
                + " MIN(CASE WHEN state = 'QUEUED' THEN turn END) AS turn FROM local.outbox"
                + " WHERE state IN ('QUEUED', 'SENDING', 'UNCERTAIN') GROUP BY account_id, conversation_id"
                + " HAVING COUNT(CASE WHEN state <> 'QUEUED' THEN 1 END) = 0) f ON f.account_id = o.account_id"
                + " AND f.conversation_id = o.conversation_id AND f.turn = o.turn ORDER BY o.turn", Outbox::reply));
    }

    /** {@code QUEUED → SENDING}, durable before it returns; false when it is not waiting any more. */
    public boolean markSending(OutboxId id, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = found(tx, id, EnumSet.of(DeliveryState.QUEUED));
            if (reply.isEmpty()) {
                return false;
            }
            tx.update("UPDATE local.outbox SET state = ?, attempted_at = ? WHERE id = ?", DeliveryState.SENDING, now,
                    id.value());
            moved(tx, reply.get().conversation());
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

    public void markFailed(OutboxId id, OutboxMessage.Failure failure, @Nullable String detail) {
        move(id, EnumSet.of(DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.UNCERTAIN),
                DeliveryState.FAILED, failure, detail);
    }

    private void move(OutboxId id, Set<DeliveryState> from, DeliveryState to,
            OutboxMessage.@Nullable Failure failure, @Nullable String detail) {
        sessions.write(tx -> {
            Optional<OutboxMessage> reply = found(tx, id, from);
            if (reply.isPresent()) {
                tx.update("UPDATE local.outbox SET state = ?, failure = ?, failure_detail = ? WHERE id = ?", to,
                        failure, detail, id.value());
                moved(tx, reply.get().conversation());
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
            ConversationId conversation = tx.first(SELECT + " WHERE o.id = ?", Outbox::reply, id.value())
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
                    row.unread = Math.min(row.unread, SyncWriter.inboundAfter(tx, row, fresh.sentAt()));
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
            List<OutboxMessage> left = tx.list(SELECT + " WHERE o.state = 'SENDING'", Outbox::reply);
            for (OutboxMessage reply : left) {
                tx.update("UPDATE local.outbox SET state = ? WHERE id = ?", DeliveryState.UNCERTAIN,
                        reply.id().value());
                moved(tx, reply.conversation());
            }
            return left.size();
        });
    }

    public List<OutboxMessage> uncertain() {
        return sessions.read(session -> session.list(SELECT + " WHERE o.state = 'UNCERTAIN' ORDER BY o.turn",
                Outbox::reply));
    }

    /** Everything not sent, oldest first. */
    public List<OutboxMessage> all() {
        return sessions.read(session -> session.list(SELECT + " ORDER BY o.turn", Outbox::reply));
    }

    public Optional<OutboxMessage> find(OutboxId id) {
        return sessions.read(session -> session.first(SELECT + " WHERE o.id = ?", Outbox::reply, id.value()));
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
            return reader.all().stream().map(ThreadQueries::entry).findFirst();
        });
    }

    /** A failed reply waits again, at the end of its conversation's queue; false when it is not failed. */
    public boolean retry(OutboxId id, Instant now) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = found(tx, id, EnumSet.of(DeliveryState.FAILED));
            if (reply.isEmpty()) {
                return false;
            }
            tx.update("UPDATE local.outbox SET state = ?, created_at = ?, turn = ?, attempted_at = NULL,"
                    + " failure = NULL, failure_detail = NULL WHERE id = ?", DeliveryState.QUEUED, now, nextTurn(tx),
                    id.value());
            moved(tx, reply.get().conversation());
            return true;
        });
    }

    /** Forgets a waiting or failed reply; false when it is being sent or uncertain. */
    public boolean discard(OutboxId id) {
        return sessions.write(tx -> {
            Optional<OutboxMessage> reply = found(tx, id, EnumSet.of(DeliveryState.QUEUED, DeliveryState.FAILED));
            if (reply.isEmpty()) {
                return false;
            }
            tx.update("DELETE FROM local.outbox WHERE id = ?", id.value());
            moved(tx, reply.get().conversation());
            return true;
        });
    }

    private static Optional<OutboxMessage> found(Session.Tx tx, OutboxId id, Set<DeliveryState> states)
            throws SQLException {
        return tx.first(SELECT + " WHERE o.id = ?", Outbox::reply, id.value())
                .filter(reply -> states.contains(reply.state()));
    }

    private static void moved(Session.Tx tx, ConversationId conversation) throws SQLException {
        tx.userMade();
        tx.outboxChanged(conversation);
        Optional<ListRow> row = ListRow.find(tx, conversation);
        if (row.isPresent()) {
            row.get().save(tx);
        }
    }

    private static OutboxMessage reply(Session.Row row) throws SQLException {
        return ThreadQueries.outboxRow(new ConversationId(new AccountId(row.text()), row.text()), row);
    }
}
