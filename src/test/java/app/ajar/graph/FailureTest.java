package app.ajar.graph;

import app.ajar.graph.GraphFailure.AccessMissing;
import app.ajar.graph.GraphFailure.FieldRefused;
import app.ajar.graph.GraphFailure.NeedsReconnect;
import app.ajar.graph.GraphFailure.NotDetailed;
import app.ajar.graph.GraphFailure.PersonUnavailable;
import app.ajar.graph.GraphFailure.RateLimited;
import app.ajar.graph.GraphFailure.Refused;
import app.ajar.graph.GraphFailure.ServerTrouble;
import app.ajar.graph.GraphFailure.Unreadable;
import app.ajar.graph.GraphFailure.WindowClosed;
import app.ajar.model.AccessProblem;
import app.ajar.model.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTest extends GraphTest {

    private static final Instant IN_A_MINUTE = NOW.plus(Duration.ofMinutes(1));

    private GraphFailure sending(int status, String body, String... headers) {
        server.answers(status, body, headers);
        return failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false));
    }

    private GraphFailure reading(int status, String body, String... headers) {
        server.answers(status, body, headers);
        return failure(client.message(THREAD, mid("m1"), FieldSets.LAST_MESSAGE));
    }

    private static String error(String code, String subcode) {
        return """
                {"error":{"message":"Etwas ging schief","type":"IGApiException","code":%s%s,"fbtrace_id":"A1"}}"""
                .formatted(
                        code, subcode.isEmpty() ? "" : ",\"error_subcode\":" + subcode);
    }

    static Stream<Arguments> documentedOnBoth() {
        return Stream.of(
                Arguments.of("10", "2534022", new WindowClosed("10/2534022")),
                Arguments.of("10", "2018278", new WindowClosed("10/2018278")),
                Arguments.of("10", "2018108", new PersonUnavailable("10/2018108")),
                Arguments.of("551", "", new PersonUnavailable("551")),
                Arguments.of("551", "1545041", new PersonUnavailable("551/1545041")),
                Arguments.of("200", "1545041", new PersonUnavailable("200/1545041")),
                Arguments.of("10", "1893063", new AccessMissing(AccessProblem.BUSINESS_RESTRICTED, "10/1893063")),
                Arguments.of("10", "2534077", new AccessMissing(AccessProblem.TWO_FACTOR_PROBLEM, "10/2534077")),
                Arguments.of("10", "", new AccessMissing(AccessProblem.PERMISSION_MISSING, "10")),
                Arguments.of("100", "33", new Refused("100/33")),
                Arguments.of("100", "2018001", new PersonUnavailable("100/2018001")),
                Arguments.of("100", "2534014", new PersonUnavailable("100/2534014")),
                Arguments.of("100", "2018008", new Refused("100/2018008")),
                Arguments.of("100", "2534015", new Refused("100/2534015")),
                Arguments.of("100", "2534029", new AccessMissing(AccessProblem.BUSINESS_RESTRICTED, "100/2534029")),
                Arguments.of("100", "2534037", new AccessMissing(AccessProblem.HANDLED_ELSEWHERE, "100/2534037")),
                Arguments.of("100", "2018300", new AccessMissing(AccessProblem.HANDLED_ELSEWHERE, "100/2018300")),
                Arguments.of("190", "", new NeedsReconnect(AccessProblem.TOKEN_INVALID, "190")),
                Arguments.of("190", "458", new NeedsReconnect(AccessProblem.APP_REMOVED, "190/458")),
                Arguments.of("190", "459", new NeedsReconnect(AccessProblem.CHECKPOINT, "190/459")),
                Arguments.of("190", "490", new NeedsReconnect(AccessProblem.CHECKPOINT, "190/490")),
                Arguments.of("190", "460", new NeedsReconnect(AccessProblem.PASSWORD_CHANGED, "190/460")),
                Arguments.of("190", "463", new NeedsReconnect(AccessProblem.TOKEN_EXPIRED, "190/463")),
                Arguments.of("190", "464", new NeedsReconnect(AccessProblem.USER_UNCONFIRMED, "190/464")),
                Arguments.of("190", "467", new NeedsReconnect(AccessProblem.TOKEN_INVALID, "190/467")),
                Arguments.of("190", "492", new NeedsReconnect(AccessProblem.SESSION_INVALID, "190/492")),
                Arguments.of("102", "", new NeedsReconnect(AccessProblem.TOKEN_INVALID, "102")),
                Arguments.of("200", "", new AccessMissing(AccessProblem.PERMISSION_MISSING, "200")),
                Arguments.of("200", "2534041", new AccessMissing(AccessProblem.MESSAGE_ACCESS_OFF, "200/2534041")),
                Arguments.of("3", "", new AccessMissing(AccessProblem.PERMISSION_MISSING, "3")),
                Arguments.of("230", "", new PersonUnavailable("230")),
                Arguments.of("4", "", new RateLimited(IN_A_MINUTE, "4")),
                Arguments.of("17", "", new RateLimited(IN_A_MINUTE, "17")),
                Arguments.of("32", "", new RateLimited(IN_A_MINUTE, "32")),
                Arguments.of("613", "", new RateLimited(IN_A_MINUTE, "613")),
                Arguments.of("613", "2534040", new RateLimited(IN_A_MINUTE, "613/2534040")),
                Arguments.of("80002", "", new RateLimited(IN_A_MINUTE, "80002")),
                Arguments.of("80006", "", new RateLimited(IN_A_MINUTE, "80006")),
                Arguments.of("1", "", new ServerTrouble("1")), Arguments.of("1", "99", new ServerTrouble("1/99")),
                Arguments.of("1", "1357046", new ServerTrouble("1/1357046")),
                Arguments.of("2", "", new ServerTrouble("2")),
                Arguments.of("36103", "", new AccessMissing(AccessProblem.ACCOUNT_NOT_ELIGIBLE, "36103")),
                Arguments.of("368", "", new AccessMissing(AccessProblem.BUSINESS_RESTRICTED, "368")),
                Arguments.of("9000001", "", new NotDetailed("9000001")),
                Arguments.of("-1", "2534023", new Refused("-1/2534023")),
                Arguments.of("10900", "", new Refused("10900")),
                Arguments.of("10903", "1893049", new Refused("10903/1893049")),
                Arguments.of("\"190\"", "\"463\"", new NeedsReconnect(AccessProblem.TOKEN_EXPIRED, "190/463")));
    }

    @ParameterizedTest
    @MethodSource("documentedOnBoth")
    void code_decides_whetherReadingOrSending(String code, String subcode, GraphFailure expected) {
        assertThat(reading(400, error(code, subcode))).isEqualTo(expected);
        fresh();
        assertThat(sending(400, error(code, subcode))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 401, 403, 404, 429, 500, 503})
    void code_decidesWhateverTheStatus(int status) {
        assertThat(sending(status, error("10", "2534022"))).isEqualTo(new WindowClosed("10/2534022"));
        assertThat(reading(status, error("190", "460")))
                .isEqualTo(new NeedsReconnect(AccessProblem.PASSWORD_CHANGED, "190/460"));
    }

    @Test
    void code100_isAFieldWhenReading_andARefusalWhenSending() {
        assertThat(reading(400, error("100", ""))).isEqualTo(new FieldRefused("100"));
        assertThat(sending(400, error("100", ""))).isEqualTo(new Refused("100"));
        assertThat(sending(400, error("100", "0"))).isEqualTo(new Refused("100"));
    }

    @Test
    void unknownCode_isServerTrouble_onlyWhenItIsSaidToPass() {
        assertThat(sending(400, error("4711", ""))).isEqualTo(new Refused("4711"));
        assertThat(sending(500, error("4711", ""))).isEqualTo(new ServerTrouble("4711"));
        assertThat(sending(400, "{\"error\":{\"code\":4711,\"is_transient\":true}}"))
                .isEqualTo(new ServerTrouble("4711"));
        assertThat(sending(400, "{\"error\":{\"is_transient\":true}}")).isEqualTo(new ServerTrouble(null));
        assertThat(sending(429, error("4711", ""))).isInstanceOf(RateLimited.class);
    }

    @Test
    void errorWithoutCode_goesByStatus() {
        String error = "{\"error\":{\"message\":\"?\"}}";
        assertThat(sending(200, error)).isEqualTo(new Refused(null));
        assertThat(sending(400, "{\"error\":\"invalid\"}")).isEqualTo(new Refused(null));
        assertThat(sending(401, error)).isEqualTo(new NeedsReconnect(AccessProblem.TOKEN_INVALID, null));
        assertThat(sending(502, error)).isEqualTo(new ServerTrouble(null));
        assertThat(sending(429, error)).isEqualTo(new RateLimited(IN_A_MINUTE, null));
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "200, 400"})
    void tokenEndpointsOwnShape_isRefused(int status, int code) {
        server.answers(status, """
                {"error_type":"OAuthException","code":%d,"error_message":"too young"}""".formatted(code));
        assertThat(failure(client.refreshToken())).isEqualTo(new Refused("400"));
    }

    @Test
    void tokenEndpointsOwnShape_needsReconnect_whenItSays401() {
        server.answers(400, "{\"error_type\":\"OAuthException\",\"code\":401,\"error_message\":\"?\"}");
        assertThat(failure(client.refreshToken())).isEqualTo(new NeedsReconnect(AccessProblem.TOKEN_INVALID, "401"));
    }

    @Test
    void errorThatIsNullOrEmpty_isNoError() {
        server.answers("{\"error\":null,\"message_id\":\"m1\"}").answers("{\"error\":{},\"message_id\":\"m2\"}");
        assertThat(ok(client.send(ANA, OutboxMessage.Content.words("Hello"), false)).message()).isEqualTo(mid("m1"));
        assertThat(ok(client.send(ANA, OutboxMessage.Content.words("Hello"), false)).message()).isEqualTo(mid("m2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html><body>Sign in to Wi-Fi</body></html>", "{\"message_id\":\"m1", "null", "true",
            "17",
            "\"ok\"", "{\"message_id\":\"m1\"} trailing", "{}", "[]", "{\"recipient_id\":\"1\"}",
            "{\"message_id\":\"\"}"})
    void answerThatIsNotTheApis_isUnreadable(String body) {
        assertThat(sending(200, body)).isInstanceOf(Unreadable.class);
    }

    @Test
    void statusAlone_isTakenAtItsWord_whereNoErrorIsGiven() {
        String html = "<html>Bad gateway</html>";
        assertThat(sending(500, "")).isEqualTo(new ServerTrouble(null));
        assertThat(sending(502, html)).isEqualTo(new ServerTrouble(null));
        assertThat(sending(500, "{\"error\":{\"code\":10,\"error_sub")).isEqualTo(new ServerTrouble(null));
        assertThat(sending(401, "")).isEqualTo(new NeedsReconnect(AccessProblem.TOKEN_INVALID, null));
        assertThat(sending(401, html)).isInstanceOf(Unreadable.class);
        assertThat(sending(403, html)).isInstanceOf(Unreadable.class);
        assertThat(sending(404, "{}")).isEqualTo(new Refused(null));
        assertThat(sending(408, "")).isEqualTo(new ServerTrouble(null));
        assertThat(sending(429, html)).isEqualTo(new RateLimited(IN_A_MINUTE, null));
    }

    @ParameterizedTest
    @CsvSource({"120, 120", "' 7 ', 7", "'Sun, 22 Nov 2026 09:05:00 GMT', 300", "0, 60", "soon, 60",
            "999999999, 86400"})
    void retryAfter_isHonoured(String header, long seconds) {
        assertThat(sending(429, "", "Retry-After", header))
                .isEqualTo(new RateLimited(NOW.plusSeconds(seconds), null));
        assertThat(budget.blockedUntil()).contains(NOW.plusSeconds(seconds));
    }

    @Test
    void retryAfterWithServerTrouble_stopsCallsUntilThen() {
        assertThat(sending(503, "", "Retry-After", "30")).isEqualTo(new ServerTrouble(null));
        assertThat(failure(client.me())).isEqualTo(new RateLimited(NOW.plusSeconds(30), null));
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void listWithoutData_isUnreadable() {
        server.answers("{\"paging\":{}}");
        assertThat(failure(client.conversations(null, 25, 0))).isEqualTo(new Unreadable("a list without data"));
    }

    @Test
    void nestingBomb_isUnreadable() {
        String bomb = "{\"data\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(sending(200, bomb)).isInstanceOf(Unreadable.class);
    }

    @Test
    void duplicateKeys_doNotHarm() {
        server.answers("{\"message_id\":\"m1\",\"message_id\":\"m2\"}");
        assertThat(ok(client.send(ANA, OutboxMessage.Content.words("Hello"), false)).message()).isEqualTo(mid("m2"));
    }

    @Test
    void tokenReplacedDuringACall_isAskedWith_beforeTheOldOnesRefusalCounts() {
        AtomicReference<AccessToken> token = new AtomicReference<>(new AccessToken("IGAAold"));
        GraphClient replaced = GraphClient.forAccount(http, SHOP, token::get, budget);
        server.otherwise(request -> {
            token.set(new AccessToken("IGAAnew"));
            return request.headers().getFirst("Authorization").equals("Bearer IGAAnew")
                    ? new CannedServer.Answer(200, "{\"id\":\"17841400000000001\",\"username\":\"shop\"}", List.of())
                    : new CannedServer.Answer(400, "{\"error\":{\"code\":190,\"message\":\"expired\"}}", List.of());
        });
        assertThat(replaced.me()).isInstanceOf(GraphResult.Ok.class);
        assertThat(server.seen()).hasSize(2);
        server.otherwise(request -> new CannedServer.Answer(400, "{\"error\":{\"code\":190}}", List.of()));
        assertThat(replaced.me()).isInstanceOf(GraphResult.Failed.class);
        assertThat(server.seen()).hasSize(3);
    }

    @Test
    void tokenThatNoHeaderCanHold_isRefusedWithoutACall() {
        for (String odd : new String[]{"", "IG AA", "IGAA\n", "IGAÄ"}) {
            assertThat(failure(GraphClient.whoIs(http, new AccessToken(odd))))
                    .isEqualTo(new NeedsReconnect(AccessProblem.TOKEN_INVALID, null));
        }
        assertThat(server.seen()).isEmpty();
    }
}
