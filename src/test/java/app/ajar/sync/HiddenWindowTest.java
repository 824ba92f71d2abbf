package app.ajar.sync;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A window that nobody sees asks seldom; one that is seen again must not show what was. */
class HiddenWindowTest extends LiveRig {

    @Test
    void aHiddenWindow_asksOnceAMinute_andOneThatIsSeenAgain_atOnce() {
        SyncEngine engine = rig.engine();
        // What came at the start makes nothing lively any more.
        rig.clock.advance(Duration.ofMinutes(11));
        engine.attention(SyncEngine.Attention.HIDDEN);
        Rig.until("asks once a minute",
                () -> engine.polls(rig.account()).equals(Optional.of(Duration.ofMinutes(1))));
        rig.sandbox.personWrites(MAYA, "While nobody looked");

        engine.attention(SyncEngine.Attention.FOCUSED);

        Rig.until("told", () -> "While nobody looked".equals(rig.stored(MAYA).getLast().text()));
    }

    @Test
    void aHiddenWindow_countsNoGap_untilItIsSeen() {
        SyncEngine engine = rig.engine();
        engine.attention(SyncEngine.Attention.HIDDEN);
        for (int i = 0; i < 30; i++) {
            rig.sandbox.clock().advance(Duration.ofSeconds(1));
            rig.sandbox.personWrites(MAYA, "While nobody looked, " + i);
        }
        engine.wake();
        Rig.until("the newest is here", () -> "While nobody looked, 29".equals(rig.stored(MAYA).getLast().text()));
        Rig.untilPullingRests();
        assertThat(gapsCounted()).isFalse();

        engine.attention(SyncEngine.Attention.FOCUSED);

        Rig.until("counted", this::gapsCounted);
    }

    private boolean gapsCounted() {
        return rig.database.gaps().of(rig.conversation(MAYA)).stream()
                .anyMatch(gap -> gap.from() != null && gap.missing() != null);
    }
}
