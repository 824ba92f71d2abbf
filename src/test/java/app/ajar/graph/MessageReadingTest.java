package app.ajar.graph;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageReadingTest extends GraphTest {

    private static String at(String time) {
        return """
                {"id":"m1","created_time":%s,"from":{"id":"8198000000000000001"},"message":"x"}""".formatted(time);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "2025-07-28T22:44:49+0000"      | 2025-07-28T22:44:49Z
            "2025-07-28T22:44:49Z"          | 2025-07-28T22:44:49Z
            "2025-07-28T22:44:49+00:00"     | 2025-07-28T22:44:49Z
            "2025-07-29T04:14:49+0530"      | 2025-07-28T22:44:49Z
            "2025-07-28T17:44:49-05"        | 2025-07-28T22:44:49Z
            "2025-07-28T22:44:49.000+0000"  | 2025-07-28T22:44:49Z
            "2025-07-28T22:44:49"           | 2025-07-28T22:44:49Z
            "2025-07-28 22:44:49+0000"      | 2025-07-28T22:44:49Z
            1753742689                      | 2025-07-28T22:44:49Z
            "1753742689"                    | 2025-07-28T22:44:49Z
            1753742689000                   | 2025-07-28T22:44:49Z
            "1753742689000"                 | 2025-07-28T22:44:49Z
            1753742689.0                    | 2025-07-28T22:44:49Z
            1.753742689E9                   | 2025-07-28T22:44:49Z
            """)
    void time_isRead_inEveryFormSeen(String json, Instant expected) {
        assertThat(message(at(json)).sentAt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"yesterday\"", "0", "-5", "{}", "[]", "true", "1e99", "99999999999999999",
            "\"2025-13-45T00:00:00+0000\"", "\"UNIX_TIMESTAMP\""})
    void rowWithoutAReadableTime_isKeptAsItCame(String json) {
        GraphClient.MessagePage page = page(at(json), fromAna("m2", "\"message\":\"fine\""));
        assertThat(page.unreadable()).singleElement().asString().contains("\"m1\"");
        assertThat(page.detailed()).extracting(Message::id).containsExactly(mid("m2"));
    }

    @Test
    void numericIds_areReadDigitByDigit() {
        Message message = message("""
                {"id":123456789012345678901234567890,"created_time":1753742689,
                 "from":{"id":17841400000000001},"message":"x","reply_to":{"mid":98765432109876543210}}""");
        assertThat(message.id()).isEqualTo(mid("123456789012345678901234567890"));
        assertThat(message.direction()).isEqualTo(Message.Direction.OUTBOUND);
        assertThat(message.replyTo()).isEqualTo(mid("98765432109876543210"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "\"text\"", "null", "[]", "{}", "{\"id\":\"m\"}",
            "{\"id\":\"\",\"created_time\":1753742689}",
            "{\"created_time\":1753742689,\"message\":\"no id\"}", "{\"id\":\"  \",\"created_time\":1753742689}",
            "{\"id\":\"m\",\"created_time\":1753742689,\"message\":\"from nobody\"}"})
    void unreadableRow_neverHarmsItsPage(String row) {
        GraphClient.MessagePage page = page(fromAna("m1", ""), row, fromAna("m2", ""));
        assertThat(page.detailed()).hasSize(2);
        assertThat(page.unreadable()).hasSize(1);
        assertThat(page.bare()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"is_unsupported\":false", ",\"message\":\"\"",
            ",\"attachments\":{\"data\":[]},\"shares\":[]",
            ",\"tags\":{\"data\":[{\"name\":\"inbox\"}]}", ",\"from\":null,\"to\":{}"})
    void rowOfIdAndTimeAlone_isBare(String more) {
        GraphClient.MessagePage page = page("{\"id\":\"m\",\"created_time\":1753742689" + more + "}");
        assertThat(page.bare()).isEqualTo(1);
        assertThat(page.detailed()).isEmpty();
        assertThat(page.unreadable()).isEmpty();
    }

    @Test
    void messageWithSenderAlone_isDetailed() {
        Message message = message(fromAna("m1", ""));
        assertThat(message.kind()).isEqualTo(Message.Kind.TEXT);
        assertThat(message.text()).isNull();
        assertThat(message.raw()).isNull();
    }

    @Test
    void emptyText_isNone_andBlankTextStays() {
        assertThat(message(fromAna("m1", "\"message\":\"\"")).text()).isNull();
        fresh();
        assertThat(message(fromAna("m1", "\"message\":\"  \"")).text()).isEqualTo("  ");
    }

    @Test
    void textOfAMegabyte_isReadWhole() {
        String long1 = "ż👍".repeat(170_000);
        assertThat(message(fromAna("m1", "\"message\":\"" + long1 + "\"")).text()).isEqualTo(long1);
    }

    @Test
    void sender_isUs_byUsername_whenTheServerUsesTheAppScopedId() {
        server.answers("""
                {"id":"t","participants":{"data":[{"id":"99","username":"Ajar.Shop"},
                   {"id":"8198000000000000001","username":"ana"}]},
                 "messages":{"data":[{"id":"m1","created_time":1753742689,"from":{"id":"99","username":"AJAR.shop"},
                   "message":"ours"}]}}""");
        GraphClient.PulledConversation thread = ok(client.thread(THREAD, null, 0));
        assertThat(person(thread).id()).isEqualTo(ANA);
        assertThat(Objects.requireNonNull(thread.messages()).detailed().getFirst().direction())
                .isEqualTo(Message.Direction.OUTBOUND);
    }

    @Test
    void sender_isThePerson_whateverTheUsername() {
        Message message = message("""
                {"id":"m1","created_time":1753742689,"from":{"id":"8198000000000000001","username":"ajar.shop"}}""");
        assertThat(message.direction()).isEqualTo(Message.Direction.INBOUND);
    }

    @Test
    void sender_isToldByTheOtherEnd_whenMissing() {
        Message inbound = message("""
                {"id":"m1","created_time":1753742689,"message":"hi","to":{"data":[{"id":"17841400000000001"}]}}""");
        assertThat(inbound.direction()).isEqualTo(Message.Direction.INBOUND);
        assertThat(inbound.senderId()).isEqualTo(ANA.value());
        fresh();
        Message outbound = message("""
                {"id":"m1","created_time":1753742689,"message":"hi","to":[{"id":"8198000000000000001"}]}""");
        assertThat(outbound.direction()).isEqualTo(Message.Direction.OUTBOUND);
        assertThat(outbound.senderId()).isEqualTo(SHOP.value());
    }

    @Test
    void sender_isToldByName_whenTheIdIsMissing() {
        Message message = message("""
                {"id":"m1","created_time":1753742689,"message":"hi","from":{"username":"ana"}}""");
        assertThat(message.senderId()).isEqualTo(ANA.value());
    }

    @Test
    void person_isFoundInTheMessages_whenTheAnswerNamesNoParticipants() {
        server.answers("{\"id\":\"t\",\"messages\":[" + fromAna("m1", "\"message\":\"hi\"") + "]}");
        GraphClient.PulledConversation thread = ok(client.thread(THREAD, null, 0));
        assertThat(person(thread).username()).isEqualTo("ana");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            love  | ❤️
            LIKE  | 👍
            laugh | 😂
            wow   | 😮
            sad   | 😢
            angry | 😡
            ❤️    | ❤️
            🧡    | 🧡
            other | ❔
            """)
    void reactionWord_becomesItsEmoji(String said, String emoji) {
        String users = "\"users\":[{\"username\":\"ana\",\"id\":\"8198000000000000001\"}]";
        String reaction = "{\"reaction\":\"" + said + "\"," + users + "}";
        Message wrapped = message(fromAna("m1", "\"reactions\":{\"data\":[" + reaction + "]}"));
        fresh();
        Message bare = message(fromAna("m1", "\"reactions\":[" + reaction + "]"));
        assertThat(wrapped.reactions()).containsExactly(new Message.Reaction(ANA.value(), emoji));
        assertThat(bare.reactions()).isEqualTo(wrapped.reactions());
        assertThat(bare.raw()).isNull();
    }

    @Test
    void unknownReactionWord_isShownNeutrally_andKept() {
        Message message = message(
                fromAna("m1", "\"reactions\":[{\"reaction\":\"hug\",\"users\":{\"data\":[{\"id\":5}]}}]"));
        assertThat(message.reactions()).containsExactly(new Message.Reaction("5", "❔"));
        assertThat(message.raw()).contains("hug");
    }

    @Test
    void storyReply_namesItsStory_andBringsItAsAttachmentThatIsNotKept() {
        Message message = message(fromAna("m1",
                """
                        "message":"so nice","story":{"reply_to":{"link":"https://lookaside.fbsbx.com/s","id":17900000000000001}}"""));
        assertThat(message.kind()).isEqualTo(Message.Kind.STORY_REPLY);
        assertThat(message.text()).isEqualTo("so nice");
        assertThat(message.story()).isEqualTo(new Message.Story("17900000000000001", "https://lookaside.fbsbx.com/s"));
        assertThat(message.attachments()).containsExactly(new Attachment(0, Attachment.Kind.STORY, "17900000000000001",
                "https://lookaside.fbsbx.com/s", null, null, null, null, null, Attachment.State.NOT_KEPT, null, null));
        assertThat(message.raw()).isNull();
    }

    @Test
    void storyMention_staysAMention_whenItsStoryIsGone() {
        Message message = message(fromAna("m1", "\"story\":{\"mention\":{}}"));
        assertThat(message.kind()).isEqualTo(Message.Kind.STORY_MENTION);
        assertThat(message.story()).isEqualTo(new Message.Story(null, null));
    }

    @Test
    void unsupported_isToldFromFalseAndFromAbsent() {
        assertThat(message(fromAna("m1", "\"is_unsupported\":true")).kind()).isEqualTo(Message.Kind.UNSUPPORTED);
        fresh();
        assertThat(message(fromAna("m1", "\"is_unsupported\":false")).kind()).isEqualTo(Message.Kind.TEXT);
    }

    @Test
    void share_isALinkThatIsNotKept() {
        Message message = message(fromAna("m1", """
                "shares":{"data":[{"link":"https://www.instagram.com/p/1/","name":"Spring","description":"d"}]}"""));
        assertThat(message.kind()).isEqualTo(Message.Kind.SHARE);
        assertThat(message.attachments()).containsExactly(new Attachment(0, Attachment.Kind.SHARE, null,
                "https://www.instagram.com/p/1/", null, null, "Spring", null, null, Attachment.State.NOT_KEPT, null,
                null));
    }

    @Test
    void sharedProducts_areSharesWithNameAndPicture() {
        Message message = message(fromAna("m1", """
                "shares":[{"template":{"payload":{"product":{"elements":{"data":[
                  {"id":7,"retailer_id":"r","image_url":"https://x/1.jpg","name":"Vase","price":"12"},
                  {"id":8,"image_url":"https://x/2.jpg","name":"Bowl"}]}}}}}]"""));
        assertThat(message.attachments()).extracting(Attachment::title).containsExactly("Vase", "Bowl");
        assertThat(message.attachments()).extracting(Attachment::previewUrl).containsExactly("https://x/1.jpg",
                "https://x/2.jpg");
        assertThat(message.raw()).isNull();
    }

    @Test
    void attachments_areToldApartByTheirData() {
        Message message = message(fromAna("m1",
                """
                        "attachments":{"data":[
                         {"id":"1","image_data":{"url":"https://x/1","preview_url":"https://x/p","width":800,"height":"600"}},
                         {"id":2,"mime_type":"video/mp4","video_data":{"url":"https://x/2","preview_url":"https://x/2p","width":0}},
                         {"id":"3","mime_type":"audio/mp4","file_url":"https://x/3"},
                         {"id":"4","name":"voice.M4A","file_url":"https://x/4"},
                         {"id":"5","name":"price list.pdf","mime_type":"application/pdf","size":9,"file_url":"https://x/5"},
                         {"id":"6","image_data":{"url":"https://x/still","animated_gif_url":"https://x/6","render_as_sticker":true}},
                         {"id":"7","mime_type":"audio/aac","video_data":{"url":"https://x/7"}},
                         {"id":"8","generic_template":{"title":"Order 5","subtitle":"s","media_url":"https://x/8",
                            "cta":{"title":"Open","type":"web_url","url":"https://shop/5"}}}]}"""));
        assertThat(message.kind()).isEqualTo(Message.Kind.MEDIA);
        assertThat(message.raw()).isNull();
        assertThat(message.attachments()).extracting(Attachment::kind).containsExactly(Attachment.Kind.IMAGE,
                Attachment.Kind.VIDEO, Attachment.Kind.AUDIO, Attachment.Kind.AUDIO, Attachment.Kind.FILE,
                Attachment.Kind.IMAGE, Attachment.Kind.AUDIO, Attachment.Kind.SHARE);
        assertThat(message.attachments()).extracting(Attachment::url).containsExactly("https://x/1", "https://x/2",
                "https://x/3", "https://x/4", "https://x/5", "https://x/6", "https://x/7", "https://shop/5");
        assertThat(message.attachments().subList(0, 7)).extracting(Attachment::state)
                .containsOnly(Attachment.State.PENDING);
        assertThat(message.attachments().get(7).state()).isEqualTo(Attachment.State.NOT_KEPT);
        assertThat(message.attachments().getFirst()).isEqualTo(new Attachment(0, Attachment.Kind.IMAGE, "1",
                "https://x/1", "https://x/p", null, null, 800, 600, Attachment.State.PENDING, null, null));
        assertThat(message.attachments().get(1).width()).isNull();
        assertThat(message.attachments()).extracting(Attachment::position).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void attachmentOfAnUnknownKind_isAFileWithNothingToFetch_andIsKeptAsItCame() {
        Message message = message(fromAna("m1", """
                "attachments":{"data":[{"id":"1","name":"hologram","hologram_data":{"url":"https://x/1"}}]}"""));
        Attachment attachment = message.attachments().getFirst();
        assertThat(attachment.kind()).isEqualTo(Attachment.Kind.FILE);
        assertThat(attachment.title()).isEqualTo("hologram");
        assertThat(attachment.url()).isNull();
        assertThat(attachment.state()).isEqualTo(Attachment.State.FAILED);
        assertThat(message.raw()).contains("hologram_data");
    }

    @Test
    void singleObject_isTakenForAListOfOne() {
        Message message = message(
                """
                        {"id":"m1","created_time":1753742689,"from":{"data":[{"id":"8198000000000000001"}]},
                         "to":{"id":"17841400000000001"},"attachments":{"id":"1","file_url":"https://x/1.pdf"},
                         "shares":{"link":"https://x/2"},"reactions":{"reaction":"love","users":{"id":"17841400000000001"}}}""");
        assertThat(message.attachments()).extracting(Attachment::url).containsExactly("https://x/1.pdf", "https://x/2");
        assertThat(message.reactions()).containsExactly(new Message.Reaction(SHOP.value(), "❤️"));
    }

    @Test
    void unknownKeys_areKept_withoutTheTokenThatPagingMayHold() {
        Message message = message(fromAna("m1",
                """
                        "message":"hi","hologram":{"depth":3},
                        "attachments":{"data":[],"paging":{"next":"https://graph.instagram.com/x?access_token=IGAAsecret&after=1"}}"""));
        assertThat(message.raw()).contains("hologram", "&after=1").doesNotContain("IGAAsecret");
    }

    @Test
    void knownButUnusedKeys_areNotKept() {
        assertThat(message(fromAna("m1", "\"message\":\"hi\",\"tags\":{\"data\":[{\"name\":\"inbox\"}]}")).raw())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"message\":{\"text\":\"x\"}", "\"attachments\":\"many\"", "\"shares\":17",
            "\"story\":\"once\"",
            "\"reactions\":[\"love\"]", "\"reactions\":[{\"reaction\":\"love\"}]",
            "\"reply_to\":{\"mid\":\"\"  ,\"x\":1}",
            "\"is_unsupported\":\"perhaps\"", "\"attachments\":[17]", "\"reply_to\":[1,2]"})
    void partOfAnotherShape_isKept_andTheRestIsRead(String part) {
        Message message = message(fromAna("m1", part));
        assertThat(message.senderId()).isEqualTo(ANA.value());
        assertThat(message.raw()).isNotNull();
    }

    @Test
    void replyTo_isRead_asObjectOrText() {
        assertThat(message(fromAna("m1", "\"reply_to\":{\"mid\":\"m0\",\"is_self_reply\":false}")).replyTo())
                .isEqualTo(mid("m0"));
        fresh();
        assertThat(message(fromAna("m1", "\"reply_to\":\"m0\"")).replyTo()).isEqualTo(mid("m0"));
    }

    @Test
    void messages_areNewestFirst_whateverTheServersOrder() {
        List<Message> detailed = page(at("1000").replace("m1", "a"), at("1000").replace("m1", "b"),
                at("2000").replace("m1", "c")).detailed();
        assertThat(detailed).extracting(m -> m.id().value()).containsExactly("c", "b", "a");
    }
}
