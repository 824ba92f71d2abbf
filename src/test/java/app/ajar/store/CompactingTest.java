package app.ajar.store;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

/** The file of an open database made smaller while nobody looks: it shrinks, nobody is turned away, no kill loses anything. */
public final class CompactingTest {

    private static final int KILLS = Integer.getInteger("compact.kills", 3);
    private static final int DEAD_MESSAGES = 80;
    private static final int LIVING = 40;

    @TempDir
    Path folder;

    /** Opens, says so, and compacts again and again until it is killed; after each time it keeps another draft. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Database database = Sample.open(Path.of(args[0]));
        for (int round = 1; true; round++) {
            database.notes().putDraft(MIA, Integer.toString(round));
            out.println(round);
            database.sessions().compact(tx -> true);
        }
    }

    /** 80 MB of what was removed since, and some that is left. */
    private void grow(Database database) {
        for (int at = 0; at < LIVING; at++) {
            apply(database, pulled(MIA, inbound(MIA, "kept" + at, NOON.plusSeconds(at), "Message " + at)));
        }
        Random random = new Random(1);
        for (int at = 0; at < DEAD_MESSAGES; at++) {
            // Nothing that could be packed.
            String noise = random.ints(500_000, 0x4e00, 0x9fff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            apply(database, pulled(thread("noise"), inbound(thread("noise"), "n" + at, NOON.plusSeconds(at), noise)));
        }
        database.sessions().write(tx -> tx.update("UPDATE cache.message SET body = '' WHERE LENGTH(body) > 1000"));
    }

    private long size() throws IOException {
        return Files.size(folder.resolve("cache.mv.db"));
    }

    @Test
    void whileNobodyLooks_theFileShrinks_andReadersAndWritersGoOn() throws Exception {
        try (Database database = Sample.shop(folder);
                ExecutorService hands = Executors.newFixedThreadPool(2)) {
            grow(database);
            long before = size();
            assertThat(before).isGreaterThan(64L << 20);
            // Somebody looks: then nothing is compacted.
            database.upkeep().attended(true);
            database.upkeep().lookAfter(Duration.ofMinutes(10));
            assertThat(size()).isGreaterThan(before / 2);

            database.upkeep().attended(false);
            CountDownLatch atWork = new CountDownLatch(2);
            CountDownLatch done = new CountDownLatch(1);
            Future<Integer> reading = hands.submit(() -> {
                int reads = 0;
                while (done.getCount() > 0) {
                    assertThat(database.threads().newest(MIA, 2 * LIVING)).hasSize(LIVING);
                    reads++;
                    atWork.countDown();
                }
                return reads;
            });
            Future<Integer> writing = hands.submit(() -> {
                int writes = 0;
                while (done.getCount() > 0) {
                    database.notes().putDraft(MIA, "Draft " + ++writes);
                    atWork.countDown();
                }
                return writes;
            });
            assertThat(atWork.await(60, TimeUnit.SECONDS)).isTrue();
            try {
                database.upkeep().lookAfter(Duration.ZERO);
            } finally {
                done.countDown();
            }
            assertThat(reading.get(60, TimeUnit.SECONDS)).isPositive();
            int written = writing.get(60, TimeUnit.SECONDS);
            assertThat(size()).isLessThan(before / 10);
            assertThat(database.notes().draft(MIA)).hasValue("Draft " + written);
            assertThat(database.check()).isTrue();
        }
    }

    @Test
    void killedWhileCompacting_nothingIsLost() throws Exception {
        try (Database database = Sample.shop(folder)) {
            for (int at = 0; at < LIVING; at++) {
                apply(database, pulled(MIA, inbound(MIA, "kept" + at, NOON.plusSeconds(at), "word ".repeat(20_000))));
            }
        }
        Random random = new Random(20_261_123);
        for (int kill = 0; kill < KILLS; kill++) {
            String last = letItCompact(random);
            try (Database database = Sample.open(folder)) {
                assertThat(database.upkeep().freshRescue()).as("kill %d", kill).isEmpty();
                assertThat(database.notes().draft(MIA).map(Integer::parseInt).orElseThrow())
                        .as("kill %d", kill).isGreaterThanOrEqualTo(Integer.parseInt(last));
                assertThat(database.threads().newest(MIA, 2 * LIVING)).hasSize(LIVING);
                assertThat(database.check()).isTrue();
                database.notes().putDraft(MIA, "0");
            }
            assertThat(folder.resolve("cache.mv.db.tempFile")).doesNotExist();
        }
    }

    /** @return the last number that it said was kept */
    private String letItCompact(Random random) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "-cp",
                System.getProperty("java.class.path"), CompactingTest.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var words = child.inputReader(StandardCharsets.UTF_8)) {
            String last = words.readLine();
            assertThat(last).as("the child is at work").isNotNull();
            child.waitFor(random.nextInt(1_500_000), TimeUnit.MICROSECONDS);
            // Through its handle, which leaves what it said readable.
            child.toHandle().destroyForcibly();
            child.waitFor();
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                last = word;
            }
            return last;
        } finally {
            child.destroyForcibly();
        }
    }
}
