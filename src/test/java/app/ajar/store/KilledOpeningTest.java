package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that ends before any write of an opening (a new file, an upgrade, a restoring) leaves a folder that the next one
 * opens as if nothing had been: the folder is copied before writes, and each copy is opened again.
 */
class KilledOpeningTest {

    /** Before one of so many writes it ends; {@code -Dopening.every=1} for all of them. */
    private static final int EVERY = Integer.getInteger("opening.every", 25);

    @TempDir
    Path temporary;
    private final List<Path> killed = new ArrayList<>();
    private int writes;

    @AfterEach
    void watchNoMore() {
        RefusingDisk.refuse(null);
    }

    @Test
    void aNewFile_isMadeByTheNext() throws Exception {
        assertThat(whole(Files.createDirectory(temporary.resolve("new"))))
                .anyMatch(line -> line.contains("\"CACHE\".\"MESSAGE\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4", "6"})
    void anOlderFile_isUpgradedByTheNext_withAllThatItHolds(String version) throws Exception {
        Path older = Files.createDirectory(temporary.resolve("older"));
        OlderFile.make(older, version, IntStream.rangeClosed(1, 30).toArray());
        assertThat(whole(older)).anyMatch(line -> line.contains("Half a thought"))
                .anyMatch(line -> line.contains("'m30'"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileThatIsGone_isRestoredByTheNext_once(boolean copied) throws Exception {
        Path lost = Files.createDirectory(temporary.resolve("lost"));
        Path copy;
        byte[] bytes;
        try (Database database = Sample.liveShop(lost)) {
            database.templates().add(new Templates.Content(null, "Hours", "We open at 8.", "Visits", null));
            database.notes().putDraft(Sample.thread("noa"), "Half a thought");
            database.outbox().enqueue(MIA, "Yes, from noon on", false, NOON);
            database.upkeep().lookAfter(Duration.ZERO);
            copy = copies(lost).getLast();
            bytes = Files.readAllBytes(copy);
            database.outbox().enqueue(MIA, "And until six", false, NOON);
        }
        for (Path later : copies(lost)) {
            Files.delete(later);
        }
        Files.delete(lost.resolve("cache.mv.db"));
        if (copied) {
            // From before the last reply, so nobody knows what became of the first.
            Files.write(copy, bytes);
        }
        List<String> whole = whole(lost);
        if (copied) {
            assertThat(whole).anyMatch(line -> line.contains("Half a thought"))
                    .anyMatch(line -> line.contains("We open at 8.")).anyMatch(line -> line.contains("'RESTORED'"));
        }
        assertThat(whole).anyMatch(line -> line.contains("GONE"));
    }

    @Test
    void onAFullDisk_anOlderFileStaysAsItIs_untilThereIsRoom() throws Exception {
        Path older = Files.createDirectory(temporary.resolve("older"));
        OlderFile.make(older, "2", 1, 2, 3);
        List<String> before = contents(older);
        Path beside = older.resolve("cache-rewriting.mv.db");
        RefusingDisk.watch(() -> {
            if (Files.exists(beside) && ++writes > 5) {
                throw new IOException("No space left on device");
            }
        });
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(RefusingDisk.tryToOpen(older, Sample.CLOCK)).isInstanceOf(OpenResult.Unusable.class);
            assertThat(writes).isGreaterThan(5);
            writes = 0;
        }
        RefusingDisk.refuse(null);

        assertThat(contents(older)).isEqualTo(before);
        assertThat(names(older)).containsExactly("cache.mv.db");
        try (Database database = Sample.open(older)) {
            assertThat(database.threads().messageCount(Sample.SHOP)).isEqualTo(3);
            assertThat(database.notes().draft(MIA)).hasValue("Half a thought");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString()).toList();
        }
    }

    private static List<Path> copies(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.filter(path -> path.toString().endsWith(".copy")).sorted().toList();
        }
    }

    /** Opens the folder, and each folder that was left on the way; they must hold the same, which it returns. */
    private List<String> whole(Path folder) throws Exception {
        RefusingDisk.watch(() -> leave(folder));
        RefusingDisk.open(folder, Sample.CLOCK).close();
        RefusingDisk.refuse(null);
        assertThat(killed.size()).isGreaterThanOrEqualTo(writes / EVERY).isGreaterThan(2);
        List<String> whole = contents(folder);
        for (Path left : killed) {
            try (Database database = Sample.open(left)) {
                assertThat(database.upkeep().setAside()).as("%s of %d writes", left, writes).isEmpty();
                assertThat(database.check()).isTrue();
            }
            assertThat(contents(left)).as("%s of %d writes", left, writes)
                    .containsExactlyInAnyOrderElementsOf(whole);
            assertThat(names(left)).as("nothing more than the database").containsOnlyOnce("cache.mv.db")
                    .allMatch(name -> name.matches("cache\\.mv\\.db|backups"));
        }
        return whole;
    }

    private synchronized void leave(Path folder) throws IOException {
        if (writes++ % EVERY == 0) {
            Path left = Files.createDirectory(temporary.resolve("before-write-" + writes));
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(path -> !path.equals(folder)).toList()) {
                    Files.copy(file, left.resolve(folder.relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            } catch (NoSuchFileException e) {
                throw new IOException("the folder changed while it was copied", e);
            }
            killed.add(left);
        }
    }

    /** Every definition and every row, but for when the tables were made and how many copies were taken since. */
    private static List<String> contents(Path folder) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:h2:file:" + folder.resolve("cache") + ";TRACE_LEVEL_FILE=0", "", "");
                Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("SCRIPT SIMPLE NOPASSWORDS NOSETTINGS")) {
            while (lines.next()) {
                String line = lines.getString(1);
                if (!line.contains("INTO \"LOCAL\".\"flyway_schema_history\"") && !line.contains("'copy_number'")) {
                    all.add(line);
                }
            }
        }
        return all;
    }
}
