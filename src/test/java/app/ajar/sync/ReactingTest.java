package app.ajar.sync;

import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sending.Reactions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Reactions of ours on their way to a real server. */
class ReactingTest extends LiveRig {

    private static final String HEART = "❤️";

    private Reactions reactions() {
        return rig.engine().reactions();
    }

    private MessageId theirs() {
        return rig.stored(MAYA).stream().filter(message -> message.direction() == Message.Direction.INBOUND).toList()
                .getLast().id();
    }

    private List<String> ours(MessageId id) {
        return rig.database.threads().message(rig.conversation(MAYA), id).orElseThrow().reactions().stream()
                .filter(reaction -> reaction.by().equals(rig.account().value())).map(Message.Reaction::emoji).toList();
    }

    private void delivered() {
        Rig.until("nothing waits", () -> rig.database.reactions().open().isEmpty());
    }

    @Test
    void aReaction_standsAtTheMessageAtOnce_andArrives_andTheLastChoiceWins() {
        MessageId id = theirs();
        reactions().react(rig.conversation(MAYA), id, HEART);
        assertThat(ours(id)).containsExactly(HEART);
        reactions().react(rig.conversation(MAYA), id, "🔥");
        delivered();

        assertThat(rig.sandbox.log().sent().getLast()).contains("\"sender_action\":\"react\"", "🔥", id.value());
        rig.sandbox.personWrites(MAYA, "Thank you");
        rig.engine().wake();
        Rig.until("read again", () -> "Thank you".equals(rig.stored(MAYA).getLast().text()));
        assertThat(ours(id)).containsExactly("🔥");

        reactions().react(rig.conversation(MAYA), id, null);
        assertThat(ours(id)).isEmpty();
        delivered();
        assertThat(rig.sandbox.log().sent().getLast()).contains("unreact");
        assertThat(ours(id)).isEmpty();
    }

    @Test
    void aReactionWhoseAnswerIsLost_isSentAgain_andAReadMeanwhileDoesNotTakeItAway() {
        MessageId id = theirs();
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.DropAfter()));
        reactions().react(rig.conversation(MAYA), id, HEART);
        assertThat(ours(id)).containsExactly(HEART);
        delivered();
        assertThat(ours(id)).containsExactly(HEART);
    }

    @Test
    void aReactionOfAClosedApp_goesOutWithTheNextStart() {
        MessageId id = theirs();
        rig.restart();
        rig.database.reactions().put(rig.conversation(MAYA), id, HEART);
        rig.restart();
        assertThat(rig.database.reactions().open()).hasSize(1);

        rig.live();

        delivered();
        assertThat(rig.sandbox.log().sent()).singleElement().asString().contains("react", id.value());
    }

    @Test
    void aRefusedReaction_isTakenBack_andSaidSo() {
        MessageId id = theirs();
        List<Reactions.Refusal> told = refusals();
        rig.sandbox.reachable(MAYA, false);

        reactions().react(rig.conversation(MAYA), id, HEART);

        Rig.until("told", () -> !told.isEmpty());
        assertThat(told).containsExactly(
                new Reactions.Refusal(rig.conversation(MAYA), id, HEART, Failure.PERSON_UNAVAILABLE));
        assertThat(ours(id)).isEmpty();
        assertThat(rig.database.reactions().open()).isEmpty();
    }

    @Test
    void aReactionAfterTheWindow_isNotEvenSent() {
        MessageId id = theirs();
        List<Reactions.Refusal> told = refusals();
        rig.clock.advance(Duration.ofHours(30));

        reactions().react(rig.conversation(MAYA), id, HEART);

        Rig.until("told", () -> !told.isEmpty());
        assertThat(told).extracting(Reactions.Refusal::why).containsExactly(Failure.WINDOW_CLOSED);
        assertThat(ours(id)).isEmpty();
        assertThat(rig.sandbox.log().sent()).isEmpty();
    }

    @Test
    void aReactionThatInstagramCallsTooLate_isTakenBack_andTheWindowIsClosed() {
        MessageId id = theirs();
        List<Reactions.Refusal> told = refusals();
        rig.sandbox.inject(Fault.once(Endpoint.SEND, new Fault.Effect.Refused(403, 10, 2_534_022)));

        reactions().react(rig.conversation(MAYA), id, HEART);

        Rig.until("told", () -> !told.isEmpty());
        assertThat(told).extracting(Reactions.Refusal::why).containsExactly(Failure.WINDOW_CLOSED);
        assertThat(ours(id)).isEmpty();
        assertThat(rig.database.conversations().find(rig.conversation(MAYA)).orElseThrow().window().refused()).isTrue();
    }

    private List<Reactions.Refusal> refusals() {
        List<Reactions.Refusal> told = new CopyOnWriteArrayList<>();
        reactions().onRefused(told::add);
        return told;
    }
}
