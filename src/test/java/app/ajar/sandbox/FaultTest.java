package app.ajar.sandbox;

import app.ajar.sandbox.Fault.Effect;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultTest extends SandboxTest {

    @Test
    void fault_befallsItsKindOfCall_asOftenAsSaid() {
        sandbox.inject(new Fault(Endpoint.LIST, 1, 2, new Effect.Status(503)));

        assertThat(caller.get("/me").status()).isEqualTo(200);
        assertThat(list()).isEqualTo(200);
        assertThat(list()).isEqualTo(503);
        assertThat(sandbox.faultsWaiting()).isEqualTo(1);
        assertThat(list()).isEqualTo(503);
        assertThat(list()).isEqualTo(200);
        assertThat(sandbox.faultsWaiting()).isZero();
    }

    @Test
    void faultOnEverything_lastsUntilItIsCleared() {
        sandbox.inject(Fault.always(new Effect.Status(500)));
        for (int i = 0; i < 5; i++) {
            assertThat(caller.get("/me").status()).isEqualTo(500);
        }

        sandbox.clearFaults();

        assertThat(caller.get("/me").status()).isEqualTo(200);
    }

    @Test
    void refusal_mayComeUnderAnyStatus() {
        sandbox.inject(Fault.once(Endpoint.LIST, new Effect.Refused(200, 17, 2_446_079)));

        var reply = caller.get("/me/conversations");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.code()).isEqualTo(17);
        assertThat(reply.subcode()).isEqualTo(2_446_079);
    }

    @Test
    void webPage_comesInPlaceOfJson() {
        sandbox.inject(Fault.once(Endpoint.ME, new Effect.Html(502)));

        var reply = caller.get("/me");
        assertThat(reply.status()).isEqualTo(502);
        assertThat(reply.text()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void dropBefore_deliversNothing() {
        sandbox.inject(Fault.once(Endpoint.SEND, new Effect.DropBefore()));
        long before = sandbox.messages();

        assertThatThrownBy(() -> post("Hello?")).isInstanceOf(IOException.class);

        assertThat(sandbox.messages()).isEqualTo(before);
    }

    @Test
    void dropAfter_deliversOnce_andSaysNothing() {
        sandbox.inject(Fault.once(Endpoint.SEND, new Effect.DropAfter()));
        long before = sandbox.messages();

        assertThatThrownBy(() -> post("Hello?")).isInstanceOf(IOException.class);

        assertThat(sandbox.messages()).isEqualTo(before + 1);
        assertThat(caller.thread("dune.studio", "message", 1).getFirst().path("message").asString())
                .isEqualTo("Hello?");
    }

    @Test
    void cut_breaksTheBodyInTheMiddle() {
        sandbox.inject(Fault.once(Endpoint.LIST, new Effect.Cut()));

        assertThatThrownBy(() -> caller.trySend(
                caller.request("/me/conversations").header("Authorization", "Bearer " + sandbox.token())))
                .isInstanceOf(IOException.class);
        assertThat(list()).isEqualTo(200);
    }

    @Test
    void delay_answersLate() {
        sandbox.inject(Fault.once(Endpoint.ME, new Effect.Delay(Duration.ofMillis(300))));
        long from = System.nanoTime();

        assertThat(caller.get("/me").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void close_doesNotWaitForADelay() {
        sandbox.inject(Fault.once(Endpoint.ME, new Effect.Delay(Duration.ofMinutes(10))));
        Thread asking = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> caller.get("/me")).isNotNull());
        Caller.await(() -> sandbox.log().count(Endpoint.ME) == 1);
        long from = System.nanoTime();

        sandbox.close();

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(5));
        assertThat(asking).satisfies(thread -> thread.join(Duration.ofSeconds(5)));
    }

    @Test
    void media_canFailToo() {
        String url = caller.get("/me?fields=profile_picture_url").json().path("profile_picture_url").asString();
        sandbox.inject(Fault.once(Endpoint.MEDIA, new Effect.Status(404)));

        assertThat(caller.bytes(url).statusCode()).isEqualTo(404);
        assertThat(caller.bytes(url).statusCode()).isEqualTo(200);
    }

    private int list() {
        return caller.get("/me/conversations?limit=1").status();
    }

    private void post(String text) throws IOException {
        caller.trySend(caller.request("/me/messages").header("Authorization", "Bearer " + sandbox.token())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"recipient\":{\"id\":\""
                        + sandbox.personId("dune.studio") + "\"},\"message\":{\"text\":\"" + text + "\"}}")));
    }
}
