package app.ajar.graph;

import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one row of a message list. One unreadable row never harms its page. */
final class MessageReader {

    /** {@code tags} are Pages' folders; {@code sticker}, {@code thread_id} and {@code is_echo} come from Messenger. */
    private static final Set<String> KNOWN = Set.of("id", "created_time", "from", "to", "message", "is_unsupported",
            "attachments", "shares", "story", "reactions", "reply_to", "tags", "sticker", "thread_id", "is_echo");
    private static final Set<String> NO_CONTENT = Set.of("id", "created_time", "tags", "thread_id", "is_echo");
    private static final Set<String> PERSON = Set.of("id", "username", "name", "email", "user_id");
    private static final Set<String> STORY = Set.of("mention", "reply_to");
    private static final Set<String> STORY_LINK = Set.of("link", "url", "id");
    private static final Set<String> REACTION = Set.of("reaction", "emoji", "users");
    private static final Set<String> REPLY_TO = Set.of("mid", "id", "is_self_reply", "story");

    /** Meta's words for reactions. "other" stands for any emoji it does not name. */
    private static final Map<String, String> WORDS = Map.of("love", "❤️", "like", "👍", "dislike", "👎", "laugh", "😂",
            "haha", "😂", "wow", "😮", "sad", "😢", "angry", "😡", "other", "❔");

    private final Identity identity;

    MessageReader(Identity identity) {
        this.identity = identity;
    }

    /** What a row turned out to be. */
    sealed interface Row {

        record Detailed(Message message) implements Row {}

        /** Id and time alone: older than the newest 20. */
        record Bare() implements Row {}

        record Unreadable(String raw) implements Row {}
    }

    private record Sender(String id, Message.Direction direction) {}

    private record StoryPart(Message.Kind kind, JsonNode about) {}

    /** @param person the conversation's person, null when not known */
    Row read(ConversationId conversation, @Nullable Participant person, JsonNode row) {
        String id = row.isObject() ? Lenient.id(row.path("id")) : null;
        Instant time = Lenient.time(row.path("created_time"));
        if (id == null || time == null) {
            return new Row.Unreadable(Lenient.raw(row));
        }
        if (row.properties().stream().allMatch(e -> NO_CONTENT.contains(e.getKey()) || Lenient.empty(e.getValue()))) {
            return new Row.Bare();
        }
        Sender sender = sender(row, person == null ? null : person.id().value(),
                person == null ? null : person.username());
        if (sender == null) {
            return new Row.Unreadable(Lenient.raw(row));
        }
        Oddities odd = new Oddities();
        odd.unknownKeys(row, KNOWN);
        Lenient.rows(row.path("from")).stream().filter(JsonNode::isObject).forEach(n -> odd.unknownKeys(n, PERSON));
        StoryPart part = storyPart(row, odd);
        Message.Story story = part == null ? null : story(part.about(), odd);
        List<Attachment> attachments = AttachmentReader.read(row, story, odd);
        List<Message.Reaction> reactions = reactions(row.path("reactions"), odd);
        String text = words(row.path("message"), odd);
        MessageId replyTo = replyTo(row.path("reply_to"), odd);
        Message.Kind plain = kind(row, attachments, odd);
        Message.Kind kind = part == null ? plain : part.kind();
        return new Row.Detailed(new Message(conversation, new MessageId(id), sender.direction(), sender.id(), time,
                text, kind, DeliveryState.SENT, story, replyTo, attachments, reactions,
                odd.any() ? Lenient.raw(row) : null));
    }

    /** The person as the rows of a conversation show them, for answers without participants; null when none does. */
    @Nullable
    Participant personIn(ConversationId conversation, List<JsonNode> rows) {
        for (JsonNode row : rows) {
            List<JsonNode> people = new ArrayList<>(Lenient.rows(row.path("from")));
            people.addAll(Lenient.rows(row.path("to")));
            for (JsonNode candidate : people) {
                String id = personId(candidate);
                String username = Lenient.text(candidate.path("username"));
                if (id != null && !identity.isUs(id, username, null)) {
                    return Participant.known(new ParticipantId(conversation.account(), id), username);
                }
            }
        }
        return null;
    }

    private static @Nullable String personId(JsonNode node) {
        return Lenient.id(node.isObject() ? node.path("id") : node);
    }

    /** Who wrote a row: by {@code from}, else by the other end in {@code to}; null when neither tells. */
    private @Nullable Sender sender(JsonNode row, @Nullable String personId, @Nullable String personName) {
        for (JsonNode from : Lenient.rows(row.path("from"))) {
            String id = personId(from);
            String username = Lenient.text(from.path("username"));
            if (id != null) {
                return identity.isUs(id, username, personId) ? ours(id) : theirs(id);
            }
            if (username != null && identity.isUs(null, username, personId)) {
                return ours(identity.account().value());
            }
            if (username != null && personId != null && username.equalsIgnoreCase(personName)) {
                return theirs(personId);
            }
        }
        for (JsonNode to : Lenient.rows(row.path("to"))) {
            String id = personId(to);
            if (identity.isUs(id, Lenient.text(to.path("username")), personId)) {
                return personId == null ? null : theirs(personId);
            }
            if (id != null) {
                return ours(identity.account().value());
            }
        }
        return null;
    }

    private static Sender ours(String id) {
        return new Sender(id, Message.Direction.OUTBOUND);
    }

    private static Sender theirs(String id) {
        return new Sender(id, Message.Direction.INBOUND);
    }

    private static @Nullable String words(JsonNode message, Oddities odd) {
        String text = Lenient.text(message);
        if (text == null && !Lenient.empty(message)) {
            odd.note();
        }
        return text;
    }

    /** Where a row speaks of a story, and how. Webhooks put it into reply_to; a server may do so in lists too. */
    private static @Nullable StoryPart storyPart(JsonNode row, Oddities odd) {
        JsonNode story = row.path("story");
        JsonNode inner = story.has("reply_to") || story.has("mention") ? story : Lenient.one(story);
        odd.unknownKeys(inner, STORY);
        List<StoryPart> parts = List.of(new StoryPart(Message.Kind.STORY_REPLY, inner.path("reply_to")),
                new StoryPart(Message.Kind.STORY_MENTION, inner.path("mention")),
                new StoryPart(Message.Kind.STORY_REPLY, row.path("reply_to").path("story")));
        List<StoryPart> objects = parts.stream().filter(part -> part.about().isObject()).toList();
        // A story that is gone may leave an empty object behind: it still says what the message was.
        return objects.stream().filter(part -> !Lenient.empty(part.about())).findFirst()
                .orElse(objects.isEmpty() ? null : objects.getFirst());
    }

    private static Message.Story story(JsonNode about, Oddities odd) {
        odd.unknownKeys(about, STORY_LINK);
        String link = Lenient.id(about.path("link"));
        return new Message.Story(Lenient.id(about.path("id")), link == null ? Lenient.id(about.path("url")) : link);
    }

    private static @Nullable MessageId replyTo(JsonNode node, Oddities odd) {
        if (Lenient.empty(node)) {
            return null;
        }
        String mid = Lenient.id(node);
        if (mid == null && node.isObject()) {
            odd.unknownKeys(node, REPLY_TO);
            mid = Lenient.id(node.path("mid"));
            mid = mid == null ? Lenient.id(node.path("id")) : mid;
        }
        if (mid == null && !node.path("story").isObject()) {
            odd.note();
        }
        return mid == null ? null : new MessageId(mid);
    }

    private List<Message.Reaction> reactions(JsonNode node, Oddities odd) {
        List<Message.Reaction> reactions = new ArrayList<>();
        for (JsonNode reaction : Lenient.rows(node)) {
            odd.unknownKeys(reaction, REACTION);
            String emoji = emoji(reaction, odd);
            List<JsonNode> users = Lenient.rows(reaction.path("users"));
            if (emoji == null || users.isEmpty()) {
                odd.note();
                continue;
            }
            for (JsonNode user : users) {
                String id = personId(user);
                if (id == null) {
                    odd.note();
                } else {
                    boolean ours = identity.isUs(id, Lenient.text(user.path("username")), null);
                    reactions.add(new Message.Reaction(ours ? identity.account().value() : id, emoji));
                }
            }
        }
        return reactions;
    }

    private static @Nullable String emoji(JsonNode reaction, Oddities odd) {
        String said = Lenient.id(reaction.path("reaction"));
        String emoji = Lenient.id(reaction.path("emoji"));
        if (emoji != null || said == null) {
            return emoji;
        }
        String known = WORDS.get(said.toLowerCase(Locale.ROOT));
        if (known == null && said.chars().allMatch(c -> c < 128)) {
            odd.note();
            return WORDS.get("other");
        }
        return known == null ? said : known;
    }

    private static Message.Kind kind(JsonNode row, List<Attachment> attachments, Oddities odd) {
        Boolean unsupported = Lenient.yesNo(row.path("is_unsupported"));
        if (unsupported == null && Lenient.present(row.path("is_unsupported"))) {
            odd.note();
        }
        if (Boolean.TRUE.equals(unsupported)) {
            return Message.Kind.UNSUPPORTED;
        }
        if (Lenient.rows(row.path("shares")).stream().anyMatch(JsonNode::isObject)) {
            return Message.Kind.SHARE;
        }
        return attachments.isEmpty() ? Message.Kind.TEXT : Message.Kind.MEDIA;
    }
}
