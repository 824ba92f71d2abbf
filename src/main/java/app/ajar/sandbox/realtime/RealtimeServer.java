package app.ajar.sandbox.realtime;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Supabase project on loopback: Realtime over WebSocket (channels, {@code postgres_changes}, broadcasts, both spellings
 * of the protocol), its address for broadcasting over HTTP, and signing in; with controls for what goes wrong in life.
 * Rows are only announced, never stored.
 */
public final class RealtimeServer implements AutoCloseable {

    /** The key that this project asks for. */
    public static final String ANON_KEY = "sandbox-anon-key";

    private static final System.Logger LOG = System.getLogger(RealtimeServer.class.getName());
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SOCKET = "/realtime/v1/websocket";
    private static final String BROADCAST = "/realtime/v1/api/broadcast";
    private static final String TOKEN = "/auth/v1/token";
    private static final int HEAD_PATIENCE_MILLIS = 10_000;

    private final ServerSocket door;
    private final Sessions sessions;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private final House house;
    private final AtomicInteger joins = new AtomicInteger();
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean silent;
    private volatile boolean membersOnly;
    private volatile int refusing;
    private volatile int pieces;
    private volatile Set<String> unpublished = Set.of();

    private RealtimeServer(int port, Clock clock) throws IOException {
        door = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"));
        sessions = new Sessions(clock);
        house = new House(clock);
        Thread.ofVirtual().name("sandbox-realtime").start(this::accept);
    }

    /** Starts on a loopback port, 0 for a free one. @throws IOException when the port is taken */
    public static RealtimeServer start(int port, Clock clock) throws IOException {
        return new RealtimeServer(port, clock);
    }

    /** The project's address, {@code http://127.0.0.1:<port>}. */
    public String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** Somebody who may sign in with a password. */
    public void user(String email, String password) {
        sessions.user(email, password);
    }

    /** Signs somebody in. @return the access token */
    public String signIn(String email, String password) {
        return sessions.password(email, password).map(session -> session.path("access_token").asString())
                .orElseThrow(() -> new IllegalArgumentException("There is no such user"));
    }

    /** How long an access token given from now on is good. */
    public void tokenLife(Duration life) {
        sessions.life(life);
    }

    /** Whether channels let only those in who signed in, as row-level security does. */
    public void membersOnly(boolean only) {
        membersOnly = only;
    }

    /** These tables are not published for Realtime: subscribing to them fails after joining. */
    public void unpublish(Set<String> tables) {
        unpublished = Set.copyOf(tables);
    }

    /** Answers every request with this status from now on; 0 ends it. */
    public void refuse(int status) {
        refusing = status;
    }

    /** Writes every message in pieces of so many bytes with pings between them; 0 writes whole messages. */
    public void inPieces(int bytes) {
        pieces = bytes;
    }

    /** Connections stay open and nothing is said any more, as when a laptop's network changed. */
    public void silent(boolean now) {
        silent = now;
    }

    /** Breaks every connection. */
    public void drop() {
        each(Guest::drop);
    }

    /** Ends every channel with {@code phx_error} or {@code phx_close}; the connections stay. */
    public void closeChannels(boolean asError) {
        each(guest -> guest.closeChannels(asError));
    }

    /** Every access token ends now, and channels that were joined with one are closed. */
    public void expireTokens() {
        sessions.expire();
        each(Guest::sendAwayTheExpired);
    }

    /** Signs everybody out for good: refresh tokens are refused too. */
    public void revoke() {
        sessions.revoke();
        each(Guest::sendAwayTheExpired);
    }

    /** Sends this text to every client, whatever it is. */
    public void raw(String text) {
        each(guest -> guest.raw(text));
    }

    /** A row came. */
    public void inserted(String table, ObjectNode row) {
        changed(new Guest.Change("INSERT", "public", table, row, NODES.objectNode()));
    }

    /** A row changed; without full replica identity the old one holds the key alone. */
    public void updated(String table, ObjectNode row, ObjectNode old) {
        changed(new Guest.Change("UPDATE", "public", table, row, old));
    }

    /** A row went; of it only the key is told. */
    public void deleted(String table, ObjectNode old) {
        changed(new Guest.Change("DELETE", "public", table, NODES.objectNode(), old));
    }

    /** Sends to everybody on the topic. */
    public void broadcast(String topic, String event, JsonNode payload) {
        house.broadcast(topic, event, payload, null);
    }

    /** How many clients are on this topic; on any when null. */
    public long listening(@Nullable String topic) {
        return guests.stream().filter(guest -> guest.listens(topic)).count();
    }

    /** How many channels were joined so far. */
    public int joins() {
        return joins.get();
    }

    /** How many WebSocket connections were made so far. */
    public int connections() {
        return connections.get();
    }

    /** How many times a client renewed its access token on a channel. */
    public int renewals() {
        return renewals.get();
    }

    /** How many access tokens were given. */
    public int tokensIssued() {
        return sessions.issued();
    }

    /** What a client's side needs of the rest. */
    final class House {

        private final Clock clock;

        private House(Clock clock) {
            this.clock = clock;
        }

        Sessions sessions() {
            return sessions;
        }

        boolean silent() {
            return silent;
        }

        boolean membersOnly() {
            return membersOnly;
        }

        int pieces() {
            return pieces;
        }

        boolean published(String table) {
            return !unpublished.contains(table);
        }

        void joined() {
            joins.incrementAndGet();
        }

        void renewed() {
            renewals.incrementAndGet();
        }

        void broadcast(String topic, String event, JsonNode payload, @Nullable Guest except) {
            each(guest -> {
                if (guest != except) {
                    guest.broadcast(topic, event, payload);
                }
            });
        }

        ObjectNode data(Guest.Change change) {
            ObjectNode data = NODES.objectNode().put("schema", change.schema()).put("table", change.table())
                    .put("type", change.type()).put("commit_timestamp", clock.instant().toString());
            ArrayNode columns = NODES.arrayNode();
            change.row().propertyNames()
                    .forEach(name -> columns.add(NODES.objectNode().put("name", name).put("type", "text")));
            data.set("columns", columns);
            data.set("errors", NODES.nullNode());
            if (!change.type().equals("DELETE")) {
                data.set("record", change.row());
            }
            if (!change.type().equals("INSERT")) {
                data.set("old_record", change.old());
            }
            return data;
        }
    }

    private void changed(Guest.Change change) {
        each(guest -> guest.changed(change));
    }

    private interface Act {
        void on(Guest guest) throws IOException;
    }

    /** A client that is gone meanwhile concerns nobody else. */
    private void each(Act act) {
        for (Guest guest : new ArrayList<>(guests)) {
            try {
                act.on(guest);
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a client of the sandbox went away", e);
                guests.remove(guest);
            }
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().name("sandbox-realtime-guest").start(() -> serve(socket));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "the sandbox takes no more connections", e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(HEAD_PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            Exchange exchange = Exchange.read(in);
            socket.setSoTimeout(0);
            String accept = exchange.acceptKey();
            if (accept == null || !exchange.path().equals(SOCKET) || problem(exchange) != 0) {
                answer(exchange, out);
                return;
            }
            Exchange.upgrade(out, accept);
            connections.incrementAndGet();
            Guest guest = new Guest(socket, new Frames(in, out), exchange.query().getOrDefault("vsn", "1.0.0")
                    .startsWith("2"), key(exchange), house);
            guests.add(guest);
            try {
                guest.serve();
            } finally {
                guests.remove(guest);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a client of the sandbox broke off", e);
        } finally {
            open.remove(socket);
        }
    }

    private static String key(Exchange exchange) {
        return exchange.query().getOrDefault("apikey", exchange.header("apikey"));
    }

    private int problem(Exchange exchange) {
        return refusing != 0 ? refusing : key(exchange).equals(ANON_KEY) ? 0 : 401;
    }

    private void answer(Exchange exchange, OutputStream out) throws IOException {
        int problem = problem(exchange);
        if (problem != 0) {
            say(out, problem, NODES.objectNode().put("message", "Invalid API key"));
            return;
        }
        try {
            if (exchange.method().equals("POST") && exchange.path().equals(TOKEN)) {
                signIn(exchange, out);
            } else if (exchange.method().equals("POST") && exchange.path().startsWith(BROADCAST)) {
                broadcastOverHttp(exchange);
                say(out, 202, NODES.objectNode());
            } else {
                say(out, 404, NODES.objectNode().put("message", "no Route matched with those values"));
            }
        } catch (JacksonException e) {
            LOG.log(Level.DEBUG, "the sandbox was sent what is not JSON", e);
            say(out, 400, NODES.objectNode().put("message", "not JSON"));
        }
    }

    private void signIn(Exchange exchange, OutputStream out) throws IOException {
        JsonNode body = Envelope.JSON.readTree(exchange.body());
        boolean refresh = "refresh_token".equals(exchange.query().get("grant_type"));
        Optional<ObjectNode> session = refresh
                ? sessions.refreshed(body.path("refresh_token").asString(""))
                : sessions.password(body.path("email").asString(""), body.path("password").asString(""));
        if (session.isPresent()) {
            say(out, 200, session.get());
        } else {
            say(out, 400, NODES.objectNode().put("code", 400)
                    .put("error_code", refresh ? "refresh_token_not_found" : "invalid_credentials")
                    .put("msg", refresh
                            ? "Invalid Refresh Token: Refresh Token Not Found"
                            : "Invalid login credentials"));
        }
    }

    /** Both forms: many messages in one body, or one with topic and event in the path. */
    private void broadcastOverHttp(Exchange exchange) {
        JsonNode body = Envelope.JSON.readTree(exchange.body());
        List<String> path = List.of(exchange.path().substring(BROADCAST.length()).split("/", -1));
        if (path.size() == 4 && path.get(2).equals("events")) {
            broadcast(path.get(1), path.get(3), body);
        }
        for (JsonNode message : body.path("messages")) {
            broadcast(message.path("topic").asString(""), message.path("event").asString(""), message.path("payload"));
        }
    }

    private static void say(OutputStream out, int status, ObjectNode body) throws IOException {
        Exchange.answer(out, status, body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Stops listening and breaks every connection. */
    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : new ArrayList<>(open)) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
