package app.ajar.graph;

import app.ajar.graph.GraphClient.Me;
import app.ajar.graph.GraphClient.Refreshed;
import app.ajar.graph.GraphClient.Sent;
import app.ajar.model.AccountId;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Reads the answers that are one object: who we are, a profile, a sent reply, a refreshed token. */
final class PlainReader {

    /** What every refreshed token lives, should an answer not say (business-login page). */
    private static final Duration TOKEN_LIFE = Duration.ofDays(60);

    private PlainReader() {}

    /**
     * Flat as in live traces or wrapped as in the documentation. A server that gives no {@code user_id} is taken at its
     * {@code id}: messages then know us by username.
     */
    static GraphResult<Me> me(JsonNode root) {
        JsonNode me = Lenient.one(root);
        String userId = Lenient.id(me.path("user_id"));
        String id = userId == null ? Lenient.id(me.path("id")) : userId;
        String username = Lenient.id(me.path("username"));
        if (id == null || username == null) {
            return unreadable("an account without id or username");
        }
        return new GraphResult.Ok<>(new Me(new AccountId(id), username, Lenient.id(me.path("name")),
                Lenient.id(me.path("account_type")), Lenient.id(me.path("profile_picture_url"))));
    }

    static GraphResult<Participant> profile(ParticipantId id, JsonNode root, Instant now) {
        JsonNode profile = Lenient.one(root);
        if (!profile.isObject()) {
            return unreadable("a profile without content");
        }
        return new GraphResult.Ok<>(new Participant(id, Lenient.id(profile.path("username")),
                Lenient.id(profile.path("name")), Lenient.id(profile.path("profile_pic")),
                Lenient.whole(profile.path("follower_count")), Lenient.yesNo(profile.path("is_user_follow_business")),
                Lenient.yesNo(profile.path("is_business_follow_user")),
                Lenient.yesNo(profile.path("is_verified_user")), now));
    }

    static GraphResult<Sent> sent(JsonNode root) {
        String id = Lenient.id(Lenient.one(root).path("message_id"));
        return id == null
                ? unreadable("a sent reply without message id")
                : new GraphResult.Ok<>(new Sent(new MessageId(id)));
    }

    static GraphResult<Refreshed> refreshed(JsonNode root, Instant now) {
        JsonNode answer = Lenient.one(root);
        String token = Lenient.id(answer.path("access_token"));
        if (token == null) {
            return unreadable("a refreshed token without token");
        }
        BigDecimal seconds = Lenient.number(answer.path("expires_in"));
        boolean sensible = seconds != null && seconds.signum() > 0 && seconds.compareTo(new BigDecimal("1e10")) < 0;
        Duration life = sensible && seconds != null ? Duration.ofSeconds(seconds.longValue()) : TOKEN_LIFE;
        return new GraphResult.Ok<>(new Refreshed(new AccessToken(token), now.plus(life)));
    }

    private static <T> GraphResult<T> unreadable(String what) {
        return new GraphResult.Failed<>(new GraphFailure.Unreadable(what));
    }
}
