package app.ajar.graph;

import app.ajar.model.ApiAddress;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that gives the answers it was told to give, in order, and keeps every request. */
final class CannedServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8,
            Thread.ofPlatform().name("canned-server-", 0).factory());
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Function<Seen, Answer> otherwise = request -> new Answer(500, "", List.of());

    CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** What a request looked like; the path and query as they stood on the request line. */
    record Seen(String method, URI uri, Headers headers, String body, long arrivedNanos) {

        String line() {
            return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        }
    }

    /** Headers come as name, value, name, value. */
    record Answer(int status, String body, List<String> headers) {}

    CannedServer answers(int status, String body, String... headers) {
        answers.add(new Answer(status, body, List.of(headers)));
        return this;
    }

    CannedServer answers(String body) {
        return answers(200, body);
    }

    /** What to answer when nothing is queued. */
    void otherwise(Function<Seen, Answer> rule) {
        otherwise = rule;
    }

    List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    Seen only() {
        if (seen.size() != 1) {
            throw new AssertionError("expected one request, got " + seen.stream().map(Seen::line).toList());
        }
        return seen.getFirst();
    }

    Seen last() {
        return seen.getLast();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ApiAddress address() {
        return new ApiAddress(base(), "v26.0");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            long arrived = System.nanoTime();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Seen request = new Seen(exchange.getRequestMethod(), exchange.getRequestURI(), exchange.getRequestHeaders(),
                    body, arrived);
            seen.add(request);
            Answer queued = answers.poll();
            Answer answer = queued == null ? otherwise.apply(request) : queued;
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
            for (int i = 0; i < answer.headers().size(); i += 2) {
                exchange.getResponseHeaders().add(answer.headers().get(i), answer.headers().get(i + 1));
            }
            boolean noBody = exchange.getRequestMethod().equals("HEAD") || bytes.length == 0;
            exchange.sendResponseHeaders(answer.status(), noBody ? -1 : bytes.length);
            if (!noBody) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(bytes);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
