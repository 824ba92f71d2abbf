package app.ajar.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The access tokens of the account: they live 60 days, can be refreshed from their second day, and can be killed. */
final class Tokens {

    static final Duration LIFE = Duration.ofDays(60);
    static final Duration REFRESHABLE_FROM = Duration.ofHours(24);
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** A token's span, and the subcode it was killed with, 0 while it stands. */
    private record Grant(Instant issuedAt, Instant expiresAt, int killedWith) {}

    private final Clock clock;
    private final Random random;
    private final Map<String, Grant> grants = new HashMap<>();
    private String current;

    Tokens(Clock clock, long seed, Duration age) {
        this.clock = clock;
        this.random = new Random(seed);
        this.current = issue(clock.instant().minus(age));
    }

    /** The newest token. */
    synchronized String current() {
        return current;
    }

    /** A new token as the dashboard gives one; the older ones stay good. */
    synchronized String issue() {
        current = issue(clock.instant());
        return current;
    }

    private String issue(Instant issuedAt) {
        StringBuilder value = new StringBuilder("IGAA");
        for (int i = 0; i < 172; i++) {
            value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        grants.put(value.toString(), new Grant(issuedAt, issuedAt.plus(LIFE), 0));
        return value.toString();
    }

    /** Kills every token with one of Meta's subcodes: 458 app removed, 460 password changed, 467 invalid, … */
    synchronized void kill(int subcode) {
        grants.replaceAll((value, grant) -> new Grant(grant.issuedAt(), grant.expiresAt(), subcode));
    }

    /** Ends every token's life now. */
    synchronized void expire() {
        grants.replaceAll((value, grant) -> new Grant(grant.issuedAt(), clock.instant(), grant.killedWith()));
    }

    /** Lets a token pass, or refuses with 190 and the subcode that says why. */
    synchronized void check(@Nullable String value) {
        grant(value);
    }

    /** A new token for one that is at least a day old. */
    synchronized Map<String, Object> refresh(@Nullable String value) {
        Grant grant = grant(value);
        Instant now = clock.instant();
        if (now.isBefore(grant.issuedAt().plus(REFRESHABLE_FROM))) {
            // The documents do not say what Meta answers here.
            throw Refusal.badParameter("The access token must be at least 24 hours old to be refreshed.");
        }
        current = issue(now);
        return Map.of("access_token", current, "token_type", "bearer", "expires_in", LIFE.toSeconds());
    }

    private Grant grant(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Refusal.badToken();
        }
        Grant grant = grants.get(value);
        if (grant == null) {
            throw Refusal.badToken();
        }
        if (grant.killedWith() != 0) {
            throw Refusal.deadToken(grant.killedWith(), switch (grant.killedWith()) {
                case 458 -> "The user has not authorized the application.";
                case 459 -> "The user is enrolled in a blocking, logged-in checkpoint.";
                case 460 -> "The session has been invalidated because the user changed their password.";
                case 464 -> "Sessions for the user are not allowed because the user is not a confirmed user.";
                default -> "The session is invalid.";
            });
        }
        if (!clock.instant().isBefore(grant.expiresAt())) {
            throw Refusal.deadToken(463, "Session has expired.");
        }
        return grant;
    }
}
