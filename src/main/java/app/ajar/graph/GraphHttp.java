package app.ajar.graph;

import app.ajar.model.ApiAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The process's one HTTP client for the API with its base address: threads, connections and time limits in one place. */
public final class GraphHttp implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GraphHttp.class.getName());

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(45);

    /** Shorter than common servers keep an idle connection (5 s), so that a call never starts on one just closed. */
    private static final long KEEP_ALIVE_MILLIS = 4000;

    /** Far above any real page; a larger body is not the API's. */
    static final long MOST_BODY_BYTES = 16L * 1024 * 1024;

    private static final String USER_AGENT = userAgent();

    private final ApiAddress address;
    private final Clock clock;
    private final Duration readTimeout;
    private final Duration callTimeout;
    private @Nullable Clients clients;
    private volatile boolean closed;

    public GraphHttp(ApiAddress address, Clock clock) {
        this(address, clock, READ_TIMEOUT, CALL_TIMEOUT);
    }

    /** With time limits of a test's own. */
    GraphHttp(ApiAddress address, Clock clock, Duration readTimeout, Duration callTimeout) {
        this.address = address;
        this.clock = clock;
        this.readTimeout = readTimeout;
        this.callTimeout = callTimeout;
    }

    /**
     * Reaches the server without a token and compares clocks; empty when it cannot be reached. For {@code doctor}.
     *
     * @return the server's time minus this computer's, to about a second; zero when the server does not tell its time
     */
    public Optional<Duration> clockSkew() {
        Request request = new Request.Builder().url(base()).head().header("User-Agent", USER_AGENT).build();
        Instant before = clock.instant();
        try (Response response = clients().reading.newCall(request).execute()) {
            Date date = response.headers().getDate("Date");
            if (date == null) {
                return Optional.of(Duration.ZERO);
            }
            Instant middle = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            return Optional.of(Duration.between(middle, date.toInstant()));
        } catch (IOException e) {
            noted(e);
            return Optional.empty();
        }
    }

    Clock clock() {
        return clock;
    }

    /** An address of the API; segments and query are encoded here, so that an id may hold any character. */
    HttpUrl url(boolean versioned, List<String> segments, Map<String, String> query) {
        HttpUrl.Builder url = base().newBuilder();
        if (versioned && !address.version().isBlank()) {
            url.addPathSegment(address.version());
        }
        segments.forEach(url::addPathSegment);
        query.forEach(url::addQueryParameter);
        return url.build();
    }

    private HttpUrl base() {
        return Objects.requireNonNull(HttpUrl.get(address.base()), "ApiAddress lets only http and https through");
    }

    HttpReply get(HttpUrl url, AccessToken token) {
        return execute(clients().reading, new Request.Builder().url(url).get(), token);
    }

    HttpReply post(HttpUrl url, String json, AccessToken token) {
        return execute(clients().sending,
                new Request.Builder().url(url).post(new OnceBody(ByteString.encodeUtf8(json))), token);
    }

    private HttpReply execute(OkHttpClient client, Request.Builder builder, AccessToken token) {
        Departure departure = new Departure();
        if (closed) {
            return new HttpReply.NoAnswer(new GraphFailure.Offline(false));
        }
        Request request = builder.header("Authorization", "Bearer " + token.value()).header("User-Agent", USER_AGENT)
                .header("Accept", "application/json").tag(Departure.class, departure).build();
        try (Response response = client.newCall(request).execute()) {
            departure.answered = true;
            return read(response);
        } catch (SocketException | InterruptedIOException e) {
            noted(e);
            return new HttpReply.NoAnswer(new GraphFailure.Offline(departure.left));
        } catch (IOException e) {
            noted(e);
            return new HttpReply.NoAnswer(departure.answered
                    ? new GraphFailure.Unreadable("the answer broke off")
                    : new GraphFailure.Offline(departure.left));
        }
    }

    private static HttpReply read(Response response) throws IOException {
        BufferedSource source = response.body().source();
        Buffer whole = new Buffer();
        while (source.read(whole, 64 * 1024) != -1) {
            if (whole.size() > MOST_BODY_BYTES) {
                return new HttpReply.NoAnswer(new GraphFailure.Unreadable("the answer is too large"));
            }
        }
        return new HttpReply.Answered(response.code(), response.headers(), whole.readByteString());
    }

    /** The kind of trouble alone: messages of network exceptions hold addresses. */
    private static void noted(IOException e) {
        LOG.log(System.Logger.Level.DEBUG, () -> "No answer: " + e.getClass().getName());
    }

    /** OkHttp sends a request again by itself when 503 comes with {@code Retry-After: 0}; without the header it does not. */
    private static Response withoutSilentRetry(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        String after = response.header("Retry-After");
        return response.code() == 503 && after != null && after.strip().matches("0+")
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    private static EventListener departureOf(Call call) {
        Departure departure = call.request().tag(Departure.class);
        return departure == null ? EventListener.NONE : departure;
    }

    /** Reads the version that the build wrote; a copy without it calls itself plain Ajar. */
    private static String userAgent() {
        try (InputStream in = GraphHttp.class.getResourceAsStream("/app/ajar/app/version.properties")) {
            if (in == null) {
                return "Ajar";
            }
            Properties properties = new Properties();
            properties.load(in);
            String version = properties.getProperty("version", "").strip();
            return version.matches("[0-9A-Za-z.+-]+") ? "Ajar/" + version : "Ajar";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made when first wanted: the window's first picture does not wait for a client. */
    private synchronized Clients clients() {
        if (clients == null) {
            clients = Clients.with(readTimeout, callTimeout);
        }
        return clients;
    }

    /** Ends calls under way; later ones fail as if there were no network. */
    @Override
    public synchronized void close() {
        closed = true;
        if (clients != null) {
            clients.close();
        }
    }

    /** One client for reading and one for sending, over the same threads. */
    private record Clients(OkHttpClient reading, OkHttpClient sending) {

        static Clients with(Duration readTimeout, Duration callTimeout) {
            // HTTP/1.1: two calls a second gain nothing from HTTP/2, which has hung on virtual threads before (okio #1834).
            OkHttpClient reading = new OkHttpClient.Builder().connectTimeout(CONNECT_TIMEOUT).readTimeout(readTimeout)
                    .writeTimeout(readTimeout).callTimeout(callTimeout).retryOnConnectionFailure(false)
                    .followRedirects(false).followSslRedirects(false).protocols(List.of(Protocol.HTTP_1_1))
                    .connectionPool(new ConnectionPool(4, KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS))
                    .addNetworkInterceptor(GraphHttp::withoutSilentRetry)
                    .eventListenerFactory(GraphHttp::departureOf).build();
            // A reply never starts on an idle connection: were that one dead, nobody could say whether the reply arrived.
            return new Clients(reading,
                    reading.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS)).build());
        }

        void close() {
            reading.dispatcher().cancelAll();
            reading.connectionPool().evictAll();
            sending.connectionPool().evictAll();
            reading.dispatcher().executorService().shutdown();
        }
    }

    /** Remembers whether the request began to leave: before that, no server can have seen it. */
    private static final class Departure extends EventListener {

        private volatile boolean left;
        private volatile boolean answered;

        @Override
        public void requestHeadersStart(Call call) {
            left = true;
        }
    }

    /** A body that OkHttp may write once and never again. */
    private static final class OnceBody extends RequestBody {

        private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

        private final ByteString json;

        OnceBody(ByteString json) {
            this.json = json;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return json.size();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(json);
        }
    }
}
