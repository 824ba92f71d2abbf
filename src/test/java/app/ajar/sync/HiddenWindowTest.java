package app.ajar.sync;

import app.ajar.sandbox.Endpoint;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a window that nobody sees asks for, and what it does when it is seen again. */
class HiddenWindowTest extends LiveRig {

    private static final Optional<Duration> MINUTE = Optional.of(Duration.ofMinutes(1));

    /** Hidden, when what came at the start makes nothing lively any more. */
    private SyncEngine hidden() {
        SyncEngine engine = rig.engine();
        rig.clock.advance(Duration.ofMinutes(11));
        engine.attention(SyncEngine.Attention.HIDDEN);
        Rig.until("asks once a minute", () -> engine.polls(rig.account()).equals(MINUTE));
        Rig.until("caught up", () -> engine.health(rig.account()).orElseThrow().asOf(rig.clock.instant()).isEmpty());
        return engine;
    }

    @Test
    void aHiddenWindow_asksForTheListOnceAMinute_whichBringsWhatAlarmsNeed() {
        SyncEngine engine = hidden();
        rig.sandbox.personWrites(MAYA, "Is anybody looking?");

        rig.clock.advance(Duration.ofSeconds(61));
        engine.attention(SyncEngine.Attention.HIDDEN);

        Rig.until("brought by the list", () -> "Is anybody looking?".equals(rig.stored(MAYA).getLast().text()));
    }

    @Test
    void aWindowThatIsSeenAgain_isToldAtOnce_andNotWhenItsMinuteIsOver() {
        SyncEngine engine = hidden();
        long lists = rig.sandbox.log().count(Endpoint.LIST);
        rig.clock.advance(Duration.ofSeconds(61));
        engine.attention(SyncEngine.Attention.HIDDEN);
        Rig.until("its look of the minute", () -> rig.sandbox.log().count(Endpoint.LIST) > lists);
        rig.sandbox.personWrites(MAYA, "Just now");

        engine.attention(SyncEngine.Attention.FOCUSED);

        Rig.until("told", () -> "Just now".equals(rig.stored(MAYA).getLast().text()));
    }
}
