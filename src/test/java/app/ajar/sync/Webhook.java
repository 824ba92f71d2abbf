package app.ajar.sync;

import app.ajar.sandbox.realtime.RealtimeServer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Meta's webhook about a message, as a project's function broadcasts it. */
final class Webhook {

    static final String TOPIC = "instagram";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Webhook() {}

    /** Somebody of the sandbox's people wrote this message. */
    static void tellOf(Rig rig, RealtimeServer project, String username, String mid) {
        tell(rig, project, rig.sandbox.personId(username), mid);
    }

    /** Whoever has this id did. */
    static void tell(Rig rig, RealtimeServer project, String person, String mid) {
        ObjectNode event = NODES.objectNode().put("timestamp", 1_763_800_000_000L);
        event.set("sender", NODES.objectNode().put("id", person));
        event.set("recipient", NODES.objectNode().put("id", rig.sandbox.accountId()));
        event.set("message", NODES.objectNode().put("mid", mid).put("text", "…"));
        ObjectNode entry = NODES.objectNode().put("id", rig.sandbox.accountId()).put("time", 1_763_800_000_000L);
        entry.set("messaging", NODES.arrayNode().add(event));
        ObjectNode payload = NODES.objectNode().put("object", "instagram");
        payload.set("entry", NODES.arrayNode().add(entry));
        project.broadcast(TOPIC, "webhook", payload);
    }
}
