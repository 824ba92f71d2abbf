package app.ajar.sandbox.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One message of a Phoenix channel, in both spellings that Realtime speaks: 1.0.0 is an object, 2.0.0 an array, with
 * broadcasts in a binary form of their own.
 */
record Envelope(@Nullable String joinRef, @Nullable String ref, String topic, String event, JsonNode payload) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int BROADCAST_FROM_CLIENT = 3;
    private static final int BROADCAST_TO_CLIENT = 4;
    private static final int AS_JSON = 1;

    /** @throws IOException when this is no message of a channel */
    static Envelope read(String text, boolean second) throws IOException {
        try {
            JsonNode node = JSON.readTree(text);
            if (second && node.isArray() && node.size() == 5) {
                return new Envelope(name(node.get(0)), name(node.get(1)), node.get(2).asString(""),
                        node.get(3).asString(""), node.get(4));
            }
            if (!second && node.isObject()) {
                return new Envelope(name(node.path("join_ref")), name(node.path("ref")),
                        node.path("topic").asString(""), node.path("event").asString(""), node.path("payload"));
            }
        } catch (JacksonException e) {
            throw new IOException("not JSON", e);
        }
        throw new IOException("not a message of a channel");
    }

    /** A broadcast as the second spelling sends it: kind, five lengths, an encoding, the names, the payload. */
    static Envelope read(ByteBuffer in) throws IOException {
        int size = in.remaining();
        if (size < 7 || in.get() != BROADCAST_FROM_CLIENT) {
            throw new IOException("not a broadcast");
        }
        int[] lengths = new int[5];
        int all = 7;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = in.get() & 0xFF;
            all += lengths[i];
        }
        if (in.get() != AS_JSON || all > size) {
            throw new IOException("a broadcast that is not JSON");
        }
        String joinRef = name(in, lengths[0]);
        String ref = name(in, lengths[1]);
        String topic = name(in, lengths[2]);
        String event = name(in, lengths[3]);
        String meta = name(in, lengths[4]);
        try {
            ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "broadcast").put("event", event);
            payload.set("payload", JSON.readTree(name(in, in.remaining())));
            if (!meta.isEmpty()) {
                payload.set("meta", JSON.readTree(meta));
            }
            return new Envelope(joinRef, ref, topic, "broadcast", payload);
        } catch (JacksonException e) {
            throw new IOException("a broadcast that is not JSON", e);
        }
    }

    String written(boolean second) {
        if (second) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode().add(joinRef).add(ref).add(topic).add(event);
            return JSON.writeValueAsString(array.add(payload));
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("event", event).put("topic", topic)
                .put("ref", ref);
        object.set("payload", payload);
        return JSON.writeValueAsString(object);
    }

    /** A broadcast for a client of the second spelling. */
    byte[] writtenAsBroadcast() {
        byte[] name = payload.path("event").asString("").getBytes(StandardCharsets.UTF_8);
        byte[] where = topic.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(BROADCAST_TO_CLIENT);
        out.write(where.length);
        out.write(name.length);
        out.write(0);
        out.write(AS_JSON);
        out.writeBytes(where);
        out.writeBytes(name);
        out.writeBytes(JSON.writeValueAsBytes(payload.path("payload")));
        return out.toByteArray();
    }

    private static String name(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String name(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : null;
    }
}
