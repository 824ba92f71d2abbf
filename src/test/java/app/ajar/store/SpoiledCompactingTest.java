package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.CLOCK;
import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.account;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.pulled;
import static org.assertj.core.api.Assertions.assertThat;

/** A file that H2 made smaller and that cannot be read: the one from before comes back, with every message and every draft. */
class SpoiledCompactingTest {

    private static final byte[] NO_DATABASE = new byte[20_000];

    @TempDir
    Path folder;

    /** One of H2's file systems on which the file that comes into another's place is nothing but zeros. */
    public static final class SpoilingDisk extends FilePathWrapper {

        @Override
        public String getScheme() {
            return "spoiling";
        }

        @Override
        public void moveTo(FilePath newName, boolean atomicReplace) {
            try {
                Files.write(Path.of(unwrap().toString().replaceFirst("^[a-z]+:", "")), NO_DATABASE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            super.moveTo(newName, atomicReplace);
        }
    }

    private Path file() {
        return folder.resolve("cache.mv.db");
    }

    private Path spare() {
        return folder.resolve("cache.before-compacting");
    }

    private static void fill(Database database) {
        database.accounts().put(account(SHOP));
        apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Only here")));
        database.notes().putDraft(MIA, "Half a thought");
    }

    private static void assertWhole(Database database) {
        assertThat(database.notes().draft(MIA)).hasValue("Half a thought");
        assertThat(database.threads().newest(MIA, 5)).hasSize(1);
        assertThat(database.upkeep().freshRescue()).isEmpty();
    }

    @Test
    void inAnOpenDatabase_everythingIsThere_andItGoesOn() {
        FilePath.register(new SpoilingDisk());
        if (!(Database.open(folder, CLOCK, "spoiling:") instanceof OpenResult.Opened(Database database))) {
            throw new AssertionError("it could not be opened");
        }
        try (database) {
            fill(database);
            Compaction.now(database);
            assertThat(Files.exists(spare())).isFalse();
            assertWhole(database);
            apply(database, pulled(MIA, inbound(MIA, "m2", NOON.plusSeconds(1), "And on")));
            assertThat(database.threads().newest(MIA, 5)).hasSize(2);
        }
    }

    @Test
    void cutShort_theNextStartTakesTheOneFromBefore() throws IOException {
        try (Database database = Sample.open(folder)) {
            fill(database);
        }
        Files.move(file(), spare());
        Files.write(file(), NO_DATABASE);
        try (Database database = Sample.open(folder)) {
            assertWhole(database);
        }
        assertThat(Files.exists(spare())).isFalse();
    }

    @Test
    void cutShort_theNextStartLeavesAGoodFileAlone() throws IOException {
        try (Database database = Sample.open(folder)) {
            fill(database);
        }
        Files.copy(file(), spare());
        try (Database database = Sample.open(folder)) {
            database.notes().putDraft(MIA, "Half a thought");
            assertWhole(database);
        }
        assertThat(Files.exists(spare())).isFalse();

        Files.createLink(spare(), file());
        try (Database database = Sample.open(folder)) {
            assertWhole(database);
        }
        assertThat(Files.exists(spare())).isFalse();
    }
}
