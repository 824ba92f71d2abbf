package app.ajar.push;

import app.ajar.push.PushState.Stage;
import app.ajar.push.PushState.Trouble;
import app.ajar.settings.PushSettings;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Tries a project out before it is used: signs in, connects, joins, and tells how it went. Keeps nothing. */
public final class Trial {

    private static final long PATIENCE_SECONDS = 15;

    private Trial() {}

    /**
     * Who signs in. Used once and forgotten.
     *
     * @param email empty for nobody
     */
    public record Person(String email, String password) {

        @Override
        public String toString() {
            return "Person[…]";
        }
    }

    /**
     * How it went.
     *
     * @param state live when it works; otherwise what is wrong
     * @param credentials what to keep; they hold the session that was made
     */
    public record Outcome(PushState state, Credentials credentials) {}

    /** Blocks on the network, for a quarter of a minute at most. */
    public static Outcome run(String account, PushSettings settings, String key, Person person, Clock clock) {
        Credentials plain = new Credentials(key, null);
        ProjectAddress project = ProjectAddress.of(settings.project()).orElse(null);
        if (project == null) {
            return new Outcome(new PushState(Stage.STOPPED, Trouble.NO_REALTIME), plain);
        }
        if (person.email.isBlank()) {
            return joined(account, settings, plain, clock);
        }
        PushHttp http = new PushHttp(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        try {
            return switch (new SignIn(http.client(), project, clock).withPassword(key, person.email.strip(),
                    person.password)) {
                case SignIn.Result.SignedIn in ->
                    joined(account, settings, plain.withRefreshToken(in.refreshToken()), clock);
                case SignIn.Result.Refused _ -> new Outcome(new PushState(Stage.STOPPED, Trouble.SIGN_IN), plain);
                case SignIn.Result.KeyRefused _ ->
                    new Outcome(new PushState(Stage.STOPPED, Trouble.KEY_REFUSED), plain);
                case SignIn.Result.NoAnswer _ ->
                    new Outcome(new PushState(Stage.RECONNECTING, Trouble.OFFLINE), plain);
            };
        } finally {
            http.close();
        }
    }

    private static Outcome joined(String account, PushSettings settings, Credentials credentials, Clock clock) {
        Waiting waiting = new Waiting(credentials);
        try (PushLine line = new PushLine(account, settings, credentials, waiting, clock)) {
            line.start();
            boolean answered = waiting.answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            PushState state = waiting.state.get();
            return new Outcome(answered ? state : new PushState(Stage.RECONNECTING, Trouble.SILENT),
                    waiting.newest.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(new PushState(Stage.RECONNECTING, Trouble.SILENT), waiting.newest.get());
        }
    }

    /** For the first word of the line. */
    private static final class Waiting implements PushLine.Owner {

        private final CountDownLatch answered = new CountDownLatch(1);
        private final AtomicReference<PushState> state = new AtomicReference<>(PushState.CONNECTING);
        private final AtomicReference<Credentials> newest;

        Waiting(Credentials credentials) {
            newest = new AtomicReference<>(credentials);
        }

        @Override
        public void stands(PushState now) {
            if (state.compareAndSet(PushState.CONNECTING, now)) {
                answered.countDown();
            }
        }

        @Override
        public void hints(List<PushHint> hints) {
            // What came meanwhile comes again over the line that stays, or by polling.
        }

        @Override
        public void renewed(Credentials credentials) {
            newest.set(credentials);
        }
    }
}
