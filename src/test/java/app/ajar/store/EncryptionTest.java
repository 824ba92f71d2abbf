package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.Rescue.Because;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** The database and the copies of what the user made, encrypted and not. */
class EncryptionTest extends EncryptionDay {

    /** {@code -Dencryption.kills=100} for a long run. */
    private static final int KILLS = Integer.getInteger("encryption.kills", 6);

    @Test
    void whatIsEncrypted_cannotBeReadWithoutItsKey_andIsAllThere() throws IOException {
        assertThat(contents().values()).anyMatch(text -> text.contains(DRAFT));
        encrypt();

        assertThat(encrypted()).isTrue();
        assertThat(copiesEncrypted()).isTrue();
        assertThat(contents().values()).noneMatch(text -> text.contains(DRAFT) || text.contains("rye"));
        assertThat(contents().values()).noneMatch(text -> text.contains("Ajar's copy of what"));
        assertThat(contents()).doesNotContainKey("cache-rewriting.mv.db");
        assertThat(contents().values()).as("the key is nowhere but in its place")
                .noneMatch(text -> text.contains(key()));
        if (Files.getFileStore(file()).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4096, 20_000})
    void aDamagedEncryptedFile_isSetAside_andItsCopyGoesIntoAnEncryptedOne(int from) throws IOException {
        encrypt();
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, from, Math.min(bytes.length, from + 80_000), (byte) 0);
        Files.write(file(), bytes);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.DAMAGED);
            assertThat(database.upkeep().setAside()).hasSize(1);
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isTrue();
        assertThat(copiesEncrypted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void whateverIsDamagedInAnEncryptedFile_nothingIsLost(int round) throws IOException {
        encrypt();
        Random random = new Random(20_261_123 + round);
        FileTime written = Files.getLastModifiedTime(file());
        byte[] bytes = Files.readAllBytes(file());
        int from = random.nextInt(bytes.length);
        switch (round % 3) {
            case 0 -> bytes = Arrays.copyOf(bytes, from);
            case 1 -> Arrays.fill(bytes, from, Math.min(bytes.length, from + 4096), (byte) 0);
            default -> {
                for (int flips = 0; flips < 40; flips++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        Files.write(file(), bytes);
        // As a disk damages it: the file's time stays.
        Files.setLastModifiedTime(file(), written);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isTrue();
    }

    @Test
    void anEncryptedFileCutShort_orGone_isMadeAnew_encrypted() throws IOException {
        encrypt();
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 2000));
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.DAMAGED);
            assertAllIsThere(database);
        }
        Files.delete(file());
        Files.delete(folder.resolve("cache.encryption"));
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.GONE);
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isTrue();
    }

    @Test
    void anEncryptedFile_thatFellBehind_isReadFromWhereItWasSetAside() throws IOException {
        encrypt();
        // The outbox has seen more than the file knows of: it is believed, only not as the latest.
        byte[] before = Files.readAllBytes(file());
        try (Database database = KeysInFiles.opened(folder, keys)) {
            database.outbox().enqueue(MIA, "One more", false, NOON.plusSeconds(9));
            try (Stream<Path> copies = Files.list(folder.resolve("backups"))) {
                for (Path copy : copies.filter(path -> path.toString().endsWith(".copy")).toList()) {
                    Files.delete(copy);
                }
            }
        }
        try (Stream<Path> copies = Files.list(folder.resolve("backups"))) {
            for (Path copy : copies.filter(path -> path.toString().endsWith(".copy")).toList()) {
                Files.delete(copy);
            }
        }
        Files.write(file(), before);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().setAside()).hasSize(1);
            assertAllIsThere(database);
        }
    }

    @Test
    void definitionsOfSomebodyElse_areFoundInAnEncryptedFile() throws Exception {
        encrypt();
        OtherH2.run(file(), "CREATE ALIAS SHOUT FOR 'java.lang.System.exit'", ";CIPHER=AES", keys.only() + " ");
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.FOREIGN);
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isTrue();
    }

    @Test
    void aPlainFileInTheEncryptedOnesPlace_isEncrypted_beforeItIsUsed() throws IOException {
        byte[] plain = Files.readAllBytes(file());
        encrypt();
        Files.write(file(), plain);
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isTrue();
    }

    @Test
    void anOlderFile_isEncrypted_andBroughtUpToDateAsSuch() throws Exception {
        encrypt();
        copies().forEach(copy -> assertThat(copy.toFile().delete()).isTrue());
        Files.delete(folder.resolve("backups").resolve("outbox.mark"));
        Files.delete(file());
        OlderFile.make(folder, "5", 1, 2, 3);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().encryption().on()).isTrue();
            assertThat(database.threads().messageCount(Sample.SHOP)).isEqualTo(3);
            assertThat(database.notes().draft(MIA)).hasValue("Half a thought");
        }
        assertThat(encrypted()).isTrue();
        assertThat(contents()).doesNotContainKey("cache-rewriting.mv.db");
        assertThat(contents().values()).noneMatch(text -> text.contains("Half a thought"));
    }

    @Test
    void whatWasCutShort_isDoneByTheNextStart() throws IOException {
        ask(true);
        // Killed while the new file was written.
        Files.write(folder.resolve("cache-rewriting.mv.db"), new byte[12_345]);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isTrue();
        assertThat(contents()).doesNotContainKey("cache-rewriting.mv.db");

        // Killed when the file was in place and before the copies were.
        byte[] copy = Files.readAllBytes(copies().findFirst().orElseThrow());
        ask(false);
        KeysInFiles.opened(folder, keys).close();
        ask(true);
        KeysInFiles.opened(folder, keys).close();
        assertThat(copiesEncrypted()).isTrue();
        Files.writeString(folder.resolve("cache.encryption"),
                Files.readString(folder.resolve("cache.encryption")).replace("on ", "off "));
        KeysInFiles.opened(folder, keys).close();
        Files.write(copies().findFirst().orElseThrow(), copy);
        Files.write(folder.resolve("backups").resolve("local-000001.copy123.tmp"), new byte[9]);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
        }
        assertThat(encrypted()).isFalse();
        assertThat(copiesEncrypted()).isFalse();
        assertThat(contents().keySet()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void whatCannotBeWrittenAside_staysAsItIs_untilItCan() throws IOException {
        ask(true);
        Path inTheWay = folder.resolve("cache-rewriting.mv.db");
        Files.createDirectories(inTheWay.resolve("full"));
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().encryption().on()).isFalse();
            assertThat(database.upkeep().encryption().wanted()).isTrue();
        }
        assertThat(encrypted()).isFalse();
        assertThat(copiesEncrypted()).isFalse();
        Files.delete(inTheWay.resolve("full"));
        Files.delete(inTheWay);
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isTrue();
    }

    @Test
    void aFileThatAnotherProcessHasOpen_isNotRewritten() throws Exception {
        ask(true);
        // It finds no key, so it goes on with the file as it is.
        Child child = Child.start(Child.Task.SYNC, folder);
        try {
            assertThat(child.word()).isEqualTo("Opened");
            assertThat(result()).isEqualTo(new OpenResult.InUse(folder));
        } finally {
            child.kill();
        }
        assertThat(encrypted()).isFalse();
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isTrue();
    }

    @Test
    void compacting_andTheDaysCopy_keepItEncrypted() throws IOException {
        encrypt();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            database.notes().putDraft(MIA, "Another thought");
            database.upkeep().lookAfter(Duration.ZERO);
            database.sessions().compact(tx -> true);
            assertThat(database.notes().draft(MIA)).hasValue("Another thought");
        }
        assertThat(encrypted()).isTrue();
        assertThat(copiesEncrypted()).isTrue();
        assertThat(contents().values()).noneMatch(text -> text.contains("Another thought"));
        Files.delete(file());
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.notes().draft(MIA)).hasValue("Another thought");
        }
    }

    @Test
    void aChangedCopy_isNotBelieved() throws IOException {
        encrypt();
        for (Path copy : copies().toList()) {
            byte[] bytes = Files.readAllBytes(copy);
            bytes[bytes.length - 40] ^= 1;
            Files.write(copy, bytes);
        }
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().copies()).isEmpty();
            assertAllIsThere(database);
        }
    }

    @Test
    void aKillAtAnyMoment_losesNothing() throws Exception {
        Random random = new Random(20_261_123);
        try (Database database = KeysInFiles.open(folder)) {
            for (int page = 0; page < 20; page++) {
                database.sync().applyPage(Sample.SHOP, Child.page(page), null);
            }
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Child child = Child.start(Child.Task.ENCRYPT, folder);
            assertThat(child.word()).isIn("encrypted", "plain");
            child.endsWithin(random.nextInt(900_000));
            child.kill();
            try (Database database = KeysInFiles.open(folder)) {
                assertAllIsThere(database);
                assertThat(database.upkeep().setAside()).as("after kill %d", kill).isEmpty();
                assertThat(database.threads().messageCount(Sample.SHOP)).isEqualTo(1601);
                assertThat(database.upkeep().encryption().on()).isEqualTo(database.upkeep().encryption().wanted())
                        .isEqualTo(encrypted());
            }
            assertThat(contents()).doesNotContainKey("cache-rewriting.mv.db");
        }
    }
}
