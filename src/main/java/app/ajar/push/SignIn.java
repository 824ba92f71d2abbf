package app.ajar.push;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.JsonNode;

/** Signing in to a project: with e-mail and password once, with the refresh token from then on. Blocks on the network. */
final class SignIn {

    private static final System.Logger LOG = System.getLogger(SignIn.class.getName());
    private static final MediaType JSON = MediaType.get("application/json");
    private static final long MOST_BYTES = 256 << 10;
    /** What Supabase gives when a project did not choose. */
    private static final long USUAL_LIFE_SECONDS = 3_600;

    private final OkHttpClient http;
    private final ProjectAddress project;
    private final Clock clock;

    SignIn(OkHttpClient http, ProjectAddress project, Clock clock) {
        this.http = http;
        this.project = project;
        this.clock = clock;
    }

    /** How it went. */
    sealed interface Result {

        /** @param refreshToken replaces the one that was used, which is no longer good */
        record SignedIn(String accessToken, String refreshToken, Instant until) implements Result {

            @Override
            public String toString() {
                return "SignedIn[…]";
            }
        }

        /** E-mail, password or refresh token are not good. */
        record Refused() implements Result {}

        /** The project does not know the key. */
        record KeyRefused() implements Result {}

        /** No answer, or none that makes sense; later it may. */
        record NoAnswer() implements Result {}
    }

    Result withPassword(String key, String email, String password) {
        return ask(project.token("password"), key, Map.of("email", email, "password", password));
    }

    Result withRefreshToken(String key, String token) {
        return ask(project.token("refresh_token"), key, Map.of("refresh_token", token));
    }

    private Result ask(HttpUrl url, String key, Map<String, String> body) {
        Request request = new Request.Builder().url(url).header("apikey", key)
                .post(RequestBody.create(Json.MAPPER.writeValueAsString(body), JSON)).build();
        try (Response response = http.newCall(request).execute()) {
            if (response.isSuccessful()) {
                return signedIn(Json.read(response.peekBody(MOST_BYTES).string()).orElse(Json.MAPPER.missingNode()));
            }
            return switch (response.code()) {
                case 400, 422 -> new Result.Refused();
                case 401, 403 -> new Result.KeyRefused();
                default -> new Result.NoAnswer();
            };
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a project could not be reached: {0}", e.getClass().getSimpleName());
            return new Result.NoAnswer();
        }
    }

    private Result signedIn(JsonNode body) {
        String access = Json.text(body.path("access_token"));
        String refresh = Json.text(body.path("refresh_token"));
        long life = body.path("expires_in").asLong(USUAL_LIFE_SECONDS);
        if (access.isEmpty() || refresh.isEmpty()) {
            return new Result.NoAnswer();
        }
        return new Result.SignedIn(access, refresh, clock.instant().plus(Duration.ofSeconds(Math.clamp(life, 1,
                7 * 24 * USUAL_LIFE_SECONDS))));
    }
}
