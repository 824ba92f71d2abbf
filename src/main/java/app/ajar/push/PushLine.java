package app.ajar.push;

import app.ajar.push.Channel.Event;
import app.ajar.push.PushState.Stage;
import app.ajar.push.PushState.Trouble;
import app.ajar.settings.PushSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/**
 * One account's line to its project: signs in, connects, joins, keeps the heart beating, renews its token, and begins
 * again with growing pauses when anything breaks. It ends by {@link #close} alone.
 */
public final class PushLine implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PushLine.class.getName());
    private static final int NORMAL = 1000;

    private final PushSettings settings;
    private final Owner owner;
    private final Pace pace;
    private final Clock clock;
    private final PushHttp http;
    private final ProjectAddress project;
    private final SignIn signIn;
    private final HintReader reader;
    private final Retry retry;
    private final ScheduledExecutorService timer;

    private Credentials credentials;
    private Channel channel;
    private @Nullable WebSocket socket;
    private SignIn.Result.@Nullable SignedIn session;
    private PushState state = PushState.CONNECTING;
    /** What belongs to an earlier attempt counts no more. */
    private int attempt;
    private long liveSince;
    private boolean closed;

    /** @throws IllegalArgumentException when the project's address is none */
    public PushLine(String account, PushSettings settings, Credentials credentials, Owner owner, Clock clock) {
        this(account, settings, credentials, owner, new Timing(clock, Pace.USUAL));
    }

    /** The same with another patience. */
    public PushLine(String account, PushSettings settings, Credentials credentials, Owner owner, Timing timing) {
        this.settings = settings;
        this.credentials = credentials;
        this.owner = owner;
        this.pace = timing.pace;
        this.clock = timing.clock;
        this.project = ProjectAddress.of(settings.project())
                .orElseThrow(() -> new IllegalArgumentException("no address of a project"));
        this.http = new PushHttp(pace.answer.toMillis());
        this.signIn = new SignIn(http.client(), project, clock);
        this.reader = new HintReader(account, settings.tables());
        this.retry = new Retry(pace.firstPause, pace.longestPause, RandomGenerator.getDefault());
        this.channel = new Channel(settings);
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().name("ajar-push").daemon(true).factory());
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        one.setRemoveOnCancelPolicy(true);
        this.timer = one;
    }

    /** Whom the line works for; told on the line's threads, one call at a time, and must return soon. */
    public interface Owner {

        /** The line stands differently. */
        void stands(PushState state);

        /** Something came. */
        void hints(List<PushHint> hints);

        /** The refresh token is another one from now on; the old one is used up, so this must be kept at once. */
        void renewed(Credentials credentials);
    }

    /** By which clock tokens end, and the line's patience. */
    public record Timing(Clock clock, Pace pace) {}

    /**
     * @param heartbeat the pause between heartbeats; Realtime drops who is silent for 60 s
     * @param answer within which a heartbeat, a connection, a join must be answered: with the heartbeat's answer missing
     *        polling must be back within 5 s
     * @param firstPause before the second attempt
     * @param longestPause between attempts
     * @param settled after which a line counts as one that works, so that the next break is tried again at once
     * @param ahead before a token's end it is renewed
     */
    public record Pace(Duration heartbeat, Duration answer, Duration firstPause, Duration longestPause,
            Duration settled,
            Duration ahead) {

        public static final Pace USUAL = new Pace(Duration.ofSeconds(25), Duration.ofSeconds(4), Duration.ofSeconds(1),
                Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    public void start() {
        later(Duration.ZERO, this::begin);
    }

    /** Tries at once, whatever the pause: the network came back, or the user pressed a button. */
    public void tryNow() {
        later(Duration.ZERO, this::beginIfBroken);
    }

    private synchronized void beginIfBroken() {
        if (state.stage() == Stage.RECONNECTING && socket == null) {
            begin();
        }
    }

    private synchronized void begin() {
        if (closed) {
            return;
        }
        attempt++;
        int mine = attempt;
        cut();
        boolean tokenGood = session != null && clock.instant().isBefore(session.until().minus(pace.ahead));
        if (credentials.refreshToken() == null || tokenGood) {
            connect(mine);
        } else {
            signInThen(mine, () -> connect(mine));
        }
    }

    /** Signing in waits for the network, and must not hold up the line. */
    private void signInThen(int mine, Runnable next) {
        String token = credentials.refreshToken();
        if (token == null) {
            next.run();
            return;
        }
        Thread.ofVirtual().name("ajar-push-sign-in").start(() -> {
            SignIn.Result result = signIn.withRefreshToken(credentials.key(), token);
            signedIn(mine, result, next);
        });
    }

    private synchronized void signedIn(int mine, SignIn.Result result, Runnable next) {
        if (result instanceof SignIn.Result.SignedIn fresh) {
            session = fresh;
            credentials = credentials.withRefreshToken(fresh.refreshToken());
            // Even when the line was closed meanwhile: the old token is used up.
            owner.renewed(credentials);
        }
        if (closed || mine != attempt) {
            return;
        }
        switch (result) {
            case SignIn.Result.SignedIn _ -> next.run();
            case SignIn.Result.Refused _ -> stop(Trouble.SIGN_IN);
            case SignIn.Result.KeyRefused _ -> stop(Trouble.KEY_REFUSED);
            case SignIn.Result.NoAnswer _ -> {
                if (!state.live() || session == null || !clock.instant().isBefore(session.until())) {
                    failed(mine, Trouble.OFFLINE);
                } else {
                    later(pace.firstPause.multipliedBy(5), () -> renew(mine));
                }
            }
        }
    }

    private void connect(int mine) {
        channel = new Channel(settings);
        Request request = new Request.Builder()
                .url(project.webSocket().newBuilder().addQueryParameter("apikey", credentials.key()).build()).build();
        socket = http.client().newWebSocket(request, new Ears(mine));
        later(pace.answer, () -> lostPatience(mine));
    }

    /** Neither joined in time, nor with the last heartbeat answered. */
    private synchronized void lostPatience(int mine) {
        if (current(mine) && (!state.live() || channel.heartbeatOpen())) {
            failed(mine, Trouble.SILENT);
        }
    }

    /** What comes over one connection. */
    private final class Ears extends WebSocketListener {

        private final int mine;

        Ears(int mine) {
            this.mine = mine;
        }

        @Override
        public void onOpen(WebSocket webSocket, Response response) {
            opened(mine);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            http.messageEnded();
            take(mine, text);
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            failed(mine, Trouble.CLOSED);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable problem, @Nullable Response response) {
            LOG.log(System.Logger.Level.DEBUG, "the line for pushes broke: {0}", problem.getClass().getSimpleName());
            switch (response == null ? 0 : response.code()) {
                case 0, 101 -> failed(mine, Trouble.OFFLINE);
                case 401, 403 -> refused(mine);
                case 404, 405 -> failed(mine, Trouble.NO_REALTIME);
                default -> failed(mine, Trouble.CLOSED);
            }
        }
    }

    private synchronized void refused(int mine) {
        if (current(mine)) {
            stop(Trouble.KEY_REFUSED);
        }
    }

    private synchronized void opened(int mine) {
        if (current(mine)) {
            say(channel.join(session == null ? null : session.accessToken()));
            later(pace.heartbeat, () -> beat(mine));
        }
    }

    private synchronized void beat(int mine) {
        if (!current(mine)) {
            return;
        }
        say(channel.heartbeat());
        later(pace.answer, () -> lostPatience(mine));
        later(pace.heartbeat, () -> beat(mine));
    }

    private synchronized void take(int mine, String text) {
        if (!current(mine)) {
            return;
        }
        switch (channel.read(text)) {
            case Event.Joined(boolean confirmed) -> {
                if (confirmed) {
                    live(mine);
                }
            }
            case Event.Subscribed _ -> live(mine);
            case Event.Refused(String reason) -> notJoined(mine, reason);
            case Event.NotSubscribed _ -> failed(mine, Trouble.NO_TABLE);
            case Event.TokenEnded _ -> {
                session = null;
                failed(mine, credentials.refreshToken() == null ? Trouble.KEY_REFUSED : Trouble.CLOSED);
            }
            case Event.Ended _ -> failed(mine, Trouble.CLOSED);
            case Event.Webhook(var payload) -> tell(reader.webhook(payload));
            case Event.Row(var data) -> tell(reader.row(data));
            case Event.HeartbeatAnswered _,Event.Nothing _ -> {
            }
        }
    }

    private void notJoined(int mine, String reason) {
        if (session != null && Channel.aboutToken(reason)) {
            session = null;
            failed(mine, Trouble.CLOSED);
        } else {
            // Somebody may be mending the policy or the table just now.
            failed(mine, Trouble.NOT_ALLOWED);
        }
    }

    private void tell(List<PushHint> hints) {
        if (!hints.isEmpty()) {
            owner.hints(hints);
        }
    }

    private void live(int mine) {
        if (state.live()) {
            return;
        }
        liveSince = System.nanoTime();
        become(PushState.LIVE);
        SignIn.Result.SignedIn present = session;
        if (present != null) {
            Duration left = Duration.between(clock.instant(), present.until()).minus(pace.ahead);
            later(left.compareTo(pace.firstPause) < 0 ? pace.firstPause : left, () -> renew(mine));
        }
    }

    /** The next token, said on the channel, so that the line stays as it is. */
    private synchronized void renew(int mine) {
        if (current(mine) && state.live()) {
            signInThen(mine, () -> {
                SignIn.Result.SignedIn fresh = session;
                if (fresh != null) {
                    say(channel.accessToken(fresh.accessToken()));
                    Instant next = fresh.until().minus(pace.ahead);
                    Duration left = Duration.between(clock.instant(), next);
                    later(left.compareTo(pace.firstPause) < 0 ? pace.firstPause : left, () -> renew(mine));
                }
            });
        }
    }

    private synchronized void failed(int mine, Trouble why) {
        if (!current(mine)) {
            return;
        }
        attempt++;
        cut();
        if (state.live() && System.nanoTime() - liveSince > pace.settled.toNanos()) {
            retry.reset();
        }
        become(new PushState(Stage.RECONNECTING, why));
        later(retry.next(), this::begin);
    }

    private void stop(Trouble why) {
        attempt++;
        cut();
        become(new PushState(Stage.STOPPED, why));
    }

    private boolean current(int mine) {
        return !closed && mine == attempt;
    }

    private void say(String text) {
        WebSocket open = socket;
        if (open != null && !open.send(text)) {
            LOG.log(System.Logger.Level.DEBUG, "the line for pushes took no more words");
        }
    }

    private void cut() {
        WebSocket open = socket;
        socket = null;
        if (open != null) {
            open.cancel();
        }
    }

    private void become(PushState next) {
        if (!next.equals(state)) {
            state = next;
            owner.stands(next);
        }
    }

    private void later(Duration pause, Runnable work) {
        try {
            ScheduledFuture<?> _ = timer.schedule(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "the line for pushes met a bug", e);
                }
            }, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "asked while closing");
        }
    }

    /** Leaves and hangs up; nothing is told afterwards. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        attempt++;
        WebSocket open = socket;
        socket = null;
        if (open != null) {
            open.send(channel.leave());
            open.close(NORMAL, null);
        }
        timer.shutdownNow();
        http.close();
    }
}
