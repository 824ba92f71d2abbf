package app.ajar.model;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Where the Instagram API is spoken.
 *
 * @param base scheme, host and port; https, or plain http to a loopback address
 * @param version Meta's version, for example {@code v26.0}; a setting because versions die
 */
public record ApiAddress(URI base, String version) {

    /** Meta's own address. */
    public static final URI META = URI.create("https://graph.instagram.com");

    /** @throws IllegalArgumentException when a token must not be sent to this address */
    public ApiAddress {
        if (!allowed(base)) {
            throw new IllegalArgumentException("The API address must be https, or http on this computer.");
        }
    }

    /** Whether a token may be sent there: https anywhere, plain http only to a loopback address given as such. */
    public static boolean allowed(URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        String host = base.getHost();
        if (host == null || base.getUserInfo() != null || base.getQuery() != null) {
            return false;
        }
        return "https".equals(scheme) || ("http".equals(scheme) && isLoopback(host));
    }

    /** Whether the API is spoken on this computer: a sandbox or a test's server. Media may then come from here too. */
    public boolean onThisComputer() {
        String host = base.getHost();
        return host != null && isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        if ("localhost".equalsIgnoreCase(host)) {
            return true;
        }
        // Only literal addresses: a name may resolve to loopback today and elsewhere tomorrow.
        if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
