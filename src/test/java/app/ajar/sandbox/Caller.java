package app.ajar.sandbox;

import app.ajar.Condition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls a sandbox over real HTTP, as any client would. */
final class Caller implements AutoCloseable {

    /** An answer: the body also as JSON where it is JSON. */
    record Reply(int status, String text, HttpHeaders headers) {

        JsonNode json() {
            return text.startsWith("{") ? JsonMapper.shared().readTree(text) : MissingNode.getInstance();
        }

        int code() {
            return json().path("error").path("code").asInt(0);
        }

        int subcode() {
            return json().path("error").path("error_subcode").asInt(0);
        }
    }

    private final Sandbox sandbox;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Caller(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** The cast alone, at a time that stands still unless a test moves it. */
    static SandboxOptions quiet() {
        return SandboxOptions.quiet().withClock(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
    }

    /** A GET with the token in the header. */
    Reply get(String path) {
        return send(request(path).header("Authorization", "Bearer " + sandbox.token()));
    }

    /** A GET with another token, in the header. */
    Reply getWith(String token, String path) {
        return send(request(path).header("Authorization", "Bearer " + token));
    }

    /** A GET of a whole address or a path, without any token. */
    Reply bare(String address) {
        return send(request(address));
    }

    /** The bytes behind an address, without any token. */
    HttpResponse<byte[]> bytes(String address) {
        try {
            return client.send(request(address).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A POST of JSON to {@code /me/messages}. */
    Reply post(String json) {
        return send(request("/v26.0/me/messages").header("Authorization", "Bearer " + sandbox.token())
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A text reply to a person. */
    Reply reply(String person, String text) {
        return post(JsonMapper.shared().createObjectNode()
                .set("recipient",
                        JsonMapper.shared().createObjectNode().put("id", sandbox.personId(person)))
                .set("message", JsonMapper.shared().createObjectNode().put("text", text)).toString());
    }

    /** A control over HTTP. */
    Reply control(String what, String json) {
        return send(request("/_control/" + what).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The messages of a person's thread with these fields, as the list call gives them. */
    List<JsonNode> thread(String person, String fields, int limit) {
        List<JsonNode> rows = new ArrayList<>();
        get("/" + sandbox.conversationId(person) + "?fields=" + enc("messages.limit(" + limit + "){" + fields + "}"))
                .json().path("messages").path("data").forEach(rows::add);
        return rows;
    }

    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address.startsWith("http") ? address : sandbox.url() + address))
                .timeout(Duration.ofSeconds(10));
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return trySend(request);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Like {@link #send}, for tests in which no answer is the answer. */
    Reply trySend(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something that happens elsewhere. */
    static void await(BooleanSupplier condition) {
        Condition.until("it happened", condition);
    }

    static String enc(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
