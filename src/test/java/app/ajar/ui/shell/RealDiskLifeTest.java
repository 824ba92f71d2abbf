package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole app on a real disk that becomes full while somebody uses it, and has room again, or the app is killed first:
 * what it said was kept is there, nothing is sent twice. Everything stands on that disk: database, copies, settings, vault.
 * {@code -Dlife.disk=FOLDER -Dlife.full=20} for 20 of them, see {@link SmallDisk}.
 */
@EnabledIfSystemProperty(named = SmallDisk.PROPERTY, matches = ".+")
class RealDiskLifeTest {

    private static final int FULL = Integer.getInteger("life.full", 1);
    private static final long SEED = Long.getLong("life.seed", 20_261_123L);
    private static final int LIVES = 5;
    private static final System.Logger LOG = System.getLogger(RealDiskLifeTest.class.getName());

    @TempDir
    Path temporary;
    private final Random random = new Random(SEED);
    private SmallDisk disk;
    private Sandbox sandbox;
    private LifeLedger ledger;

    @BeforeEach
    void start() throws IOException {
        disk = SmallDisk.given();
        disk.empty();
        sandbox = Sandbox.start(SandboxOptions.generated(4, 40, SEED));
        ledger = new LifeLedger(sandbox);
    }

    @AfterEach
    void stop() throws IOException {
        sandbox.close();
        disk.empty();
    }

    @Test
    void onARealDiskThatIsFullForAWhile_itIsSaid_andNothingIsLost() throws Exception {
        Map<String, Integer> ends = new TreeMap<>();
        for (int full = 0; full < FULL; full++) {
            if (full % LIVES == 0) {
                disk.empty();
                ledger = ledger.afresh();
            }
            Path folder = disk.root().resolve("ajar");
            try (LifeProcess child = new LifeProcess(ledger.somebody(folder, random),
                    Files.createTempFile(temporary, "err", ""))) {
                child.until("ACTING"::equals);
                child.endsWithin(random.nextInt(1_200_000));
                disk.fill();
                // A file has room within itself for a while: more is filled until it is said, or the life is over.
                child.until(word -> {
                    disk.fill();
                    return word.startsWith("NOTICE") || word.equals("CLOSED");
                });
                boolean said = child.said.stream().anyMatch(word -> word.startsWith("NOTICE"));
                child.endsWithin(random.nextInt(2_000_000));
                boolean killed = said && random.nextBoolean();
                if (killed) {
                    child.kill();
                    disk.free();
                } else {
                    disk.free();
                    child.until("CLOSED"::equals);
                    child.ended();
                }
                assertThat(child.said).as("full disk %d", full)
                        .noneMatch(word -> word.startsWith("NOTICE") && !word.equals("NOTICE The disk is full"));
                ledger.check(child, "full disk " + full + (killed ? ", killed" : ""));
                ends.merge((said ? "said" : "did no harm") + (killed ? ", killed" : ""), 1, Integer::sum);
            }
        }
        LOG.log(System.Logger.Level.INFO, "{0} full disks {1}: {2}, all there", FULL, ends, ledger);
    }
}
