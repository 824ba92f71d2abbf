package app.ajar.sandbox;

import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages and what is in them as the API does, each with the fields asked for and no others. */
final class MessageJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ")
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> NAMED = Map.of("❤️", "love", "❤", "love", "😂", "laugh", "😮", "wow", "😢",
            "sad", "😡", "angry", "👍", "like");
    static final List<Fields> BARE = List.of(new Fields("id", Map.of(), List.of()),
            new Fields("created_time", Map.of(), List.of()));

    private final World world;
    private final MediaHost media;
    private final Conditions conditions;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    MessageJson(World world, MediaHost media, Conditions conditions) {
        this.world = world;
        this.media = media;
        this.conditions = conditions;
    }

    /** A message with the fields asked for; those without a value are left out, as Meta does. */
    ObjectNode message(Talk talk, Item item, List<Fields> asked) {
        Person person = world.find(talk.personId());
        ObjectNode node = json.objectNode();
        for (Fields field : asked) {
            switch (field.name()) {
                case "created_time" -> time(node, "created_time", item.sentAt());
                case "from" -> node.set("from", pruned(side(person, item.ours()), field.inner()));
                case "to" -> node.set("to", pruned(wrapped(side(person, !item.ours())), field.inner()));
                case "message" -> words(node, item);
                case "attachments" -> attachments(node, talk, item, field.inner());
                case "shares" -> shares(node, talk, item, field.inner());
                case "story" -> story(node, talk, item, field.inner());
                case "reactions" -> reactions(node, person, item, field.inner());
                case "reply_to" -> replyTo(node, talk, item, field.inner());
                case "is_unsupported" -> unsupported(node, item);
                default -> {
                    // The id closes every message; tags are for Pages alone.
                }
            }
        }
        id(node, "id", world.messageId(talk, item));
        return node;
    }

    /** One side of a thread as {@code from}, {@code to} and {@code participants} show it. */
    ObjectNode side(Person person, boolean account) {
        ObjectNode node = json.objectNode();
        node.put("username", account ? Account.USERNAME : person.username());
        id(node, "id", account ? Account.ID : person.id());
        return node;
    }

    void time(ObjectNode node, String field, Instant at) {
        if (conditions.is(Switch.UNIX_TIMES)) {
            node.put(field, at.getEpochSecond());
        } else {
            node.put(field, TIME.format(at));
        }
    }

    void id(ObjectNode node, String field, String id) {
        if (conditions.is(Switch.NUMERIC_IDS) && id.length() < 19 && id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            node.put(field, Long.parseLong(id));
        } else {
            node.put(field, id);
        }
    }

    ObjectNode wrapped(JsonNode... rows) {
        ArrayNode data = json.arrayNode();
        for (JsonNode row : rows) {
            data.add(row);
        }
        return json.objectNode().set("data", data);
    }

    /** Keeps only what was asked for, through {@code data} lists; everything when nothing was named. */
    static ObjectNode pruned(ObjectNode node, List<Fields> asked) {
        if (asked.isEmpty()) {
            return node;
        }
        if (node.path("data") instanceof ArrayNode rows) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            rows.forEach(row -> kept.add(row instanceof ObjectNode object ? pruned(object, asked) : row));
            return JsonNodeFactory.instance.objectNode().set("data", kept);
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Fields field : asked) {
            JsonNode value = node.path(field.name());
            if (value instanceof ObjectNode object) {
                kept.set(field.name(), pruned(object, field.inner()));
            } else if (!value.isMissingNode()) {
                kept.set(field.name(), value);
            }
        }
        return kept;
    }

    private static void words(ObjectNode node, Item item) {
        boolean attached = switch (item.extra()) {
            case Item.Extra.Photo _,Item.Extra.Photos _,Item.Extra.Gif _,Item.Extra.ReadyMade _ -> true;
            default -> false;
        };
        if (!item.text().isEmpty() || attached) {
            node.put("message", item.text());
        }
    }

    private void attachments(ObjectNode node, Talk talk, Item item, List<Fields> asked) {
        List<JsonNode> rows = new ArrayList<>();
        for (int position = 0; position < MediaHost.attached(item); position++) {
            rows.add(attachment(talk, item, position));
        }
        if (!rows.isEmpty()) {
            node.set("attachments", pruned(wrapped(rows.toArray(JsonNode[]::new)), asked));
        }
    }

    private ObjectNode attachment(Talk talk, Item item, int position) {
        String id = media.attachmentId(talk, item, position);
        String url = media.attachmentUrl(talk, item, position);
        ObjectNode attachment = json.objectNode().put("id", id);
        return switch (item.extra()) {
            case Item.Extra.Photo(String scene, int width, int height) -> photo(attachment, id, url, width, height);
            case Item.Extra.Photos(List<String> scenes, int width, int height) ->
                photo(attachment, id, url, width, height);
            case Item.Extra.ReadyMade(String file, int width, int height) -> {
                attachment.put("mime_type", MediaHost.type(file));
                yield file.endsWith(".mp4")
                        ? attachment.set("video_data",
                                json.objectNode().put("url", url)
                                        .put("preview_url", media.posterUrl(talk, item, position))
                                        .put("width", width).put("height", height))
                        : attachment.set("image_data", image(url, width, height, false));
            }
            case Item.Extra.Gif gif -> attachment.put("mime_type", "image/gif").set("image_data",
                    image(url, MediaHost.GIF_SIZE, MediaHost.GIF_SIZE, false)
                            .put("animated_gif_url", url).put("animated_gif_preview_url", url));
            case Item.Extra.Heart heart -> attachment.put("mime_type", "image/png").set("image_data",
                    image(url, MediaHost.HEART_SIZE, MediaHost.HEART_SIZE, true));
            case Item.Extra.Voice voice -> attachment.put("mime_type", "audio/wav")
                    .put("name", "audioclip-" + item.sentAt().toEpochMilli() + ".wav").put("file_url", url);
            case Item.Extra.Paper paper -> attachment.put("mime_type", "application/pdf").put("name", paper.file())
                    .put("file_url", url);
            default -> throw new IllegalStateException("Nothing is attached to " + item.extra());
        };
    }

    private ObjectNode photo(ObjectNode attachment, String id, String url, int width, int height) {
        return attachment.put("mime_type", "image/jpeg").put("name", "image-" + id).set("image_data",
                image(url, width, height, false));
    }

    private ObjectNode image(String url, int width, int height, boolean sticker) {
        return json.objectNode().put("width", width).put("height", height).put("max_width", width)
                .put("max_height", height).put("url", url).put("preview_url", url).put("render_as_sticker", sticker);
    }

    /** What a share holds must be asked for by name: without, there is an empty row. */
    private void shares(ObjectNode node, Talk talk, Item item, List<Fields> asked) {
        if (item.extra() instanceof Item.Extra.Share(String scene, String link, String name, String description)) {
            ObjectNode share = json.objectNode().put("link", link.isEmpty() ? media.attachmentUrl(talk, item, 0) : link)
                    .put("name", name).put("description", description);
            node.set("shares", asked.isEmpty() ? wrapped(json.objectNode()) : pruned(wrapped(share), asked));
        }
    }

    private void story(ObjectNode node, Talk talk, Item item, List<Fields> asked) {
        String kind = switch (item.extra()) {
            case Item.Extra.StoryReply reply -> "reply_to";
            case Item.Extra.StoryMention mention -> "mention";
            default -> "";
        };
        if (!kind.isEmpty()) {
            ObjectNode link = json.objectNode().put("link", media.storyUrl(talk, item));
            id(link, "id", media.attachmentId(talk, item, 0));
            node.set("story", pruned(json.objectNode().set(kind, link), asked));
        }
    }

    private void reactions(ObjectNode node, Person person, Item item, List<Fields> asked) {
        if (item.reactions().isEmpty()) {
            return;
        }
        boolean named = conditions.is(Switch.NAMED_REACTIONS);
        ObjectNode all = wrapped(item.reactions().stream().<JsonNode>map(reaction -> {
            ObjectNode row = json.objectNode().put("reaction",
                    named ? NAMED.getOrDefault(reaction.emoji(), reaction.emoji()) : reaction.emoji());
            ArrayNode users = json.arrayNode().add(side(person, reaction.ours()));
            row.set("users", users);
            return row;
        }).toArray(JsonNode[]::new));
        ObjectNode kept = pruned(all, asked);
        node.set("reactions", conditions.is(Switch.BARE_REACTIONS) ? kept.path("data") : kept);
    }

    private void replyTo(ObjectNode node, Talk talk, Item item, List<Fields> asked) {
        Integer to = item.replyTo();
        if (to != null) {
            boolean self = talk.item(to).map(answered -> answered.ours() == item.ours()).orElse(false);
            node.set("reply_to", pruned(
                    json.objectNode().put("mid", world.messageId(talk, to)).put("is_self_reply", self), asked));
        }
    }

    private void unsupported(ObjectNode node, Item item) {
        boolean is = item.extra() instanceof Item.Extra.Unsupported;
        if (is || conditions.is(Switch.SPELLED_OUT)) {
            node.put("is_unsupported", is);
        }
    }
}
