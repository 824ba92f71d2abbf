package app.ajar.store;

import app.ajar.model.ConversationId;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the user made beside replies: stars, read marks, drafts. Kept in {@code LOCAL}, synced to disk at once. */
public final class UserNotes {

    private static final String OF = " WHERE account_id = ? AND conversation_id = ?";

    private final Sessions sessions;
    private volatile @Nullable ConversationId looked;

    UserNotes(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The conversation the user is looking at, its newest message in view; null for none. What arrives there is read
     * already. Only remembered, not stored; from any thread.
     */
    public void looking(@Nullable ConversationId id) {
        looked = id;
    }

    boolean looksAt(ConversationId id) {
        return id.equals(looked);
    }

    public void setPriority(ConversationId id, boolean priority) {
        sessions.write(tx -> {
            boolean present = tx.first("SELECT priority FROM local.note" + OF, Session.Row::flag,
                    id.account().value(), id.value()).orElse(false);
            if (present != priority) {
                set(tx, id, "priority", priority);
                ListRow row = ListRow.find(tx, id).orElse(null);
                if (row != null) {
                    row.priority = priority;
                    row.save(tx);
                }
            }
            return true;
        });
    }

    /** The user has seen everything stored so far: nothing of it counts as unread. */
    public void markRead(ConversationId id) {
        sessions.write(tx -> {
            ListRow row = ListRow.find(tx, id).orElse(null);
            if (row == null) {
                return false;
            }
            Instant newest = tx.first(
                    "SELECT sent_at FROM cache.message USE INDEX (message_thread) WHERE conversation = ? AND sent_at <= ?"
                            + " ORDER BY conversation DESC, sent_at DESC, id DESC LIMIT 1",
                    Session.Row::time, row.id,
                    Long.MAX_VALUE).orElse(row.updatedAt);
            Instant mark = tx.first("SELECT read_to FROM local.note" + OF, Session.Row::time, id.account().value(),
                    id.value()).orElse(Instant.EPOCH);
            if (newest.isAfter(mark)) {
                set(tx, id, "read_to", newest);
                row.seenTo = newest;
            }
            row.unread = 0;
            row.save(tx);
            return true;
        });
    }

    public Optional<String> draft(ConversationId id) {
        return sessions.read(session -> session.first("SELECT draft FROM local.note" + OF + " AND draft IS NOT NULL",
                Session.Row::text, id.account().value(), id.value()));
    }

    /** A blank text deletes the draft. */
    public void putDraft(ConversationId id, String text) {
        sessions.write(tx -> {
            String present = tx.first("SELECT draft FROM local.note" + OF + " AND draft IS NOT NULL",
                    Session.Row::text, id.account().value(), id.value()).orElse("");
            String next = text.isBlank() ? "" : text;
            if (!present.equals(next)) {
                set(tx, id, "draft", next.isEmpty() ? null : next);
            }
            return true;
        });
    }

    /** The user saw the conversation up to this message. */
    static void read(Session.Tx tx, ConversationId id, Instant upTo) throws SQLException {
        set(tx, id, "read_to", upTo);
    }

    /** Notes of an account that is not connected are nobody's: nothing is written. */
    private static void set(Session.Tx tx, ConversationId id, String column, @Nullable Object value)
            throws SQLException {
        if (AccountTable.stored(tx, id.account()).isEmpty()) {
            return;
        }
        tx.update("MERGE INTO local.note (account_id, conversation_id, " + column
                + ") KEY (account_id, conversation_id) VALUES (?, ?, ?)", id.account().value(), id.value(), value);
        tx.userMade();
    }

    static void forgetDraft(Session.Tx tx, ConversationId id) throws SQLException {
        tx.update("UPDATE local.note SET draft = NULL" + OF, id.account().value(), id.value());
    }
}
