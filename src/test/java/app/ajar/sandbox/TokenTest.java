package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TokenTest {

    private static final String REFRESH = "/refresh_access_token?grant_type=ig_refresh_token&access_token=";

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(Caller.quiet().withTokenAge(Duration.ofHours(23)));
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "IGAAgarbage", "EAAGpageTokenOfTheOtherKind"})
    void tokenThatIsMissingOrGarbage_answers190_asAnApiException(String token) {
        Reply reply = token.isEmpty() ? caller.bare("/me") : caller.getWith(token, "/me");

        assertThat(reply.code()).isEqualTo(190);
        assertThat(reply.subcode()).isZero();
        assertThat(reply.json().path("error").path("type").asString()).isEqualTo("IGApiException");
    }

    @Test
    void token_mayComeAsAParameter() {
        assertThat(caller.bare("/me?access_token=" + sandbox.token()).status()).isEqualTo(200);
        assertThat(sandbox.log().tokenInUrl()).isEqualTo(1);
    }

    @Test
    void refresh_isRefusedOnTheFirstDay() {
        assertThat(caller.bare(REFRESH + sandbox.token()).code()).isEqualTo(100);
    }

    @Test
    void refresh_givesAnotherTokenForSixtyDays_andTheOldOneGoesOn() {
        String old = sandbox.token();
        sandbox.clock().advance(Duration.ofHours(1));

        Reply reply = caller.bare(REFRESH + old);

        String fresh = reply.json().path("access_token").asString();
        assertThat(fresh).startsWith("IG").isNotEqualTo(old).isEqualTo(sandbox.token());
        assertThat(reply.json().path("expires_in").asLong()).isEqualTo(Duration.ofDays(60).toSeconds());
        assertThat(reply.json().path("token_type").asString()).isEqualTo("bearer");
        sandbox.clock().advance(Duration.ofDays(59));
        assertThat(caller.getWith(fresh, "/me").status()).isEqualTo(200);
        assertThat(caller.getWith(old, "/me").subcode()).isEqualTo(463);
        assertThat(caller.bare(REFRESH + fresh).status()).isEqualTo(200);
    }

    @Test
    void refresh_needsItsGrantType() {
        assertThat(caller.bare("/refresh_access_token?access_token=" + sandbox.token()).code()).isEqualTo(100);
    }

    @Test
    void token_diesAfterSixtyDays_andCannotBeRefreshed() {
        sandbox.clock().advance(Duration.ofDays(59).plusHours(1));

        assertThat(caller.get("/me").code()).isEqualTo(190);
        assertThat(caller.get("/me").subcode()).isEqualTo(463);
        assertThat(caller.bare(REFRESH + sandbox.token()).subcode()).isEqualTo(463);
    }

    @ParameterizedTest
    @ValueSource(ints = {458, 459, 460, 467})
    void killedToken_saysWhy_andANewOneWorks(int subcode) {
        sandbox.killTokens(subcode);

        assertThat(caller.get("/me").code()).isEqualTo(190);
        assertThat(caller.get("/me").subcode()).isEqualTo(subcode);
        assertThat(caller.getWith(sandbox.newToken(), "/me").status()).isEqualTo(200);
    }
}
