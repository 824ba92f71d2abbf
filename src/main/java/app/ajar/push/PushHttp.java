package app.ajar.push;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;

/**
 * One project's connections. OkHttp puts no bound on a WebSocket message, and would inflate a compressed one to any size:
 * so compression is not offered, and a connection that brings too much without ending a message is cut.
 */
final class PushHttp {

    /** Above what Realtime itself lets through (3 MB), below what would hurt. */
    static final long MOST_BYTES = 6L << 20;

    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final AtomicLong sinceMessage = new AtomicLong();
    private final OkHttpClient client;

    PushHttp(long patienceMillis) {
        client = new OkHttpClient.Builder().connectTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .readTimeout(patienceMillis, TimeUnit.MILLISECONDS).writeTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .followRedirects(false).followSslRedirects(false).socketFactory(new Counted())
                .addInterceptor(chain -> chain.proceed(chain.request().newBuilder().removeHeader(EXTENSIONS).build())
                        .newBuilder().removeHeader(EXTENSIONS).build())
                .build();
    }

    OkHttpClient client() {
        return client;
    }

    /** A message ended. */
    void messageEnded() {
        sinceMessage.set(0);
    }

    void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Sockets that count what comes in. */
    private final class Counted extends SocketFactory {

        @Override
        public Socket createSocket() {
            sinceMessage.set(0);
            return new CountedSocket(sinceMessage);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw new IOException("only unconnected sockets are asked for");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            throw new IOException("only unconnected sockets are asked for");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw new IOException("only unconnected sockets are asked for");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
            throw new IOException("only unconnected sockets are asked for");
        }
    }

    private static final class CountedSocket extends Socket {

        private final AtomicLong count;

        CountedSocket(AtomicLong count) {
            this.count = count;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    return counted(super.read(), 1);
                }

                @Override
                public int read(byte[] into, int at, int length) throws IOException {
                    int read = super.read(into, at, length);
                    return counted(read, read);
                }
            };
        }

        private int counted(int result, int bytes) throws IOException {
            if (count.addAndGet(Math.max(0, bytes)) > MOST_BYTES) {
                throw new IOException("a message that is too large");
            }
            return result;
        }
    }
}
