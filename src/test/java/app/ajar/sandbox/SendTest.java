package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static app.ajar.sandbox.Caller.enc;
import static org.assertj.core.api.Assertions.assertThat;

class SendTest extends SandboxTest {

    @Test
    void reply_isThere_asSoonAsItIsAnswered() {
        Reply sent = caller.reply("dune.studio", "See you then 🙌🏽");

        assertThat(sent.json().path("recipient_id").asString()).isEqualTo(sandbox.personId("dune.studio"));
        JsonNode newest = caller.thread("dune.studio", "id,message,from", 1).getFirst();
        assertThat(newest.path("id")).isEqualTo(sent.json().path("message_id"));
        assertThat(newest.path("message").asString()).isEqualTo("See you then 🙌🏽");
        assertThat(newest.path("from").path("id").asString()).isEqualTo(sandbox.accountId());
        assertThat(caller.get("/me/conversations?limit=1").json().path("data").get(0).path("id").asString())
                .isEqualTo(sandbox.conversationId("dune.studio"));
    }

    @Test
    void form_isReadLikeJson() {
        String form = "recipient=" + enc("{\"id\":\"" + sandbox.personId("thao.ng") + "\"}") + "&message="
                + enc("{\"text\":\"Looks lovely\"}") + "&access_token=" + sandbox.token();
        Reply sent = caller.send(caller.request("/" + sandbox.accountId() + "/messages")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));

        assertThat(sent.status()).isEqualTo(200);
        assertThat(caller.thread("thao.ng", "message", 1).getFirst().path("message").asString())
                .isEqualTo("Looks lovely");
    }

    @Test
    void text_isMeasuredInBytes() {
        assertThat(caller.reply("dune.studio", "é".repeat(500)).status()).isEqualTo(200);
        assertThat(caller.reply("dune.studio", "é".repeat(500) + "e").code()).isEqualTo(100);
        assertThat(caller.reply("dune.studio", " ").subcode()).isEqualTo(2_534_015);
    }

    @Test
    void window_isTwentyFourHoursFromThePersonsLastMessage_notFromOurs() {
        sandbox.clock().advance(Duration.ofMinutes(101));
        assertThat(caller.reply("maya.okafor", "Still open").status()).isEqualTo(200);

        sandbox.clock().advance(Duration.ofMinutes(2));
        Reply refused = caller.reply("maya.okafor", "Too late");
        assertThat(refused.code()).isEqualTo(10);
        assertThat(refused.subcode()).isEqualTo(2_534_022);

        sandbox.personWrites("maya.okafor", "Are you there?");
        assertThat(caller.reply("maya.okafor", "We are").status()).isEqualTo(200);
    }

    @Test
    void storyMention_opensTheWindow_andAReactionDoesNot() {
        sandbox.reacts(sandbox.messageId("priya.w", 0), "❤️");
        assertThat(caller.reply("priya.w", "Hello").subcode()).isEqualTo(2_534_022);

        sandbox.mentionsStory("priya.w", "mountains");
        assertThat(caller.reply("priya.w", "Hello").status()).isEqualTo(200);
    }

    @Test
    void humanAgent_reachesSevenDays_onlyWhereItIsAllowed() {
        String tagged = "{\"recipient\":{\"id\":\"" + sandbox.personId("kofi_sews")
                + "\"},\"message\":{\"text\":\"It went out\"},\"messaging_type\":\"MESSAGE_TAG\",\"tag\":\"human_agent\"}";

        assertThat(caller.post(tagged).subcode()).isEqualTo(2_534_022);
        sandbox.turn(Switch.HUMAN_AGENT, true);
        assertThat(caller.post(tagged).status()).isEqualTo(200);
        assertThat(caller.reply("kofi_sews", "Without the tag").subcode()).isEqualTo(2_534_022);
        assertThat(caller.post(tagged.replace("human_agent", "ACCOUNT_UPDATE")).code()).isEqualTo(100);
        sandbox.clock().advance(Duration.ofDays(4));
        assertThat(caller.post(tagged).subcode()).isEqualTo(2_534_022);
    }

    @Test
    void reaction_isOnlyTakenWithinTheWindow() {
        String react = "{\"recipient\":{\"id\":\"" + sandbox.personId("priya.w")
                + "\"},\"sender_action\":\"react\",\"payload\":{\"message_id\":\"" + sandbox.messageId("priya.w", 0)
                + "\",\"reaction\":\"love\"}}";
        assertThat(caller.post(react).subcode()).isEqualTo(2_534_022);
        sandbox.personWrites("priya.w", "Hello again");
        assertThat(caller.post(react).status()).isEqualTo(200);
    }

    @Test
    void answerToOneMessage_canBeSwitchedOff() {
        String answer = "{\"recipient\":{\"id\":\"" + sandbox.personId("dune.studio")
                + "\"},\"message\":{\"text\":\"Yes\"},\"reply_to\":{\"mid\":\""
                + sandbox.messageId("dune.studio", 0) + "\"}}";
        assertThat(caller.post(answer).status()).isEqualTo(200);
        sandbox.turn(Switch.INLINE_REPLIES, false);
        assertThat(caller.post(answer).code()).isEqualTo(100);
        assertThat(sandbox.accountWords("dune.studio")).filteredOn("Yes"::equals).hasSize(1);
    }

    @Test
    void personWhoCannotBeReached_answers551() {
        Reply refused = caller.reply("rowan.kestrel", "We are open");

        assertThat(refused.code()).isEqualTo(551);
        assertThat(refused.subcode()).isEqualTo(1_545_041);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"recipient\":{\"id\":\"17841405309211844\"},\"message\":{\"text\":\"x\"}} | 100 | 2534014",
            "{\"recipient\":{\"id\":\"1\"},\"message\":{\"text\":\"x\"}} | 100 | 2534014",
            "{\"message\":{\"text\":\"x\"}} | 100 | 0", "{\"recipient\":{\"id\":\"%dune%\"}} | 100 | 0",
            "{\"recipient\":{\"id\":\"%dune%\"},\"message\":{\"attachment\":{\"type\":\"image\",\"payload\":{\"url\":"
                    + "\"https://files.invalid/a.png\"}}}} | 100 | 2018008",
            "{\"recipient\":{\"id\":\"%dune%\"},\"sender_action\":\"dance\"} | 100 | 0", "[] | 100 | 0",
            "not json | 100 | 0"})
    void sendThatMakesNoSense_isRefused(String body, int code, int subcode) {
        Reply refused = caller.post(body.replace("%dune%", sandbox.personId("dune.studio")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.subcode()).isEqualTo(subcode);
    }

    @Test
    void reaction_isOurs_andCanBeChangedAndTakenBack() {
        String id = sandbox.messageId("dune.studio", 0);
        String react = "{\"recipient\":{\"id\":\"" + sandbox.personId("dune.studio")
                + "\"},\"sender_action\":\"%s\",\"payload\":{\"message_id\":\"" + id + "\",\"reaction\":\"%s\"}}";

        assertThat(caller.post(react.formatted("react", "love")).json().path("recipient_id").asString())
                .isEqualTo(sandbox.personId("dune.studio"));
        caller.post(react.formatted("react", "🔥"));
        JsonNode reactions = caller.get("/" + id + "?fields=reactions").json().path("reactions").path("data");
        assertThat(reactions.size()).isEqualTo(1);
        assertThat(reactions.get(0).path("reaction").asString()).isEqualTo("🔥");
        assertThat(reactions.get(0).path("users").get(0).path("id").asString()).isEqualTo(sandbox.accountId());
        caller.post(react.formatted("unreact", ""));
        assertThat(caller.get("/" + id + "?fields=reactions").json().has("reactions")).isFalse();
        assertThat(caller.post(react.formatted("react", "love").replace(id, sandbox.messageId("priya.w", 0))).subcode())
                .isEqualTo(33);
    }

    @Test
    void inlineReply_namesWhatItAnswers() {
        String answered = sandbox.messageId("dune.studio", 0);
        caller.post("{\"recipient\":{\"id\":\"" + sandbox.personId("dune.studio")
                + "\"},\"message\":{\"text\":\"Thursday it is\"},\"reply_to\":{\"mid\":\"" + answered + "\"}}");

        assertThat(caller.thread("dune.studio", "reply_to", 1).getFirst().path("reply_to").path("mid").asString())
                .isEqualTo(answered);
    }

    @Test
    void typing_isAccepted_andLeavesNothing() {
        Reply reply = caller.post("{\"recipient\":{\"id\":\"" + sandbox.personId("dune.studio")
                + "\"},\"sender_action\":\"typing_on\"}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(caller.thread("dune.studio", "message", 1).getFirst().path("message").asString())
                .isEqualTo("Perfect, see you on Thursday!");
    }
}
