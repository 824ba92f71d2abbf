package app.ajar.sync;

import app.ajar.model.AccountId;
import app.ajar.sandbox.Sandbox;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many accounts, each with the inbox of one sandbox under an id and a token of its own. What the sandbox answered is kept,
 * so that a computer that plays both sides spends its time on the one that is looked at.
 */
final class ManyShops implements AutoCloseable {

    private static final String TOKEN = "IGAAmany";

    private final Sandbox sandbox;
    private final List<AccountId> accounts;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<AccountId, List<String>> asked = new ConcurrentHashMap<>();

    private record Kept(int status, String body) {}

    ManyShops(Sandbox sandbox, int count) throws IOException {
        this.sandbox = sandbox;
        accounts = IntStream.range(0, count).mapToObj(n -> new AccountId("178414053092%05d".formatted(n))).toList();
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<AccountId> accounts() {
        return accounts;
    }

    String token(AccountId account) {
        return TOKEN + account.value().chars().mapToObj(digit -> String.valueOf((char) (digit - '0' + 'a')))
                .reduce("", String::concat) + "x".repeat(120);
    }

    /** The sandbox's inbox changed. */
    void changed() {
        kept.clear();
        asked.clear();
    }

    /** What this account asked for since then, in order: the address' path. */
    List<String> asked(AccountId account) {
        List<String> paths = asked.getOrDefault(account, List.of());
        synchronized (paths) {
            return List.copyOf(paths);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            AccountId account = accounts.stream().filter(each -> sent.endsWith(token(each))).findFirst().orElseThrow();
            List<String> paths = asked.computeIfAbsent(account, each -> new java.util.ArrayList<>());
            synchronized (paths) {
                paths.add(exchange.getRequestURI().getPath());
            }
            Kept answer = kept.computeIfAbsent(exchange.getRequestURI().toString(), this::ask);
            byte[] body = answer.body.replace(sandbox.accountId(), account.value()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Kept ask(String address) {
        try {
            var answer = client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + address))
                    .header("Authorization", "Bearer " + sandbox.token()).build(), BodyHandlers.ofString());
            return new Kept(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}
