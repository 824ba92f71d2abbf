package app.ajar.sandbox.realtime;

import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.World;
import app.ajar.sandbox.world.World.Happening;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells what happens as Meta's webhooks do, by way of a Supabase project whose function passes them on to its topic
 * unchanged. Meta tells of what the account does too (echoes), but not of its reactions.
 */
public final class Webhooks {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final World world;
    private final RealtimeServer project;

    public Webhooks(World world, RealtimeServer project) {
        this.world = world;
        this.project = project;
    }

    /** Something happened. */
    public void tell(Happening happening) {
        ObjectNode more = switch (happening) {
            case Happening.Wrote(var talk, var item) -> {
                ObjectNode message = NODES.objectNode().put("mid", world.messageId(talk, item)).put("text",
                        item.text());
                yield NODES.objectNode().set("message", item.ours() ? message.put("is_echo", true) : message);
            }
            case Happening.Unsent(var place) -> NODES.objectNode().set("message",
                    NODES.objectNode().put("mid", world.messageId(place.talk(), place.index())).put("is_deleted",
                            true));
            case Happening.Edited(var place, var words) -> NODES.objectNode().set("message_edit",
                    NODES.objectNode().put("mid", world.messageId(place.talk(), place.index())).put("text", words)
                            .put("num_edit", "1"));
            case Happening.Reacted(var place, var byUs, var emoji) -> byUs ? null : reaction(place, emoji);
        };
        if (more != null) {
            boolean ours = happening instanceof Happening.Wrote wrote && wrote.item().ours();
            project.broadcast("instagram", "webhook", envelope(happening.talk().personId(), ours, more));
        }
    }

    private ObjectNode reaction(World.Place place, @Nullable String emoji) {
        ObjectNode reaction = NODES.objectNode().put("mid", world.messageId(place.talk(), place.index()))
                .put("action", emoji == null ? "unreact" : "react");
        if (emoji != null) {
            reaction.put("reaction", "other").put("emoji", emoji);
        }
        return NODES.objectNode().set("reaction", reaction);
    }

    private ObjectNode envelope(String person, boolean ours, ObjectNode event) {
        long millis = world.now().toEpochMilli();
        event.set("sender", NODES.objectNode().put("id", ours ? Account.ID : person));
        event.set("recipient", NODES.objectNode().put("id", ours ? person : Account.ID));
        event.put("timestamp", millis);
        ObjectNode entry = NODES.objectNode().put("id", Account.ID).put("time", millis);
        entry.set("messaging", NODES.arrayNode().add(event));
        ObjectNode payload = NODES.objectNode().put("object", "instagram");
        payload.set("entry", NODES.arrayNode().add(entry));
        return payload;
    }
}
