package app.ajar.account;

import app.ajar.settings.OwnerFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets in {@code vault.bin}, AES-256-GCM under the random key in {@code vault.key} beside it, both their owner's
 * alone. Whoever can read both files as this user can read the secrets; the file keeps them out of plain sight, of the
 * database, and of a copy of either file by itself. See the decision record on the token vault.
 */
final class VaultFile {

    private static final System.Logger LOG = System.getLogger(VaultFile.class.getName());
    private static final byte[] MAGIC = "AJARVLT1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();

    VaultFile(Path folder) {
        this.file = folder.resolve("vault.bin");
        this.keyFile = folder.resolve("vault.key");
    }

    Optional<String> read(String name) throws IOException {
        return Optional.ofNullable(load().get(name));
    }

    void write(String name, String secret) throws IOException {
        Map<String, String> secrets = loadForWriting();
        if (!secret.equals(secrets.put(name, secret))) {
            save(secrets);
        }
    }

    /** Whether there was such a secret. */
    boolean forget(String name) throws IOException {
        Map<String, String> secrets = loadForWriting();
        if (secrets.remove(name) == null) {
            return false;
        }
        if (secrets.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            save(secrets);
        }
        return true;
    }

    private Map<String, String> load() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        if (!Files.exists(keyFile)) {
            throw new BrokenVault("its key is missing");
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = MAGIC.length + NONCE_BYTES;
        if (bytes.length < start || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
            throw new BrokenVault("it is no vault");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(bytes, MAGIC.length, start));
            return decode(cipher.doFinal(bytes, start, bytes.length - start));
        } catch (GeneralSecurityException e) {
            throw new BrokenVault("its key does not fit", e);
        }
    }

    /** A vault that can never be read again must not keep a new token out; it is set aside, not deleted. */
    private Map<String, String> loadForWriting() throws IOException {
        try {
            return load();
        } catch (BrokenVault e) {
            LOG.log(System.Logger.Level.WARNING, "vault.bin cannot be read; it is set aside as vault.bin.bad", e);
            Files.move(file, file.resolveSibling("vault.bin.bad"), StandardCopyOption.REPLACE_EXISTING);
            return new TreeMap<>();
        }
    }

    private void save(Map<String, String> secrets) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            if (!Files.exists(keyFile)) {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                OwnerFile.write(keyFile, key);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(MAGIC);
            out.write(nonce);
            out.write(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(encode(secrets)));
            OwnerFile.write(file, out.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the vault could not be encrypted", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws IOException, GeneralSecurityException {
        byte[] key = Files.readAllBytes(keyFile);
        if (key.length != KEY_BYTES) {
            throw new BrokenVault("its key has a wrong length");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        return cipher;
    }

    private static byte[] encode(Map<String, String> secrets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(secrets.size());
        for (Map.Entry<String, String> secret : secrets.entrySet()) {
            writeText(out, secret.getKey());
            writeText(out, secret.getValue());
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        Map<String, String> secrets = new TreeMap<>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            String name = readText(in);
            secrets.put(name, readText(in));
        }
        return secrets;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    /** The files are there but cannot be read, now or ever. */
    static final class BrokenVault extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenVault(String why) {
            super("The token vault cannot be read: " + why + ".");
        }

        BrokenVault(String why, Throwable cause) {
            super("The token vault cannot be read: " + why + ".", cause);
        }
    }
}
