package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimitTest extends SandboxTest {

    /** A slow machine may spread a few calls over more than a second, but not this many. */
    private static final int MOST = 50;

    @Test
    void limit_isCounted_alsoWhileItIsNotEnforced() {
        int calls = 0;
        while (sandbox.log().overLimit() == 0 && calls < MOST) {
            assertThat(caller.get("/me/conversations?limit=1").status()).isEqualTo(200);
            calls++;
        }

        assertThat(sandbox.log().overLimit()).isPositive();
        assertThat(sandbox.log().count(Endpoint.LIST)).isEqualTo(calls);
        assertThat(sandbox.log().mostReadsWithin(Duration.ofMinutes(5))).isEqualTo(calls);
        assertThat(sandbox.log().entries()).hasSize(calls).allMatch(e -> e.endpoint() == Endpoint.LIST);
        sandbox.log().clear();
        assertThat(sandbox.log().apiCalls()).isZero();
    }

    @Test
    void limit_whenEnforced_refusesReadsOfEveryKind_butNotTheAccountOrReplies() {
        sandbox.turn(Switch.RATE_LIMIT, true);
        String[] reads = {"/me/conversations", "/" + sandbox.conversationId("maya.okafor"),
                "/" + sandbox.messageId("maya.okafor", 0), "/" + sandbox.personId("maya.okafor")};

        for (String read : reads) {
            assertThat(callsUntil(613, read)).as(read).isLessThan(MOST);
        }
        sandbox.answerLimitWith(4);
        assertThat(callsUntil(4, reads[0])).isLessThan(MOST);
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

    /** Calls until it is refused with this code: the third within a second, on a machine that is quick enough. */
    private int callsUntil(int code, String path) {
        int calls = 0;
        while (calls < MOST && caller.get(path).code() != code) {
            calls++;
        }
        return calls;
    }
}
