package app.ajar.graph;

import app.ajar.graph.GraphClient.ConversationPage;
import app.ajar.graph.GraphClient.MessagePage;
import app.ajar.graph.GraphClient.PulledConversation;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PagingTest extends GraphTest {

    private ConversationPage list(String json) {
        server.answers(json);
        return ok(client.conversations(null, 25, 0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {}                                                                         | -
            {"cursors":{"after":"A"}}                                                  | -
            {"cursors":{"after":"A"},"next":null}                                      | -
            {"cursors":{"after":"A"},"next":""}                                        | -
            {"cursors":{"after":"A"},"next":"https://h/x?after=B&access_token=T"}      | A
            {"cursors":{"after":17},"next":"https://h/x"}                              | 17
            {"cursors":{},"next":"https://h/x?access_token=T&after=Q%3D%3D%20x&limit=5"} | Q== x
            {"next":"https://h/x?limit=5&after=B#end"}                                 | B
            {"next":"?after=B"}                                                        | B
            {"next":"https://h/x?limit=5"}                                             | -
            {"next":"https://h/x?after=%zz"}                                           | -
            {"next":"https://h/x?after="}                                              | -
            null                                                                       | -
            """)
    void cursor_isTakenFromCursors_thenFromNext_andOnlyWhenThereIsMore(String paging, String after) {
        ConversationPage page = list("{\"data\":[],\"paging\":" + paging + "}");
        assertThat(page.after()).isEqualTo(after);
        assertThat(page.conversations()).isEmpty();
        fresh();
        MessagePage messages = thread("{\"id\":\"t\",\"messages\":{\"data\":[],\"paging\":" + paging + "}}").messages();
        assertThat(Objects.requireNonNull(messages).after()).isEqualTo(after);
    }

    @Test
    void list_mayBeBare_orHoldASingleObject() {
        assertThat(list("[{\"id\":1},{\"id\":\"2\"}]").conversations()).extracting(c -> c.id().value())
                .containsExactly("1", "2");
        assertThat(list("{\"data\":{\"id\":\"3\"}}").conversations()).extracting(c -> c.id().value())
                .containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "17", "\"x\"", "{}", "{\"updated_time\":1753742689}", "{\"id\":\"\"}",
            "{\"id\":{}}"})
    void unreadableConversation_neverHarmsItsPage(String row) {
        ConversationPage page = list("{\"data\":[{\"id\":\"1\"}," + row + ",{\"id\":\"2\"}]}");
        assertThat(page.conversations()).hasSize(2);
        assertThat(page.unreadable()).hasSize(1);
    }

    @Test
    void conversation_tellsNoMessagesFromNoPart() {
        ConversationPage page = list(
                """
                        {"data":[{"id":"1"},{"id":"2","messages":null},{"id":"3","messages":{"data":[]}},{"id":"4","messages":[]},
                         {"id":"5","messages":"later"}]}""");
        assertThat(page.conversations()).extracting(c -> c.messages() == null).containsExactly(true, true, false, false,
                true);
        assertThat(page.conversations().get(4).raw()).contains("later");
    }

    @Test
    void conversation_keepsWhatNobodyKnows_andNothingElse() {
        ConversationPage page = list("""
                {"data":[{"id":"1","is_owner":true,"unread_count":3,"messages":{"data":[]}},
                         {"id":"2","mood":"good","messages":{"data":[]}},
                         {"id":"3","updated_time":"soon"},{"id":"4","participants":[{"username":"ana"}]}]}""");
        assertThat(page.conversations()).extracting(PulledConversation::raw).containsExactly(null,
                "{\"mood\":\"good\"}",
                "{\"updated_time\":\"soon\"}", "{\"participants\":[{\"username\":\"ana\"}]}");
        assertThat(page.conversations().get(2).updatedAt()).isNull();
    }

    @Test
    void participants_mayBeBare_andThePersonIsTheOtherOne() {
        ConversationPage page = list("""
                {"data":[{"id":"1","participants":[{"id":8198000000000000001,"username":"ana","name":"Ana Costa"},
                   {"id":17841400000000001,"username":"ajar.shop"}]},
                  {"id":"2","participants":{"data":[{"id":"17841400000000001","username":"ajar.shop"}]}}]}""");
        assertThat(person(page.conversations().getFirst()).id()).isEqualTo(ANA);
        assertThat(person(page.conversations().getFirst()).name()).isEqualTo("Ana Costa");
        assertThat(page.conversations().get(1).person()).isNull();
    }

    @Test
    void olderMessages_areAskedOnTheThreadsEdge() {
        server.answers("{\"data\":[" + fromAna("m1", "") + ",{\"id\":\"m0\",\"created_time\":1}],"
                + "\"paging\":{\"cursors\":{\"after\":\"C2\"},\"next\":\"https://h/x\"}}");
        PulledConversation older = ok(client.thread(THREAD, "C1", 0));
        MessagePage page = Objects.requireNonNull(older.messages());
        assertThat(page.detailed()).hasSize(1);
        assertThat(page.bare()).isEqualTo(1);
        assertThat(page.after()).isEqualTo("C2");
        assertThat(server.only().uri().getPath()).isEqualTo("/v26.0/" + THREAD.value() + "/messages");
        assertThat(server.only().uri().getQuery()).contains("limit=20", "after=C1", "fields=id,created_time,");
    }

    @Test
    void rowsThatCameTwice_areGivenAsTheyCame() {
        assertThat(page(fromAna("m1", ""), fromAna("m1", "")).detailed()).hasSize(2);
    }
}
