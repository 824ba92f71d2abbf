package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitTest {

    private Sandbox sandbox;
    private Caller caller;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(Caller.quiet());
        caller = new Caller(sandbox);
    }

    @AfterEach
    void stop() {
        caller.close();
        sandbox.close();
    }

    @Test
    void limit_isCounted_alsoWhileItIsNotEnforced() {
        for (int i = 0; i < 12; i++) {
            assertThat(caller.get("/me/conversations?limit=1").status()).isEqualTo(200);
        }

        assertThat(sandbox.log().count(Endpoint.LIST)).isEqualTo(12);
        assertThat(sandbox.log().overLimit()).isPositive();
        assertThat(sandbox.log().mostReadsWithin(Duration.ofMinutes(1))).isEqualTo(12);
        assertThat(sandbox.log().entries()).hasSize(12).allMatch(e -> e.endpoint() == Endpoint.LIST);
        sandbox.log().clear();
        assertThat(sandbox.log().apiCalls()).isZero();
    }

    @Test
    void limit_whenEnforced_refusesReadsOfEveryKind_butNotTheAccountOrReplies() {
        sandbox.turn(Switch.RATE_LIMIT, true);
        List<Integer> codes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            codes.add(caller.get("/" + sandbox.conversationId("maya.okafor")).code());
            codes.add(caller.get("/" + sandbox.personId("maya.okafor")).code());
        }

        assertThat(codes).contains(613);
        sandbox.answerLimitWith(4);
        List<Reply> more = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            more.add(caller.get("/me/conversations"));
        }
        assertThat(more).anyMatch(reply -> reply.code() == 4);
        assertThat(caller.get("/me").status()).isEqualTo(200);
        assertThat(caller.reply("dune.studio", "Hello").status()).isEqualTo(200);
    }

    @Test
    void slidingWindow_letsTwoPass_andCountsFromEachCall() {
        RequestLog log = new RequestLog();
        long second = Duration.ofSeconds(1).toNanos();

        assertThat(log.arrived(Endpoint.LIST, "", 0)).isTrue();
        assertThat(log.arrived(Endpoint.THREAD, "", second / 2)).isTrue();
        assertThat(log.arrived(Endpoint.ME, "", second / 2)).isTrue();
        assertThat(log.arrived(Endpoint.LIST, "", second * 9 / 10)).isFalse();
        assertThat(log.arrived(Endpoint.LIST, "", second * 3 / 2)).isTrue();
        assertThat(log.overLimit()).isEqualTo(1);
        assertThat(log.mostReadsWithin(Duration.ofSeconds(1))).isEqualTo(3);
    }

    @Test
    void usageHeaders_comeOnceEnoughWasCalled_andShowWhatIsAsked() {
        assertThat(caller.get("/me").headers().firstValue("X-App-Usage")).isEmpty();

        sandbox.showUsage(95, 19);
        Reply reply = caller.get("/me");

        assertThat(reply.headers().firstValue("X-App-Usage").orElseThrow()).contains("\"call_count\":95");
        assertThat(reply.headers().firstValue("X-Business-Use-Case-Usage").orElseThrow())
                .contains("\"estimated_time_to_regain_access\":19").contains(sandbox.accountId());
        sandbox.showTrueUsage();
        for (int i = 0; i < 8; i++) {
            caller.get("/me");
        }
        assertThat(caller.get("/me").headers().firstValue("X-App-Usage")).isPresent();
    }
}
