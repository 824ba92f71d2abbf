package app.ajar.sync;

import app.ajar.Condition;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.sandbox.Switch;
import app.ajar.sending.Replies;
import app.ajar.store.ThreadEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The seven days with a person answering, seen in what arrives at a real server. */
class HumanAgentTest extends LiveRig {

    private static final String TAG = "HUMAN_AGENT";
    private static final Duration PATIENCE = Condition.PATIENCE;

    private Replies replies() {
        return rig.engine().replies();
    }

    private void hoursPass(int hours) {
        rig.clock.advance(Duration.ofHours(hours));
        rig.sandbox.clock().advance(Duration.ofHours(hours));
    }

    private void turnOn() {
        rig.database.accounts().setHumanAgent(rig.account(), true);
    }

    private Replies.Written write(String text) {
        return replies().write(rig.conversation(MAYA), text, true);
    }

    private ThreadEntry reached(Replies.Written written) {
        assertThat(written).isInstanceOf(Replies.Written.Queued.class);
        Optional<ThreadEntry> reached = replies().await(((Replies.Written.Queued) written).reply().id(), PATIENCE);
        return reached.orElseThrow();
    }

    private List<String> sent() {
        return rig.sandbox.log().sent();
    }

    @Test
    void insideTheStandardWindow_noTagIsSent_evenWhereItIsOn() {
        turnOn();
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);

        assertThat(reached(write("Within the day"))).isInstanceOf(ThreadEntry.Stored.class);

        assertThat(sent()).singleElement().asString().contains("Within the day").doesNotContain(TAG)
                .doesNotContain("messaging_type");
    }

    @Test
    void afterTheStandardWindow_aReplyNeedsTheUsersWord_oncePerConversationAndDay() {
        turnOn();
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);
        hoursPass(30);

        assertThat(write("Nobody said so")).isEqualTo(new Replies.Written.Refused(Failure.HUMAN_AGENT_UNCONFIRMED));
        assertThat(rig.database.outbox().all()).isEmpty();
        replies().confirmAgent(rig.conversation(MAYA));
        assertThat(reached(write("A person"))).isInstanceOf(ThreadEntry.Stored.class);
        assertThat(reached(write("The same day"))).isInstanceOf(ThreadEntry.Stored.class);
        assertThat(sent()).hasSize(2).allSatisfy(body -> assertThat(body).contains("\"tag\":\"HUMAN_AGENT\""));

        hoursPass(24);
        assertThat(write("The next day")).isEqualTo(new Replies.Written.Refused(Failure.HUMAN_AGENT_UNCONFIRMED));
        assertThat(replies().write(rig.conversation("jonas.becker"), "Another person", true))
                .isNotInstanceOf(Replies.Written.Queued.class);
    }

    @Test
    void whereItIsOff_aReplyAfterTheStandardWindow_isRefusedHere() {
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);
        hoursPass(30);
        replies().confirmAgent(rig.conversation(MAYA));

        assertThat(write("Too late")).isEqualTo(new Replies.Written.Refused(Failure.WINDOW_CLOSED));
        assertThat(sent()).isEmpty();
    }

    @Test
    void aRefusalOfTheTag_turnsItOff_andSaysWhy() {
        turnOn();
        hoursPass(30);
        replies().confirmAgent(rig.conversation(MAYA));

        assertThat(reached(write("Not approved"))).isInstanceOfSatisfying(ThreadEntry.Waiting.class, waiting -> {
            assertThat(waiting.reply().state()).isEqualTo(DeliveryState.FAILED);
            assertThat(waiting.reply().failure()).isEqualTo(Failure.HUMAN_AGENT_REFUSED);
        });
        assertThat(sent()).singleElement().asString().contains(TAG);
        assertThat(rig.database.accounts().humanAgent(rig.account())).isFalse();
        assertThat(write("Again")).isEqualTo(new Replies.Written.Refused(Failure.WINDOW_CLOSED));
    }

    @Test
    void whenTheServerAloneSaysThatTheStandardWindowIsOver_theSevenDaysFollow_andNotClosed() {
        turnOn();
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);
        rig.sandbox.clock().advance(Duration.ofHours(30));

        assertThat(reached(replies().write(rig.conversation(MAYA), "By our clock in time", false)))
                .isInstanceOfSatisfying(ThreadEntry.Waiting.class,
                        waiting -> assertThat(waiting.reply().failure()).isEqualTo(Failure.WINDOW_CLOSED));
        assertThat(window(true).status()).isEqualTo(ReplyWindow.Status.HUMAN_AGENT);
        assertThat(window(false).status()).isEqualTo(ReplyWindow.Status.CLOSED);

        assertThat(write("Nobody said so")).isEqualTo(new Replies.Written.Refused(Failure.HUMAN_AGENT_UNCONFIRMED));
        replies().confirmAgent(rig.conversation(MAYA));
        assertThat(reached(write("A person"))).isInstanceOf(ThreadEntry.Stored.class);
        assertThat(sent()).hasSize(2).last().asString().contains(TAG);
    }

    private ReplyWindow window(boolean humanAgent) {
        return ReplyWindow.at(rig.database.conversations().find(rig.conversation(MAYA)).orElseThrow().window(),
                humanAgent, rig.clock.instant());
    }

    @Test
    void aReplyThatWaits_isNotTagged_whenItIsTurnedOffMeanwhile() {
        turnOn();
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);
        hoursPass(30);
        replies().confirmAgent(rig.conversation(MAYA));
        Replies.Written held = replies().write(rig.conversation(MAYA), Content.words("Held"), true,
                Plan.LONGEST_HOLD);

        rig.database.accounts().setHumanAgent(rig.account(), false);
        rig.clock.advance(Plan.LONGEST_HOLD);

        assertThat(reached(held)).isInstanceOfSatisfying(ThreadEntry.Waiting.class,
                waiting -> assertThat(waiting.reply().state()).isEqualTo(DeliveryState.FAILED));
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatWasPlanned_neverUsesTheTag() {
        turnOn();
        rig.sandbox.turn(Switch.HUMAN_AGENT, true);
        replies().confirmAgent(rig.conversation(MAYA));
        OutboxMessage scheduled = ((Replies.Written.Queued) replies().schedule(rig.conversation(MAYA),
                Content.words("On time"), rig.clock.instant().plus(Duration.ofMinutes(10)))).reply();
        hoursPass(30);
        replies().confirmAgent(rig.conversation(MAYA));
        rig.engine().wake();

        Rig.until("expired", () -> rig.database.outbox().find(scheduled.id()).orElseThrow()
                .state() == DeliveryState.FAILED);
        assertThat(rig.database.outbox().find(scheduled.id()).orElseThrow().failure()).isEqualTo(Failure.EXPIRED);
        assertThat(sent()).isEmpty();
    }
}
