package app.ajar.cli;

import app.ajar.account.TokenVault;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands on a folder whose database is encrypted; the suite keeps to the vault's file. */
class EncryptedFolderTest {

    @TempDir
    Path folder;

    private CliRun.Ended run(String... arguments) {
        return new CliRun(Map.of("AJAR_DATA", folder.toString(), "AJAR_API", "http://127.0.0.1:1"), folder,
                Clock.systemUTC()).run(arguments);
    }

    private void encrypt(boolean on) throws IOException {
        if (!(Database.open(folder, Clock.systemUTC(),
                TokenVault.inFile(folder).databaseKeys()) instanceof OpenResult.Opened(Database database))) {
            throw new AssertionError("not opened");
        }
        try (database) {
            database.upkeep().encrypt(on);
        }
    }

    @Test
    void doctor_saysWhetherTheDatabaseIsEncrypted() throws IOException {
        assertThat(run("doctor").out()).contains("ok    encryption: the database is not encrypted\n");
        encrypt(true);
        assertThat(run("doctor").out()).contains("ok    encryption: the database and the copies are encrypted\n");
        assertThat(run("accounts").status()).isZero();
        encrypt(false);
        assertThat(run("doctor").out()).contains("ok    encryption: the database is not encrypted\n");
    }

    @Test
    void withoutItsKey_everyCommandSaysWhatToDo_andTouchesNothing() throws IOException {
        encrypt(true);
        assertThat(run("accounts").status()).isZero();
        byte[] database = Files.readAllBytes(folder.resolve("cache.mv.db"));
        Files.move(folder.resolve("vault.key"), folder.resolve("elsewhere"));

        for (String command : new String[]{"accounts", "sync", "outbox", "search x"}) {
            CliRun.Ended ended = run(command.split(" "));
            assertThat(ended.status()).as(command).isEqualTo(1);
            assertThat(ended.err()).as(command).hasLineCount(1).contains("encrypted", "unlock the keychain");
        }
        assertThat(run("doctor").out()).contains("look  database: ", "encrypted and its key cannot be had now");
        assertThat(Files.readAllBytes(folder.resolve("cache.mv.db")).length).isEqualTo(database.length);

        Files.move(folder.resolve("elsewhere"), folder.resolve("vault.key"));
        assertThat(run("accounts").status()).isZero();
    }
}
