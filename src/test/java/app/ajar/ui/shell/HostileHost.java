package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands before a sandbox and passes on what the API says; what lies behind the addresses of pictures is its own. */
final class HostileHost implements AutoCloseable {

    private static final Pattern PICTURE = Pattern.compile("/v/t(?:51\\.2885-19|42\\.1790-2)/(\\d+)_n\\.[a-z0-9]+");
    /** An asset's number ends in its message's place in the conversation and its own place in the message. */
    private static final int ATTACHED = 10;
    private static final int MESSAGES = 10_000_000;
    private static final long ASSETS = 1_000_000_000_000_000L;
    private static final int CHUNK = 64 * 1024;

    private final Sandbox sandbox;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, Answer> photos = new ConcurrentHashMap<>();
    private final Map<String, Answer> faces = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    HostileHost(Sandbox sandbox) throws IOException {
        this.sandbox = sandbox;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
    }

    /** What is sent for a picture. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Behind the photo of the conversation's message at this place. */
    void photo(int message, Answer answer) {
        photos.put(message, answer);
    }

    /** Behind the person's own picture. */
    void face(String person, Answer answer) {
        faces.put(person, answer);
    }

    static Answer body(String type, byte[] bytes) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** These bytes and then others, until the asker has enough. */
    static Answer endless(byte[] head) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(head);
            byte[] chunk = new byte[CHUNK];
            while (true) {
                out.write(chunk);
            }
        };
    }

    /** These bytes and then one now and then, for as long as this is open. */
    Answer slow(byte[] head, CountDownLatch began) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(head);
            while (!isClosed()) {
                out.write(0);
                out.flush();
                began.countDown();
            }
        };
    }

    private boolean isClosed() throws IOException {
        try {
            return closed.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        Matcher picture = PICTURE.matcher(exchange.getRequestURI().getPath());
        Answer own = picture.matches() ? behind(picture.group(1)) : null;
        if (own == null) {
            pass(exchange);
        } else {
            own.to(exchange);
        }
    }

    private @Nullable Answer behind(String number) {
        Answer face = faces.get(number);
        return face == null && number.length() <= 16
                ? photos.get((int) ((Long.parseLong(number) - ASSETS) / ATTACHED % MESSAGES))
                : face;
    }

    private void pass(HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.url() + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        for (String name : new String[]{"Authorization", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            byte[] body = response.body();
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (type.contains("json")) {
                String here = uri().toString();
                body = new String(body, StandardCharsets.UTF_8).replace(sandbox.url(), here)
                        .replace(sandbox.url().replace("/", "\\/"), here).getBytes(StandardCharsets.UTF_8);
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
        client.close();
    }
}
