package app.ajar.sandbox;

import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers what is sent: replies, reactions and sender actions, each within Meta's rules. */
final class GraphSends {

    static final int LONGEST_TEXT_BYTES = 1000;
    static final Duration WINDOW = Duration.ofHours(24);
    static final Duration HUMAN_AGENT_WINDOW = Duration.ofDays(7);
    /** The names Meta gives some reactions, and the emoji they stand for. */
    private static final Map<String, String> REACTIONS = Map.of("love", "❤️", "like", "👍", "laugh", "😂", "wow", "😮",
            "sad", "😢", "angry", "😡");

    private final World world;
    private final Conditions conditions;
    private final BiConsumer<Talk, Item> replied;

    /** @param replied told of every reply that went through */
    GraphSends(World world, Conditions conditions, BiConsumer<Talk, Item> replied) {
        this.world = world;
        this.conditions = conditions;
        this.replied = replied;
    }

    /** Carries out a POST to {@code /me/messages}. */
    ObjectNode answer(Call call) {
        if (!conditions.is(Switch.ALLOW_ACCESS)) {
            throw Refusal.accessSwitchedOff();
        }
        ObjectNode body = call.body().deepCopy();
        call.query().forEach((name, value) -> {
            if (!body.has(name)) {
                body.put(name, value);
            }
        });
        JsonNode to = body.path("recipient").path("id");
        if (!to.isString() && !to.isNumber()) {
            throw Refusal.badParameter("The parameter recipient is required");
        }
        Person person = world.person(to.asString()).orElseThrow(Refusal::noMatchingUser);
        Talk talk = world.talkWith(person.id()).orElseThrow(Refusal::noMatchingUser);
        if (!person.reachable()) {
            throw Refusal.personUnavailable();
        }
        String action = body.path("sender_action").asString("");
        if (!action.isEmpty()) {
            return world.alone(() -> act(action, body, talk));
        }
        Item sent = world.alone(() -> reply(body, talk));
        replied.accept(talk, sent);
        return JsonNodeFactory.instance.objectNode().put("recipient_id", person.id()).put("message_id",
                world.messageId(talk, sent));
    }

    private ObjectNode act(String action, ObjectNode body, Talk talk) {
        switch (action.toLowerCase(Locale.ROOT)) {
            case "react" -> {
                checkWindow(body, talk);
                String named = body.path("payload").path("reaction").asString("");
                if (named.isBlank()) {
                    throw Refusal.badParameter("The parameter payload[reaction] is required");
                }
                world.react(target(body, talk), true, REACTIONS.getOrDefault(named.toLowerCase(Locale.ROOT), named));
            }
            case "unreact" -> {
                checkWindow(body, talk);
                world.react(target(body, talk), true, null);
            }
            case "typing_on", "typing_off", "mark_seen" -> {
                // Nothing that could be read back.
            }
            default -> throw Refusal.badParameter("Param sender_action must be one of {react, unreact, typing_on, …}");
        }
        return JsonNodeFactory.instance.objectNode().put("recipient_id", talk.personId());
    }

    private World.Place target(ObjectNode body, Talk talk) {
        String id = body.path("payload").path("message_id").asString("");
        return world.place(id).filter(p -> p.talk() == talk && talk.item(p.index()).isPresent())
                .orElseThrow(() -> Refusal.noSuchObject(id));
    }

    private Item reply(ObjectNode body, Talk talk) {
        JsonNode message = body.path("message");
        if (!message.isObject() || message.isEmpty()) {
            throw Refusal.badParameter("The parameter message is required");
        }
        String text = message.path("text").asString("");
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT_BYTES) {
            throw Refusal.badParameter("Length of param message[text] must be less than or equal to 1000");
        }
        Item.Extra extra = extra(message);
        if (text.isBlank() && extra.equals(Item.WORDS)) {
            throw new Refusal(400, 100, 2534015, "IGApiException", "(#100) Invalid message data");
        }
        checkWindow(body, talk);
        Integer replyTo = null;
        String mid = body.path("reply_to").path("mid").asString("");
        if (!mid.isEmpty() && !conditions.is(Switch.INLINE_REPLIES)) {
            throw Refusal.badParameter("The parameter reply_to is not supported");
        }
        if (!mid.isEmpty()) {
            replyTo = world.place(mid).filter(p -> p.talk() == talk).map(World.Place::index)
                    .orElseThrow(() -> Refusal.badParameter("The message to reply to does not exist"));
        }
        return world.write(talk, true, text, extra, replyTo);
    }

    /**
     * Meta fetches files from a public address. This server fetches nothing: what Meta could fetch counts as fetched, and a
     * file of its own stands for it; what Meta could not is refused.
     */
    private static Item.Extra extra(JsonNode message) {
        JsonNode attachment = message.path("attachment");
        if (attachment.isMissingNode()) {
            attachment = message.path("attachments");
        }
        if (attachment.isMissingNode()) {
            return Item.WORDS;
        }
        if (attachment.path("type").asString("").equalsIgnoreCase("like_heart")) {
            return new Item.Extra.Heart();
        }
        return SentFile.of(attachment.path("type").asString(""), attachment.path("payload").path("url").asString(""));
    }

    private void checkWindow(ObjectNode body, Talk talk) {
        Instant last = talk.lastInboundAt();
        Duration age = last == null ? Duration.ofDays(3650) : Duration.between(last, world.now());
        String tag = body.path("tag").asString("");
        if (!tag.isEmpty() && !tag.equalsIgnoreCase("HUMAN_AGENT")) {
            throw Refusal.badParameter("The message tag is no longer supported");
        }
        boolean human = !tag.isEmpty() && conditions.is(Switch.HUMAN_AGENT);
        if (age.compareTo(human ? HUMAN_AGENT_WINDOW : WINDOW) > 0) {
            throw Refusal.outsideWindow();
        }
    }

    /** What the account sends by address: refused as Meta refuses it, or stood for by a file of this server. */
    private static final class SentFile {

        private static final Pattern PRIVATE = Pattern
                .compile("localhost|.*\\.(?:localhost|local|internal|invalid)|127\\..*|10\\..*"
                        + "|192\\.168\\..*|169\\.254\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*|0\\..*|\\[.*");
        private static final Map<String, List<String>> ENDINGS = Map.of("image", List.of("png", "jpg", "jpeg", "gif"),
                "video",
                List.of("mp4", "ogg", "avi", "mov", "webm"), "audio", List.of("aac", "m4a", "wav", "mp4"), "file",
                List.of("pdf"));

        private SentFile() {}

        /** @throws Refusal as Meta's error-codes page has it: 2018008 for what cannot be fetched, 2018047 for another kind */
        static Item.Extra of(String type, String url) {
            String kind = type.toLowerCase(Locale.ROOT);
            List<String> endings = ENDINGS.get(kind);
            if (endings == null) {
                throw Refusal
                        .badParameter("Param message[attachment][type] must be one of {image, audio, video, file, …}");
            }
            URI address = fetchable(url);
            String path = address.getPath() == null ? "" : address.getPath().toLowerCase(Locale.ROOT);
            int dot = path.lastIndexOf('.');
            String ending = dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1);
            boolean another = ENDINGS.values().stream().anyMatch(all -> all.contains(ending))
                    && !endings.contains(ending);
            if (another) {
                throw new Refusal(400, 100, 2018047, "IGApiException", "(#100) Upload attachment failure");
            }
            return switch (kind) {
                case "image" -> new Item.Extra.Photo("mountains", 1080, 1350);
                case "video" -> new Item.Extra.ReadyMade("surf.mp4", 540, 960);
                case "audio" -> new Item.Extra.Voice(6);
                default -> new Item.Extra.Paper(path.substring(path.lastIndexOf('/') + 1), "Sent by link", "mountains",
                        List.of());
            };
        }

        private static URI fetchable(String url) {
            try {
                URI address = URI.create(url);
                String host = address.getHost();
                if ("https".equalsIgnoreCase(address.getScheme()) && host != null && host.indexOf('.') > 0
                        && !PRIVATE.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                System.getLogger(SentFile.class.getName()).log(System.Logger.Level.DEBUG, "no address");
            }
            throw new Refusal(400, 100, 2018008, "IGApiException", "(#100) Failed to fetch the file from the url");
        }
    }
}
