package app.ajar.sync;

import app.ajar.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An hour of a living inbox, with the time moved on instead of waited for, while the network is cut, the server fails,
 * limits and refuses, tokens die, the clock jumps, the computer sleeps, the program ends and the line for pushes breaks:
 * after a quiet time the cache equals the server, message for message. {@code -Dsync.soak.minutes=1440} takes a day,
 * {@code -Dsync.soak.seed=7} another one.
 */
class SyncSoakTest {

    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("sync.soak.minutes", 60));
    private static final long SEED = Long.getLong("sync.soak.seed", 20_261_122L);
    private static final int PEOPLE = 9;

    @TempDir
    Path folder;

    @Test
    void afterAnHourOfTrouble_theCacheEqualsTheServer_messageForMessage() throws Exception {
        Random random = new Random(SEED);
        SandboxOptions options = SandboxOptions.generated(PEOPLE, PEOPLE * 30L, SEED);
        try (Rig rig = Rig.connected(folder, options)) {
            LivingInbox inbox = new LivingInbox(rig, random);
            Troubles troubles = new Troubles(rig, inbox, random);
            SoakTime time = new SoakTime(rig);
            rig.live();
            rig.pushedFrom(rig.sandbox.project());
            while (time.passed().compareTo(LENGTH) < 0) {
                troubles.beginOrEnd(time);
                inbox.something();
                time.pass(Duration.ofMillis(1_000 + random.nextInt(24_000)));
            }
            troubles.endAll(time);
            new CacheAgainstServer(rig, inbox).becomesEqual(time, "seed " + SEED);
            assertThat(troubles.happened()).as("troubles; seed %d", SEED).containsAll(Troubles.ALL);
            System.getLogger(SyncSoakTest.class.getName()).log(System.Logger.Level.INFO,
                    "{0} simulated, {1}; {2}; {3} calls, {4} gaps", time.passed(), inbox, troubles,
                    rig.sandbox.log().apiCalls(), rig.database.gaps().counts(rig.account()));
        }
    }
}
