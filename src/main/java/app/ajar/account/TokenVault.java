package app.ajar.account;

import app.ajar.graph.AccessToken;
import app.ajar.model.AccountId;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Keeps tokens out of the database: the system keychain where one answers, else an encrypted file readable by its owner
 * only. Never to be called on the toolkit's thread: a keychain may ask its user and wait.
 *
 * <p>A token in the file is always newer than one of the same account in the keychain: it gets there only when the
 * keychain could not take it, and leaves when the keychain has taken a newer one. So the file is asked first, and what
 * is found there moves into the keychain as soon as one answers.
 */
public final class TokenVault {

    private static final System.Logger LOG = System.getLogger(TokenVault.class.getName());
    /** A person must find the keychain's window and type a password. */
    private static final Duration UNLOCKING = Duration.ofSeconds(30);
    private static final int FOLDER_NAME_BYTES = 16;

    private final String folder;
    private final VaultFile file;
    private final FutureTask<Optional<Keychain>> probe;
    private final Map<AccountId, AccessToken> known = new ConcurrentHashMap<>();
    private volatile boolean keychainRefuses;

    TokenVault(Path folder, @Nullable Keychain keychain) {
        this(folder, () -> Optional.ofNullable(keychain));
    }

    private TokenVault(Path folder, Callable<Optional<Keychain>> probe) {
        this.folder = name(folder);
        this.file = new VaultFile(folder);
        this.probe = new FutureTask<>(probe);
    }

    /**
     * The vault of a data folder. Which keychain is used is found out once, by whoever first needs to know, within the time
     * given and without asking the user anything. {@code AJAR_VAULT=file} in the environment keeps to the file.
     *
     * @param folder the data folder; tokens of different folders never mix, even in the keychain
     */
    public static TokenVault open(Path folder, Duration patience) {
        return new TokenVault(folder, () -> SystemKeychain.expected(System.getenv(), System.getProperty("os.name"))
                .flatMap(opener -> PatientKeychain.probe(opener, patience, UNLOCKING)));
    }

    /** A vault that leaves the user's keychain alone: for the demo account, whose token is no secret. */
    public static TokenVault inFile(Path folder) {
        return new TokenVault(folder, Optional::empty);
    }

    /**
     * The place for the key of an encrypted database, by the key's own id: it is found again when the folder is moved on the
     * same computer.
     */
    public KeyPlace databaseKeys() {
        return new DatabaseKeys(this, file, this::keychain);
    }

    /** Where tokens are kept, for {@code doctor} and the connect panel. */
    public Kind kind() {
        return keychain() != null && !keychainRefuses ? Kind.SYSTEM_KEYCHAIN : Kind.FILE;
    }

    /** Null when none answers. Whoever comes first looks for it, others wait for that. */
    private @Nullable Keychain keychain() {
        probe.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return probe.get().orElse(null);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    LOG.log(System.Logger.Level.WARNING, "the system keychain cannot be looked for", e);
                    return null;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The kinds of places. */
    public enum Kind {
        SYSTEM_KEYCHAIN, FILE
    }

    /** The account's token; empty when there is none or its place cannot be read now, which the log then says. */
    public Optional<AccessToken> read(AccountId account) {
        AccessToken token = known.get(account);
        return token != null ? Optional.of(token) : find(account);
    }

    /** @throws IOException when it could not be kept; nothing changed */
    public synchronized void write(AccountId account, AccessToken token) throws IOException {
        String name = account.value();
        boolean inFile = inFile(name);
        Keychain keychain = keychain();
        if (keychain == null || inFile) {
            file.write(name, token.value());
        }
        if (keychain != null && !intoKeychain(keychain, account, token) && !inFile) {
            file.write(name, token.value());
        }
        known.put(account, token);
    }

    /**
     * Keeps a renewed token beside the present one, which stays until the new one has proved to work.
     *
     * @throws IOException when it could not be kept; nothing changed
     */
    public void keepRenewed(AccountId account, AccessToken token) throws IOException {
        write(renewedName(account), token);
    }

    /** The renewed token that has not proved itself yet, perhaps of an earlier run that was cut off. */
    public Optional<AccessToken> renewed(AccountId account) {
        return read(renewedName(account));
    }

    /** @throws IOException when one of its places could not be reached */
    public void dropRenewed(AccountId account) throws IOException {
        forgetOne(renewedName(account));
    }

    /** What opens the project that this account's pushes come from. */
    public Optional<String> push(AccountId account) {
        return read(pushName(account)).map(AccessToken::value);
    }

    /** @throws IOException when it could not be kept; nothing changed */
    public void keepPush(AccountId account, String secret) throws IOException {
        write(pushName(account), new AccessToken(secret));
    }

    /** @throws IOException when one of its places could not be reached */
    public void dropPush(AccountId account) throws IOException {
        forgetOne(pushName(account));
    }

    private static AccountId pushName(AccountId account) {
        return new AccountId(account.value() + ".push");
    }

    private static AccountId renewedName(AccountId account) {
        return new AccountId(account.value() + ".renewed");
    }

    /** @throws IOException when one of its places could not be reached, so that the token may still be there */
    public synchronized void forget(AccountId account) throws IOException {
        try {
            dropPush(account);
        } finally {
            try {
                forgetOne(renewedName(account));
            } finally {
                forgetOne(account);
            }
        }
    }

    private synchronized void forgetOne(AccountId account) throws IOException {
        known.remove(account);
        try {
            file.forget(account.value());
        } finally {
            Keychain keychain = keychain();
            if (keychain != null) {
                keychain.forget(inKeychain(account));
            }
        }
    }

    private synchronized Optional<AccessToken> find(AccountId account) {
        Optional<AccessToken> token = Optional.empty();
        try {
            token = file.read(account.value()).map(AccessToken::new);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the token file could not be read: {0}", e.getMessage());
        }
        Keychain keychain = keychain();
        if (keychain != null) {
            if (token.isPresent()) {
                intoKeychain(keychain, account, token.get());
            } else {
                token = fromKeychain(keychain, account);
            }
        }
        token.ifPresent(found -> known.put(account, found));
        return token;
    }

    private Optional<AccessToken> fromKeychain(Keychain from, AccountId account) {
        try {
            return from.read(inKeychain(account)).map(AccessToken::new);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the keychain could not be read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Puts the token into the keychain, makes sure that it is there, and only then takes it out of the file. */
    private boolean intoKeychain(Keychain into, AccountId account, AccessToken token) {
        try {
            into.write(inKeychain(account), "Ajar: token of Instagram account " + account.value(), token.value());
            keychainRefuses = into.read(inKeychain(account)).filter(token.value()::equals).isEmpty();
            if (!keychainRefuses) {
                file.forget(account.value());
            }
        } catch (IOException e) {
            keychainRefuses = true;
            LOG.log(System.Logger.Level.WARNING, "the keychain did not take a token, the file keeps it: {0}",
                    e.getMessage());
        }
        return !keychainRefuses;
    }

    /** A file that cannot be read holds nothing worth keeping in step. */
    private boolean inFile(String name) {
        try {
            return file.read(name).isPresent();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the token file could not be read: {0}", e.getMessage());
            return false;
        }
    }

    private String inKeychain(AccountId account) {
        return folder + "/" + account.value();
    }

    /** A name for the folder that says nothing about it and does not change with links or relative paths. */
    private static String name(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            absolute = real(absolute);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "links to the data folder could not be followed", e);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(absolute.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FOLDER_NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path parent = path.getParent();
        return parent == null ? path : real(parent).resolve(path.getFileName());
    }
}
