package app.ajar.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Moves server's and app's time on together, and lets the engine do what became due. */
final class SoakTime {

    private static final int LOOKS = 3;
    private static final int MOST_LOOKS = 60;

    private final Rig rig;
    private final CountDownLatch never = new CountDownLatch(1);
    private Duration passed = Duration.ZERO;

    SoakTime(Rig rig) {
        this.rig = rig;
    }

    /** How much time went by in all. */
    Duration passed() {
        return passed;
    }

    /** Time goes by for both; returns when the engine makes no calls, or goes on making them. */
    void pass(Duration by) {
        passed = passed.plus(by);
        shift(by);
        settle();
    }

    /** The computer sleeps: no thread of it runs, so the time is simply later. */
    void passAsleep(Duration by) {
        shift(by);
    }

    private void shift(Duration by) {
        rig.sandbox.clock().advance(by);
        rig.clock.advance(by);
        // Only tells the engine to look at its clock.
        rig.engine().attention(SyncEngine.Attention.FOCUSED);
    }

    private void settle() {
        long calls = rig.sandbox.log().apiCalls();
        for (int same = 0, looks = 0; same < LOOKS && looks < MOST_LOOKS; looks++) {
            look();
            long now = rig.sandbox.log().apiCalls();
            same = now == calls ? same + 1 : 0;
            calls = now;
        }
    }

    private void look() {
        try {
            assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A minute of quiet: the list is read at least once, or the engine says why not. */
    void quietMinute() {
        Instant before = rig.clock.instant();
        pass(Duration.ofSeconds(61));
        Rig.until("the list was read", () -> rig.phase() != Health.Phase.LIVE || rig.engine().health(rig.account())
                .map(Health::lastSyncAt).filter(last -> !last.isBefore(before)).isPresent());
    }

    /** The app's clock goes wrong by this much, or right again. */
    void jump(Duration by) {
        rig.clock.advance(by);
        rig.engine().attention(SyncEngine.Attention.FOCUSED);
        settle();
    }

    /** How far the app's clock is from the server's. */
    Duration wrongBy() {
        return rig.clock.offset().minus(rig.sandbox.clock().offset());
    }
}
