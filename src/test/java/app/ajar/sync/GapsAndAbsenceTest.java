package app.ajar.sync;

import app.ajar.model.Message;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.RequestLog;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Gaps.Gap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What happened while nobody looked, found afterwards against a real server. */
class GapsAndAbsenceTest {

    private static final String PERSON = "maya.okafor";

    @TempDir
    Path folder;

    private static void write(Rig rig, int messages) {
        for (int i = 0; i < messages; i++) {
            rig.sandbox.clock().advance(Duration.ofMinutes(1));
            rig.sandbox.personWrites(PERSON, "While you were away, " + i);
        }
    }

    private static void goOffline(Rig rig) {
        rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
        rig.engine().wake();
        Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);
    }

    /** A call that was under way when the clock moved may still end as if nothing had happened. */
    private static void beganToCatchUp(Rig rig) {
        Rig.until("began to catch up", () -> rig.engine().log().entries().stream()
                .anyMatch(entry -> entry.kind() == Health.Log.Kind.CATCHING_UP));
    }

    private static Gap gap(Rig rig) {
        Rig.until("the gap was counted", () -> gaps(rig).stream().anyMatch(gap -> gap.missing() != null));
        return gaps(rig).getLast();
    }

    private static List<Gap> gaps(Rig rig) {
        return rig.database.gaps().of(rig.conversation(PERSON)).stream().filter(gap -> gap.from() != null).toList();
    }

    @Test
    void fiftyFiveMessagesWhileOffline_leaveAGapOfThirtyFive_andAFewLaterNone() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            Instant last = rig.stored(PERSON).getLast().sentAt();
            goOffline(rig);
            write(rig, 55);
            rig.sandbox.clearFaults();

            Gap gap = gap(rig);
            assertThat(gap.from()).isEqualTo(last);
            assertThat(gap.missing()).satisfies(missing -> assertThat(missing.messages()).isEqualTo(35));
            assertThat(rig.database.gaps().counts(rig.account()).messages()).isEqualTo(35);

            long before = rig.stored(PERSON).size();
            write(rig, 3);
            rig.engine().wake();
            Rig.until("the three are here", () -> rig.stored(PERSON).size() == before + 3);
            assertThat(gaps(rig)).containsExactly(gap);
        }
    }

    @Test
    void aGapIsCounted_alsoByARoundWithoutAWindow_andAfterARestart() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            rig.restart();
            write(rig, 150);

            rig.engine().syncOnce(List.of(), Duration.ofSeconds(5), report -> {});

            assertThat(gap(rig).missing()).satisfies(missing -> assertThat(missing.messages()).isEqualTo(130));
        }
    }

    @Test
    void aReplyOfOursBetweenThem_doesNotHideTheGapBeforeIt() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            goOffline(rig);
            write(rig, 25);
            rig.sandbox.accountWrites(PERSON, "Back in a minute");
            write(rig, 25);
            rig.sandbox.clearFaults();

            assertThat(gap(rig).missing()).satisfies(missing -> assertThat(missing.messages()).isEqualTo(31));
        }
    }

    @Test
    void afterALongSleep_thePictureIsOld_untilItHasCaughtUp() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            goOffline(rig);
            rig.clock.advance(Duration.ofHours(8));
            Health asleep = engine.health(rig.account()).orElseThrow();
            assertThat(asleep.asOf(rig.clock.instant())).isEqualTo(Optional.ofNullable(asleep.lastSyncAt()));
            beganToCatchUp(rig);
            write(rig, 2);
            rig.sandbox.clearFaults();

            Rig.until("caught up", () -> engine.health(rig.account()).orElseThrow().asOf(rig.clock.instant())
                    .isEmpty());
            assertThat(rig.stored(PERSON)).extracting(Message::text).contains("While you were away, 1");
            assertThat(engine.log().entries()).extracting(Health.Log.Entry::kind).contains(Health.Log.Kind.CATCHING_UP,
                    Health.Log.Kind.CAUGHT_UP);
        }
    }

    @Test
    void catchingUp_readsTheWindowsThatCloseNext_beforeTheList() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            rig.live();
            goOffline(rig);
            // An hour before the window closes.
            Instant inbound = rig.stored(PERSON).stream()
                    .filter(message -> message.direction() == Message.Direction.INBOUND).toList().getLast().sentAt();
            rig.clock.advance(Duration.between(rig.clock.instant(), inbound.plus(Duration.ofHours(23))));
            beganToCatchUp(rig);
            String closing = rig.database.conversations()
                    .page(new ConversationFilter(rig.account(), ConversationFilter.Tab.CLOSING, null,
                            rig.clock.instant()), null, 1)
                    .getFirst().id().value();
            rig.sandbox.log().clear();
            rig.sandbox.clearFaults();

            Rig.until("caught up", () -> rig.engine().log().entries().stream()
                    .anyMatch(entry -> entry.kind() == Health.Log.Kind.CAUGHT_UP));
            List<RequestLog.Entry> reads = rig.sandbox.log().entries().stream()
                    .filter(entry -> entry.endpoint() == Endpoint.LIST || entry.endpoint() == Endpoint.THREAD).toList();
            assertThat(reads.getFirst().endpoint()).isEqualTo(Endpoint.THREAD);
            assertThat(reads.getFirst().path()).contains(closing);
        }
    }

    @Test
    void whileTheWindowIsHidden_anOpenConversation_keepsNoThreadBusy() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            engine.watch(rig.conversation(PERSON));
            Rig.until("read", () -> rig.sandbox.log().count(Endpoint.THREAD) > 0);
            engine.attention(SyncEngine.Attention.HIDDEN);
            // Its next look is overdue, and is not made.
            rig.clock.advance(Duration.ofSeconds(30));
            engine.attention(SyncEngine.Attention.HIDDEN);

            Rig.untilPullingRests();
        }
    }

    @Test
    void aMessageTakenBack_isMarked_whereverItStood_andWhatFellOutOfTheNewestTwentyIsNot() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = rig.live();
            write(rig, 30);
            engine.wake();
            Rig.until("all thirty are here or missing", () -> rig.stored(PERSON).getLast().text() != null
                    && "While you were away, 29".equals(rig.stored(PERSON).getLast().text()));
            Message fellOut = rig.stored(PERSON).getFirst();
            String gone = rig.sandbox.messageId(PERSON, 7);
            rig.clock.advance(Duration.ofHours(1));
            rig.sandbox.unsends(gone);
            engine.wake();

            Rig.until("marked", () -> rig.stored(PERSON).stream()
                    .anyMatch(message -> message.kind() == Message.Kind.UNSENT));
            assertThat(rig.stored(PERSON)).filteredOn(message -> message.kind() == Message.Kind.UNSENT)
                    .extracting(message -> message.id().value()).containsExactly(gone);
            assertThat(rig.stored(PERSON).getFirst()).isEqualTo(fellOut);
        }
    }
}
