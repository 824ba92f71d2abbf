package app.ajar.cli;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Gaps;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Everything stored, one JSON object a line: accounts, conversations (newest first), their messages (oldest first). Names,
 * order of keys and words are the command line's contract.
 */
final class ExportLines {

    private static final int PAGE = 500;

    private final Database database;
    private final Instant now;
    private final Set<AccountId> agents;
    private final JsonGenerator json;
    private long accounts;
    private long conversations;
    private long messages;

    /**
     * @param now the clock's time, for the reply windows
     * @param json ends each root value with a line feed
     */
    ExportLines(Database database, Instant now, JsonGenerator json) {
        this.database = database;
        this.now = now;
        this.agents = database.accounts().withHumanAgent();
        this.json = json;
    }

    void writeAll() {
        for (Account account : database.accounts().all()) {
            write(account);
        }
        List<ConversationId> order = new ArrayList<>();
        ConversationFilter all = new ConversationFilter(null, ConversationFilter.Tab.ALL, null, now);
        List<Conversation> page = database.conversations().page(all, null, PAGE);
        while (!page.isEmpty()) {
            for (Conversation conversation : page) {
                write(conversation);
                order.add(conversation.id());
            }
            page = database.conversations().page(all, page.getLast(), PAGE);
        }
        Map<ConversationId, Deque<OutboxMessage>> waiting = new HashMap<>();
        for (OutboxMessage reply : database.outbox().all()) {
            waiting.computeIfAbsent(reply.conversation(), id -> new ArrayDeque<>()).add(reply);
        }
        for (ConversationId id : order) {
            writeThread(id, waiting.getOrDefault(id, new ArrayDeque<>()));
        }
    }

    long accounts() {
        return accounts;
    }

    long conversations() {
        return conversations;
    }

    long messages() {
        return messages;
    }

    /** Stored messages with the replies that are not sent and the gaps between them, by time. */
    private void writeThread(ConversationId id, Deque<OutboxMessage> waiting) {
        Deque<Gaps.Gap> gaps = new ArrayDeque<>(database.gaps().of(id));
        database.threads().forEachMessage(id, message -> {
            while (!gaps.isEmpty() && !message.sentAt().isBefore(gaps.element().to())) {
                write(id, gaps.remove());
            }
            while (!waiting.isEmpty() && waiting.element().createdAt().isBefore(message.sentAt())) {
                write(waiting.remove());
            }
            write(message);
        });
        waiting.forEach(this::write);
    }

    /** Messages that are not here: from is null before the first, the count where it is not known. */
    private void write(ConversationId id, Gaps.Gap gap) {
        Instant from = gap.from();
        Gaps.Missing missing = gap.missing();
        json.writeStartObject();
        json.writeStringProperty("type", "gap");
        json.writeStringProperty("conversation_id", id.value());
        json.writeStringProperty("after", from == null ? null : Answer.time(from));
        json.writeStringProperty("before", Answer.time(gap.to()));
        if (missing == null) {
            json.writeNullProperty("messages");
        } else {
            json.writeNumberProperty("messages", missing.messages());
        }
        json.writeEndObject();
    }

    private void write(Account account) {
        accounts++;
        json.writeStartObject();
        json.writeStringProperty("type", "account");
        json.writeStringProperty("id", account.id().value());
        words("username", account.username());
        words("name", account.name());
        json.writeStringProperty("status", account.status().name());
        json.writeEndObject();
    }

    private void write(Conversation conversation) {
        conversations++;
        ReplyWindow window = ReplyWindow.at(conversation.window(), agents.contains(conversation.id().account()), now);
        Instant inbound = conversation.window().lastInboundAt();
        json.writeStartObject();
        json.writeStringProperty("type", "conversation");
        json.writeStringProperty("id", conversation.id().value());
        json.writeStringProperty("account_id", conversation.id().account().value());
        json.writeStringProperty("participant_id", conversation.person().id().value());
        words("participant_username", conversation.person().username());
        words("participant_name", conversation.person().name());
        json.writeStringProperty("avatar_file", conversation.avatarFile());
        json.writeStringProperty("last_message_at", Answer.time(conversation.lastMessageAt()));
        json.writeStringProperty("last_inbound_at", inbound == null ? null : Answer.time(inbound));
        json.writeStringProperty("window", window.status().name());
        json.writeStringProperty("can_reply_until", window.until() == null ? null : Answer.time(window.until()));
        json.writeNumberProperty("unread_count", conversation.unread());
        json.writeBooleanProperty("priority", conversation.priority());
        json.writeEndObject();
    }

    private void write(Message message) {
        startMessage(message.id().value(), message.conversation(), message.direction(), message.sentAt());
        words("text", message.text());
        // The contract has no word of its own for a message that was taken back: it is one without anything to show.
        Message.Kind kind = message.kind() == Message.Kind.UNSENT ? Message.Kind.UNSUPPORTED : message.kind();
        json.writeStringProperty("kind", kind.name());
        json.writeStringProperty("status", message.state().name());
        json.writeArrayPropertyStart("reactions");
        for (Message.Reaction reaction : message.reactions()) {
            json.writeStartObject();
            json.writeStringProperty("by", reaction.by());
            words("emoji", reaction.emoji());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("attachments");
        for (Attachment attachment : message.attachments()) {
            json.writeStartObject();
            json.writeStringProperty("kind", attachment.kind().name());
            json.writeStringProperty("file", attachment.file());
            json.writeStringProperty("state", attachment.state().name());
            json.writeEndObject();
        }
        json.writeEndArray();
        endMessage(message.replyTo());
    }

    /** A reply that is not a message yet; its id cannot be one of Meta's. */
    private void write(OutboxMessage reply) {
        startMessage("outbox-" + reply.id().value(), reply.conversation(), Message.Direction.OUTBOUND,
                reply.createdAt());
        DeliveryState state = reply.state();
        words("text", reply.text());
        boolean words = reply.content().kind() == OutboxMessage.Content.Kind.TEXT;
        json.writeStringProperty("kind", (words ? Message.Kind.TEXT : Message.Kind.MEDIA).name());
        json.writeStringProperty("status", state.name());
        json.writeArrayPropertyStart("reactions");
        json.writeEndArray();
        json.writeArrayPropertyStart("attachments");
        json.writeEndArray();
        endMessage(reply.content().replyTo());
    }

    /** @param replyTo the message that it answers */
    private void endMessage(@Nullable MessageId replyTo) {
        json.writeStringProperty("reply_to", replyTo == null ? null : replyTo.value());
        json.writeEndObject();
    }

    private void startMessage(String id, ConversationId conversation, Message.Direction direction, Instant sentAt) {
        messages++;
        json.writeStartObject();
        json.writeStringProperty("type", "message");
        json.writeStringProperty("id", id);
        json.writeStringProperty("conversation_id", conversation.value());
        json.writeStringProperty("direction", direction.name());
        json.writeStringProperty("sent_at", Answer.time(sentAt));
    }

    /** What somebody wrote, to read back exactly: UTF-8 alone cannot hold all that JSON can say. */
    private void words(String name, @Nullable String text) {
        if (text != null && Answer.isOdd(text)) {
            json.writeName(name);
            json.writeRawValue(Answer.asJson(text));
        } else {
            json.writeStringProperty(name, text);
        }
    }
}
