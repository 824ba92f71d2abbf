package app.ajar.store;

import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.pulled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpeningTest {

    private static final int PAGES = 20;

    @TempDir
    Path folder;

    @AfterEach
    void emptyTheDisk() {
        RefusingDisk.refuse(null);
    }

    private Path file() {
        return folder.resolve("cache.mv.db");
    }

    private static void run(Path folder, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("cache"), "", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatWasStored_isThere_afterOpeningAgain() {
        try (Database database = Sample.shop(folder)) {
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?")));
        }
        try (Database database = Sample.open(folder)) {
            assertThat(database.threads().newest(MIA, 10)).hasSize(1);
            assertThat(database.accounts().all()).containsExactly(Sample.account(SHOP));
            assertThat(database.check()).isTrue();
        }
    }

    @Test
    void theNewestMigration_isTheVersionTheCodeKnows() throws Exception {
        URL migrations = Objects.requireNonNull(Database.class.getResource("migrations"));
        try (Stream<Path> files = Files.list(Path.of(migrations.toURI()))) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".sql"))
                    .mapToInt(f -> Integer.parseInt(f.substring(1, f.indexOf("__")))).max())
                    .hasValue(app.ajar.store.care.Schema.VERSION);
        }
    }

    @Test
    void aFileOfANewerAjar_isRefusedAndLeftAlone() throws Exception {
        Sample.shop(folder).close();
        run(folder, "INSERT INTO LOCAL.\"flyway_schema_history\" VALUES (99, '99', 'later', 'SQL', 'V99__later.sql',"
                + " 0, 'x', CURRENT_TIMESTAMP, 1, TRUE)");
        assertThat(Database.open(folder))
                .isEqualTo(new OpenResult.TooNew("99", Integer.toString(app.ajar.store.care.Schema.VERSION)));
        run(folder, "DELETE FROM LOCAL.\"flyway_schema_history\" WHERE \"version\" = '99'");
        try (Database database = Sample.open(folder)) {
            assertThat(database.accounts().all()).hasSize(1);
        }
    }

    @Test
    void aMigrationCutShort_isFinishedByTheNextStart() throws Exception {
        Sample.shop(folder).close();
        run(folder, "DROP TABLE CACHE.job; UPDATE LOCAL.\"flyway_schema_history\" SET \"success\" = FALSE");
        try (Database database = Sample.open(folder)) {
            assertThat(database.jobs().counts()).isEqualTo(new JobQueue.Counts(0, 0));
            assertThat(database.accounts().all()).hasSize(1);
        }
    }

    @Test
    void secondOpener_isTold_inThisProcessAndInAnother() throws Exception {
        try (Database database = Sample.shop(folder)) {
            assertThat(Database.open(folder)).isInstanceOf(OpenResult.InUse.class);
            assertThat(Child.start(Child.Task.OPEN, folder).lastWords()).isEqualTo("InUse");
            assertThat(database.accounts().all()).hasSize(1);
        }
        assertThat(Child.start(Child.Task.OPEN, folder).lastWords()).isEqualTo("Opened");
        Sample.open(folder).close();
    }

    @Test
    void whatIsNoDatabase_isSetAsideAsItIs_andANewOneOpens() throws Exception {
        byte[] noise = "this is no database. ".repeat(2000).getBytes(StandardCharsets.UTF_8);
        Files.write(file(), noise);
        try (Database database = Sample.open(folder)) {
            Path aside = database.upkeep().setAside().getFirst();
            assertThat(Files.readAllBytes(aside)).isEqualTo(noise);
            assertThat(database.upkeep().freshRescue().orElseThrow().from()).isNull();
            assertThat(database.accounts().all()).isEmpty();
        }
    }

    @Test
    void aFileCutInHalf_isUnusableOrOpensWithWhatItHas_butNeverThrows() throws Exception {
        try (Database database = Sample.shop(folder)) {
            for (int i = 0; i < 30; i++) {
                apply(database, pulled(MIA, inbound(MIA, "m" + i, NOON.plusSeconds(i), "word ".repeat(500))));
            }
        }
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length / 2));
        OpenResult result = Database.open(folder);
        assertThat(result).isInstanceOfAny(OpenResult.Unusable.class, OpenResult.Opened.class);
        if (result instanceof OpenResult.Opened opened) {
            opened.database().close();
        }
        assertThat(file()).exists();
    }

    @Test
    void aFolderThatIsAFile_isUnusable() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("note.txt"), "hello");
        assertThat(Database.open(notAFolder)).isInstanceOf(OpenResult.Unusable.class);
        assertThat(notAFolder).hasContent("hello");
    }

    @Test
    void aFullDisk_isSaidAndLeavesNothingHalfDone_andWritingWorksAgainOnceThereIsSpace() {
        try (Database database = RefusingDisk.open(folder, Sample.CLOCK)) {
            database.accounts().put(Sample.account(SHOP));
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "first")));
            RefusingDisk.refuse("No space left on device");
            SyncCursor cursor = new SyncCursor("next", NOON, null, null, true, 0);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> database.sync().applyPage(SHOP,
                        List.of(pulled(MIA, inbound(MIA, "m2", NOON.plusSeconds(1), "second"))), cursor))
                        .isInstanceOf(StoreException.class);
            }
            RefusingDisk.refuse(null);
            assertThat(database.threads().newest(MIA, 10)).hasSize(1);
            assertThat(database.sync().cursor(SHOP)).isEmpty();
            database.sync().applyPage(SHOP, List.of(pulled(MIA, inbound(MIA, "m2", NOON.plusSeconds(1), "second"))),
                    cursor);
            assertThat(database.threads().newest(MIA, 10)).hasSize(2);
            assertThat(database.check()).isTrue();
        }
    }

    @Test
    void aVanishedFile_isSaid_insteadOfWritingIntoNothing() throws IOException {
        try (Database database = Sample.shop(folder)) {
            Path away = folder.resolve("moved.db");
            Files.move(file(), away);
            assertThatThrownBy(() -> database.notes().putDraft(MIA, "hello")).isInstanceOf(StoreException.class);
            Files.move(away, file());
            database.notes().putDraft(MIA, "hello again");
            assertThat(database.notes().draft(MIA)).hasValue("hello again");
        }
        try (Database database = Sample.open(folder)) {
            assertThat(database.notes().draft(MIA)).hasValue("hello again");
        }
    }

    @Test
    void anInterruptedCaller_breaksNothing_andStaysInterrupted() {
        try (Database database = Sample.shop(folder)) {
            Thread.currentThread().interrupt();
            database.notes().putDraft(MIA, "hello");
            assertThat(database.notes().draft(MIA)).hasValue("hello");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(database.check()).isTrue();
        }
    }

    @Test
    void afterClosing_everyCallSaysSo_andClosingAgainIsHarmless() {
        Database database = Sample.shop(folder);
        database.close();
        database.close();
        assertThatThrownBy(() -> database.accounts().all()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> database.notes().putDraft(MIA, "x")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aListenerThatWrites_isRefusedInsteadOfWaitingForItself() {
        try (Database database = Sample.shop(folder)) {
            List<Throwable> refused = new java.util.concurrent.CopyOnWriteArrayList<>();
            database.feed().subscribe(change -> {
                try {
                    database.notes().putDraft(MIA, "x");
                } catch (IllegalStateException e) {
                    refused.add(e);
                }
            });
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "hello")));
            assertThat(refused).isNotEmpty();
        }
    }

    @Test
    void textOfAnyKind_comesBackAsItWas() {
        String hostile = "a'b\"c\\ \u0000 \uD83D\uDE00 \uD83D lone, مرحبا, ไทย, '); DROP TABLE cache.message; --";
        try (Database database = Sample.shop(folder)) {
            apply(database, pulled(MIA, inbound(MIA, "m'1;\u0000", NOON, hostile),
                    inbound(MIA, "m2", NOON.plusSeconds(1), "x".repeat(1_200_000))));
            List<ThreadEntry> entries = database.threads().newest(MIA, 2);
            assertThat(((ThreadEntry.Stored) entries.getFirst()).message().text()).isEqualTo(hostile);
            assertThat(((ThreadEntry.Stored) entries.getLast()).message().text()).hasSize(1_000_000);
        }
    }

    // Once is not enough to meet a reader between a commit and its return.
    @RepeatedTest(20)
    void readersSeeWholePages_whileTheWriterWorks() throws Exception {
        try (Database database = Sample.shop(folder); var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 4; reader++) {
                readers.add(threads.submit(() -> {
                    int seen = 0;
                    while (seen < 2 * PAGES) {
                        int now = database.threads().newest(MIA, 3 * PAGES).size();
                        assertThat(now % 2).as("a page of two is there whole or not at all").isZero();
                        assertThat(now).as("what one reader saw, every reader sees").isGreaterThanOrEqualTo(seen);
                        seen = now;
                    }
                    return seen;
                }));
            }
            for (int i = 0; i < PAGES; i++) {
                apply(database, pulled(MIA, inbound(MIA, "a" + i, NOON.plusSeconds(i), "one"),
                        inbound(MIA, "b" + i, NOON.plusSeconds(i), "two")));
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(2 * PAGES);
            }
        }
    }

    @Test
    void emptyFile_countsAsNew() throws IOException {
        Files.write(file(), new byte[0], StandardOpenOption.CREATE);
        Sample.shop(folder).close();
    }
}
