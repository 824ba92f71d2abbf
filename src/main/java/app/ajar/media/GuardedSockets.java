package app.ajar.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that connect only where they may. The check stands at the last moment, after names were resolved, so that a
 * name that changes its address in between gains nothing.
 */
final class GuardedSockets extends SocketFactory {

    private final Predicate<InetAddress> allowed;

    GuardedSockets(Predicate<InetAddress> allowed) {
        this.allowed = allowed;
    }

    /** A connection to an address that pictures must not come from. */
    static final class ForbiddenAddress extends IOException {

        private static final long serialVersionUID = 1L;

        ForbiddenAddress() {
            super("a picture's address leads into a private network");
        }
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public void connect(SocketAddress endpoint, int timeout) throws IOException {
                check(endpoint);
                super.connect(endpoint, timeout);
            }
        };
    }

    private void check(SocketAddress endpoint) throws ForbiddenAddress {
        if (!(endpoint instanceof InetSocketAddress internet) || internet.getAddress() == null
                || !allowed.test(internet.getAddress())) {
            throw new ForbiddenAddress();
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress endpoint) throws IOException {
        Socket socket = createSocket();
        socket.connect(endpoint, 0);
        return socket;
    }

    /**
     * Tells addresses of the open network from those of this computer, the home and the office: a picture's URL comes from
     * outside and must not be a way in. Ranges: IANA's special-purpose address registries.
     */
    static final class PublicAddress {

        private static final int IPV4_BYTES = 4;

        private PublicAddress() {}

        static boolean is(InetAddress address) {
            if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress() || address.isMulticastAddress()) {
                return false;
            }
            byte[] ip = address.getAddress();
            return ip.length == IPV4_BYTES ? isPublic4(ip) : isPublic6(ip);
        }

        private static boolean isPublic4(byte[] ip) {
            int first = ip[0] & 0xFF;
            int second = ip[1] & 0xFF;
            boolean thisNetwork = first == 0;
            boolean carrier = first == 100 && second >= 64 && second < 128;
            boolean protocols = first == 192 && second == 0;
            boolean benchmark = first == 198 && (second == 18 || second == 19);
            boolean reserved = first >= 240;
            return !thisNetwork && !carrier && !protocols && !benchmark && !reserved;
        }

        private static boolean isPublic6(byte[] ip) {
            if ((ip[0] & 0xFE) == 0xFC) {
                return false;
            }
            boolean compatible = zero(ip, 0, 12);
            boolean nat64 = ip[0] == 0 && ip[1] == 0x64 && (ip[2] & 0xFF) == 0xFF && (ip[3] & 0xFF) == 0x9B;
            if (compatible || nat64) {
                return embeddedIsPublic(ip, 12);
            }
            boolean sixToFour = ip[0] == 0x20 && ip[1] == 0x02;
            return !sixToFour || embeddedIsPublic(ip, 2);
        }

        private static boolean embeddedIsPublic(byte[] ip, int at) {
            try {
                return is(InetAddress.getByAddress(Arrays.copyOfRange(ip, at, at + IPV4_BYTES)));
            } catch (UnknownHostException e) {
                throw new AssertionError("four bytes are an address", e);
            }
        }

        private static boolean zero(byte[] ip, int from, int to) {
            for (int i = from; i < to; i++) {
                if (ip[i] != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
