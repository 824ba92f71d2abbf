package app.ajar.sandbox.realtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, read by hand: the JDK's server does not hand over a connection that is to become a WebSocket.
 *
 * @param path decoded
 */
record Exchange(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

    private static final int MOST_HEAD = 32 << 10;
    /** RFC 6455, section 1.3. */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** @throws IOException when what came is no request of HTTP/1.1 that this server understands */
    static Exchange read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3) {
            throw new IOException("not a request");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        lines[i].substring(colon + 1).strip());
            }
        }
        URI uri = uri(first[1]);
        Map<String, String> query = new HashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,8}") || Integer.parseInt(length) > Frames.MOST_BYTES) {
            throw new IOException("a body that is too large");
        }
        return new Exchange(first[0], uri.getPath(), query, headers,
                new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() > MOST_HEAD) {
                throw new IOException("a request that does not end");
            }
            head.append((char) next);
        }
        return head.substring(0, head.length() - 4);
    }

    private static URI uri(String target) throws IOException {
        try {
            return URI.create(target);
        } catch (IllegalArgumentException e) {
            throw new IOException("not an address", e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** A header by its name in small letters; empty when it did not come. */
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** What proves to the client that this server speaks WebSocket; null when the request asks for something else. */
    @Nullable
    String acceptKey() {
        boolean asks = method.equals("GET") && header("upgrade").equalsIgnoreCase("websocket")
                && header("connection").toLowerCase(Locale.ROOT).contains("upgrade")
                && header("sec-websocket-version").equals("13");
        String key = header("sec-websocket-key");
        if (!asks || key.isEmpty()) {
            return null;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-1", e);
        }
    }

    static void upgrade(OutputStream out, String acceptKey) throws IOException {
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + acceptKey + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Answers and ends the connection. */
    static void answer(OutputStream out, int status, byte[] json) throws IOException {
        out.write(("HTTP/1.1 " + status + " -\r\nContent-Type: application/json\r\nContent-Length: " + json.length
                + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(json);
        out.flush();
    }
}
