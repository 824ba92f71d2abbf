package app.ajar.store;

import app.ajar.model.Attachment;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.model.WindowFacts;
import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.ChangeFeed.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.OTHER;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.message;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.picture;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

class SyncWriterTest {

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Sample.liveShop(folder);
    }

    @AfterEach
    void close() {
        assertThat(database.check()).isTrue();
        database.close();
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private Message stored(String id) {
        return database.threads().message(MIA, new MessageId(id)).orElseThrow();
    }

    private Conversation row() {
        return database.conversations().find(MIA).orElseThrow();
    }

    @Test
    void theSamePageTwice_changesAndPublishesNothing() {
        SyncWriter.Pulled page = pulled(MIA, inbound(MIA, "m1", at(0), "Hello"),
                message(MIA, "m2", Message.Direction.INBOUND, at(1), null,
                        List.of(picture(0, "a1", "https://media.example/1?sig=a")),
                        List.of(new Message.Reaction(SHOP.value(), "❤️"))));
        SyncWriter.Applied first = apply(database, page);
        assertThat(first.changedConversations()).isEqualTo(1);
        assertThat(first.newMessages()).containsEntry(MIA, List.of(new MessageId("m1"), new MessageId("m2")));
        try (var heard = new Sample.Heard(database)) {
            assertThat(apply(database, page)).isEqualTo(new SyncWriter.Applied(0, java.util.Map.of()));
            assertThat(heard.all()).isEmpty();
        }
        assertThat(database.threads().messageCount(SHOP)).isEqualTo(2);
    }

    @Test
    void oneNewMessage_publishesItsRowAndItsThread_andNothingElse() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hello")),
                pulled(thread("noor"), inbound(thread("noor"), "n1", at(0), "Hi")));
        try (var heard = new Sample.Heard(database)) {
            apply(database, pulled(thread("noor"), inbound(thread("noor"), "n1", at(0), "Hi")),
                    pulled(MIA, inbound(MIA, "m1", at(0), "Hello"), inbound(MIA, "m2", at(5), "Anyone there?")));
            assertThat(heard.all()).containsExactly(new Change.ConversationsChanged(Set.of(MIA)),
                    new Change.ThreadChanged(MIA));
        }
    }

    @Test
    void aPoorerAnswer_erasesNothing() {
        Message whole = new Message(MIA, new MessageId("m1"), Message.Direction.INBOUND, "igsid-mia", at(0),
                "Look at this", Message.Kind.STORY_REPLY, DeliveryState.SENT,
                new Message.Story("story-1", "https://media.example/story"), new MessageId("m0"),
                List.of(picture(0, "a1", "https://media.example/1"), picture(1, "a2", "https://media.example/2")),
                List.of(new Message.Reaction(SHOP.value(), "❤️")), "{\"odd\":1}");
        apply(database, pulled(MIA, whole));
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), null)));
        assertThat(stored("m1")).isEqualTo(whole);
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), "Look at this",
                List.of(picture(0, "a2", "https://media.example/2")), List.of())));
        assertThat(stored("m1").attachments()).extracting(Attachment::remoteId).containsExactlyInAnyOrder("a1", "a2");
        assertThat(stored("m1").kind()).isEqualTo(Message.Kind.STORY_REPLY);
        assertThat(stored("m1").reactions()).hasSize(1);
    }

    @Test
    void aMessageThatIsMissingFromALaterPage_staysStored() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Old"), inbound(MIA, "m2", at(1), "New")));
        apply(database, pulled(MIA, inbound(MIA, "m3", at(2), "Newer")));
        assertThat(database.threads().newest(MIA, 10)).hasSize(3);
    }

    @Test
    void aRemovedReaction_goes_unlessTheAccountGetsFewerFields() {
        List<Message.Reaction> heart = List.of(new Message.Reaction(SHOP.value(), "❤️"));
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), "Hi", List.of(), heart)));
        database.sync().applyPage(SHOP, List.of(), new SyncCursor(null, null, NOON, NOON, true, 2));
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
        assertThat(stored("m1").reactions()).isEqualTo(heart);
        database.sync().applyPage(SHOP, List.of(), new SyncCursor(null, null, NOON, NOON, true, 0));
        try (var heard = new Sample.Heard(database)) {
            assertThat(apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi"))).changedConversations())
                    .isEqualTo(1);
            assertThat(heard.all()).containsExactly(new Change.ThreadChanged(MIA));
        }
        assertThat(stored("m1").reactions()).isEmpty();
    }

    @Test
    void aRotatedUrl_isTaken_butIsNoChangeOfTheConversation_andTheStoredFileStays() {
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), null,
                List.of(new Attachment(0, Attachment.Kind.IMAGE, "a1", "https://media.example/1?s=1", null, null,
                        null, null, null, Attachment.State.STORED, "messages/t/m1.jpg", null)),
                List.of())));
        SyncWriter.Applied again = apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0),
                null, List.of(picture(0, "a1", "https://media.example/1?s=2")), List.of())));
        assertThat(again.changedConversations()).isEqualTo(1);
        Attachment renewed = stored("m1").attachments().getFirst();
        assertThat(renewed.url()).isEqualTo("https://media.example/1?s=2");
        assertThat(renewed.file()).isEqualTo("messages/t/m1.jpg");
        assertThat(renewed.state()).isEqualTo(Attachment.State.STORED);
        assertThat(apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), null,
                List.of(picture(0, "a1", "https://media.example/1?s=3")), List.of()))).changedConversations())
                .isZero();
    }

    @Test
    void attachmentsWithoutIds_areMatchedByPlace() {
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), null,
                List.of(picture(0, null, "u1"), picture(1, null, "u2")), List.of())));
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), null,
                List.of(picture(0, null, "u1b"), picture(1, null, "u2b")), List.of())));
        assertThat(stored("m1").attachments()).extracting(Attachment::url).containsExactly("u1b", "u2b");
    }

    @Test
    void attachmentsThatTheServerNumbersAlike_areNumberedHere() {
        apply(database, pulled(MIA, message(MIA, "m1", Message.Direction.INBOUND, at(0), null,
                List.of(picture(0, "a", "u1"), picture(0, "b", "u2")), List.of())));
        assertThat(stored("m1").attachments()).extracting(Attachment::position).containsExactly(0, 1);
    }

    @Test
    void aSeenMessage_neverGoesBackToSent() {
        Message sent = outbound(MIA, "m1", at(0), "Yes");
        Message seen = new Message(MIA, sent.id(), sent.direction(), sent.senderId(), sent.sentAt(), "Yes",
                Message.Kind.TEXT, DeliveryState.SEEN, null, null, List.of(), List.of(), null);
        apply(database, pulled(MIA, seen));
        apply(database, pulled(MIA, sent));
        assertThat(stored("m1").state()).isEqualTo(DeliveryState.SEEN);
    }

    @Test
    void anEditedText_isTaken() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi there")));
        assertThat(stored("m1").text()).isEqualTo("Hi there");
        assertThat(row().preview()).isEqualTo("Hi there");
    }

    @Test
    void theSameMessageTwiceInOnePage_isStoredOnce() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi"), inbound(MIA, "m1", at(0), "Hi")),
                pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
        assertThat(database.threads().messageCount(SHOP)).isEqualTo(1);
        assertThat(row().unread()).isEqualTo(1);
    }

    @Test
    void cursorAndRows_areStoredTogether_andCursorAloneToo() {
        SyncCursor cursor = new SyncCursor("page-2", at(1), at(2), at(3), false, 3);
        database.sync().applyPage(SHOP, List.of(), cursor);
        assertThat(database.sync().cursor(SHOP)).hasValue(cursor);
        apply(database, pulled(MIA));
        assertThat(database.sync().cursor(SHOP)).hasValue(cursor);
        assertThat(database.sync().cursor(OTHER)).isEmpty();
    }

    @Test
    void aPageOfAnAccountThatIsNotConnected_bringsNothing() {
        ConversationId foreign = new ConversationId(OTHER, "t");
        assertThat(database.sync().applyPage(OTHER, List.of(pulled(foreign, inbound(foreign, "m", NOON, "x"))),
                Sample.LIVE)).isEqualTo(new SyncWriter.Applied(0, java.util.Map.of()));
        assertThat(database.conversations().find(foreign)).isEmpty();
        assertThat(database.sync().cursor(OTHER)).isEmpty();
    }

    @Test
    void windowFacts_onlyRise() {
        apply(database, pulled(MIA, inbound(MIA, "m2", at(100), "Second")));
        Message mention = new Message(MIA, new MessageId("m1"), Message.Direction.INBOUND, "igsid-mia", at(50), null,
                Message.Kind.STORY_MENTION, DeliveryState.SENT, new Message.Story("s", null), null, List.of(),
                List.of(), null);
        apply(database, pulled(MIA, mention, outbound(MIA, "m3", at(200), "Ours")));
        assertThat(row().window())
                .isEqualTo(new WindowFacts(at(100), WindowFacts.Opener.MESSAGE, false, false));
        Message reply = new Message(MIA, new MessageId("m4"), Message.Direction.INBOUND, "igsid-mia", at(300), "Wow",
                Message.Kind.STORY_REPLY, DeliveryState.SENT, new Message.Story("s", null), null, List.of(),
                List.of(), null);
        apply(database, pulled(MIA, reply));
        assertThat(row().window())
                .isEqualTo(new WindowFacts(at(300), WindowFacts.Opener.STORY_REPLY, false, false));
    }

    @Test
    void aRefusedWindow_staysRefused_untilThePersonWritesAgain() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
        database.sync().windowRefused(MIA);
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi"), inbound(MIA, "m0", at(-10), "Before"),
                outbound(MIA, "m2", at(5), "Ours")));
        assertThat(row().window().refused()).isTrue();
        apply(database, pulled(MIA, inbound(MIA, "m3", at(10), "Me again")));
        assertThat(row().window().refused()).isFalse();
    }

    @Test
    void inboundUnseen_holdsUntilAMessageOfThePersonIsKnown() {
        var ours = new SyncWriter.Pulled(MIA, at(0), Sample.person(MIA),
                List.of(outbound(MIA, "m1", at(0), "Ours")), true, null);
        apply(database, ours);
        assertThat(row().window().inboundUnseen()).isTrue();
        apply(database, pulled(MIA));
        assertThat(row().window().inboundUnseen()).isTrue();
        apply(database, pulled(MIA, inbound(MIA, "m2", at(10), "Hi")), ours);
        assertThat(row().window().inboundUnseen()).isFalse();
    }

    @Test
    void facts_thatANewProfileLacks_areKept_andTheRowFollows() {
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
        ParticipantId id = Sample.person(MIA).id();
        database.sync().putProfile(
                new Participant(id, "mia", "Mía Ødegård", "https://p.example/1", 12, true, false, true, at(1)));
        try (var heard = new Sample.Heard(database)) {
            database.sync().putProfile(Participant.known(id, "mia.renamed"));
            assertThat(heard.all()).containsExactly(new Change.ConversationsChanged(Set.of(MIA)));
        }
        assertThat(database.sync().participant(id)).hasValue(new Participant(id, "mia.renamed", "Mía Ødegård",
                "https://p.example/1", 12, true, false, true, at(1)));
        assertThat(row().person().displayName()).isEqualTo("Mía Ødegård");
        try (var heard = new Sample.Heard(database)) {
            apply(database, pulled(MIA, inbound(MIA, "m1", at(0), "Hi")));
            database.sync().putProfile(Participant.known(id, "mia"));
            assertThat(heard.all()).hasSize(1);
        }
    }

    @Test
    void aConversationThatNamesNobody_showsWhoWrote() {
        apply(database, new SyncWriter.Pulled(MIA, at(0), null, List.of(), false, null));
        assertThat(row().person().id().value()).isEqualTo(MIA.value());
        apply(database, new SyncWriter.Pulled(MIA, at(0), null, List.of(inbound(MIA, "m1", at(0), "Hi")), false,
                null));
        assertThat(row().person().id().value()).isEqualTo("igsid-mia");
    }

    @Test
    void withoutMessages_theRowStandsAtMetasTime() {
        apply(database, new SyncWriter.Pulled(MIA, at(-500), Sample.person(MIA), List.of(), false, null));
        assertThat(row().lastMessageAt()).isEqualTo(at(-500));
        assertThat(row().preview()).isNull();
        assertThat(database.sync().updatedTimes(SHOP, List.of(MIA, thread("none"))))
                .containsExactly(java.util.Map.entry(MIA, at(-500)));
    }

    @Test
    void timesOfAPage_areReadInOneQuery_fromTheirIndex() {
        List<ConversationId> page = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            ConversationId id = thread("t" + i);
            page.add(id);
            if (i % 2 == 0) {
                apply(database, new SyncWriter.Pulled(id, at(i), null, List.of(), false, null));
            }
        }
        long before = database.queryCount();
        assertThat(database.sync().updatedTimes(SHOP, page.subList(0, 50))).hasSize(25);
        assertThat(database.queryCount() - before).isEqualTo(1);
        Map<ConversationId, Instant> all = database.sync().updatedTimes(SHOP, page);
        assertThat(all).hasSize(60).containsEntry(thread("t118"), at(118)).doesNotContainKey(thread("t119"));
        assertThat(database.sync().updatedTimes(SHOP, List.of())).isEmpty();
        String plan = database.sessions().read(session -> session.first("EXPLAIN " + SyncWriter.UPDATED,
                Session.Row::text, new String[]{"t1"}, SHOP.value()).orElseThrow());
        assertThat(plan).containsPattern("CONVERSATION_REMOTE: ACCOUNT_ID = \\?2\\s+AND REMOTE_ID = ");
    }

    @Test
    void previews_areAHundredCharacters_andCutNone() {
        String family = "👨‍👩‍👧‍👦";
        apply(database, pulled(MIA, inbound(MIA, "m1", at(0), family.repeat(120))));
        assertThat(row().preview()).isEqualTo(family.repeat(100));
        apply(database, pulled(MIA, inbound(MIA, "m2", at(1), "e\u0301".repeat(101))));
        assertThat(row().preview()).isEqualTo("e\u0301".repeat(100));
        apply(database, pulled(MIA, inbound(MIA, "m3", at(2), "x" + "\u0301".repeat(5000) + "y")));
        assertThat(row().preview()).hasSizeLessThanOrEqualTo(2000).startsWith("x");
    }

    @Test
    void unreadableRows_areKeptOnce() {
        for (int i = 0; i < 3; i++) {
            database.sync().keepUnreadable(SHOP, "message", "{\"odd\":true}");
        }
        database.sync().keepUnreadable(OTHER, "message", "{}");
        assertThat(database.sessions().<Long>read(s -> s.number("SELECT COUNT(*) FROM cache.unreadable")))
                .isEqualTo(1);
    }
}
