package app.ajar.sandbox;

import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.World;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Listens on loopback: logs each call, lets faults befall it, checks version and token, and hands it on. */
final class FrontDoor implements AutoCloseable {

    static final String NEWEST_VERSION = "v26.0";
    /** Versions and the day each dies. */
    private static final Map<String, LocalDate> VERSIONS = Map.of("v21.0", LocalDate.of(2027, 1, 21), "v22.0",
            LocalDate.of(2027, 5, 20), "v23.0", LocalDate.of(2027, 10, 8), "v24.0", LocalDate.of(2028, 2, 18), "v25.0",
            LocalDate.of(2028, 7, 29), NEWEST_VERSION, LocalDate.MAX);
    private static final System.Logger LOG = System.getLogger(FrontDoor.class.getName());
    /** Meta writes everything beyond ASCII as escapes. */
    private static final JsonMapper WRITER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** From so many calls on, usage headers come along; before, they do not. */
    private static final int USAGE_FROM_CALLS = 8;
    private static final String WEB_PAGE = "<!DOCTYPE html><html><head><title>Error</title></head>"
            + "<body><h1>Sorry, something went wrong.</h1></body></html>";

    static {
        // Without this every answer over a kept connection waits 40 ms for the other side's acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    /** What the door needs to know of the rest. */
    record Inside(World world, SandboxClock clock, Conditions conditions, Tokens tokens, RequestLog log) {}

    /** What answers behind the door. */
    record Rooms(GraphReads reads, GraphSends sends, MediaHost media, Controls controls, Runnable listRead) {}

    private final Inside inside;
    private final HttpServer server;
    private final ExecutorService calls;
    private final CountDownLatch closing = new CountDownLatch(1);

    FrontDoor(Inside inside, int port) throws IOException {
        this.inside = inside;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        this.calls = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sandbox-call-", 0).factory());
        server.setExecutor(calls);
    }

    /** The address, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Begins to listen. The server's own thread takes after the one that starts it, and must keep no program alive. */
    void open(Rooms behind) {
        server.createContext("/", exchange -> handle(exchange, behind));
        Thread starter = Thread.ofPlatform().daemon().name("sandbox-start").start(server::start);
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        calls.shutdownNow();
    }

    private void handle(HttpExchange exchange, Rooms behind) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            if (path.startsWith("/_control/")) {
                send(exchange, control(exchange, behind), false);
            } else if (MediaHost.owns(path)) {
                media(exchange, behind, path);
            } else {
                graph(exchange, behind);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "The sandbox failed to answer a call", e);
            throw e;
        }
    }

    private static Call.Answer control(HttpExchange exchange, Rooms behind) throws IOException {
        try {
            Call call = Call.read(exchange);
            return json(200, behind.controls().answer(call), Map.of());
        } catch (Refusal e) {
            return json(400, error(e.words()), Map.of());
        } catch (IllegalArgumentException e) {
            return json(400, error(String.valueOf(e.getMessage())), Map.of());
        }
    }

    private static ObjectNode error(String words) {
        return JsonNodeFactory.instance.objectNode().put("error", words);
    }

    private void media(HttpExchange exchange, Rooms behind, String path) throws IOException {
        inside.log().arrived(Endpoint.MEDIA, path, System.nanoTime());
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        boolean token = exchange.getRequestHeaders().containsKey("Authorization") || query.contains("access_token=");
        if (token) {
            inside.log().tokenReachedMediaHost();
            send(exchange, Call.Answer.text(400, "text/plain", "Bad request"), false);
            return;
        }
        befall(exchange, Endpoint.MEDIA, () -> behind.media().answer(path, query));
    }

    private void graph(HttpExchange exchange, Rooms behind) throws IOException {
        long now = System.nanoTime();
        Call call;
        try {
            call = Call.read(exchange);
        } catch (Refusal e) {
            inside.log().arrived(Endpoint.OTHER, "", now);
            send(exchange, refused(e), false);
            return;
        }
        Endpoint endpoint = call.endpoint(inside.world());
        boolean within = inside.log().arrived(endpoint, String.join("/", call.path()), now);
        if (endpoint == Endpoint.SEND) {
            inside.log().sent(call.body().toString());
        }
        if (call.query().containsKey("access_token")) {
            inside.log().tokenCameInUrl();
        }
        befall(exchange, endpoint, () -> answer(call, endpoint, within, behind));
        if (endpoint == Endpoint.LIST) {
            behind.listRead().run();
        }
    }

    private Call.Answer answer(Call call, Endpoint endpoint, boolean within, Rooms behind) {
        try {
            checkVersion(call);
            if (endpoint == Endpoint.REFRESH) {
                if (!"ig_refresh_token".equals(call.query().get("grant_type"))) {
                    throw Refusal.badParameter("The parameter grant_type must be ig_refresh_token");
                }
                return json(200, WRITER.valueToTree(inside.tokens().refresh(call.token())), usage());
            }
            inside.tokens().check(call.token());
            if (!inside.conditions().is(Switch.TESTER_ROLE)) {
                throw Refusal.unsupported(call.method().toLowerCase(Locale.ROOT));
            }
            if (!within && inside.conditions().is(Switch.RATE_LIMIT)) {
                throw Refusal.tooManyCalls(inside.conditions().rateCode());
            }
            if (call.method().equals("POST") && endpoint == Endpoint.SEND) {
                return json(200, behind.sends().answer(call), usage());
            }
            if (call.method().equals("GET") && endpoint != Endpoint.SEND && endpoint != Endpoint.OTHER) {
                return json(200, behind.reads().answer(call, endpoint), usage());
            }
            throw endpoint == Endpoint.OTHER
                    ? Refusal.noSuchObject(call.part(0))
                    : Refusal.unsupported(call.method().toLowerCase(Locale.ROOT));
        } catch (Refusal e) {
            return refused(e);
        }
    }

    private void checkVersion(Call call) {
        String version = call.version();
        if (version != null && !VERSIONS.getOrDefault(version, LocalDate.MIN)
                .isAfter(inside.clock().instant().atZone(ZoneOffset.UTC).toLocalDate())) {
            throw new Refusal(400, 2500, 0, "OAuthException",
                    "Unknown path components: /" + version + "/" + String.join("/", call.path()));
        }
    }

    private Call.Answer refused(Refusal e) {
        ObjectNode error = JsonNodeFactory.instance.objectNode().put("message", e.words()).put("type", e.type())
                .put("code", e.code());
        if (e.subcode() != 0) {
            error.put("error_subcode", e.subcode());
        }
        error.put("fbtrace_id", "A" + Long.toString(System.nanoTime(), 36) + "Sandbox");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("error", error);
        return json(e.status(), body, usage());
    }

    private static Call.Answer json(int status, JsonNode body, Map<String, String> headers) {
        return new Call.Answer(status, Call.Answer.JSON, WRITER.writeValueAsBytes(body), headers);
    }

    private Map<String, String> usage() {
        Map<String, String> headers = new HashMap<>();
        headers.put("facebook-api-version", NEWEST_VERSION);
        long calls = inside.log().apiCalls();
        Optional<Conditions.Usage> shown = inside.conditions().usage();
        if (shown.isPresent() || calls >= USAGE_FROM_CALLS) {
            int percent = shown.map(Conditions.Usage::percent).orElse((int) Math.min(99, calls / 480));
            int regain = shown.map(Conditions.Usage::regainMinutes).orElse(0);
            headers.put("X-App-Usage", "{\"call_count\":" + percent + ",\"total_time\":" + percent / 2
                    + ",\"total_cputime\":" + percent / 3 + "}");
            headers.put("X-Business-Use-Case-Usage",
                    "{\"" + Account.ID + "\":[{\"type\":\"instagram\",\"call_count\":" + percent
                            + ",\"total_cputime\":" + percent / 3 + ",\"total_time\":" + percent / 2
                            + ",\"estimated_time_to_regain_access\":" + regain + "}]}");
        }
        return headers;
    }

    private interface Work {
        Call.Answer answer();
    }

    /** Answers a call, as the fault that befalls it allows. */
    private void befall(HttpExchange exchange, Endpoint endpoint, Work work) throws IOException {
        Fault.Effect effect = inside.conditions().befalls(endpoint).orElse(null);
        switch (effect) {
            case null -> send(exchange, work.answer(), false);
            case Fault.Effect.Status(int status) -> send(exchange, Call.Answer.text(status, "text/plain", ""), false);
            case Fault.Effect.Refused(int status, int code, int subcode) -> send(exchange,
                    refused(new Refusal(status, code, subcode, "OAuthException", "(#" + code + ") Injected")), false);
            case Fault.Effect.Html(int status) -> send(exchange,
                    Call.Answer.text(status, "text/html; charset=UTF-8", WEB_PAGE), false);
            // Closing an exchange before its headers are sent closes the connection.
            case Fault.Effect.DropBefore drop -> exchange.close();
            case Fault.Effect.DropAfter drop -> {
                work.answer();
                exchange.close();
            }
            case Fault.Effect.Delay(Duration by) -> {
                Call.Answer answer = work.answer();
                if (!closedWithin(by)) {
                    send(exchange, answer, false);
                }
            }
            case Fault.Effect.Cut cut -> send(exchange, work.answer(), true);
        }
    }

    private boolean closedWithin(Duration by) {
        try {
            return closing.await(by.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static void send(HttpExchange exchange, Call.Answer answer, boolean cut) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : answer.sized() ? body.length : 0);
        if (body.length == 0) {
            return;
        }
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, cut ? body.length / 2 : body.length);
        out.flush();
        if (!cut) {
            out.close();
        }
    }
}
