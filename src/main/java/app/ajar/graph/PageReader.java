package app.ajar.graph;

import app.ajar.graph.GraphClient.ConversationPage;
import app.ajar.graph.GraphClient.IdPage;
import app.ajar.graph.GraphClient.Listed;
import app.ajar.graph.GraphClient.MessagePage;
import app.ajar.graph.GraphClient.PulledConversation;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads conversations and pages of them, and finds where the next page begins. */
final class PageReader {

    /** What Ajar uses, and what Meta's own library lists for the same node. */
    private static final Set<String> KNOWN = Set.of("id", "updated_time", "participants", "messages", "is_owner",
            "name",
            "snippet", "unread_count", "message_count", "can_reply", "folder", "senders", "former_participants", "link",
            "is_subscribed");

    private final Identity identity;
    private final MessageReader messages;

    PageReader(Identity identity) {
        this.identity = identity;
        this.messages = new MessageReader(identity);
    }

    GraphResult<ConversationPage> conversations(JsonNode root, int rung) {
        if (!root.isArray() && !root.has("data")) {
            return new GraphResult.Failed<>(new GraphFailure.Unreadable("a list without data"));
        }
        List<PulledConversation> read = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (JsonNode row : Lenient.rows(root)) {
            String id = row.isObject() ? Lenient.id(row.path("id")) : null;
            if (id == null) {
                unreadable.add(Lenient.raw(row));
            } else {
                read.add(conversation(new ConversationId(identity.account(), id), row));
            }
        }
        return new GraphResult.Ok<>(
                new ConversationPage(List.copyOf(read), List.copyOf(unreadable), after(root), rung));
    }

    /** A thread asked for by its id; what the answer calls itself does not matter. */
    GraphResult<PulledConversation> thread(ConversationId id, JsonNode root) {
        JsonNode thread = Lenient.one(root);
        return thread.isObject()
                ? new GraphResult.Ok<>(conversation(id, thread))
                : new GraphResult.Failed<>(new GraphFailure.Unreadable("a thread without content"));
    }

    /** The answer of a thread's edge: a page of messages and nothing about the thread. */
    GraphResult<PulledConversation> older(ConversationId id, JsonNode root) {
        if (!root.isArray() && !root.has("data")) {
            return new GraphResult.Failed<>(new GraphFailure.Unreadable("a list without data"));
        }
        Participant person = messages.personIn(id, Lenient.rows(root));
        return new GraphResult.Ok<>(new PulledConversation(id, null, person, page(id, person, root), null));
    }

    /** Rows of which only id and time matter; one without them is passed over. */
    GraphResult<IdPage> ids(JsonNode root) {
        if (!root.isArray() && !root.has("data")) {
            return new GraphResult.Failed<>(new GraphFailure.Unreadable("a list without data"));
        }
        List<Listed> ids = new ArrayList<>();
        for (JsonNode row : Lenient.rows(root)) {
            String id = row.isObject() ? Lenient.id(row.path("id")) : null;
            Instant time = Lenient.time(row.path("created_time"));
            if (id != null && time != null) {
                ids.add(new Listed(new MessageId(id), time));
            }
        }
        ids.sort(Comparator.comparing(Listed::sentAt).reversed());
        return new GraphResult.Ok<>(new IdPage(List.copyOf(ids), after(root)));
    }

    private PulledConversation conversation(ConversationId id, JsonNode node) {
        Oddities odd = new Oddities();
        JsonNode nested = node.path("messages");
        boolean hasMessages = nested.isContainer();
        Participant person = person(id, Lenient.rows(node.path("participants")), odd);
        if (person == null && hasMessages) {
            person = messages.personIn(id, Lenient.rows(nested));
        }
        Instant updated = Lenient.time(node.path("updated_time"));
        ObjectNode unknown = ((ObjectNode) node).objectNode();
        node.properties().stream().filter(e -> !KNOWN.contains(e.getKey()))
                .forEach(e -> unknown.set(e.getKey(), e.getValue()));
        keepOdd(unknown, node, "participants", odd.any());
        keepOdd(unknown, node, "updated_time", updated == null && !Lenient.empty(node.path("updated_time")));
        keepOdd(unknown, node, "messages", !hasMessages && Lenient.present(nested));
        return new PulledConversation(id, updated, person, hasMessages ? page(id, person, nested) : null,
                unknown.isEmpty() ? null : Lenient.raw(unknown));
    }

    private static void keepOdd(ObjectNode unknown, JsonNode node, String key, boolean odd) {
        if (odd) {
            unknown.set(key, node.path(key));
        }
    }

    /** The participant that is not us. There are no groups in this API; should two others come, the first is taken. */
    private @Nullable Participant person(ConversationId conversation, List<JsonNode> participants, Oddities odd) {
        Participant person = null;
        for (JsonNode node : participants) {
            String id = Lenient.id(node.isObject() ? node.path("id") : node);
            String username = Lenient.text(node.path("username"));
            if (id == null) {
                odd.note();
            } else if (!identity.isUs(id, username, null)) {
                if (person == null) {
                    person = new Participant(new ParticipantId(conversation.account(), id), username,
                            Lenient.text(node.path("name")), null, null, null, null, null, null);
                } else if (!person.id().value().equals(id)) {
                    odd.note();
                }
            }
        }
        return person;
    }

    private MessagePage page(ConversationId conversation, @Nullable Participant person, JsonNode list) {
        List<Message> detailed = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        int bare = 0;
        for (JsonNode row : Lenient.rows(list)) {
            switch (messages.read(conversation, person, row)) {
                case MessageReader.Row.Detailed(Message message) -> detailed.add(message);
                case MessageReader.Row.Bare() -> bare++;
                case MessageReader.Row.Unreadable(String raw) -> unreadable.add(raw);
            }
        }
        newestFirst(detailed);
        return new MessagePage(List.copyOf(detailed), bare, List.copyOf(unreadable), after(list));
    }

    /** Meta's order is kept within one second; a server that lists the oldest first is turned round before. */
    private static void newestFirst(List<Message> list) {
        if (list.size() > 1 && list.getFirst().sentAt().isBefore(list.getLast().sentAt())) {
            Collections.reverse(list);
        }
        list.sort(Comparator.comparing(Message::sentAt).reversed());
    }

    /**
     * The cursor of the next page, null on the last. {@code paging.next} holds the token, so it is never followed: it only
     * says that there is more, and lends its own {@code after} when {@code cursors} is missing.
     */
    private static @Nullable String after(JsonNode list) {
        JsonNode paging = list.path("paging");
        String next = Lenient.id(paging.path("next"));
        if (next == null) {
            return null;
        }
        String cursor = Lenient.id(paging.path("cursors").path("after"));
        return cursor == null ? afterIn(next) : cursor;
    }

    private static @Nullable String afterIn(String next) {
        String query = next.substring(next.indexOf('?') + 1);
        for (String parameter : query.split("[&#]", -1)) {
            if (parameter.startsWith("after=")) {
                try {
                    String value = URLDecoder.decode(parameter.substring("after=".length()), StandardCharsets.UTF_8);
                    return value.isBlank() ? null : value;
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
