package app.ajar.push;

import app.ajar.settings.PushSettings;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The messages of one Realtime channel in the protocol's version 1.0.0: what is sent, and which of what comes belongs to
 * it. Knows nothing of connections and time.
 */
final class Channel {

    static final String HEARTBEAT_TOPIC = "phoenix";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TOPIC_PREFIX = "realtime:";

    private final PushSettings settings;
    private final Set<String> bindings = new HashSet<>();
    private final String topic;
    private long refs;
    private @Nullable String joinRef;
    private @Nullable String heartbeat;

    Channel(PushSettings settings) {
        this.settings = settings;
        this.topic = TOPIC_PREFIX + (ofTables() ? "ajar" : settings.topic());
    }

    /** What a message means for the line. */
    sealed interface Event {

        /** The channel is joined; with tables, the subscription is still to be confirmed. */
        record Joined(boolean confirmed) implements Event {}

        /** The subscription to tables works. */
        record Subscribed() implements Event {}

        /** The project does not let us join, with its reason in words for machines. */
        record Refused(String reason) implements Event {}

        /** The tables cannot be subscribed to. */
        record NotSubscribed() implements Event {}

        /** The access token has ended. */
        record TokenEnded() implements Event {}

        /** The channel is over. */
        record Ended() implements Event {}

        record HeartbeatAnswered() implements Event {}

        record Webhook(JsonNode payload) implements Event {}

        record Row(JsonNode data) implements Event {}

        /** Nothing of interest, or nothing that makes sense. */
        record Nothing() implements Event {}
    }

    /** @param accessToken of who signed in; null for the key alone */
    String join(@Nullable String accessToken) {
        bindings.clear();
        joinRef = nextRef();
        ObjectNode config = NODES.objectNode();
        config.set("broadcast", NODES.objectNode().put("ack", false).put("self", false));
        config.set("presence", NODES.objectNode().put("enabled", false).put("key", ""));
        config.set("postgres_changes", wishes());
        config.put("private", !ofTables() && settings.privateTopic());
        ObjectNode payload = NODES.objectNode();
        payload.set("config", config);
        if (accessToken != null) {
            payload.put("access_token", accessToken);
        }
        return message(topic, "phx_join", payload, joinRef);
    }

    private ArrayNode wishes() {
        ArrayNode wishes = NODES.arrayNode();
        if (ofTables()) {
            wishes.add(wish(settings.tables().messages()));
            if (!settings.tables().conversations().isBlank()) {
                wishes.add(wish(settings.tables().conversations()));
            }
        }
        return wishes;
    }

    private ObjectNode wish(String table) {
        return NODES.objectNode().put("event", "*").put("schema", settings.tables().schema()).put("table", table);
    }

    String heartbeat() {
        String ref = nextRef();
        heartbeat = ref;
        return message(HEARTBEAT_TOPIC, "heartbeat", NODES.objectNode(), ref);
    }

    /** Whether the last heartbeat was not answered yet. */
    boolean heartbeatOpen() {
        return heartbeat != null;
    }

    String accessToken(String token) {
        return message(topic, "access_token", NODES.objectNode().put("access_token", token), nextRef());
    }

    String leave() {
        return message(topic, "phx_leave", NODES.objectNode(), nextRef());
    }

    private String message(String to, String event, ObjectNode payload, String ref) {
        ObjectNode message = NODES.objectNode().put("topic", to).put("event", event).put("ref", ref);
        message.set("payload", payload);
        if (!to.equals(HEARTBEAT_TOPIC)) {
            message.put("join_ref", joinRef);
        }
        return Json.MAPPER.writeValueAsString(message);
    }

    private String nextRef() {
        refs++;
        return Long.toString(refs);
    }

    private boolean ofTables() {
        return settings.source() == PushSettings.Source.TABLES;
    }

    /** What a text that came means. Never fails, whatever it is. */
    Event read(String text) {
        JsonNode message = Json.read(text).orElse(NODES.missingNode());
        String event = Json.text(message.path("event"));
        String about = Json.text(message.path("topic"));
        JsonNode payload = message.path("payload");
        String ref = Json.id(message.path("ref"));
        if (about.equals(HEARTBEAT_TOPIC)) {
            if (event.equals("phx_reply") && ref != null && ref.equals(heartbeat)) {
                heartbeat = null;
                return new Event.HeartbeatAnswered();
            }
            return new Event.Nothing();
        }
        if (!about.equals(topic)) {
            return new Event.Nothing();
        }
        return switch (event) {
            case "phx_reply" -> ref != null && ref.equals(joinRef) ? joined(payload) : new Event.Nothing();
            case "phx_error" -> new Event.Ended();
            // One of an earlier join must not end the present one.
            case "phx_close" -> ref == null || ref.equals(joinRef) ? new Event.Ended() : new Event.Nothing();
            case "system" -> system(payload);
            case "broadcast" -> new Event.Webhook(payload.path("payload"));
            case "postgres_changes" -> ofUs(payload.path("ids"))
                    ? new Event.Row(payload.path("data"))
                    : new Event.Nothing();
            default -> new Event.Nothing();
        };
    }

    private Event joined(JsonNode payload) {
        JsonNode response = payload.path("response");
        if (!Json.text(payload.path("status")).equals("ok")) {
            return new Event.Refused(Json.text(response.path("reason")));
        }
        for (JsonNode binding : response.path("postgres_changes")) {
            String id = Json.id(binding.path("id"));
            if (id != null) {
                bindings.add(id);
            }
        }
        return new Event.Joined(!ofTables());
    }

    private Event system(JsonNode payload) {
        boolean well = Json.text(payload.path("status")).equals("ok");
        boolean ofChanges = Json.text(payload.path("extension")).equals("postgres_changes");
        if (ofChanges) {
            return well ? new Event.Subscribed() : new Event.NotSubscribed();
        }
        if (well) {
            return new Event.Nothing();
        }
        return aboutToken(Json.text(payload.path("message"))) ? new Event.TokenEnded() : new Event.Ended();
    }

    /** Realtime tells these apart by words alone. */
    static boolean aboutToken(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        return small.contains("expired") || small.contains("jwt") || small.contains("access token");
    }

    private boolean ofUs(JsonNode ids) {
        for (JsonNode id : ids) {
            if (bindings.contains(String.valueOf(Json.id(id)))) {
                return true;
            }
        }
        return false;
    }
}
