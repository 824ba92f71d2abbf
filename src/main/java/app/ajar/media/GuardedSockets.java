package app.ajar.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
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
}
