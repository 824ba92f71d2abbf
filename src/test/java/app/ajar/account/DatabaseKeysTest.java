package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.model.AccountId;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The database's key in the places of the tokens. */
class DatabaseKeysTest {

    private static final String ID = "0123456789abcdef";
    private static final String KEY = "5ec7e7".repeat(10) + "abcd";

    @TempDir
    private Path folder;

    private final RememberedKeychain keychain = new RememberedKeychain();

    private KeyPlace inKeychain() {
        return new TokenVault(folder, keychain).databaseKeys();
    }

    private KeyPlace inFile() {
        return new TokenVault(folder, null).databaseKeys();
    }

    @Test
    void aKey_isInTheKeychain_andFoundFromAnotherFolder() throws IOException {
        inKeychain().keep(ID, KEY);

        assertThat(keychain.secrets.values()).containsExactly(KEY);
        assertThat(folder.resolve("vault.bin")).doesNotExist();
        assertThat(inKeychain().find(ID)).contains(KEY);
        assertThat(new TokenVault(folder.resolve("moved"), keychain).databaseKeys().find(ID)).contains(KEY);
        assertThat(inKeychain().find("0000000000000000")).isEmpty();
    }

    @Test
    void aLockedKeychain_isNotTakenForALostKey() throws IOException {
        inKeychain().keep(ID, KEY);
        keychain.refuses = true;

        assertThatThrownBy(() -> inKeychain().find(ID)).isInstanceOf(IOException.class);
    }

    @Test
    void withoutAKeychain_theFileKeepsIt_besideTheTokens() throws IOException {
        TokenVault vault = new TokenVault(folder, null);
        vault.write(new AccountId("1"), new AccessToken("IGAAtoken"));
        vault.databaseKeys().keep(ID, KEY);
        vault.forget(new AccountId("1"));

        assertThat(inFile().find(ID)).contains(KEY);
        assertThat(inKeychain().find(ID)).as("where it was put, it stays").contains(KEY);
        assertThat(keychain.secrets).isEmpty();
        // Nobody can say what a keychain that is not there would hold.
        assertThatThrownBy(() -> inFile().find("0000000000000000")).isInstanceOf(IOException.class);
    }

    @Test
    void aKeychainThatRefuses_orForgets_leavesTheKeyToTheFile() throws IOException {
        keychain.refuses = true;
        inKeychain().keep(ID, KEY);
        assertThat(inFile().find(ID)).contains(KEY);
        keychain.refuses = false;
        keychain.forgetful = true;
        inKeychain().keep("1111111111111111", KEY);
        assertThat(inFile().find("1111111111111111")).contains(KEY);
    }

    @Test
    void aVaultThatCannotBeRead_isNotTakenForALostKey() throws IOException {
        inFile().keep(ID, KEY);
        Files.write(folder.resolve("vault.key"), new byte[32]);

        assertThatThrownBy(() -> inKeychain().find(ID)).isInstanceOf(IOException.class);
        keychain.secrets.put("database/" + ID, KEY);
        assertThat(inKeychain().find(ID)).contains(KEY);
    }
}
