package app.ajar.sync;

import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.sandbox.Endpoint;
import app.ajar.sending.Replies;
import app.ajar.sending.SendTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Replies that wait for a moment, for a time, for the person or for the user, against a real server. */
class PlannedRepliesTest extends LiveRig {

    private static final Duration HOLD = Duration.ofSeconds(5);

    private Replies replies() {
        return rig.engine().replies();
    }

    private static OutboxMessage queued(Replies.Written written) {
        assertThat(written).isInstanceOf(Replies.Written.Queued.class);
        return ((Replies.Written.Queued) written).reply();
    }

    private OutboxMessage held(String text) {
        return queued(replies().write(rig.conversation(MAYA), Content.words(text), false, HOLD));
    }

    private OutboxMessage later(String text, boolean byItself) {
        return queued(replies().writeForLater(rig.conversation(MAYA), Content.words(text), byItself));
    }

    private OutboxMessage scheduled(String text, Duration ahead) {
        return scheduled(MAYA, text, ahead);
    }

    private OutboxMessage scheduled(String person, String text, Duration ahead) {
        return queued(
                replies().schedule(rig.conversation(person), Content.words(text), rig.clock.instant().plus(ahead)));
    }

    private OutboxMessage row(OutboxMessage reply) {
        return rig.database.outbox().find(reply.id()).orElseThrow();
    }

    private long sends() {
        return rig.sandbox.log().count(Endpoint.SEND);
    }

    private boolean delivered(String text) {
        return rig.stored(MAYA).stream().filter(message -> text.equals(message.text())).count() == 1;
    }

    /** The sender looked again after this. */
    private void looked() {
        OutboxMessage other = queued(replies().write(rig.conversation("jonas.becker"), "Another one", false));
        assertThat(replies().await(other.id(), Duration.ofSeconds(20))).isPresent();
    }

    @Test
    void aHeldReply_goesWhenItsTimeIsOver_andNotBefore() {
        OutboxMessage reply = held("One moment");
        looked();
        assertThat(row(reply).state()).isEqualTo(DeliveryState.QUEUED);

        rig.clock.advance(HOLD);

        Rig.until("sent", () -> delivered("One moment"));
    }

    @Test
    void aHeldReply_canBeTakenBack_andNeverGoes() {
        OutboxMessage reply = held("Not this");
        assertThat(replies().discard(reply.id())).isTrue();
        rig.clock.advance(HOLD);
        looked();
        assertThat(rig.database.outbox().find(reply.id())).isEmpty();
        assertThat(sends()).isEqualTo(1);
    }

    @Test
    void theHold_survivesARestart() {
        OutboxMessage reply = held("After the restart");
        rig.restart();
        assertThat(row(reply).plan()).isEqualTo(reply.plan());
        rig.live();
        assertThat(delivered("After the restart")).isFalse();
        rig.clock.advance(HOLD);
        Rig.until("sent", () -> delivered("After the restart"));
    }

    @Test
    void aClockSetBack_holdsNoReplyForHours() {
        held("Not for hours");
        rig.clock.advance(Duration.ofHours(-3));
        Rig.until("sent", () -> delivered("Not for hours"));
    }

    @Test
    void replies_keepTheirOrder_behindAHeldOne() {
        held("first");
        OutboxMessage second = queued(replies().write(rig.conversation(MAYA), "second", false));
        looked();
        assertThat(row(second).state()).isEqualTo(DeliveryState.QUEUED);
        rig.clock.advance(HOLD);
        Rig.until("both sent", () -> delivered("first") && delivered("second"));
        assertThat(rig.stored(MAYA).stream().map(message -> String.valueOf(message.text())).toList())
                .endsWith("first", "second");
    }

    @Test
    void aScheduledReply_goesAtItsTime_andHoldsUpNoOther() {
        OutboxMessage reply = scheduled("As promised", Duration.ofMinutes(30));
        OutboxMessage now = queued(replies().write(rig.conversation(MAYA), "At once", false));
        assertThat(replies().await(now.id(), Duration.ofSeconds(20))).isPresent();
        assertThat(delivered("At once")).isTrue();
        assertThat(row(reply).plan()).isEqualTo(reply.plan());
        assertThat(rig.thread(MAYA)).noneMatch(entry -> entry.key().equals("o" + reply.id().value()));

        rig.clock.advance(Duration.ofMinutes(31));
        rig.engine().wake();

        Rig.until("sent", () -> delivered("As promised"));
    }

    @Test
    void aScheduledReply_whoseWindowClosedMeanwhile_expires_andIsNeverSent() {
        OutboxMessage reply = scheduled("Too late", Duration.ofMinutes(30));
        rig.clock.advance(Duration.ofHours(25));
        rig.engine().wake();
        Rig.until("expired", () -> row(reply).state() == DeliveryState.FAILED);
        assertThat(row(reply).failure()).isEqualTo(Failure.EXPIRED);
        assertThat(sends()).isZero();
    }

    @Test
    void aReplyMissedByLessThanAnHour_goes_aLaterOneAsks() {
        OutboxMessage soon = scheduled("Missed by a little", Duration.ofMinutes(30));
        OutboxMessage late = scheduled("Missed by much", Duration.ofMinutes(10));
        rig.restart();
        rig.clock.advance(Duration.ofMinutes(80));
        rig.live();

        Rig.until("sent", () -> delivered("Missed by a little"));
        Rig.until("asks", () -> row(late).plan() instanceof Plan.Asks);
        assertThat(sends()).isEqualTo(1);
        assertThat(rig.database.outbox().find(soon.id())).isEmpty();

        assertThat(replies().sendNow(row(late), Duration.ZERO)).isTrue();
        Rig.until("sent when told to", () -> delivered("Missed by much"));
    }

    @Test
    void aDueReply_thatThenWaitedForHours_asks() {
        OutboxMessage reply = scheduled("lucia.carrasco", "Hours ago", Duration.ofMinutes(30));
        Instant due = rig.clock.instant().plus(Duration.ofMinutes(30));
        rig.restart();
        assertThat(rig.database.outbox().advance(reply, new Plan.Now(null, due), due)).isTrue();
        rig.clock.advance(Duration.ofHours(3));
        rig.live();
        Rig.until("asks", () -> row(reply).plan() instanceof Plan.Asks);
        assertThat(sends()).isZero();
    }

    @Test
    void times_outsideTheWindowOrTooSoon_areRefusedWithTheReason() {
        Instant now = rig.clock.instant();
        assertThat(replies().choice(rig.conversation(MAYA), now.plus(Duration.ofMinutes(4))))
                .isEqualTo(SendTime.Choice.TOO_SOON);
        assertThat(replies().choice(rig.conversation(MAYA), now.plus(Duration.ofHours(30))))
                .isEqualTo(SendTime.Choice.AFTER_THE_WINDOW);
        assertThatThrownBy(() -> scheduled("Never", Duration.ofHours(30))).isInstanceOf(IllegalArgumentException.class);
        rig.clock.advance(Duration.ofHours(25));
        assertThat(replies().choice(rig.conversation(MAYA), rig.clock.instant().plus(Duration.ofHours(1))))
                .isEqualTo(SendTime.Choice.CLOSED);
        assertThat(rig.database.outbox().all()).isEmpty();
    }

    @Test
    void aReplyWrittenForLater_goesByItself_whenThePersonWrites_afterTheHold() {
        rig.clock.advance(Duration.ofHours(30));
        rig.sandbox.clock().advance(Duration.ofHours(30));
        OutboxMessage reply = later("Welcome back", true);
        looks(reply);

        rig.sandbox.personWrites(MAYA, "Are you there?");
        rig.engine().wake();

        Rig.until("held", () -> row(reply).plan() instanceof Plan.Now);
        assertThat(sends()).isZero();
        rig.clock.advance(HOLD);
        Rig.until("sent", () -> delivered("Welcome back"));
    }

    /** It stays as it is while nothing comes. */
    private void looks(OutboxMessage reply) {
        long reads = rig.sandbox.log().count(Endpoint.LIST);
        rig.engine().wake();
        Rig.until("read again", () -> rig.sandbox.log().count(Endpoint.LIST) > reads);
        assertThat(row(reply).plan()).isEqualTo(reply.plan());
    }

    @Test
    void aReplyWrittenForLater_asksFirst_whenToldSo() {
        OutboxMessage reply = later("Still interested?", false);
        looks(reply);
        rig.sandbox.clock().advance(Duration.ofSeconds(2));
        rig.sandbox.personWrites(MAYA, "Yes");
        rig.engine().wake();
        Rig.until("asks", () -> row(reply).plan() instanceof Plan.Asks);
        assertThat(sends()).isZero();
        assertThat(rig.database.outbox().counts(rig.account())).satisfies(counts -> {
            assertThat(counts.asking()).isEqualTo(1);
            assertThat(counts.planned()).isZero();
        });
    }

    @Test
    void aPlannedReply_canBeChanged_andAFailedOneKeptForLater() {
        OutboxMessage reply = scheduled("First words", Duration.ofMinutes(30));
        Instant other = rig.clock.instant().plus(Duration.ofHours(2));
        assertThat(replies().change(reply.id(), Content.words("Other words"), new Plan.At(other))).isTrue();
        assertThat(row(reply).text()).isEqualTo("Other words");
        assertThat(row(reply).plan()).isEqualTo(new Plan.At(Instant.ofEpochMilli(other.toEpochMilli())));
        rig.clock.advance(Duration.ofHours(25));
        rig.engine().wake();
        Rig.until("expired", () -> row(reply).state() == DeliveryState.FAILED);

        assertThat(replies().keepForLater(row(reply), false)).isTrue();

        assertThat(row(reply).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(row(reply).plan()).isInstanceOf(Plan.WhenTheyWrite.class);
        assertThat(rig.database.outbox().planned(rig.conversation(MAYA))).hasSize(1);
    }

    @Test
    void backOnline_whatClosesFirstGoesFirst() {
        List<String> people = List.of("lucia.carrasco", MAYA);
        rig.restart();
        people.forEach(person -> rig.database.outbox().enqueue(rig.conversation(person), "To " + person, false,
                rig.clock.instant()));
        assertThat(rig.database.outbox().ready(rig.clock.instant()).stream()
                .map(reply -> rig.database.conversations().find(reply.conversation()).orElseThrow().window()
                        .lastInboundAt()))
                .isSorted();
    }
}
