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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The outbox's rows, read and written within one transaction. */
final class OutboxRows {

    static final String COLUMNS = "o.id, o.kind, o.body, o.url, o.reply_to, o.human_agent, o.state, o.created_at, o.plan,"
            + " o.held_until, o.due_at, o.last_inbound, o.by_itself, o.attempted_at, o.failure, o.failure_detail";
    static final String NONE = ", CAST(NULL AS BIGINT), CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR),"
            + " CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), CAST(NULL AS BOOLEAN), CAST(NULL AS VARCHAR),"
            + " CAST(NULL AS BIGINT), CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),"
            + " CAST(NULL AS BIGINT), CAST(NULL AS BOOLEAN), CAST(NULL AS BIGINT), CAST(NULL AS VARCHAR),"
            + " CAST(NULL AS VARCHAR)";

    /** Of {@code o}: it takes part in its conversation, and does not wait for something else. */
    static final String UNDER_WAY = "(o.plan = 'NOW' OR o.state <> 'QUEUED')";

    static final String SELECT = "SELECT o.account_id, o.conversation_id, " + COLUMNS
            + " FROM local.outbox o";
    /** Where Meta told no time yet, its clock and ours are taken to differ by at most this. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    /** A time that Meta told and that lies further ahead than any wrong clock explains is not believed. */
    private static final Duration BEYOND_BELIEF = Duration.ofHours(26);

    /** Reads the columns of {@link #COLUMNS}. */
    static OutboxMessage one(ConversationId conversation, Session.Row row) throws SQLException {
        OutboxId id = new OutboxId(row.number());
        OutboxMessage.Content.Kind kind = row.word(OutboxMessage.Content.Kind.class);
        String text = row.text();
        String url = row.textOrNull();
        String replyTo = row.textOrNull();
        boolean humanAgent = row.flag();
        DeliveryState state = row.word(DeliveryState.class);
        Instant createdAt = row.time();
        OutboxMessage.Plan plan = plan(row);
        return new OutboxMessage(id, conversation,
                new OutboxMessage.Content(kind, text, url, replyTo == null ? null : new MessageId(replyTo)), humanAgent,
                state, createdAt, plan, row.timeOrNull(), row.wordOrNull(OutboxMessage.Failure.class),
                row.textOrNull());
    }

    static @Nullable String replyTo(Content content) {
        return content.replyTo() == null ? null : content.replyTo().value();
    }

    static Instant notBeforeTheThread(Session.Tx tx, ConversationId id, Instant now) throws SQLException {
        Instant newest = tx.first("SELECT last_message_at FROM cache.conversation WHERE account_id = ?"
                + " AND remote_id = ?", Session.Row::time, id.account().value(), id.value()).orElse(now);
        return Session.millis(newest.isAfter(now) ? newest : now);
    }

    static void put(Session.Tx tx, OutboxId id, Plan plan) throws SQLException {
        Instant held = null;
        Instant due = null;
        Instant lastInbound = null;
        boolean byItself = false;
        String word;
        switch (plan) {
            case Plan.Now now -> {
                word = "NOW";
                held = now.heldUntil();
                due = now.due();
            }
            case Plan.At at -> {
                word = "AT";
                due = at.due();
            }
            case Plan.WhenTheyWrite when -> {
                word = "WHEN_THEY_WRITE";
                lastInbound = when.lastInbound();
                byItself = when.byItself();
            }
            case Plan.Asks asks -> {
                word = "ASKS";
                due = asks.due();
            }
        }
        tx.update("UPDATE local.outbox SET plan = ?, held_until = ?, due_at = ?, last_inbound = ?, by_itself = ?"
                + " WHERE id = ?", word, held, due, lastInbound, byItself, id.value());
    }

    /** Reads the columns {@code plan, held_until, due_at, last_inbound, by_itself}. */
    private static Plan plan(Session.Row row) throws SQLException {
        String word = row.text();
        Instant held = row.timeOrNull();
        Instant due = row.timeOrNull();
        Instant lastInbound = row.timeOrNull();
        boolean byItself = row.flag();
        return switch (word) {
            case "AT" -> new Plan.At(Objects.requireNonNull(due));
            case "WHEN_THEY_WRITE" -> new Plan.WhenTheyWrite(lastInbound, byItself);
            case "ASKS" -> new Plan.Asks(due);
            default -> new Plan.Now(held, due);
        };
    }

    static long nextTurn(Session.Tx tx) throws SQLException {
        return tx.number("SELECT MAX(turn) FROM local.outbox") + 1;
    }

    static void replace(Session.Tx tx, OutboxMessage reply, Content content, boolean humanAgent, Plan plan,
            Instant now) throws SQLException {
        ConversationId conversation = reply.conversation();
        tx.update("UPDATE local.outbox SET kind = ?, body = ?, url = ?, reply_to = ?, human_agent = ?, state = ?,"
                + " created_at = ?, turn = ?, attempted_at = NULL, told_at = NULL, failure = NULL,"
                + " failure_detail = NULL WHERE id = ?", content.kind(), content.text(), content.url(),
                replyTo(content), humanAgent, DeliveryState.QUEUED, notBeforeTheThread(tx, conversation, now),
                nextTurn(tx), reply.id().value());
        put(tx, reply.id(), plan);
        moved(tx, conversation);
    }

    /**
     * A reply that was handed to the network.
     *
     * @param earliest the earliest time that Meta can have given it
     */
    record Attempt(long id, Content.Kind kind, String body, Instant earliest) {

        /** Whether this message of ours can be what became of it: no other of its conversation's says the same. */
        boolean became(Message message) {
            if (message.sentAt().isBefore(earliest)) {
                return false;
            }
            String words = message.text() == null ? "" : message.text().strip();
            boolean wordless = words.isEmpty()
                    && (message.kind() == Message.Kind.MEDIA || message.kind() == Message.Kind.UNSUPPORTED);
            return switch (kind) {
                case TEXT -> body.strip().equals(words);
                // No page says whether the sticker comes back as its picture or as its emoji.
                case HEART -> wordless || Message.isHeart(words);
                case IMAGE, VIDEO, AUDIO, FILE -> wordless;
            };
        }
    }

    /** What of a conversation may have arrived, oldest first. */
    static List<Attempt> attempts(Session.Tx tx, ConversationId id) throws SQLException {
        return tx.list("SELECT id, kind, body, attempted_at, told_at FROM local.outbox WHERE account_id = ?"
                + " AND conversation_id = ? AND (state IN ('SENDING', 'UNCERTAIN') OR failure = 'RESTORED')"
                + " AND attempted_at IS NOT NULL"
                + " ORDER BY turn",
                row -> new Attempt(row.number(), row.word(Content.Kind.class), row.text(),
                        earliest(row.time(), row.timeOrNull())),
                id.account().value(), id.value());
    }

    /** Meta's times are whole seconds. */
    private static Instant earliest(Instant attempted, @Nullable Instant told) {
        Instant earliest = told == null || told.isAfter(attempted.plus(BEYOND_BELIEF))
                ? attempted.minus(CLOCKS_DIFFER)
                : told;
        return earliest.truncatedTo(ChronoUnit.SECONDS);
    }

    static Optional<OutboxMessage> found(Session.Tx tx, OutboxId id, Set<DeliveryState> states)
            throws SQLException {
        return tx.first(SELECT + " WHERE o.id = ?", OutboxRows::reply, id.value())
                .filter(reply -> states.contains(reply.state()));
    }

    static void moved(Session.Tx tx, ConversationId conversation) throws SQLException {
        tx.userMade();
        tx.outboxChanged(conversation);
        Optional<ListRow> row = ListRow.find(tx, conversation);
        if (row.isPresent()) {
            row.get().save(tx);
        }
    }

    static OutboxMessage reply(Session.Row row) throws SQLException {
        return one(new ConversationId(new AccountId(row.text()), row.text()), row);
    }

    private OutboxRows() {}
}
