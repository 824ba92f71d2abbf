package app.ajar.sandbox.realtime;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One client on its WebSocket, with the channels that it joined. */
final class Guest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final AtomicLong BINDINGS = new AtomicLong(38_606_455);
    private static final String PREFIX = "realtime:";

    private final Socket socket;
    private final Frames frames;
    private final boolean second;
    private final String apiKey;
    private final RealtimeServer.House house;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();

    Guest(Socket socket, Frames frames, boolean second, String apiKey, RealtimeServer.House house) {
        this.socket = socket;
        this.frames = frames;
        this.second = second;
        this.apiKey = apiKey;
        this.house = house;
    }

    /** A subscription to changes of a table. */
    private record Binding(long id, String event, String schema, String table, @Nullable String filter) {

        boolean wants(Change change) {
            return (event.equals("*") || event.equals(change.type())) && schema.equals(change.schema())
                    && (table.equals("*") || table.equals(change.table())) && fits(change);
        }

        /** Of the filters, the one that clients of one account use. */
        private boolean fits(Change change) {
            int equals = filter == null ? -1 : filter.indexOf("=eq.");
            if (filter == null || equals < 0) {
                return true;
            }
            JsonNode row = change.type().equals("DELETE") ? change.old() : change.row();
            return row.path(filter.substring(0, equals)).asString("").equals(filter.substring(equals + 4));
        }
    }

    private record Channel(@Nullable String joinRef, List<Binding> bindings, boolean secret, boolean self,
            String token) {}

    /** A change of a row. */
    record Change(String type, String schema, String table, ObjectNode row, ObjectNode old) {}

    /** Reads until the client goes or is sent away. */
    void serve() throws IOException {
        try {
            for (Optional<Frames.Message> next = frames.next(); next.isPresent(); next = frames.next()) {
                Envelope envelope = switch (next.get()) {
                    case Frames.Message.Text(String text) -> Envelope.read(text, second);
                    case Frames.Message.Binary(ByteBuffer bytes) -> Envelope.read(bytes);
                };
                if (!house.silent()) {
                    take(envelope);
                }
            }
        } catch (Frames.Broken e) {
            frames.close(e.code());
            throw e;
        }
    }

    private void take(Envelope message) throws IOException {
        Channel channel = channels.get(message.topic());
        switch (message.event()) {
            case "heartbeat" -> reply(message, "ok", NODES.objectNode());
            case "phx_join" -> join(message);
            case "phx_leave" -> {
                channels.remove(message.topic());
                reply(message, "ok", NODES.objectNode());
                send(new Envelope(message.joinRef(), message.joinRef(), message.topic(), "phx_close",
                        NODES.objectNode()));
            }
            case "access_token" -> {
                if (channel != null) {
                    channels.put(message.topic(), new Channel(channel.joinRef, channel.bindings, channel.secret,
                            channel.self, message.payload().path("access_token").asString("")));
                    house.renewed();
                }
            }
            case "broadcast" -> {
                if (channel != null) {
                    house.broadcast(message.topic().substring(PREFIX.length()),
                            message.payload().path("event").asString(""), message.payload().path("payload"),
                            channel.self ? null : this);
                    reply(message, "ok", NODES.objectNode());
                }
            }
            default -> reply(message, "error", NODES.objectNode().put("reason", "unmatched topic"));
        }
    }

    private void join(Envelope message) throws IOException {
        JsonNode config = message.payload().path("config");
        String token = message.payload().path("access_token").asString(apiKey);
        boolean secret = config.path("private").asBoolean(false);
        boolean signedIn = house.sessions().good(token);
        if (!message.topic().startsWith(PREFIX)) {
            reply(message, "error", NODES.objectNode().put("reason", "unmatched topic"));
            return;
        }
        if (!signedIn && !token.equals(apiKey)) {
            reply(message, "error", NODES.objectNode().put("reason", "InvalidJWTToken: Token has expired"));
            return;
        }
        if (!signedIn && (secret || house.membersOnly())) {
            reply(message, "error", NODES.objectNode().put("reason",
                    "Unauthorized: You do not have permissions to read from this Channel topic"));
            return;
        }
        List<Binding> bindings = new ArrayList<>();
        ArrayNode named = NODES.arrayNode();
        for (JsonNode wish : config.path("postgres_changes")) {
            String filter = wish.path("filter").isString() ? wish.path("filter").asString() : null;
            Binding binding = new Binding(BINDINGS.getAndIncrement(), wish.path("event").asString("*"),
                    wish.path("schema").asString("public"), wish.path("table").asString("*"), filter);
            bindings.add(binding);
            ObjectNode each = NODES.objectNode().put("id", binding.id).put("event", binding.event)
                    .put("schema", binding.schema).put("table", binding.table);
            named.add(filter == null ? each : each.put("filter", filter));
        }
        channels.put(message.topic(), new Channel(message.joinRef(), bindings, secret,
                config.path("broadcast").path("self").asBoolean(false), token));
        ObjectNode response = NODES.objectNode();
        response.set("postgres_changes", named);
        reply(message, "ok", response);
        if (!bindings.isEmpty()) {
            boolean published = bindings.stream()
                    .allMatch(binding -> binding.table.equals("*") || house.published(binding.table));
            system(message.topic(), "postgres_changes", published ? "ok" : "error",
                    published
                            ? "Subscribed to PostgreSQL"
                            : "Unable to subscribe to changes with given parameters. Please check Realtime is enabled"
                                    + " for the given connect parameters");
        }
        house.joined();
    }

    /** Whether it listens to changes or broadcasts of this topic, or of any when null. */
    boolean listens(@Nullable String topic) {
        return topic == null ? !channels.isEmpty() : channels.containsKey(PREFIX + topic);
    }

    void changed(Change change) throws IOException {
        for (Map.Entry<String, Channel> each : channels.entrySet()) {
            ArrayNode ids = NODES.arrayNode();
            each.getValue().bindings.stream().filter(binding -> binding.wants(change))
                    .forEach(binding -> ids.add(binding.id));
            if (!ids.isEmpty()) {
                ObjectNode payload = NODES.objectNode();
                payload.set("ids", ids);
                payload.set("data", house.data(change));
                send(new Envelope(null, null, each.getKey(), "postgres_changes", payload));
            }
        }
    }

    void broadcast(String topic, String event, JsonNode payload) throws IOException {
        if (!channels.containsKey(PREFIX + topic)) {
            return;
        }
        ObjectNode body = NODES.objectNode().put("type", "broadcast").put("event", event);
        body.set("payload", payload);
        Envelope envelope = new Envelope(null, null, PREFIX + topic, "broadcast", body);
        if (second && !house.silent()) {
            frames.binary(envelope.writtenAsBroadcast());
        } else {
            send(envelope);
        }
    }

    /** Tells channels of somebody whose token has ended, and closes them, as Realtime does. */
    void sendAwayTheExpired() throws IOException {
        for (Map.Entry<String, Channel> each : List.copyOf(channels.entrySet())) {
            if (!each.getValue().token.equals(apiKey) && !house.sessions().good(each.getValue().token)) {
                system(each.getKey(), "system", "error", "Token has expired 0 seconds ago");
                end(each.getKey(), "phx_close");
            }
        }
    }

    /** Ends every channel; the connection stays. */
    void closeChannels(boolean asError) throws IOException {
        for (String topic : List.copyOf(channels.keySet())) {
            end(topic, asError ? "phx_error" : "phx_close");
        }
    }

    private void end(String topic, String how) throws IOException {
        Channel gone = channels.remove(topic);
        String ref = gone == null ? null : gone.joinRef;
        send(new Envelope(ref, ref, topic, how, NODES.objectNode()));
    }

    private void system(String topic, String extension, String status, String words) throws IOException {
        send(new Envelope(null, null, topic, "system", NODES.objectNode().put("extension", extension)
                .put("status", status).put("message", words).put("channel", topic.substring(PREFIX.length()))));
    }

    private void reply(Envelope to, String status, ObjectNode response) throws IOException {
        ObjectNode payload = NODES.objectNode().put("status", status);
        payload.set("response", response);
        send(new Envelope(to.joinRef(), to.ref(), to.topic(), "phx_reply", payload));
    }

    private void send(Envelope envelope) throws IOException {
        if (house.silent()) {
            return;
        }
        int pieces = house.pieces();
        if (pieces > 0) {
            frames.textInPieces(envelope.written(second), pieces);
        } else {
            frames.text(envelope.written(second));
        }
    }

    /** Text as it is, whatever it is: for what a broken or hostile server may send. */
    void raw(String text) throws IOException {
        frames.text(text);
    }

    /** The connection breaks, without a word. */
    void drop() throws IOException {
        socket.close();
    }
}
