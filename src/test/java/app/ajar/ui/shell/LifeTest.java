package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole app killed at moments of its whole life, or on a disk that is full for a while, while somebody uses it: nothing
 * that it said was kept is lost, nothing is sent twice, and it never ends without a sentence. {@code -Dlife.kills=100
 * -Dlife.full=20} make a long run of it.
 */
class LifeTest {

    private static final int KILLS = Integer.getInteger("life.kills", 2);
    private static final int FULL = Integer.getInteger("life.full", 1);
    private static final long SEED = Long.getLong("life.seed", 20_261_123L);
    /** Lives after which a new folder is begun: migrating and the first sync are parts of a life. */
    private static final int LIVES = 8;
    private static final System.Logger LOG = System.getLogger(LifeTest.class.getName());

    @TempDir
    Path temporary;
    private final Random random = new Random(SEED);
    private Sandbox sandbox;
    private Path folder;
    private LifeLedger ledger;

    /** The word after which a life ends, and within how many milliseconds. */
    private record Moment(String after, int within) {}

    private static final List<Moment> MOMENTS = List.of(new Moment("ACTING", 3000), new Moment("", 1500),
            new Moment("COMPACTING", 250), new Moment("OPENING", 900), new Moment("COPYING", 100),
            new Moment("OPENED", 1200), new Moment("SENDING", 200), new Moment("CLOSING", 300),
            new Moment("SHOWN", 1500), new Moment("KEEPING", 60));

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(4, 40, SEED));
        folder = temporary.resolve("0");
        ledger = new LifeLedger(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void killedAtAnyMoment_nothingThatWasKeptIsLost_andNothingIsSentTwice() throws Exception {
        Map<String, Integer> moments = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % LIVES == 0) {
                begin(kill);
            }
            // All moments in turn, and each on new folders and old ones.
            Moment moment = MOMENTS.get((kill + kill / LIVES) % MOMENTS.size());
            try (LifeProcess child = live()) {
                if (!moment.after.isEmpty()) {
                    child.until(word -> word.startsWith(moment.after));
                }
                child.endsWithin(random.nextInt(moment.within * 1000));
                child.kill();
                moments.merge(moment.after.isEmpty() ? "STARTING" : moment.after, 1, Integer::sum);
                ledger.check(child, "kill " + kill + " after " + moment);
            }
        }
        // What was left in between goes on: a whole life, and everything arrives.
        try (LifeProcess child = live()) {
            child.until("CLOSED"::equals);
            ledger.check(child, "the last life");
        }
        LOG.log(System.Logger.Level.INFO, "{0} kills {1}: {2}, all there", KILLS, moments, ledger);
    }

    @Test
    void onADiskThatIsFullForAWhile_itIsSaid_andNothingIsLost() throws Exception {
        int notices = 0;
        for (int full = 0; full < FULL; full++) {
            if (full % LIVES == 0) {
                begin(full);
            }
            try (LifeProcess child = live()) {
                child.until("ACTING"::equals);
                // Three drafts are waited for, 600 ms each: it never ends before that.
                child.endsWithin(random.nextInt(1_200_000));
                child.tell("FULL");
                child.until(word -> word.startsWith("NOTICE"));
                child.endsWithin(random.nextInt(2_000_000));
                boolean killed = random.nextBoolean();
                if (killed) {
                    child.kill();
                } else {
                    child.tell("ROOM");
                    child.until("CLOSED"::equals);
                }
                assertThat(child.said).as("full disk %d", full).contains("NOTICE The disk is full")
                        .noneMatch(word -> word.startsWith("NOTICE") && !word.equals("NOTICE The disk is full"));
                ledger.check(child, "full disk " + full + (killed ? ", killed" : ""));
                notices++;
            }
        }
        LOG.log(System.Logger.Level.INFO, "{0} full disks, said {1} times: {2}, all there", FULL, notices, ledger);
    }

    private void begin(int life) {
        folder = temporary.resolve("life-" + life);
        ledger = ledger.afresh();
    }

    private LifeProcess live() throws IOException {
        return new LifeProcess(ledger.somebody(folder, random), Files.createTempFile(temporary, "err", ""));
    }
}
