package app.ajar.graph;

import app.ajar.model.AccessProblem;
import app.ajar.model.Message;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LadderTest extends GraphTest {

    private static final String REFUSED = """
            {"error":{"message":"(#100) Tried accessing nonexisting field","type":"IGApiException","code":100}}""";

    /** A server that does not know these fields. */
    private void serverWithout(String... fields) {
        server.otherwise(request -> {
            String query = String.valueOf(request.uri().getQuery());
            boolean refused = List.of(fields).stream().anyMatch(query::contains);
            return refused
                    ? new CannedServer.Answer(400, REFUSED, List.of())
                    : new CannedServer.Answer(200, answerTo(request.uri().getPath()), List.of());
        });
    }

    private static String answerTo(String path) {
        if (path.endsWith("/conversations")) {
            return "{\"data\":[{\"id\":\"t\"}]}";
        }
        if (path.endsWith("/me")) {
            return "{\"user_id\":\"17841400000000001\",\"username\":\"ajar.shop\"}";
        }
        return fromAna("m1", "\"message\":\"hi\",\"username\":\"ana\"");
    }

    @ParameterizedTest
    @CsvSource({"reply_to, 1", "reactions, 2", "is_unsupported, 2", "story, 3", "shares, 3", "attachments, 4",
            "messages, 5"})
    void list_goesDownToTheFirstSetWithoutTheField(String unknown, int rung) {
        serverWithout(unknown);
        GraphClient.ConversationPage page = ok(client.conversations(null, 10, rung - 1));
        assertThat(page.rung()).isEqualTo(rung);
        assertThat(client.calls()).isEqualTo(2);
        assertThat(server.last().uri().getQuery()).doesNotContain(unknown);
        assertThat(page.conversations().getFirst().messages()).isNull();
    }

    @Test
    void list_startsWhereItIsTold() {
        serverWithout();
        assertThat(ok(client.conversations(null, 10, 3)).rung()).isEqualTo(3);
        assertThat(ok(client.conversations(null, 10, 99)).rung()).isEqualTo(GraphClient.LAST_RUNG);
        assertThat(client.calls()).isEqualTo(2);
    }

    @Test
    void thread_remembersItsOwnRung_andIsNotBoundToTheLists() {
        serverWithout("reply_to");
        ok(client.thread(THREAD, null, GraphClient.LAST_RUNG));
        assertThat(client.calls()).isEqualTo(2);
        assertThat(server.last().uri().getQuery()).contains("reactions", "messages.limit(20)");
        ok(client.thread(THREAD, null, GraphClient.LAST_RUNG));
        assertThat(client.calls()).isEqualTo(3);
    }

    @Test
    void thread_endsWithPlainMessages_whereALimitIsRefused() {
        serverWithout("limit(20)");
        ok(client.thread(THREAD, null, 4));
        assertThat(server.last().uri().getQuery())
                .isEqualTo("fields=updated_time,participants,messages{id,created_time,from,to,message}");
    }

    @Test
    void message_goesDownToo() {
        serverWithout("story");
        Message message = ok(client.message(THREAD, mid("m1"), 2));
        assertThat(message.text()).isEqualTo("hi");
        assertThat(server.last().uri().getPath()).isEqualTo("/v26.0/m1");
        assertThat(server.last().uri().getQuery()).isEqualTo("fields=id,created_time,from,to,message,attachments");
    }

    @Test
    void profile_goesDown_andRemembers() {
        serverWithout("is_verified_user");
        assertThat(ok(client.profile(ANA)).username()).isEqualTo("ana");
        assertThat(client.calls()).isEqualTo(2);
        ok(client.profile(ANA));
        assertThat(client.calls()).isEqualTo(3);
    }

    @Test
    void profile_isUnavailable_whenCode100RemainsOnTheLastRung() {
        serverWithout("name");
        assertThat(failure(client.profile(ANA))).isEqualTo(new GraphFailure.PersonUnavailable("100"));
    }

    @Test
    void testerRole_isMissing_whenEvenTheSmallestQuestionIsRefused() {
        server.otherwise(request -> new CannedServer.Answer(400, REFUSED, List.of()));
        assertThat(failure(client.conversations(null, 10, GraphClient.LAST_RUNG)))
                .isEqualTo(new GraphFailure.AccessMissing(AccessProblem.TESTER_ROLE_MISSING, "100"));
        assertThat(server.last().uri().getPath()).isEqualTo("/v26.0/me");
        fresh();
        assertThat(failure(client.me()))
                .isEqualTo(new GraphFailure.AccessMissing(AccessProblem.TESTER_ROLE_MISSING, "100"));
    }

    @Test
    void refusal_stays_whenTheServerStillKnowsUs() {
        serverWithout("conversations", "participants");
        assertThat(failure(client.thread(THREAD, null, GraphClient.LAST_RUNG - 1)))
                .isEqualTo(new GraphFailure.FieldRefused("100"));
        assertThat(server.last().uri().getPath()).isEqualTo("/v26.0/me");
    }

    @Test
    void me_asksForLess_whenAFieldIsUnknown() {
        serverWithout("profile_picture_url");
        assertThat(ok(client.me()).username()).isEqualTo("ajar.shop");
        assertThat(client.calls()).isEqualTo(2);
    }
}
