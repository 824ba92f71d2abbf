package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ControlsTest extends SandboxTest {

    @Test
    void people_canBeMadeToWriteReactMentionAndUnsend() {
        String id = control("write", "{\"person\":\"priya.w\",\"text\":\"Hi again\"}").path("message_id").asString();
        assertThat(newest("priya.w").path("id").asString()).isEqualTo(id);

        control("react", "{\"person\":\"priya.w\",\"from_newest\":0,\"emoji\":\"❤️\"}");
        assertThat(newest("priya.w").path("reactions").path("data").get(0).path("reaction").asString()).isEqualTo("❤️");

        control("edit", "{\"message\":\"" + id + "\",\"text\":\"Better words\"}");
        assertThat(newest("priya.w").path("message").asString()).isEqualTo("Better words");
        assertThat(newest("priya.w").has("reactions")).isTrue();

        control("unsend", "{\"message\":\"" + id + "\"}");
        assertThat(newest("priya.w").path("message").asString()).isEqualTo("Happy to help 🙌");

        control("mention", "{\"person\":\"priya.w\",\"scene\":\"lake\"}");
        assertThat(newest("priya.w").path("story").has("mention")).isTrue();
        control("story-reply", "{\"person\":\"priya.w\",\"scene\":\"fjord\",\"text\":\"Wow\"}");
        assertThat(newest("priya.w").path("story").has("reply_to")).isTrue();
        control("photo", "{\"person\":\"priya.w\",\"scene\":\"boots\"}");
        assertThat(newest("priya.w").has("attachments")).isTrue();
        control("unsupported", "{\"person\":\"priya.w\"}");
        assertThat(newest("priya.w").path("is_unsupported").asBoolean()).isTrue();
        control("write", "{\"person\":\"priya.w\",\"text\":\"From the phone\",\"by\":\"account\"}");
        assertThat(newest("priya.w").path("from").path("username").asString()).isEqualTo("northbound.co");
    }

    @Test
    void clock_movesWindowsAndTime() {
        control("clock", "{\"advance\":\"PT2H\"}");

        assertThat(caller.reply("maya.okafor", "Late").subcode()).isEqualTo(2_534_022);
        assertThat(state().path("now").asString()).startsWith("2026-11-22T14:00");
    }

    @Test
    void switchesFieldsUsageAndLimit_areSet() {
        control("switch", "{\"published\":false,\"rate_limit\":true}");
        assertThat(state().path("switches").path("published").asBoolean(true)).isFalse();
        assertThat(sandbox.is(Switch.RATE_LIMIT)).isTrue();
        control("switch", "{\"published\":true,\"rate_limit\":false}");

        control("refuse-fields", "{\"names\":[\"story\"]}");
        assertThat(caller.get("/" + sandbox.messageId("priya.w", 0) + "?fields=story").code()).isEqualTo(100);
        control("usage", "{\"percent\":91,\"regain_minutes\":3}");
        assertThat(caller.get("/me").headers().firstValue("X-App-Usage").orElseThrow()).contains("91");
        control("usage", "{}");
        control("limit-code", "{\"code\":4}");
        control("person", "{\"person\":\"priya.w\",\"reachable\":false,\"consents\":false,\"picture\":\"html\"}");
        assertThat(caller.get("/" + sandbox.personId("priya.w") + "?fields=name").code()).isEqualTo(230);
    }

    @Test
    void tokens_areIssuedExpiredAndKilled() {
        String old = sandbox.token();
        control("token", "{\"do\":\"new\"}");
        assertThat(state().path("token").asString()).isNotEqualTo(old);
        control("token", "{\"do\":\"expire\"}");
        assertThat(caller.get("/me").subcode()).isEqualTo(463);
        control("token", "{\"do\":\"kill\",\"subcode\":460}");
        assertThat(caller.get("/me").subcode()).isEqualTo(460);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"on\":\"me\",\"effect\":\"status\",\"status\":503} | 503",
            "{\"effect\":\"refused\",\"status\":403,\"code\":368} | 403",
            "{\"on\":\"me\",\"effect\":\"html\",\"times\":\"always\"} | 200",
            "{\"on\":\"ME\",\"effect\":\"delay\",\"by\":\"PT0.01S\",\"times\":3} | 200"})
    void faults_areInjected(String fault, int status) {
        control("fault", fault);

        assertThat(caller.get("/me").status()).isEqualTo(status);
        control("clear-faults", "{}");
        assertThat(state().path("faults_waiting").asInt()).isZero();
    }

    @Test
    void state_tellsWhatWasCalled() {
        caller.get("/me");
        caller.get("/me/conversations");

        JsonNode log = state().path("log");
        assertThat(log.path("calls").path("me").asInt()).isEqualTo(1);
        assertThat(log.path("calls").path("list").asInt()).isEqualTo(1);
        control("clear-log", "{}");
        assertThat(state().path("log").path("calls").path("me").asInt()).isZero();
        assertThat(caller.bare("/_control/people").json().path("people").size()).isEqualTo(sandbox.people());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"write | {\"person\":\"nobody.here\",\"text\":\"x\"}",
            "write | {\"person\":7}",
            "dance | {}", "clock | {\"advance\":\"soon\"}", "switch | {\"gravity\":false}",
            "fault | {\"effect\":\"explode\"}", "fault | {\"effect\":\"status\"}", "limit-code | {\"code\":5}",
            "react | {\"message\":\"aWdf\"}", "token | {\"do\":\"eat\"}", "write | nonsense",
            "fault | {\"effect\":\"cut\",\"times\":0}", "react | {\"person\":\"tim.hollis\",\"from_newest\":5}"})
    void controlThatMakesNoSense_isRefusedInWords(String what, String body) {
        Reply reply = caller.control(what, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asString()).isNotBlank();
    }

    private JsonNode control(String what, String body) {
        Reply reply = caller.control(what, body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private JsonNode state() {
        return caller.bare("/_control/state").json();
    }

    private JsonNode newest(String person) {
        return caller.thread(person, "id,from,message,reactions,story,attachments,is_unsupported", 1).getFirst();
    }
}
