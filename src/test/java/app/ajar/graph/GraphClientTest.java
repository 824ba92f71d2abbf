package app.ajar.graph;

import app.ajar.model.Message;
import app.ajar.model.OutboxMessage;
import app.ajar.model.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GraphClientTest extends GraphTest {

    @Test
    void me_isRead_whenFlatAsInLiveTraces() {
        server.answers("""
                {"id":"99","user_id":17841400000000001,"username":"ajar.shop","account_type":"MEDIA_CREATOR"}""");

        GraphClient.Me me = ok(client.me());

        assertThat(me).isEqualTo(new GraphClient.Me(SHOP, "ajar.shop", null, "MEDIA_CREATOR", null));
        assertThat(server.only().uri().getPath()).isEqualTo("/v26.0/me");
        assertThat(server.only().headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void me_isRead_whenWrappedAsInTheDocumentation() {
        server.answers("""
                {"data":[{"user_id":"17841400000000001","username":"ajar.shop","name":"Ajar Shop"}]}""");

        assertThat(ok(GraphClient.whoIs(http, new AccessToken(TOKEN))).name()).isEqualTo("Ajar Shop");
    }

    @Test
    void list_bringsConversationsWithTheirNewestMessagesAndTheNextCursor() {
        server.answers(
                """
                        {"data":[{"id":"t1","updated_time":"2026-11-22T08:30:00+0000",
                          "participants":{"data":[{"id":"17841400000000001","username":"ajar.shop"},
                                                  {"id":"8198000000000000001","username":"ana"}]},
                          "messages":{"data":[{"id":"m2","created_time":"2026-11-22T08:30:00+0000",
                              "from":{"id":"17841400000000001","username":"ajar.shop"},
                              "to":{"data":[{"id":"8198000000000000001","username":"ana"}]},"message":"Hello Ana"},
                             {"id":"m1","created_time":"2026-11-22T08:29:00+0000",
                              "from":{"id":"8198000000000000001","username":"ana"},"message":"Olá"},
                             {"id":"m0","created_time":"2026-11-20T08:29:00+0000"}],
                           "paging":{"cursors":{"after":"older"},"next":"https://graph.instagram.com/x?access_token=T"}}}],
                         "paging":{"cursors":{"after":"page2"},"next":"https://graph.instagram.com/y?access_token=T&after=z"}}""");

        GraphClient.ConversationPage page = ok(client.conversations("page 1&", 25, 0));

        assertThat(page.after()).isEqualTo("page2");
        assertThat(page.rung()).isZero();
        assertThat(page.unreadable()).isEmpty();
        GraphClient.PulledConversation thread = page.conversations().getFirst();
        assertThat(thread.id().value()).isEqualTo("t1");
        assertThat(thread.raw()).isNull();
        assertThat(thread.person()).isEqualTo(Participant.known(ANA, "ana"));
        assertThat(thread.updatedAt()).isEqualTo(Instant.parse("2026-11-22T08:30:00Z"));
        GraphClient.MessagePage messages = Objects.requireNonNull(thread.messages());
        assertThat(messages.after()).isEqualTo("older");
        assertThat(messages.bare()).isEqualTo(1);
        assertThat(messages.detailed()).extracting(Message::text).containsExactly("Hello Ana", "Olá");
        assertThat(messages.detailed()).extracting(Message::direction).containsExactly(Message.Direction.OUTBOUND,
                Message.Direction.INBOUND);
        assertThat(messages.detailed()).extracting(Message::raw).containsOnlyNulls();
        assertThat(server.only().uri().getPath()).isEqualTo("/v26.0/me/conversations");
        assertThat(server.only().uri().getQuery()).contains("platform=instagram", "limit=25", "after=page 1&",
                "fields=id,updated_time,participants,messages.limit(20){id,created_time,from,to,message,");
    }

    @Test
    void send_postsOneJsonObjectAndGivesTheMessagesId() {
        server.answers("{\"recipient_id\":\"8198000000000000001\",\"message_id\":\"m9\"}");

        GraphClient.Sent sent = ok(client.send(ANA, OutboxMessage.Content.words("Olá \"Ana\" 👋"), false));

        assertThat(sent.message().value()).isEqualTo("m9");
        assertThat(server.only().method()).isEqualTo("POST");
        assertThat(server.only().line()).isEqualTo("/v26.0/me/messages");
        assertThat(server.only().headers().getFirst("Content-Type")).startsWith("application/json");
        assertThat(server.only().body()).isEqualTo(
                "{\"recipient\":{\"id\":\"8198000000000000001\"},\"message\":{\"text\":\"Olá \\\"Ana\\\" 👋\"}}");
        assertThat(client.calls()).isEqualTo(1);
    }

    @Test
    void send_addsTheTag_forAHumanAgent() {
        server.answers("{\"recipient_id\":\"8198000000000000001\",\"message_id\":\"m9\"}");

        ok(client.send(ANA, OutboxMessage.Content.words("Hello"), true));

        assertThat(server.only().body()).contains("\"tag\":\"HUMAN_AGENT\"", "\"messaging_type\":\"MESSAGE_TAG\"");
    }

    @Test
    void refresh_asksWithoutVersionAndWithoutTokenInTheUrl() {
        server.answers("{\"access_token\":\"IGAAnew\",\"token_type\":\"bearer\",\"expires_in\":5183944}");

        GraphClient.Refreshed refreshed = ok(client.refreshToken());

        assertThat(refreshed.token().value()).isEqualTo("IGAAnew");
        assertThat(refreshed.expiresAt()).isEqualTo(NOW.plus(Duration.ofSeconds(5183944)));
        assertThat(server.only().line()).isEqualTo("/refresh_access_token?grant_type=ig_refresh_token");
        assertThat(server.only().headers().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
    }
}
