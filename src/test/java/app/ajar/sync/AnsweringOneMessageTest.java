package app.ajar.sync;

import app.ajar.Condition;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Switch;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Replies to one message, and hearts, against a real server: as they were meant, or plainly, and never twice. */
class AnsweringOneMessageTest extends LiveRig {

    private static final Duration PATIENCE = Condition.PATIENCE;

    @Test
    void aReplyToOneMessage_namesIt_andStillDoesWhenItIsReadAgain() {
        MessageId asked = theirs();
        Message sent = sent(write(Content.words("The blue one").answering(asked)));
        assertThat(sent.replyTo()).isEqualTo(asked);
        assertThat(rig.sandbox.log().sent()).singleElement().asString().contains("\"reply_to\"", asked.value());

        readAgain();
        assertThat(rig.database.threads().message(rig.conversation(MAYA), sent.id()).orElseThrow().replyTo())
                .isEqualTo(asked);
    }

    @Test
    void whereAnAnswerToOneMessageIsRefused_itGoesPlainlyOnce_andThatIsTold() {
        List<ConversationId> told = new CopyOnWriteArrayList<>();
        rig.engine().replies().onSentPlainly(told::add);
        rig.sandbox.turn(Switch.INLINE_REPLIES, false);

        Message sent = sent(write(Content.words("The blue one").answering(theirs())));

        assertThat(sent.replyTo()).isNull();
        Rig.until("told", () -> !told.isEmpty());
        assertThat(told).containsExactly(rig.conversation(MAYA));
        readAgain();
        assertThat(rig.sandbox.accountWords(MAYA)).filteredOn("The blue one"::equals).hasSize(1);
        assertThat(rig.thread(MAYA)).filteredOn(entry -> entry instanceof ThreadEntry.Stored stored
                && "The blue one".equals(stored.message().text())).hasSize(1);
    }

    @Test
    void anAnswerWhoseFateIsUnknown_isNotTriedPlainly() {
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
        sent(write(Content.words("Once").answering(theirs())));
        assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);
        assertThat(rig.sandbox.accountWords(MAYA)).filteredOn("Once"::equals).hasSize(1);
    }

    @Test
    void aHeart_isSentAsASticker_andIsAHeartHere() {
        Message sent = sent(write(Content.heart()));
        assertThat(sent.text()).isEqualTo(Message.HEART);
        assertThat(rig.sandbox.log().sent()).singleElement().asString().contains("like_heart");
        readAgain();
        Message read = rig.database.threads().message(rig.conversation(MAYA), sent.id()).orElseThrow();
        assertThat(Message.isHeart(read.text())).isTrue();
    }

    @Test
    void aHeartWhoseAnswerIsLost_isSettledByReading_andNeverSentAgain() {
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
        OutboxMessage heart = write(Content.heart());
        sent(heart);
        assertThat(rig.sandbox.log().count(Endpoint.SEND)).isEqualTo(1);
        assertThat(rig.database.outbox().all()).isEmpty();
    }

    @Test
    void wordsOfAnother_doNotSettleAHeart() {
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropBefore()));
        OutboxMessage heart = write(Content.heart());
        rig.sandbox.accountWrites(MAYA, "From the phone");
        readAgain();
        assertThat(rig.database.outbox().find(heart.id())).isPresent();
    }

    private void readAgain() {
        rig.sandbox.personWrites(MAYA, "Thank you");
        rig.engine().wake();
        Rig.until("read again", () -> "Thank you".equals(rig.stored(MAYA).getLast().text()));
    }

    private MessageId theirs() {
        return rig.stored(MAYA).stream().filter(message -> message.direction() == Message.Direction.INBOUND).toList()
                .getLast().id();
    }

    private OutboxMessage write(Content content) {
        if (rig.engine().replies().write(rig.conversation(MAYA), content, false,
                Duration.ZERO) instanceof Replies.Written.Queued(OutboxMessage reply)) {
            return reply;
        }
        throw new AssertionError("refused");
    }

    private Message sent(OutboxMessage reply) {
        ThreadEntry outcome = rig.engine().replies().await(reply.id(), PATIENCE).orElseThrow();
        assertThat(outcome).isInstanceOf(ThreadEntry.Stored.class);
        return ((ThreadEntry.Stored) outcome).message();
    }
}
