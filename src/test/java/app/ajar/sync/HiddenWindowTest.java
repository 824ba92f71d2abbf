package app.ajar.sync;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
}
