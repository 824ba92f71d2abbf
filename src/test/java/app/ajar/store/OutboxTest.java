package app.ajar.store;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.ChangeFeed.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.OTHER;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxTest {

    @TempDir
    Path folder;

    private Database database;
    private Outbox outbox;

    @BeforeEach
    void open() {
        database = Sample.liveShop(folder);
        outbox = database.outbox();
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?")));
    }

    @AfterEach
    void close() {
        assertThat(database.check()).isTrue();
        database.close();
    }

    private static Instant at(int seconds) {
        return NOON.plusSeconds(seconds);
    }

    private DeliveryState state(OutboxMessage reply) {
        return outbox.find(reply.id()).orElseThrow().state();
    }

    private OutboxMessage sending(String text, int seconds) {
        OutboxMessage reply = outbox.enqueue(MIA, text, false, at(seconds));
        assertThat(outbox.markSending(reply.id(), at(seconds))).isTrue();
        return reply;
    }

    @Test
    void aReactionOfOurs_waitsUntilTheServerHasIt_andThatIsToldToItsConversation() {
        MessageId id = ((ThreadEntry.Stored) database.threads().newest(MIA, 1).getFirst()).message().id();
        assertThat(database.reactions().put(MIA, id, "🔥")).isTrue();
        assertThat(database.reactions().waiting(MIA)).containsExactly(id);
        assertThat(database.threads().some(MIA, Set.of(id))).containsOnlyKeys(id);
        assertThat(database.threads().message(MIA, id).orElseThrow().reactionOf(MIA.account().value()))
                .isEqualTo("🔥");
        try (var heard = new Sample.Heard(database)) {
            database.reactions().done(database.reactions().open().getFirst());
            assertThat(heard.all()).containsExactly(new Change.ThreadChanged(MIA));
        }
        assertThat(database.reactions().waiting(MIA)).isEmpty();
    }

    @Test
    void writingAReply_showsItsBubble_movesItsRow_andTakesTheDraft() {
        database.notes().putDraft(MIA, "Yes, we");
        try (var heard = new Sample.Heard(database)) {
            outbox.enqueue(MIA, "Yes, we do", false, at(5));
            assertThat(heard.all()).containsExactly(new Change.ConversationsChanged(Set.of(MIA)),
                    new Change.OutboxChanged(MIA));
        }
        assertThat(database.notes().draft(MIA)).isEmpty();
        assertThat(database.threads().newest(MIA, 10)).hasSize(2).last().isInstanceOf(ThreadEntry.Waiting.class);
        Conversation row = database.conversations().find(MIA).orElseThrow();
        assertThat(row.preview()).isEqualTo("Yes, we do");
        assertThat(row.previewDirection()).isEqualTo(Message.Direction.OUTBOUND);
        assertThat(row.previewState()).isEqualTo(DeliveryState.QUEUED);
        assertThat(row.lastMessageAt()).isEqualTo(at(5));
    }

    @Test
    void aReply_neverStandsBeforeWhatItAnswers_whenThisComputersClockIsBehind() {
        outbox.enqueue(MIA, "Yes", false, at(-3600));
        assertThat(database.threads().newest(MIA, 10).getLast()).isInstanceOf(ThreadEntry.Waiting.class);
    }

    @Test
    void states_neverGoBackwards() {
        OutboxMessage reply = sending("Yes", 5);
        assertThat(outbox.markSending(reply.id(), at(6))).isFalse();
        assertThat(outbox.discard(reply.id())).isFalse();
        assertThat(outbox.retry(reply.id(), at(6))).isFalse();
        outbox.markUncertain(reply.id());
        outbox.backToQueue(reply.id());
        assertThat(state(reply)).isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(outbox.markSending(reply.id(), at(7))).isFalse();
        assertThat(outbox.discard(reply.id())).isFalse();
        outbox.markFailed(reply.id(), OutboxMessage.Failure.NOT_DELIVERED, "1/2");
        outbox.markUncertain(reply.id());
        assertThat(outbox.find(reply.id()).orElseThrow().failure()).isEqualTo(OutboxMessage.Failure.NOT_DELIVERED);
        assertThat(state(reply)).isEqualTo(DeliveryState.FAILED);
        assertThat(outbox.retry(reply.id(), at(9))).isTrue();
        assertThat(outbox.find(reply.id())).hasValue(new OutboxMessage(reply.id(), MIA, Content.words("Yes"), false,
                DeliveryState.QUEUED, at(9), Plan.AT_ONCE, null, null, null));
        assertThat(outbox.discard(reply.id())).isTrue();
        assertThat(outbox.outcome(reply.id())).isEmpty();
        assertThat(database.conversations().find(MIA).orElseThrow().preview()).isEqualTo("Do you have rye?");
    }

    @Test
    void firstInFirstOut_perConversation_andNothingPassesAnUncertainOne() {
        ConversationId noor = thread("noor");
        OutboxMessage one = outbox.enqueue(MIA, "1", false, at(1));
        OutboxMessage two = outbox.enqueue(MIA, "2", false, at(1));
        OutboxMessage other = outbox.enqueue(noor, "a", false, at(2));
        assertThat(outbox.ready(at(60))).containsExactly(one, other);
        outbox.markSending(one.id(), at(3));
        assertThat(outbox.ready(at(60))).containsExactly(other);
        outbox.markUncertain(one.id());
        assertThat(outbox.ready(at(60))).containsExactly(other);
        outbox.markFailed(one.id(), OutboxMessage.Failure.NOT_DELIVERED, null);
        assertThat(outbox.ready(at(60))).containsExactly(two, other);
        outbox.retry(one.id(), at(4));
        assertThat(outbox.ready(at(60))).extracting(OutboxMessage::id).containsExactly(two.id(), other.id());
    }

    @Test
    void backToQueue_whenNothingLeftThisComputer() {
        OutboxMessage reply = sending("Yes", 5);
        outbox.backToQueue(reply.id());
        assertThat(outbox.ready(at(60))).extracting(OutboxMessage::id).containsExactly(reply.id());
    }

    @Test
    void aSentReply_keepsItsBubblesKey() {
        OutboxMessage reply = sending("Yes", 5);
        String key = database.threads().newest(MIA, 1).getFirst().key();
        outbox.markSent(reply.id(), outbound(MIA, "m2", at(6), "Yes"));
        ThreadEntry bubble = database.threads().newest(MIA, 1).getFirst();
        assertThat(bubble).isInstanceOfSatisfying(ThreadEntry.Stored.class,
                stored -> assertThat(stored.fromOutbox()).isTrue());
        assertThat(bubble.key()).isEqualTo(key);
        assertThat(outbox.outcome(reply.id())).hasValue(bubble);
        assertThat(outbox.all()).isEmpty();
        assertThat(database.threads().messageCount(null)).isEqualTo(2);
    }

    @Test
    void syncBringingTheMessageFirst_givesOneBubble_whicheverComesSecond() {
        OutboxMessage reply = sending("Yes", 5);
        String key = database.threads().newest(MIA, 1).getFirst().key();
        apply(database, pulled(MIA, outbound(MIA, "m2", at(6), "Yes")));
        assertThat(database.threads().newest(MIA, 9)).hasSize(2).last().extracting(ThreadEntry::key).isEqualTo(key);
        try (var heard = new Sample.Heard(database)) {
            outbox.markSent(reply.id(), outbound(MIA, "m2", at(6), "Yes"));
            assertThat(heard.all()).isEmpty();
        }
        assertThat(database.threads().newest(MIA, 9)).hasSize(2).last().extracting(ThreadEntry::key).isEqualTo(key);
        assertThat(outbox.outcome(reply.id())).isPresent();
    }

    @Test
    void syncBringingOtherWords_isJoinedByTheAnswersId() {
        OutboxMessage reply = sending("Yes https://ajar.example", 5);
        String key = database.threads().newest(MIA, 1).getFirst().key();
        apply(database, pulled(MIA, outbound(MIA, "m2", at(6), "Yes")));
        assertThat(database.threads().newest(MIA, 9)).hasSize(3);
        outbox.markSent(reply.id(), outbound(MIA, "m2", at(6), "Yes https://ajar.example"));
        assertThat(database.threads().newest(MIA, 9)).hasSize(2).last().extracting(ThreadEntry::key).isEqualTo(key);
    }

    @Test
    void anUncertainReply_isSettledByItsOwnWords_eachByOneMessage_oldestFirst() {
        OutboxMessage reply = sending("Yes", 5);
        outbox.markUncertain(reply.id());
        OutboxMessage again = outbox.enqueue(MIA, "Yes", false, at(6));
        apply(database, pulled(MIA, outbound(MIA, "early", at(-300), "Yes"), inbound(MIA, "hers", at(6), "Yes")));
        assertThat(state(reply)).isEqualTo(DeliveryState.UNCERTAIN);
        apply(database, pulled(MIA, outbound(MIA, "ours", at(4), "Yes "), outbound(MIA, "phone", at(8), "Yes")));
        assertThat(outbox.outcome(reply.id())).hasValueSatisfying(entry -> assertThat(entry)
                .isInstanceOfSatisfying(ThreadEntry.Stored.class,
                        stored -> assertThat(stored.message().id().value()).isEqualTo("ours")));
        assertThat(state(again)).isEqualTo(DeliveryState.QUEUED);
        assertThat(database.threads().newest(MIA, 9)).extracting(ThreadEntry::key).doesNotHaveDuplicates();
    }

    @Test
    void wordsFromElsewhere_leaveAnotherDraftAlone_andTakeTheirOwnAlong() {
        database.notes().putDraft(MIA, "Half a thought");
        outbox.enqueue(MIA, Content.words("From the command line"), false, Plan.AT_ONCE, false, NOON);
        assertThat(database.notes().draft(MIA)).hasValue("Half a thought");

        outbox.enqueue(MIA, Content.words("Half a thought"), false, Plan.AT_ONCE, false, NOON);
        assertThat(database.notes().draft(MIA)).isEmpty();
    }

    @Test
    void sendingRowsOfAKilledApp_areUncertain() {
        OutboxMessage reply = sending("Yes", 5);
        database.close();
        database = Sample.open(folder);
        outbox = database.outbox();
        assertThat(outbox.recoverAfterStart()).isEqualTo(1);
        assertThat(outbox.uncertain()).extracting(OutboxMessage::id).containsExactly(reply.id());
        assertThat(database.conversations().find(MIA).orElseThrow().previewState())
                .isEqualTo(DeliveryState.UNCERTAIN);
        assertThat(outbox.recoverAfterStart()).isZero();
    }

    @Test
    void aReplyToAConversationNotInTheCache_isKept_andItsMessageMakesTheRow() {
        ConversationId noor = thread("noor");
        OutboxMessage reply = outbox.enqueue(noor, "Hello", true, at(1));
        assertThat(database.threads().newest(noor, 5)).hasSize(1);
        outbox.markSending(reply.id(), at(2));
        outbox.markSent(reply.id(), outbound(noor, "n1", at(2), "Hello"));
        assertThat(database.conversations().find(noor)).isPresent();
    }

    @Test
    void aReplyOfAnAccountThatIsNotConnected_isRefused() {
        assertThatThrownBy(() -> outbox.enqueue(new ConversationId(OTHER, "t"), "x", false, NOON))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(outbox.all()).isEqualTo(List.of());
    }
}
