package app.ajar.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client for media hosts: no token, no cookies, its own time limits, redirects checked one by one. It goes
 * past any proxy, because a proxy would connect where it must not.
 */
public final class MediaHttp implements AutoCloseable {

    /** The owner's limit on a stored file, whatever length the server says it has. */
    static final long MOST_BYTES = 10L * 1024 * 1024;
    private static final System.Logger LOG = System.getLogger(MediaHttp.class.getName());
    private static final int MOST_REDIRECTS = 3;
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration WHOLE_FETCH = Duration.ofSeconds(60);
    private static final long CHUNK = 64 * 1024;

    private final boolean allowLoopback;
    private final Duration wholeFetch;
    private @Nullable OkHttpClient open;
    private @Nullable OkHttpClient withLoopback;

    /**
     * @param allowLoopback whether this computer's own addresses may be fetched from, by plain http too: only when the
     *        API itself is there (see {@link app.ajar.model.ApiAddress#onThisComputer})
     */
    public MediaHttp(boolean allowLoopback) {
        this(allowLoopback, WHOLE_FETCH);
    }

    MediaHttp(boolean allowLoopback, Duration wholeFetch) {
        this.allowLoopback = allowLoopback;
        this.wholeFetch = wholeFetch;
    }

    /**
     * What a media host answered.
     *
     * @param <T> what was made of a body
     */
    sealed interface Answer<T> {

        /** 200, and what was made of the body. */
        record Body<T>(T value) implements Answer<T> {}

        /** Any other status. */
        record Refusal<T>(int status) implements Answer<T> {}

        /** An address, a redirect or a body that is not taken, whatever it holds. */
        record Unfit<T>(String why) implements Answer<T> {}

        /** No answer, or none to its end. */
        record Nothing<T>(String why) implements Answer<T> {}
    }

    /** Takes a body as it comes. */
    @FunctionalInterface
    interface Taking<T> {

        /**
         * @param length what the server says, -1 when it says nothing; it may lie
         * @throws IOException when no more comes from the network
         */
        Answer<T> take(BufferedSource body, long length) throws IOException;
    }

    /** Fetches at most 10 MB into memory. Blocks, but no longer than the time for a whole fetch. */
    Answer<ByteString> get(String address) {
        return fetch(address, "image/*", wholeFetch, MediaHttp::whole);
    }

    /** Fetches with a plain GET. Blocks, but no longer than the time given, redirects included. */
    <T> Answer<T> fetch(String address, String accept, Duration atMost, Taking<T> taking) {
        long deadline = System.nanoTime() + atMost.toNanos();
        HttpUrl url = HttpUrl.parse(address);
        boolean fromHere = url != null && allowLoopback && isLoopback(url.host());
        OkHttpClient client = client(fromHere);
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (url == null || !(url.isHttps() || (fromHere && isLoopback(url.host())))) {
                return new Answer.Unfit<>("address not allowed");
            }
            Call call = client.newCall(new Request.Builder().url(url).header("Accept", accept)
                    // Named here, so that the client does not unpack what would then be larger than it came.
                    .header("Accept-Encoding", "identity").header("User-Agent", "Ajar").build());
            call.timeout().timeout(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            try (Response response = call.execute()) {
                String location = response.isRedirect() ? response.header("Location") : null;
                if (location == null) {
                    return response.code() == 200
                            ? taking.take(response.body().source(), response.body().contentLength())
                            : new Answer.Refusal<>(response.code());
                }
                url = url.resolve(location);
            } catch (GuardedSockets.ForbiddenAddress e) {
                LOG.log(System.Logger.Level.INFO, "a picture's address leads into a private network");
                return new Answer.Unfit<>("address not allowed");
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "no answer from a media host: {0}", e.getClass().getSimpleName());
                return new Answer.Nothing<>(e.getClass().getSimpleName());
            } finally {
                // Drops the connection of a body that was not read to its end.
                call.cancel();
            }
        }
        return new Answer.Unfit<>("too many redirects");
    }

    @Override
    public synchronized void close() {
        close(open);
        close(withLoopback);
    }

    private static void close(@Nullable OkHttpClient client) {
        if (client != null) {
            client.dispatcher().cancelAll();
            client.connectionPool().evictAll();
        }
    }

    /** Made when first wanted: the window's first picture does not wait for a client. */
    private synchronized OkHttpClient client(boolean loopbackToo) {
        if (loopbackToo) {
            if (withLoopback == null) {
                withLoopback = client(
                        address -> address.isLoopbackAddress() || GuardedSockets.PublicAddress.is(address));
            }
            return withLoopback;
        }
        if (open == null) {
            open = client(GuardedSockets.PublicAddress::is);
        }
        return open;
    }

    private static Answer<ByteString> whole(BufferedSource body, long length) throws IOException {
        if (length > MOST_BYTES) {
            return new Answer.Unfit<>("more than 10 MB");
        }
        Buffer buffer = new Buffer();
        while (buffer.size() <= MOST_BYTES) {
            if (body.read(buffer, CHUNK) < 0) {
                return new Answer.Body<>(buffer.readByteString());
            }
        }
        return new Answer.Unfit<>("more than 10 MB");
    }

    /** Only literal addresses and the one name that means this computer everywhere. */
    private static boolean isLoopback(String host) {
        if ("localhost".equals(host)) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private OkHttpClient client(Predicate<InetAddress> allowed) {
        return new OkHttpClient.Builder().socketFactory(new GuardedSockets(allowed)).proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES).followRedirects(false).followSslRedirects(false)
                .connectionPool(new ConnectionPool()).connectTimeout(CONNECTING).readTimeout(SILENCE)
                .build();
    }
}
