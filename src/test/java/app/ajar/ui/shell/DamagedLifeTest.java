package app.ajar.ui.shell;

import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.Rescue;
import app.ajar.text.RescueWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole app whose database file is damaged between its lives, as a disk does it: the window comes up, says one plain
 * sentence, holds what its user made, and fetches the rest again. {@code -Dlife.damaged=20} makes a long run of it.
 */
class DamagedLifeTest {

    private static final int DAMAGED = Integer.getInteger("life.damaged", 2);
    private static final long SEED = Long.getLong("life.seed", 20_261_123L);
    /** Damages after which a new folder is begun. */
    private static final int LIVES = 5;
    private static final int PAGE = 4096;
    /** Bytes of the file that can never hold all that stands in it. */
    private static final int SCRAP = 16 * PAGE;
    private static final System.Logger LOG = System.getLogger(DamagedLifeTest.class.getName());

    @TempDir
    Path temporary;
    private final Random random = new Random(SEED);
    private Sandbox sandbox;
    private Path folder;
    private LifeLedger ledger;

    /** The ways of a disk; the two that leave nothing of the file first. */
    private enum Damage {
        HEADER, TRUNCATED, PAGES, BYTES, SWAPPED
    }

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
    void damagedBetweenItsLives_theWindowComesUp_saysSoOnce_andHoldsWhatItsUserMade() throws Exception {
        List<String> sentences = Stream.of(Rescue.Because.values()).map(because -> "NOTICE " + RescueWords.what(because
                .name())).toList();
        Map<String, Integer> rescued = new TreeMap<>();
        for (int round = 0; round < DAMAGED; round++) {
            if (round % LIVES == 0) {
                folder = temporary.resolve("life-" + round);
                ledger = ledger.afresh();
                live("before damage " + round);
            }
            Damage damage = Damage.values()[round % Damage.values().length];
            damage(damage);
            String when = "damage " + round + ", " + damage;
            List<String> said = live(when);
            List<String> notices = said.stream().filter(word -> word.startsWith("NOTICE ")).distinct().toList();
            assertThat(notices).as(when).hasSizeLessThanOrEqualTo(1).isSubsetOf(sentences);
            if (damage == Damage.HEADER || damage == Damage.TRUNCATED) {
                assertThat(notices).as(when).containsExactly("NOTICE " + RescueWords.what("DAMAGED"));
            }
            rescued.merge(damage + (notices.isEmpty() ? " did no harm" : " was rescued"), 1, Integer::sum);
        }
        LOG.log(System.Logger.Level.INFO, "{0} damaged files {1}: {2}, all there", DAMAGED, rescued, ledger);
    }

    /** A whole life; it only gets to its end when the person is in the list again, and can be written to. */
    private List<String> live(String when) throws Exception {
        try (LifeProcess child = new LifeProcess(ledger.somebody(folder, random),
                Files.createTempFile(temporary, "err", ""))) {
            child.until("CLOSED"::equals);
            child.ended();
            ledger.check(child, when);
            OpenResult opened = Database.open(folder);
            assertThat(opened).as(when).isInstanceOf(OpenResult.Opened.class);
            try (Database database = ((OpenResult.Opened) opened).database()) {
                ledger.checkDrafts(database, when);
                assertThat(database.threads().newest(child.life.id(), 5)).as(when).isNotEmpty();
            }
            return List.copyOf(child.said);
        }
    }

    private void damage(Damage how) throws IOException {
        Path file = folder.resolve("cache.mv.db");
        FileTime written = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        switch (how) {
            case HEADER -> Arrays.fill(bytes, 0, 3 * PAGE, (byte) 0);
            // Not anywhere: of a file that was not made smaller lately the first half may be all that is in use.
            case TRUNCATED -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(SCRAP));
            case PAGES -> {
                for (int page = 0; page < 8; page++) {
                    int from = random.nextInt(bytes.length / PAGE) * PAGE;
                    Arrays.fill(bytes, from, from + PAGE, (byte) 0);
                }
            }
            case BYTES -> {
                for (int flips = 0; flips < 400; flips++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case SWAPPED -> {
                int pages = bytes.length / PAGE;
                for (int swap = 0; swap < 8; swap++) {
                    int one = random.nextInt(pages) * PAGE;
                    int other = random.nextInt(pages) * PAGE;
                    byte[] kept = Arrays.copyOfRange(bytes, one, one + PAGE);
                    System.arraycopy(bytes, other, bytes, one, PAGE);
                    System.arraycopy(kept, 0, bytes, other, PAGE);
                }
            }
        }
        Files.write(file, bytes);
        // A disk damages what is there and not when it was written.
        Files.setLastModifiedTime(file, written);
    }
}
