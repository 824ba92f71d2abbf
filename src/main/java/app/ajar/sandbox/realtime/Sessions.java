package app.ajar.sandbox.realtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Who is signed in, as Supabase's auth answers: access tokens that expire, refresh tokens good for one use. */
final class Sessions {

    private final Clock clock;
    private final Map<String, Instant> access = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final Map<String, String> passwords = new HashMap<>();
    private Duration life = Duration.ofHours(1);
    private int issued;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    synchronized void user(String email, String password) {
        passwords.put(email, password);
    }

    synchronized void life(Duration ofAccessTokens) {
        life = ofAccessTokens;
    }

    synchronized Optional<ObjectNode> password(String email, String password) {
        return password.equals(passwords.get(email)) ? Optional.of(session(email)) : Optional.empty();
    }

    synchronized Optional<ObjectNode> refreshed(String token) {
        return Optional.ofNullable(refresh.remove(token)).map(this::session);
    }

    /** Whether this is the access token of somebody signed in, and still good. */
    synchronized boolean good(String token) {
        Instant until = access.get(token);
        return until != null && clock.instant().isBefore(until);
    }

    /** Every access token ends now; refreshing gives a new one. */
    synchronized void expire() {
        access.replaceAll((token, until) -> Instant.MIN);
    }

    /** Nobody is signed in any more, and no refresh token is good. */
    synchronized void revoke() {
        access.clear();
        refresh.clear();
    }

    synchronized int issued() {
        return issued;
    }

    private ObjectNode session(String email) {
        issued++;
        String token = "sandbox-user-" + issued;
        String next = "sandbox-refresh-" + issued;
        access.put(token, clock.instant().plus(life));
        refresh.put(next, email);
        return JsonNodeFactory.instance.objectNode().put("access_token", token).put("token_type", "bearer")
                .put("expires_in", life.toSeconds()).put("refresh_token", next);
    }
}
