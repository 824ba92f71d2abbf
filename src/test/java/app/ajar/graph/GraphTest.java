package app.ajar.graph;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.sandbox.SandboxClock;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** What the tests of this room share: a server, a client of it, and names. */
abstract class GraphTest {

    static final String TOKEN = "IGAAsecretTokenOfTheShop";
    static final AccountId SHOP = new AccountId("17841400000000001");
    static final ConversationId THREAD = new ConversationId(SHOP, "aWdfZAG06MTpJR01lc3NhZA2VUaHJlYWQ6");
    static final ParticipantId ANA = new ParticipantId(SHOP, "8198000000000000001");
    static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    final SandboxClock clock = new SandboxClock(Clock.fixed(NOW, ZoneOffset.UTC));
    CannedServer server;
    GraphHttp http;
    CallBudget budget;
    GraphClient client;

    /** A clock that stands until it is moved. */
    @BeforeEach
    void connect() throws IOException {
        server = new CannedServer();
        http = new GraphHttp(server.address(), clock);
        budget = new CallBudget(clock);
        client = client(budget);
    }

    GraphClient client(CallBudget of) {
        return GraphClient.forAccount(http, SHOP, "ajar.shop", () -> new AccessToken(TOKEN), of);
    }

    /** A client whose budget remembers nothing, so that a test of many answers need not wait for its places. */
    void fresh() {
        budget = new CallBudget(clock);
        client = client(budget);
    }

    @AfterEach
    void disconnect() {
        http.close();
        server.close();
    }

    static <T> T ok(GraphResult<T> result) {
        assertThat(result).isInstanceOf(GraphResult.Ok.class);
        return ((GraphResult.Ok<T>) result).value();
    }

    static GraphFailure failure(GraphResult<?> result) {
        assertThat(result).isInstanceOf(GraphResult.Failed.class);
        return ((GraphResult.Failed<?>) result).failure();
    }

    /** The thread as the server's answer to it reads. */
    GraphClient.PulledConversation thread(String json) {
        server.answers(json);
        return ok(client.thread(THREAD, null, 0));
    }

    /** The page of a thread that holds these rows. */
    GraphClient.MessagePage page(String... rows) {
        GraphClient.MessagePage page = thread("""
                {"id":"t","updated_time":"2026-11-22T08:00:00+0000",
                 "participants":{"data":[{"id":"17841400000000001","username":"ajar.shop"},
                                         {"id":"8198000000000000001","username":"ana"}]},
                 "messages":{"data":[%s]}}""".formatted(String.join(",", rows))).messages();
        return Objects.requireNonNull(page);
    }

    /** A message of Ana's with further keys. */
    static String fromAna(String id, String more) {
        return """
                {"id":"%s","created_time":"2026-11-22T08:00:00+0000","from":{"id":"8198000000000000001","username":"ana"},
                 "to":{"data":[{"id":"17841400000000001","username":"ajar.shop"}]}%s}"""
                .formatted(id,
                        more.isEmpty() ? "" : "," + more);
    }

    /** The one message that a page with this row has. */
    Message message(String row) {
        List<Message> detailed = page(row).detailed();
        assertThat(detailed).hasSize(1);
        return detailed.getFirst();
    }

    static Participant person(GraphClient.PulledConversation conversation) {
        return Objects.requireNonNull(conversation.person());
    }

    static MessageId mid(String value) {
        return new MessageId(value);
    }
}
