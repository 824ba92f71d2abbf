package app.ajar.store.care;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of one data folder, as H2's file password and for the copies of what the user made. Its id says nothing
 * about it and tells whether a key is the right one, which the encrypted file cannot say.
 */
final class FileKey {

    /** What an encrypted copy begins with, before the id of its key. */
    private static final byte[] MAGIC = "Ajar's encrypted copy, 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final int ID_CHARS = 2 * ID_BYTES;
    /** So many bytes of a copy tell whether it is encrypted, and by which key. */
    static final int HEAD = MAGIC.length + ID_CHARS;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String hex;
    private final String id;

    private FileKey(String hex) {
        this.hex = hex;
        this.id = HexFormat.of().formatHex(sha256("id", hex), 0, ID_BYTES);
    }

    static FileKey make() {
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        return new FileKey(HexFormat.of().formatHex(bytes));
    }

    /** The key that was kept under this id; empty when it is another one or none. */
    static Optional<FileKey> of(String hex, String id) {
        return hex.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")
                ? Optional.of(new FileKey(hex)).filter(key -> key.id.equals(id))
                : Optional.empty();
    }

    String id() {
        return id;
    }

    /** To be kept secret. */
    String hex() {
        return hex;
    }

    /** A new array for H2's page store, which wipes it. */
    char[] chars() {
        return hex.toCharArray();
    }

    /** As H2 wants it of an encrypted database: the file's password, a space, the user's, which is empty. */
    String password() {
        return hex + " ";
    }

    /** Encrypts a copy. */
    byte[] seal(byte[] plain) throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        out.write(id.getBytes(StandardCharsets.US_ASCII));
        out.write(nonce);
        try {
            out.write(cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IOException("a copy could not be encrypted", e);
        }
        return out.toByteArray();
    }

    /** @throws IOException when it was encrypted with another key or changed since */
    byte[] open(byte[] sealed) throws IOException {
        int start = HEAD + NONCE_BYTES;
        try {
            if (sealed.length >= start) {
                byte[] nonce = Arrays.copyOfRange(sealed, start - NONCE_BYTES, start);
                return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, start, sealed.length - start);
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("a copy could not be decrypted", e);
        }
        throw new IOException("no whole encrypted copy");
    }

    /** Which key a copy was encrypted with; empty for one that is not. */
    static Optional<String> sealedWith(byte[] copy) {
        return copy.length >= HEAD && Arrays.mismatch(copy, 0, MAGIC.length, MAGIC, 0, MAGIC.length) < 0
                ? Optional.of(new String(copy, MAGIC.length, ID_CHARS, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    /** A key of its own: the same bits are never used in two ways. */
    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(sha256("copies", hex), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(MAGIC);
        return cipher;
    }

    private static byte[] sha256(String purpose, String hex) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("Ajar " + purpose + " " + hex).getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Never the key itself. */
    @Override
    public String toString() {
        return "key " + id;
    }
}
