package app.ajar.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Where a Supabase project is. Encrypted, except on this computer. */
public final class ProjectAddress {

    private static final Set<String> THIS_COMPUTER = Set.of("127.0.0.1", "localhost", "::1");
    private static final int LONGEST = 300;

    private final HttpUrl base;

    private ProjectAddress(HttpUrl base) {
        this.base = base;
    }

    /**
     * Reads what a person pasted: {@code https://abcd.supabase.co}, with or without {@code https://}, a slash, or the path of
     * one of the project's services. Empty when it is no address, carries a password, or would go over the network in the
     * clear.
     */
    public static Optional<ProjectAddress> of(String pasted) {
        String text = pasted.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        String whole = text.contains("://") ? text : "https://" + text;
        try {
            URI uri = new URI(whole);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT).replace("ws", "http");
            HttpUrl url = HttpUrl.parse(scheme + whole.substring(whole.indexOf("://")));
            boolean encrypted = scheme.equals("https");
            if (url == null || uri.getUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null
                    || !(encrypted || (scheme.equals("http") && THIS_COMPUTER.contains(url.host())))) {
                return Optional.empty();
            }
            return Optional.of(new ProjectAddress(new HttpUrl.Builder().scheme(url.scheme()).host(url.host())
                    .port(url.port()).build()));
        } catch (URISyntaxException e) {
            System.getLogger(ProjectAddress.class.getName()).log(System.Logger.Level.DEBUG, "not an address");
            return Optional.empty();
        }
    }

    /** The form that is kept: scheme, host and, where it is not the usual one, port. */
    public String text() {
        String text = base.toString();
        return text.substring(0, text.length() - 1);
    }

    /** OkHttp takes the http forms of ws and wss. */
    HttpUrl webSocket() {
        return base.newBuilder().addPathSegments("realtime/v1/websocket").addQueryParameter("vsn", "1.0.0").build();
    }

    HttpUrl token(String grant) {
        return base.newBuilder().addPathSegments("auth/v1/token").addQueryParameter("grant_type", grant).build();
    }

    @Override
    public String toString() {
        return "ProjectAddress[…]";
    }
}
