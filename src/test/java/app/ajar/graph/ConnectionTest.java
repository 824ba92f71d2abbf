package app.ajar.graph;

import app.ajar.graph.GraphFailure.Offline;
import app.ajar.graph.GraphFailure.Unreadable;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.ParticipantId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTest extends GraphTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private GraphFailure sendingTo(ApiAddress address) {
        try (GraphHttp other = new GraphHttp(address, clock, Duration.ofMillis(300), Duration.ofSeconds(5))) {
            return failure(GraphClient.forAccount(other, SHOP, () -> new AccessToken(TOKEN), new CallBudget(clock))
                    .send(ANA, OutboxMessage.Content.words("Hello"), false));
        }
    }

    private GraphFailure sendingTo(RawServer.Behaviour behaviour) throws IOException {
        try (RawServer raw = new RawServer(behaviour)) {
            GraphFailure failure = sendingTo(raw.address("http"));
            assertThat(raw.requests()).isEqualTo(1);
            return failure;
        }
    }

    @Test
    void nothingLeft_whenNobodyListens() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        URI base = URI.create("http://127.0.0.1:" + port);
        assertThat(sendingTo(new ApiAddress(base, "v26.0"))).isEqualTo(new Offline(false));
    }

    @Test
    void nameWithSeveralAddresses_isTriedAtEach() {
        URI localhost = URI.create("http://localhost:" + server.base().getPort());
        server.answers("{\"message_id\":\"m1\"}");
        try (GraphHttp other = new GraphHttp(new ApiAddress(localhost, "v26.0"), clock)) {
            ok(GraphClient.forAccount(other, SHOP, () -> new AccessToken(TOKEN), budget).send(ANA,
                    OutboxMessage.Content.words("Hello"), false));
        }
    }

    @Test
    void nothingLeft_whenEncryptionFails() throws IOException {
        try (RawServer plain = new RawServer(RawServer.writing("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(sendingTo(plain.address("https"))).isEqualTo(new Offline(false));
            assertThat(plain.requests()).isZero();
        }
    }

    @Test
    void requestMayHaveArrived_whenTheConnectionEndsWithoutAnswer() throws IOException {
        assertThat(sendingTo(connection -> {})).isEqualTo(new Offline(true));
        assertThat(sendingTo(connection -> connection.setSoLinger(true, 0))).isEqualTo(new Offline(true));
        assertThat(sendingTo(RawServer.writing("HTTP/1.1 200"))).isInstanceOf(Offline.class);
    }

    @Test
    void requestMayHaveArrived_whenNoAnswerComesInTime() throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        assertThat(sendingTo(connection -> await(over))).isEqualTo(new Offline(true));
        assertThat(sendingTo(connection -> {
            connection.getOutputStream()
                    .write((HEAD + "Content-Length: 100\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
            connection.getOutputStream().flush();
            await(over);
        })).isEqualTo(new Offline(true));
        over.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (latch.await(1, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void answerThatBreaksOff_isUnreadable() throws IOException {
        assertThat(sendingTo(RawServer.writing(HEAD + "Content-Length: 100\r\n\r\n{\"message_id\":")))
                .isInstanceOf(Unreadable.class);
        assertThat(sendingTo(RawServer.writing(HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"mes")))
                .isInstanceOf(Unreadable.class);
        assertThat(sendingTo(RawServer.writing(HEAD + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope")))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void answerWithoutEnd_isGivenUpAtTheCap() throws IOException {
        byte[] spaces = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        assertThat(sendingTo(connection -> {
            connection.getOutputStream().write((HEAD + "\r\n").getBytes(StandardCharsets.US_ASCII));
            for (long sent = 0; sent <= GraphHttp.MOST_BODY_BYTES + spaces.length; sent += spaces.length) {
                connection.getOutputStream().write(spaces);
            }
        })).isEqualTo(new Unreadable("the answer is too large"));
    }

    @ParameterizedTest
    @CsvSource({"503, 0", "503, 00", "408, 0", "408, 5", "429, 0"})
    void nothingIsSentTwice_whateverTheServerInvitesTo(int status, String retryAfter) {
        server.answers(status, "", "Retry-After", retryAfter);
        failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false));
        assertThat(server.seen()).hasSize(1);
        fresh();
        server.answers(status, "", "Retry-After", retryAfter);
        failure(client.me());
        assertThat(server.seen()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirect_isNotFollowed_andTheTokenGoesNowhere(int status) throws IOException {
        try (CannedServer elsewhere = new CannedServer()) {
            String there = elsewhere.base() + "/v26.0/me";
            server.answers(status, "", "Location", there).answers(status, "", "Location", "/elsewhere");
            assertThat(failure(client.me())).isInstanceOf(Unreadable.class);
            assertThat(failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false)))
                    .isInstanceOf(Unreadable.class);
            assertThat(elsewhere.seen()).isEmpty();
            assertThat(server.seen()).hasSize(2);
        }
    }

    @Test
    void everyRequest_carriesTheTokenInTheHeaderAlone() {
        server.otherwise(request -> new CannedServer.Answer(200, """
                {"data":[{"id":"t","user_id":"1","username":"u","messages":{"data":[],
                  "paging":{"next":"http://127.0.0.1/x?access_token=%s"}}}],
                 "paging":{"next":"http://127.0.0.1/x?access_token=%s&after=C"}}""".formatted(TOKEN, TOKEN),
                List.of()));
        ok(client.me());
        GraphClient.ConversationPage page = ok(client.conversations(null, 5, 0));
        ok(client.conversations(page.after(), 5, 0));
        ok(client.thread(THREAD, null, 0));
        ok(client.thread(THREAD, page.after(), 0));
        failure(client.message(THREAD, mid("m1"), 0));
        ok(client.profile(ANA));
        failure(client.refreshToken());
        failure(client.send(ANA, OutboxMessage.Content.words("Hello"), true));

        assertThat(server.seen()).hasSize(9);
        assertThat(client.calls()).isEqualTo(9);
        assertThat(server.seen()).allSatisfy(request -> {
            assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + TOKEN);
            assertThat(request.headers().getFirst("User-Agent")).matches("Ajar/[0-9].*");
            assertThat(request.line()).doesNotContain(TOKEN, "access_token=");
            assertThat(request.body()).doesNotContain(TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a?b=c", "a#b", "a b", "a%2Fb", "ä€👍", "../me", "a;b", "=", "%2e%2e"})
    void id_isOnePathSegment_whateverItHolds(String id) {
        server.otherwise(request -> new CannedServer.Answer(200, fromAna("m1", ""), List.of()));
        ok(client.thread(new ConversationId(SHOP, id), null, 0));
        ok(client.message(THREAD, new MessageId(id), 0));
        assertThat(server.seen()).allSatisfy(request -> {
            assertThat(request.uri().getRawPath().split("/", -1)).hasSize(3);
            assertThat(request.uri().getPath()).isEqualTo("/v26.0/" + id);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void idThatMeansAFolder_isRefusedWithoutACall(String id) {
        assertThat(failure(client.thread(new ConversationId(SHOP, id), null, 0)))
                .isEqualTo(new GraphFailure.Refused(null));
        assertThat(failure(client.profile(new ParticipantId(SHOP, id)))).isEqualTo(new GraphFailure.Refused(null));
        assertThat(failure(client.message(THREAD, mid(id), 0))).isEqualTo(new GraphFailure.Refused(null));
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void clockSkew_isTheServersTimeMinusOurs_andAsksWithoutToken() throws IOException {
        server.answers(404, "", "Date", "Sun, 22 Nov 2026 09:07:00 GMT");
        assertThat(http.clockSkew()).isPresent();
        assertThat(server.only().headers().get("Authorization")).isNull();
        String told = HEAD + "Date: Sun, 22 Nov 2026 09:07:00 GMT\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (RawServer raw = new RawServer(RawServer.writing(told));
                GraphHttp other = new GraphHttp(raw.address("http"), clock)) {
            assertThat(other.clockSkew()).contains(Duration.ofMinutes(7));
        }
    }

    @Test
    void clockSkew_isEmpty_whenTheServerCannotBeReached() throws IOException {
        RawServer raw = new RawServer(connection -> {});
        raw.close();
        try (GraphHttp other = new GraphHttp(raw.address("http"), clock)) {
            assertThat(other.clockSkew()).isEmpty();
        }
    }

    @Test
    void closedClient_isOffline() {
        http.close();
        assertThat(failure(client.me())).isEqualTo(new Offline(false));
        assertThat(server.seen()).isEmpty();
    }

    @Test
    void token_isHiddenFromText() {
        assertThat(new AccessToken(TOKEN).toString()).doesNotContain(TOKEN);
    }
}
