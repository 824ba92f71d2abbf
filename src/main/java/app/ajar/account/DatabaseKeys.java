package app.ajar.account;

import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The key of an encrypted database, in the same places as the tokens. Unlike a token it cannot be had anew: that it is not
 * there and that its place cannot be read are told apart, and it stays where it was put.
 */
final class DatabaseKeys implements KeyPlace {

    private static final System.Logger LOG = System.getLogger(DatabaseKeys.class.getName());

    private final Object lock;
    private final VaultFile file;
    private final Supplier<@Nullable Keychain> keychain;

    /**
     * @param lock held by whoever changes the file
     * @param keychain gives null when none answers
     */
    DatabaseKeys(Object lock, VaultFile file, Supplier<@Nullable Keychain> keychain) {
        this.lock = lock;
        this.file = file;
        this.keychain = keychain;
    }

    @Override
    public Optional<String> find(String id) throws IOException {
        Optional<String> inFile = Optional.empty();
        IOException unreadable = null;
        try {
            inFile = file.read(inFile(id));
        } catch (IOException e) {
            unreadable = e;
        }
        if (inFile.isPresent()) {
            return inFile;
        }
        Keychain system = keychain.get();
        if (system == null) {
            throw unreadable == null
                    ? new IOException("no keychain answers, and the file has no such key")
                    : unreadable;
        }
        Optional<String> found = system.read(inKeychain(id));
        if (found.isEmpty() && unreadable != null) {
            throw unreadable;
        }
        return found;
    }

    @Override
    public void keep(String id, String key) throws IOException {
        Keychain system = keychain.get();
        if (system == null || !took(system, id, key)) {
            synchronized (lock) {
                file.write(inFile(id), key);
            }
        }
    }

    private static boolean took(Keychain system, String id, String key) {
        try {
            system.write(inKeychain(id), "Ajar: key of the database", key);
            return system.read(inKeychain(id)).filter(key::equals).isPresent();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the keychain did not take the key, the file keeps it: {0}",
                    e.getMessage());
            return false;
        }
    }

    private static String inFile(String id) {
        return "database." + id;
    }

    private static String inKeychain(String id) {
        return "database/" + id;
    }
}
