package app.ajar.sandbox;

import app.ajar.sandbox.world.Account;
import app.ajar.sandbox.world.World;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request as the handlers read it.
 *
 * @param method the HTTP method
 * @param version the version in the path, absent when there is none
 * @param path the parts of the path after the version
 * @param query the parameters of the URL
 * @param body the parameters of the body: a JSON object's fields, or a form's, whose values may be JSON themselves
 * @param token the access token, from the header or a parameter
 * @param hasAuthorization whether there is an Authorization header, of whatever kind
 */
record Call(String method, @Nullable String version, List<String> path, Map<String, String> query, ObjectNode body,
        @Nullable String token, boolean hasAuthorization) {

    private static final int LONGEST_BODY = 1 << 20;

    /** An answer: status, content type, body, and further headers. */
    static final class Answer {

        static final String JSON = "application/json; charset=UTF-8";

        private final int status;
        private final String contentType;
        private final byte[] body;
        private final Map<String, String> headers;
        private final boolean sized;

        /** The body is taken over, not copied: pictures are large and shared. */
        Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
            this.status = status;
            this.contentType = contentType;
            this.body = body;
            this.headers = headers;
            this.sized = true;
        }

        private Answer(Answer other, boolean sized) {
            this.status = other.status;
            this.contentType = other.contentType;
            this.body = other.body;
            this.headers = other.headers;
            this.sized = sized;
        }

        /** The same answer, its length not said beforehand. */
        Answer unsized() {
            return new Answer(this, false);
        }

        static Answer text(int status, String contentType, String body) {
            return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
        }

        int status() {
            return status;
        }

        String contentType() {
            return contentType;
        }

        byte[] body() {
            return body;
        }

        Map<String, String> headers() {
            return headers;
        }

        boolean sized() {
            return sized;
        }
    }

    /** Reads a request. @throws Refusal when the body is not what its type says */
    static Call read(HttpExchange exchange) throws IOException {
        List<String> path = new ArrayList<>(Arrays.stream(exchange.getRequestURI().getRawPath().split("/", -1))
                .filter(part -> !part.isEmpty()).map(Call::decoded).toList());
        String version = null;
        if (!path.isEmpty() && path.getFirst().matches("v\\d+\\.\\d+")) {
            version = path.removeFirst();
        }
        Map<String, String> query = pairs(exchange.getRequestURI().getRawQuery());
        ObjectNode body = body(exchange);
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = null;
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            token = header.substring(7).strip();
        } else if (query.containsKey("access_token")) {
            token = query.get("access_token");
        } else if (body.path("access_token").isString()) {
            token = body.path("access_token").asString();
        }
        return new Call(exchange.getRequestMethod(), version, List.copyOf(path), query, body, token, header != null);
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY);
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        if (bytes.length == 0) {
            return none;
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            pairs(text).forEach((name, value) -> none.set(name, formValue(value)));
            return none;
        }
        try {
            JsonNode node = JsonMapper.shared().readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw Refusal.badParameter("The body is not JSON: " + e.getOriginalMessage());
        }
        throw Refusal.badParameter("The body is not a JSON object.");
    }

    /** A form carries objects as JSON text; anything else is a string. */
    private static JsonNode formValue(String value) {
        if (value.startsWith("{") || value.startsWith("[")) {
            try {
                return JsonMapper.shared().readTree(value);
            } catch (JacksonException e) {
                throw Refusal.badParameter("A form field is not JSON: " + e.getOriginalMessage());
            }
        }
        return JsonNodeFactory.instance.stringNode(value);
    }

    private static Map<String, String> pairs(@Nullable String raw) {
        Map<String, String> pairs = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    pairs.put(decoded(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
        }
        return pairs;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.badParameter("The address is not encoded as it should be.");
        }
    }

    /** A part of the path, or an empty text. */
    String part(int index) {
        return index < path.size() ? path.get(index) : "";
    }

    /** Whether the first part of the path names the account. */
    boolean ofAccount() {
        return switch (part(0)) {
            case "me", Account.ID, Account.APP_SCOPED_ID -> true;
            default -> false;
        };
    }

    /** Which kind of call this is. */
    Endpoint endpoint(World world) {
        if (part(0).equals("refresh_access_token")) {
            return Endpoint.REFRESH;
        }
        if (ofAccount()) {
            return switch (part(1)) {
                case "" -> Endpoint.ME;
                case "conversations" -> Endpoint.LIST;
                case "messages" -> Endpoint.SEND;
                default -> Endpoint.OTHER;
            };
        }
        if (world.talk(part(0)).isPresent()) {
            return Endpoint.THREAD;
        }
        if (world.place(part(0)).isPresent()) {
            return Endpoint.MESSAGE;
        }
        return world.person(part(0)).isPresent() ? Endpoint.PROFILE : Endpoint.OTHER;
    }
}
