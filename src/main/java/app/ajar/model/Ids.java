package app.ajar.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What all ids share: Meta's are opaque, case-sensitive text of any length and with any characters, but never empty. */
final class Ids {

    /** Shorter than any hashed name, so that no plain one can be taken for it; some file systems fold case. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1,64}");
    /** Names that Windows keeps for devices, with any extension. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

    private Ids() {}

    static void requireText(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }

    /** The id itself where every file system takes it as a name of its own, else {@code id-} and its SHA-256. */
    static String fileName(String value) {
        return PLAIN.matcher(value).matches() && !DEVICE.matcher(value).matches() ? value : "id-" + hash(value);
    }

    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
