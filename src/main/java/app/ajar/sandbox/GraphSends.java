package app.ajar.sandbox;

import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
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

    /** Files are fetched by Meta from a public address; this server fetches nothing, so that none ever arrives. */
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
        throw new Refusal(400, 100, 2018008, "IGApiException", "(#100) Failed to fetch the file from the url");
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
}
