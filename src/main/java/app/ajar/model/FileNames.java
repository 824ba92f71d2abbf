package app.ajar.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Where stored pictures and media stand, relative to the data folder and with {@code /}: the owner's rule
 * {@code avatars/<account>/<participant>.<ext>} and {@code messages/<conversation>/}. Ids are opaque: they may hold
 * slashes and dots, be very long, or differ by case alone, which many file systems cannot tell apart.
 */
public final class FileNames {

    /** Shorter than any hashed name, so that no plain name can be one. */
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_-]{1,64}");
    /** Names that Windows keeps for devices, with any extension. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

    private FileNames() {}

    /** The folder of an account's pictures. */
    public static String avatars(AccountId account) {
        return "avatars/" + safe(account.value());
    }

    /** A person's picture without its extension and the dot. */
    public static String avatar(ParticipantId person) {
        return avatars(person.account()) + "/" + safe(person.value());
    }

    /** The folder of a conversation's media. */
    public static String messages(ConversationId conversation) {
        return "messages/" + safe(conversation.value());
    }

    /** The id itself where every file system takes it as a name of its own, else {@code id-} and its hash. */
    static String safe(String id) {
        return PLAIN.matcher(id).matches() && !DEVICE.matcher(id).matches() ? id : "id-" + hash(id);
    }

    /** SHA-256 as 64 hexadecimal digits. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
