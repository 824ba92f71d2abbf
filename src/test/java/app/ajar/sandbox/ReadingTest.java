package app.ajar.sandbox;

import app.ajar.sandbox.Caller.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static app.ajar.sandbox.Caller.enc;
import static org.assertj.core.api.Assertions.assertThat;

class ReadingTest extends SandboxTest {

    private static final String DETAILS = "id,created_time,from,to,message,is_unsupported,attachments,"
            + "shares{link,name,description,template},story,reactions,reply_to";

    @Test
    void me_isFlat_andTellsTheTwoIdsApart() {
        JsonNode me = caller.get("/v26.0/me?fields=user_id,username,name,account_type,followers_count").json();

        assertThat(me.path("user_id").asString()).isEqualTo(sandbox.accountId()).startsWith("1784");
        assertThat(me.path("id").asString()).isNotEqualTo(sandbox.accountId());
        assertThat(me.path("username").asString()).isEqualTo("northbound.co");
        assertThat(me.path("account_type").asString()).isEqualTo("BUSINESS");
        assertThat(caller.get("/" + sandbox.accountId() + "?fields=username").json().path("username").asString())
                .isEqualTo("northbound.co");
    }

    @Test
    void shapes_followTheirSwitches() {
        sandbox.turn(Switch.WRAPPED_ME, true);
        sandbox.turn(Switch.NUMERIC_IDS, true);
        sandbox.turn(Switch.UNIX_TIMES, true);
        sandbox.turn(Switch.BARE_REACTIONS, true);
        sandbox.turn(Switch.NAMED_REACTIONS, true);
        sandbox.turn(Switch.SPELLED_OUT, true);
        sandbox.reacts(sandbox.messageId("maya.okafor", 0), "❤️");

        assertThat(caller.get("/me?fields=user_id").json().path("data").get(0).path("user_id").isNumber()).isTrue();
        JsonNode newest = caller.thread("maya.okafor", DETAILS, 1).getFirst();
        assertThat(newest.path("created_time").asLong()).isPositive();
        assertThat(newest.path("reactions").get(0).path("reaction").asString()).isEqualTo("love");
        assertThat(newest.path("is_unsupported").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/me", "/v22.0/me", "/v26.0/me"})
    void version_mayBeAbsentOrLiving(String path) {
        assertThat(caller.get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v20.0/me", "/v3.1/me", "/v99.0/me"})
    void version_thatIsDeadOrUnknown_isRefused(String path) {
        assertThat(caller.get(path).code()).isEqualTo(2500);
    }

    @Test
    void version_diesOnItsDay() {
        sandbox.clock().advance(Duration.ofDays(3));
        assertThat(caller.get("/v21.0/me").status()).isEqualTo(200);

        sandbox.clock().advance(Duration.ofDays(5 * 365));
        String token = sandbox.newToken();

        assertThat(caller.getWith(token, "/v21.0/me").code()).isEqualTo(2500);
        assertThat(caller.getWith(token, "/v26.0/me").status()).isEqualTo(200);
    }

    @Test
    void list_isNewestFirst_withTimesAsMetaWritesThem() {
        JsonNode rows = caller.get("/me/conversations?platform=instagram&limit=50&fields=id,updated_time,participants")
                .json().path("data");

        List<String> times = new ArrayList<>();
        rows.forEach(row -> times.add(row.path("updated_time").asString()));
        assertThat(times).hasSize(sandbox.people()).isSortedAccordingTo((a, b) -> b.compareTo(a))
                .allMatch(time -> time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000"));
        assertThat(rows.get(0).path("participants").path("data").get(0).path("id").asString())
                .isEqualTo(sandbox.accountId());
        assertThat(rows.get(0).path("id").asString()).startsWith("aWdfZAG0");
    }

    @Test
    void list_givesIdAndTime_whenNoFieldsAreNamed() {
        JsonNode row = caller.get("/" + sandbox.accountId() + "/conversations").json().path("data").get(0);

        assertThat(row.propertyNames()).containsExactlyInAnyOrder("id", "updated_time");
    }

    @Test
    void list_ofOnePerson_hasOneRowOrNone() {
        String path = "/me/conversations?platform=instagram&user_id=";

        assertThat(caller.get(path + sandbox.personId("dune.studio")).json().path("data").get(0).path("id").asString())
                .isEqualTo(sandbox.conversationId("dune.studio"));
        assertThat(caller.get(path + "123456789012345").json().path("data").isEmpty()).isTrue();
    }

    @Test
    void list_pagesToTheEnd_withoutGapsOrDoubles_evenWhenSomebodyWritesMeanwhile() {
        List<String> seen = new ArrayList<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = caller.get("/me/conversations?platform=instagram&limit=4" + after).json();
            page.path("data").forEach(row -> seen.add(row.path("id").asString()));
            if (seen.size() == 8) {
                sandbox.personWrites("bram.devries", "Me again");
            }
            more = page.path("paging").has("next");
            after = "&after=" + enc(page.path("paging").path("cursors").path("after").asString());
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(sandbox.people() - 1)
                .doesNotContain(sandbox.conversationId("bram.devries"));
    }

    @Test
    void next_containsTheToken_andLeadsOn() {
        JsonNode page = caller.get("/v26.0/me/conversations?platform=instagram&limit=3").json();
        String next = page.path("paging").path("next").asString();

        assertThat(next).contains("access_token=" + sandbox.token()).startsWith(sandbox.url() + "/v26.0/");
        JsonNode following = caller.bare(next).json().path("data");
        assertThat(following.size()).isEqualTo(3);
        assertThat(following.get(0).path("id")).isNotEqualTo(page.path("data").get(2).path("id"));
        assertThat(sandbox.log().tokenInUrl()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-3", "limit=many", "after=nonsense", "platform=messenger"})
    void list_refusesParametersItCannotRead(String parameter) {
        assertThat(caller.get("/me/conversations?" + parameter).code()).isEqualTo(100);
    }

    @Test
    void unknownField_failsTheWholeCall() {
        Reply reply = caller.get("/me/conversations?fields=" + enc("id,messages{id,seen}"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(100);
        assertThat(reply.json().path("error").path("message").asString()).contains("nonexisting field (seen)");
        sandbox.refuseFields(Set.of("reply_to"));
        assertThat(caller.get("/me/conversations?fields=" + enc("id,messages{id,reply_to}")).code()).isEqualTo(100);
    }

    @Test
    void expansion_givesTheMessagesAskedFor_newestFirst() {
        JsonNode row = caller.get("/me/conversations?platform=instagram&limit=1&fields="
                + enc("id,participants,messages.limit(2){" + DETAILS + "}")).json().path("data").get(0);

        JsonNode rows = row.path("messages").path("data");
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get(0).path("from").path("username").asString()).isEqualTo("northbound.co");
        assertThat(rows.get(0).path("to").path("data").get(0).path("username").asString()).isEqualTo("maya.okafor");
        assertThat(rows.get(0).path("message").asString()).startsWith("Sorry for the wait");
        assertThat(rows.get(1).path("message").asString()).endsWith("still available in M? 💙");
        assertThat(row.path("messages").path("paging").has("next")).isTrue();
    }

    @Test
    void thread_detailsOnlyItsTwentyNewest() {
        List<JsonNode> rows = caller.thread("elif.yilmaz", DETAILS, 100);

        assertThat(rows).hasSize(60);
        assertThat(rows.subList(0, 20)).allMatch(row -> row.has("from"));
        assertThat(rows.subList(20, 60)).allMatch(row -> row.propertyNames().size() == 2 && row.has("id")
                && row.has("created_time"));
        assertThat(caller.get("/" + rows.get(19).path("id").asString() + "?fields=message").status()).isEqualTo(200);
        Reply older = caller.get("/" + rows.get(20).path("id").asString() + "?fields=id");
        assertThat(older.code()).isEqualTo(9_000_001);
        assertThat(older.json().path("error").path("type").asString()).isEqualTo("OAuthException");
    }

    @Test
    void threadEdge_pagesToTheEnd_andKeepsTheRuleOfTwenty() {
        Set<String> seen = new HashSet<>();
        List<Boolean> detailed = new ArrayList<>();
        String path = "/" + sandbox.conversationId("elif.yilmaz") + "/messages?fields=id,from&limit=7";
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = caller.get(path + after).json();
            for (JsonNode row : page.path("data")) {
                assertThat(seen.add(row.path("id").asString())).isTrue();
                detailed.add(row.has("from"));
            }
            more = page.path("paging").has("next");
            after = "&after=" + page.path("paging").path("cursors").path("after").asString();
        }

        assertThat(detailed).hasSize(60);
        assertThat(detailed.subList(0, 20)).containsOnly(true);
        assertThat(detailed.subList(20, 60)).containsOnly(false);
    }

    @Test
    void unsentMessage_vanishes_andAnswersAsOneThatIsTooOld() {
        String id = sandbox.messageId("dune.studio", 1);
        sandbox.unsends(id);

        assertThat(caller.thread("dune.studio", "id", 50)).noneMatch(row -> row.path("id").asString().equals(id));
        assertThat(caller.get("/" + id + "?fields=message").code()).isEqualTo(9_000_001);
    }

    @Test
    void messages_carryWhatCameWithThem() {
        assertThat(caller.thread("thao.ng", DETAILS, 1).getFirst().path("attachments").path("data").get(0)
                .path("image_data").path("url").asString()).startsWith(sandbox.url() + "/v/t");
        assertThat(caller.thread("lucia.carrasco", DETAILS, 1).getFirst().path("story").path("mention").path("link")
                .asString()).contains("/ig_messaging_cdn/?asset_id=");
        assertThat(caller.thread("yuki.tanaka", DETAILS, 20).getLast().path("shares").path("data").get(0).path("link")
                .asString()).isEqualTo("https://www.instagram.com/p/DQx4kNorthb/");
        assertThat(caller.thread("marco.rossi.mtb", DETAILS, 3).getLast().path("is_unsupported").asBoolean(false))
                .isTrue();
        assertThat(caller.thread("amara.diallo", DETAILS, 2).getLast().path("attachments").path("data").get(0)
                .has("file_url")).isTrue();
        assertThat(caller.thread("kasia.wisniewska", DETAILS, 20)).anyMatch(row -> row.path("reply_to").has("mid"));
        assertThat(caller.thread("dune.studio", "is_unsupported,story,reactions", 1).getFirst().propertyNames())
                .containsExactly("id");
    }

    @Test
    void reactions_comeAndGo() {
        String id = sandbox.messageId("dune.studio", 0);
        sandbox.reacts(id, "🔥");

        JsonNode reaction = caller.get("/" + id + "?fields=reactions").json().path("reactions").path("data").get(0);
        assertThat(reaction.path("reaction").asString()).isEqualTo("🔥");
        assertThat(reaction.path("users").get(0).path("username").asString()).isEqualTo("dune.studio");
        sandbox.reacts(id, null);
        assertThat(caller.get("/" + id + "?fields=reactions").json().has("reactions")).isFalse();
    }

    @Test
    void subfieldsOfShares_mustBeNamed() {
        JsonNode shares = caller.thread("yuki.tanaka", "id,shares", 20).getLast().path("shares").path("data");

        assertThat(shares.size()).isEqualTo(1);
        assertThat(shares.get(0).isEmpty()).isTrue();
    }

    @Test
    void profile_tellsFacts_andLeavesOutWhatIsNotThere() {
        JsonNode maya = caller.get("/" + sandbox.personId("maya.okafor") + "?fields=name,username,profile_pic,"
                + "follower_count,is_user_follow_business,is_business_follow_user,is_verified_user").json();

        assertThat(maya.path("name").asString()).isEqualTo("Maya Okafor");
        assertThat(maya.path("follower_count").asInt()).isEqualTo(12_400);
        assertThat(maya.path("is_verified_user").asBoolean()).isTrue();
        assertThat(maya.path("profile_pic").asString()).contains("&oe=");
        assertThat(caller.get("/" + sandbox.personId("tim.hollis") + "?fields=name,profile_pic").json()
                .has("profile_pic")).isFalse();
    }

    @Test
    void profile_withoutConsent_answers230() {
        assertThat(caller.get("/" + sandbox.personId("wool_and_water") + "?fields=name").code()).isEqualTo(230);
    }

    @Test
    void unknownObject_answers100_33() {
        Reply reply = caller.get("/17999999999999999?fields=id");

        assertThat(reply.code()).isEqualTo(100);
        assertThat(reply.subcode()).isEqualTo(33);
    }

    @Test
    void accessSwitchedOff_isSaidWithItsSubcode() {
        sandbox.turn(Switch.ALLOW_ACCESS, false);

        Reply reply = caller.get("/me/conversations?platform=instagram");
        assertThat(reply.code()).isEqualTo(200);
        assertThat(reply.subcode()).isEqualTo(2_534_041);
        assertThat(caller.get("/me").status()).isEqualTo(200);
    }

    @Test
    void unpublishedApp_answersAnEmptyList_with200() {
        sandbox.turn(Switch.PUBLISHED, false);

        Reply reply = caller.get("/me/conversations?platform=instagram");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"data\":[]}");
    }

    @Test
    void missingTesterRole_refusesEveryCall() {
        sandbox.turn(Switch.TESTER_ROLE, false);

        for (String path : List.of("/me", "/me/conversations", "/" + sandbox.conversationId("maya.okafor"))) {
            Reply reply = caller.get(path);
            assertThat(reply.code()).isEqualTo(100);
            assertThat(reply.json().path("error").path("message").asString())
                    .isEqualTo("Unsupported request - method type: get");
        }
    }
}
