package app.ajar.store;

import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The key of an encrypted database: there, locked away, lost, of another. */
class EncryptionKeyTest extends EncryptionDay {

    @Test
    void whatIsDecryptedAgain_needsNoKey() throws IOException {
        encrypt();
        ask(false);
        KeysInFiles.opened(folder, keys).close();

        assertThat(encrypted()).isFalse();
        assertThat(copiesEncrypted()).isFalse();
        keys.lose();
        keys.asked = 0;
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().encryption().on()).isFalse();
        }
        assertThat(keys.asked).as("a plain folder asks no keychain").isZero();
    }

    @Test
    void aWishTakenBack_beforeTheNextStart_changesNothing() throws IOException {
        ask(true);
        // Not even the key is needed for that.
        keys.lose();
        try (Database database = KeysInFiles.opened(folder, KeyPlace.NONE)) {
            database.upkeep().encrypt(false);
            assertThat(database.upkeep().encryption().wanted()).isFalse();
        }
        ask(true);
        try (Database database = KeysInFiles.opened(folder, KeyPlace.NONE)) {
            assertThat(database.upkeep().encryption().on()).as("there is no key, so it stays plain").isFalse();
        }
        ask(false);
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isFalse();
    }

    @Test
    void withoutTheKey_nothingIsChanged_andWithItAllIsThereAgain() throws IOException {
        encrypt();
        Map<String, String> before = contents();
        keys.locked = true;
        assertThat(result()).isEqualTo(new OpenResult.Locked(folder.toRealPath(), false));
        keys.locked = false;
        keys.lose();
        assertThat(result()).isEqualTo(new OpenResult.Locked(folder.toRealPath(), true));
        assertThat(Database.open(folder)).isInstanceOf(OpenResult.Locked.class);
        assertThat(contents()).isEqualTo(before);

        keys.findAgain();
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().freshRescue()).isEmpty();
        }
    }

    @Test
    void whoBeginsAnew_getsANewKey() throws IOException {
        encrypt();
        keys.lose();
        Path old = Files.createDirectory(folder.resolve("old"));
        Files.move(file(), old.resolve("cache.mv.db"));
        Files.move(folder.resolve("backups"), old.resolve("backups"));
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.accounts().all()).isEmpty();
            assertThat(database.upkeep().encryption().on()).isTrue();
        }
        assertThat(encrypted()).isTrue();
    }

    @Test
    void anotherKeyInItsPlace_isNotTakenForDamage() throws IOException {
        encrypt();
        try (Stream<Path> all = Files.list(folder.resolve("keys"))) {
            Files.writeString(all.findFirst().orElseThrow(), "0".repeat(64));
        }
        Map<String, String> before = contents();
        assertThat(result()).isEqualTo(new OpenResult.Locked(folder.toRealPath(), true));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aFolderThatLostItsNote_isStillEncrypted_byTheKeyOfItsCopies() throws IOException {
        encrypt();
        Files.delete(folder.resolve("cache.encryption"));
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().encryption().on()).isTrue();
            assertThat(database.upkeep().encryption().wanted()).isTrue();
            assertAllIsThere(database);
        }
        Files.writeString(folder.resolve("cache.encryption"), "\0\0\0");
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isTrue();
    }

    @Test
    void aFileWhoseKeyHasNoName_isLeftAlone() throws IOException {
        encrypt();
        Files.delete(folder.resolve("cache.encryption"));
        try (Stream<Path> copies = Files.list(folder.resolve("backups"))) {
            for (Path copy : copies.filter(path -> path.toString().endsWith(".copy")).toList()) {
                Files.delete(copy);
            }
        }
        Map<String, String> before = contents();
        assertThat(result()).isEqualTo(new OpenResult.Locked(folder.toRealPath(), true));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aPlaceThatTakesNoKey_leavesThingsAsTheyAre() throws IOException {
        try (Database database = KeysInFiles.opened(folder, keys)) {
            keys.locked = true;
            assertThatThrownBy(() -> database.upkeep().encrypt(true)).isInstanceOf(IOException.class);
            assertThat(database.upkeep().encryption().wanted()).isFalse();
        }
        KeysInFiles.opened(folder, keys).close();
        assertThat(encrypted()).isFalse();
    }
}
