package app.ajar.sandbox.world;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Ids that look like Meta's: base64 of a path-like text, written with ZA for Z and ZD for the padding. */
public final class OpaqueIds {

    private static final String THREAD_PREFIX = "340282366841710300949128";

    private final String account;
    private final String epoch;

    /**
     * @param account the professional account's id
     * @param epochSeconds goes into every message id, so that worlds started at other times have other ids
     */
    public OpaqueIds(String account, long epochSeconds) {
        this.account = account;
        this.epoch = String.format(Locale.ROOT, "%011d", epochSeconds);
    }

    /** The thread with the person of this number. */
    public String thread(int number) {
        return encode("ig_dm:1:IGMessageThread:" + account + ":" + threadDigits(number));
    }

    /** The message at this place of that thread. */
    public String message(int threadNumber, int index) {
        return encode("ig_dm_item:1:IGMessageID:" + account + ":" + threadDigits(threadNumber) + ":32" + epoch
                + String.format(Locale.ROOT, "%015d", index * 7919L));
    }

    /** Thread number and index of a message id of this world; empty for anything else. */
    public Optional<int[]> place(String messageId) {
        String plain = decode(messageId);
        String head = "ig_dm_item:1:IGMessageID:" + account + ":" + THREAD_PREFIX;
        if (!plain.startsWith(head) || plain.length() != head.length() + 15 + 1 + 28) {
            return Optional.empty();
        }
        try {
            long thread = Long.parseLong(plain.substring(head.length(), head.length() + 15)) - 100_000_000_000_003L;
            long index = Long.parseLong(plain.substring(plain.length() - 15)) / 7919L;
            int[] place = {Math.toIntExact(thread / 37), Math.toIntExact(index)};
            return message(place[0], place[1]).equals(messageId) ? Optional.of(place) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String threadDigits(int number) {
        return THREAD_PREFIX + (100_000_000_000_003L + number * 37L);
    }

    private static String encode(String plain) {
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.US_ASCII)).replace("Z", "ZA")
                .replace("=", "ZD");
    }

    private static String decode(String id) {
        try {
            byte[] plain = Base64.getDecoder().decode(id.replace("ZD", "=").replace("ZA", "Z"));
            return new String(plain, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
