package app.ajar.store;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import app.ajar.store.ConversationQueries.ListRow;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the user made beside replies: stars, read marks, drafts. Kept in {@code LOCAL}, synced to disk at once. */
public final class UserNotes {

    private static final String OF = " WHERE account_id = ? AND conversation_id = ?";
    private static final String DRAFT = "SELECT draft, draft_reply_to FROM local.note" + OF;

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

    /** Whether the user said on this day that a person answers in the conversation. */
    public boolean agentConfirmed(ConversationId id, LocalDate day) {
        return sessions.read(session -> session.first("SELECT 1 FROM local.note" + OF + " AND agent_confirmed_on = ?",
                Session.Row::number, id.account().value(), id.value(), day.toEpochDay()).isPresent());
    }

    /** The user says that a person answers in the conversation, which holds for the day. */
    public void confirmAgent(ConversationId id, LocalDate day) {
        sessions.write(tx -> {
            set(tx, id, "agent_confirmed_on", day.toEpochDay());
            return true;
        });
    }

    /**
     * A reply that is being written.
     *
     * @param text never only blanks, but empty where only the message to answer is chosen
     * @param replyTo the message that it answers, null for none
     */
    public record Draft(String text, @Nullable MessageId replyTo) {

        public static final Draft NONE = new Draft("", null);

        public Draft {
            text = text.isBlank() ? "" : text;
        }
    }

    /** The words of the draft, empty when there are none. */
    public Optional<String> draft(ConversationId id) {
        return Optional.of(wholeDraft(id).text()).filter(text -> !text.isEmpty());
    }

    /** What is being written, {@link Draft#NONE} for nothing. */
    public Draft wholeDraft(ConversationId id) {
        return sessions.read(session -> session.first(DRAFT, UserNotes::draft, id.account().value(), id.value()))
                .orElse(Draft.NONE);
    }

    private static Draft draft(Session.Row row) throws SQLException {
        String text = row.textOrNull();
        String replyTo = row.textOrNull();
        return new Draft(text == null ? "" : text, replyTo == null ? null : new MessageId(replyTo));
    }

    /** Words that answer no message in particular; blank ones delete the draft. */
    public void putDraft(ConversationId id, String text) {
        putDraft(id, new Draft(text, null));
    }

    public void putDraft(ConversationId id, Draft next) {
        sessions.write(tx -> {
            Draft present = tx.first(DRAFT, UserNotes::draft, id.account().value(), id.value()).orElse(Draft.NONE);
            if (!present.equals(next)) {
                set(tx, id, "draft", next.text().isEmpty() ? null : next.text());
                set(tx, id, "draft_reply_to", next.replyTo() == null ? null : next.replyTo().value());
            }
            return true;
        });
    }

    /**
     * When a conversation is to remind of itself, as the user chose.
     *
     * @param after how long the person waits without an answer before the template is offered
     * @param template what is offered; it may be gone by now
     * @param doneAt the person's message that the user does not want to be reminded of any more; null for none
     */
    public record Reminder(Duration after, Templates.Id template, @Nullable Instant doneAt) {}

    /**
     * A starred conversation with a reminder, and what decides whether it is due.
     *
     * @param waitingSince the first of their messages that nobody answered or put aside, null for none
     * @param lastOutboundAt our newest message, null when none is known
     * @param answering whether a reply of ours is waiting, planned or on its way
     */
    public record Reminded(ConversationId id, Reminder reminder, WindowFacts window, @Nullable Instant waitingSince,
            @Nullable Instant lastOutboundAt, boolean answering) {}

    public Optional<Reminder> reminder(ConversationId id) {
        return sessions
                .read(session -> session.first("SELECT remind_after, remind_template, remind_done FROM local.note"
                        + OF + " AND remind_after IS NOT NULL", UserNotes::reminder, id.account().value(), id.value()));
    }

    /** Reminds of this conversation from now on while it is starred; null for no more. */
    public void setReminder(ConversationId id, @Nullable Reminder reminder) {
        sessions.write(tx -> {
            set(tx, id, "remind_after", reminder == null ? null : reminder.after.toMillis());
            set(tx, id, "remind_template", reminder == null ? null : reminder.template.value());
            set(tx, id, "remind_done", reminder == null ? null : reminder.doneAt);
            tx.templatesChanged();
            return true;
        });
    }

    /** The user wants no reminder of this message of theirs, nor of older ones. */
    public void reminderDone(ConversationId id, Instant lastInbound) {
        sessions.write(tx -> {
            set(tx, id, "remind_done", lastInbound);
            tx.templatesChanged();
            return true;
        });
    }

    /** Every starred conversation with a reminder; few. */
    public List<Reminded> reminded() {
        return sessions.read(session -> session.list("SELECT n.account_id, n.conversation_id, n.remind_after,"
                + " n.remind_template, n.remind_done, c.last_inbound_at, c.opener, c.inbound_unseen, c.refused,"
                + " (SELECT MIN(m.sent_at) FROM cache.message m USE INDEX (message_thread) WHERE m.conversation = c.id"
                + " AND m.sent_at > GREATEST(COALESCE(c.last_outbound_at, 0), COALESCE(n.remind_done, 0),"
                + " c.last_inbound_at - ?) AND m.direction = 'INBOUND'), c.last_outbound_at,"
                + " EXISTS (SELECT 1 FROM local.outbox o WHERE o.account_id = n.account_id"
                + " AND o.conversation_id = n.conversation_id AND o.state <> 'FAILED')"
                + " FROM local.note n JOIN cache.conversation c ON c.account_id = n.account_id"
                + " AND c.remote_id = n.conversation_id WHERE n.priority = TRUE AND n.remind_after IS NOT NULL",
                UserNotes::reminded, ReplyWindow.HUMAN_AGENT.toMillis()));
    }

    private static Reminded reminded(Session.Row row) throws SQLException {
        ConversationId id = new ConversationId(new AccountId(row.text()), row.text());
        Reminder reminder = reminder(row);
        WindowFacts window = new WindowFacts(row.timeOrNull(), row.wordOrNull(WindowFacts.Opener.class), row.flag(),
                row.flag());
        return new Reminded(id, reminder, window, row.timeOrNull(), row.timeOrNull(), row.flag());
    }

    private static Reminder reminder(Session.Row row) throws SQLException {
        return new Reminder(Duration.ofMillis(row.number()), new Templates.Id(row.number()), row.timeOrNull());
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

    /** @param only these words; null for whatever stands there */
    static void forgetDraft(Session.Tx tx, ConversationId id, @Nullable String only) throws SQLException {
        tx.update("UPDATE local.note SET draft = NULL, draft_reply_to = NULL" + OF
                + " AND COALESCE(draft, '') = COALESCE(?, draft, '')", id.account().value(), id.value(), only);
    }

    /**
     * Our own reactions to messages on their way to the server. What the user chose stands at the message at once and stays
     * there whatever a read brings meanwhile, until the server has it or refused it. Kept in {@code LOCAL}.
     */
    public static final class ReactionTable {

        private static final String AT = OF + " AND message_id = ?";

        private final Sessions sessions;
        /** How many were begun to be stored since the start, and how many are not committed. */
        private final AtomicLong choices = new AtomicLong();
        private final AtomicInteger beingStored = new AtomicInteger();
        /** Up to so many choices it is known that none waits. */
        private volatile long noneUpTo = -1;

        ReactionTable(Sessions sessions) {
            this.sessions = sessions;
        }

        /**
         * A reaction that the server does not have yet.
         *
         * @param emoji null takes ours away
         * @param turn which choice it is: a later one for the same message has another
         */
        public record Wish(ConversationId conversation, MessageId message, @Nullable String emoji, long turn) {}

        /** Our reaction to a message, or with null none; the last choice wins. False when the message is not stored. */
        public boolean put(ConversationId conversation, MessageId message, @Nullable String emoji) {
            beingStored.incrementAndGet();
            choices.incrementAndGet();
            try {
                return store(conversation, message, emoji);
            } finally {
                beingStored.decrementAndGet();
            }
        }

        private boolean store(ConversationId conversation, MessageId message, @Nullable String emoji) {
            return sessions.write(tx -> {
                Optional<MessageRows.Stored> stored = stored(tx, conversation, message);
                if (stored.isEmpty()) {
                    return false;
                }
                String now = stored.get().message().reactionOf(conversation.account().value());
                boolean open = tx.number("SELECT COUNT(*) FROM local.reaction" + AT, key(conversation, message)) > 0;
                if (!open && Objects.equals(now, emoji)) {
                    return true;
                }
                String before = open
                        ? tx.first("SELECT before FROM local.reaction" + AT + " AND before IS NOT NULL",
                                Session.Row::text,
                                key(conversation, message)).orElse(null)
                        : now;
                long turn = tx.number("SELECT MAX(turn) FROM local.reaction") + 1;
                tx.update("MERGE INTO local.reaction (account_id, conversation_id, message_id, emoji, before, turn)"
                        + " KEY (account_id, conversation_id, message_id) VALUES (?, ?, ?, ?, ?, ?)",
                        conversation.account().value(), conversation.value(), message.value(), emoji, before, turn);
                show(tx, stored.get(), emoji);
                tx.userMade();
                return true;
            });
        }

        /** All that the server does not have yet, the longest waiting first. */
        public List<Wish> open() {
            return sessions.read(session -> session.list("SELECT account_id, conversation_id, message_id, emoji, turn"
                    + " FROM local.reaction ORDER BY turn",
                    row -> new Wish(new ConversationId(new AccountId(row.text()), row.text()),
                            new MessageId(row.text()),
                            row.textOrNull(), row.number())));
        }

        /**
         * The messages of a conversation at which something of ours stands that the server does not have yet. As a rule
         * there are none anywhere, and then it costs no statement.
         */
        public Set<MessageId> waiting(ConversationId conversation) {
            long before = choices.get();
            if (noneUpTo == before) {
                return Set.of();
            }
            boolean idle = beingStored.get() == 0;
            List<Wish> all = open();
            if (all.isEmpty() && idle && choices.get() == before) {
                noneUpTo = before;
            }
            return all.stream().filter(wish -> wish.conversation().equals(conversation)).map(Wish::message)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** The server has it. */
        public void done(Wish wish) {
            sessions.write(tx -> {
                if (!forget(tx, wish)) {
                    // The user chose anew meanwhile; should that be refused, this one stands there again.
                    tx.update("UPDATE local.reaction SET before = ?" + AT, wish.emoji(),
                            wish.conversation().account().value(),
                            wish.conversation().value(), wish.message().value());
                }
                return true;
            });
        }

        /** The server refused it: what stood there before stands there again. False when the user chose anew meanwhile. */
        public boolean takeBack(Wish wish) {
            return sessions.write(tx -> {
                String before = tx
                        .first("SELECT before FROM local.reaction" + AT + " AND turn = ? AND before IS NOT NULL",
                                Session.Row::text, wish.conversation().account().value(), wish.conversation().value(),
                                wish.message().value(), wish.turn())
                        .orElse(null);
                if (!forget(tx, wish)) {
                    return false;
                }
                Optional<MessageRows.Stored> stored = stored(tx, wish.conversation(), wish.message());
                if (stored.isPresent()) {
                    show(tx, stored.get(), before);
                }
                return true;
            });
        }

        private static boolean forget(Session.Tx tx, Wish wish) throws SQLException {
            boolean gone = tx.update("DELETE FROM local.reaction" + AT + " AND turn = ?",
                    wish.conversation().account().value(), wish.conversation().value(), wish.message().value(),
                    wish.turn()) > 0;
            if (gone) {
                tx.userMade();
                tx.threadChanged(wish.conversation());
            }
            return gone;
        }

        private static void show(Session.Tx tx, MessageRows.Stored stored, @Nullable String emoji) throws SQLException {
            Message message = stored.message();
            MessageRows.update(tx, stored, message.withReaction(message.conversation().account().value(), emoji));
            tx.threadChanged(message.conversation());
        }

        private static Optional<MessageRows.Stored> stored(Session.Tx tx, ConversationId conversation,
                MessageId message)
                throws SQLException {
            if (AccountTable.stored(tx, conversation.account()).isEmpty()) {
                return Optional.empty();
            }
            Optional<ConversationQueries.ListRow> row = ConversationQueries.ListRow.find(tx, conversation);
            return row.isEmpty() ? Optional.empty() : MessageRows.find(tx, row.get().id, conversation, message);
        }

        private static Object[] key(ConversationId conversation, MessageId message) {
            return new Object[]{conversation.account().value(), conversation.value(), message.value()};
        }
    }
}
