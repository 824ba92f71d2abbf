package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static app.ajar.store.Sample.MIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who gives the key of an encrypted database up for good begins anew, and loses no file by it. */
class EncryptionAnewTest extends EncryptionDay {

    private void setAside() throws IOException {
        Database.setAsideLocked(folder, keys, Sample.CLOCK);
    }

    private Path only(String end) throws IOException {
        List<Path> found = aside().stream().filter(path -> path.toString().endsWith(end)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("cache-set-aside-")).toList();
        }
    }

    @Test
    void aNewOneIsBegun_encryptedAsWell_andWithTheKeyTheOldOneCanBePutBack() throws IOException {
        encrypt();
        Map<String, String> before = contents();
        keys.lose();
        setAside();
        assertThat(Database.locked(folder, keys)).isEmpty();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.accounts().all()).isEmpty();
            assertThat(database.upkeep().freshRescue()).isEmpty();
            assertThat(database.upkeep().encryption().on()).isTrue();
        }
        // Once more: the first start made a new key, the second finds it.
        KeysInFiles.opened(folder, keys).close();
        assertThat(aside()).hasSize(3);

        try (Stream<Path> found = Files.list(folder.resolve("lost-keys"))) {
            for (Path key : found.toList()) {
                Files.move(key, folder.resolve("keys").resolve(key.getFileName()));
            }
        }
        Files.move(only(".mv.db"), file(), StandardCopyOption.REPLACE_EXISTING);
        Files.move(only(".encryption"), folder.resolve("cache.encryption"), StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(folder.resolve("backups"))) {
            Files.move(folder.resolve("backups"), folder.resolve("newer"));
        }
        Files.move(only("-backups"), folder.resolve("backups"));
        assertThat(contents()).containsAllEntriesOf(before);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().freshRescue()).isEmpty();
        }
    }

    @Test
    void whereNoKeyCanBeKept_theNewOneIsPlain() throws IOException {
        encrypt();
        keys.locked = true;
        setAside();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().encryption().on()).isFalse();
            database.templates().add(new Templates.Content(null, "Hours", "We open at 8.", "Visits", null));
        }
        assertThat(encrypted()).isFalse();
        assertThat(only(".encryption")).content().startsWith("on ");
        try (Database database = KeysInFiles.opened(folder, KeyPlace.NONE)) {
            assertThat(database.templates().all().templates()).hasSize(1);
        }
    }

    @Test
    void aCopyThatCanBeRead_givesBackWhatTheUserMade() throws IOException {
        Path plain = copies().findFirst().orElseThrow();
        String name = plain.getFileName().toString();
        byte[] bytes = Files.readAllBytes(plain);
        encrypt();
        // As when the rewriting of the copies was cut short.
        Files.write(folder.resolve("backups").resolve(name), bytes);
        keys.lose();
        assertThat(result()).isInstanceOf(OpenResult.Locked.class);
        setAside();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.notes().draft(MIA)).hasValue(DRAFT);
            assertThat(database.upkeep().freshRescue()).isPresent();
        }
    }

    @Test
    void cutShort_itGoesOnWhereItStopped() throws IOException {
        encrypt();
        keys.lose();
        Files.move(file(), folder.resolve("cache-set-aside-before.mv.db"));
        assertThat(result()).as("the copies are still in the way").isInstanceOf(OpenResult.Locked.class);
        setAside();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.accounts().all()).isEmpty();
        }
        assertThat(aside()).extracting(path -> path.getFileName().toString())
                .contains("cache-set-aside-before.mv.db").anyMatch(name -> name.endsWith("-backups"));
    }

    @Test
    void aFileInUse_staysWhereItIs() throws IOException {
        encrypt();
        keys.lose();
        Map<String, String> before = contents();
        try (FileChannel open = FileChannel.open(file(), StandardOpenOption.WRITE); FileLock lock = open.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(this::setAside).isInstanceOf(IOException.class);
        }
        assertThat(contents()).containsAllEntriesOf(before);
        setAside();
        assertThat(Database.locked(folder, keys)).isEmpty();
    }
}
