package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.model.AccountId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps tokens out of the database: the system keychain where one answers, else an encrypted file readable by its owner
 * only. Never to be called on the toolkit's thread: a keychain may ask its user and wait.
 */
public final class TokenVault {

    private TokenVault() {}

    /**
     * The vault of a data folder. Which keychain is used is found out once, within the time given.
     *
     * @param folder the data folder; tokens of different folders never mix, even in the keychain
     */
    public static TokenVault open(Path folder, Duration patience) {
        throw new UnsupportedOperationException();
    }

    /** Where tokens are kept, for {@code doctor} and the connect panel. */
    public Kind kind() {
        throw new UnsupportedOperationException();
    }

    /** The kinds of places. */
    public enum Kind {
        SYSTEM_KEYCHAIN, FILE
    }

    public Optional<AccessToken> read(AccountId account) {
        throw new UnsupportedOperationException();
    }

    /** @throws java.io.IOException when it could not be kept; nothing changed */
    public void write(AccountId account, AccessToken token) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }

    public void forget(AccountId account) throws java.io.IOException {
        throw new UnsupportedOperationException();
    }
}
