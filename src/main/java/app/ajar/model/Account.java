package app.ajar.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connected professional account.
 *
 * @param username Instagram name without the @
 * @param name display name, may be missing
 * @param pictureUrl signed URL of its picture, expires within days
 * @param statusReason why it is not {@code CONNECTED}
 * @param connectedAt when it was connected here first
 * @param tokenSince when the present token was first seen or refreshed; Meta says nowhere when it was issued
 * @param tokenExpiresAt known only after a refresh
 */
public record Account(AccountId id, String username, @Nullable String name, @Nullable String pictureUrl,
        Status status, @Nullable AccessProblem statusReason, Instant connectedAt, Instant tokenSince,
        @Nullable Instant tokenExpiresAt) {

    /** How many colours there are for accounts. */
    public static final int COLOURS = 5;

    /**
     * Which colour, from 0, stands for each account: one by its id, or the next that is free, so that no two of five look
     * alike, and one that comes later changes no other's.
     *
     * @param all in the order in which they were connected
     */
    public static Map<AccountId, Integer> colours(List<Account> all) {
        Map<AccountId, Integer> colours = new HashMap<>();
        for (Account account : all) {
            int colour = Math.floorMod(account.id.value().hashCode(), COLOURS);
            while (colours.size() < COLOURS && colours.containsValue(colour)) {
                colour = (colour + 1) % COLOURS;
            }
            colours.put(account.id, colour);
        }
        return colours;
    }

    /** The account with another health. */
    public Account withStatus(Status newStatus, @Nullable AccessProblem reason) {
        return new Account(id, username, name, pictureUrl, newStatus, reason, connectedAt, tokenSince,
                tokenExpiresAt);
    }

    /** The username as it is shown, whatever came as one ({@link Names#shown}); the id's, where nothing would be seen of it. */
    public String shownUsername() {
        String shown = Names.shown(username);
        return shown.isEmpty() ? Names.shown(id.value()) : shown;
    }

    /** The username with its @ as it is shown. */
    public String handle() {
        return "@" + shownUsername();
    }

    /** Whether an account's token works: the words of the command line's contract. */
    public enum Status {
        /** The token was accepted last time. */
        CONNECTED,
        /** The token is dead; the account must be connected again. Everything stored stays readable. */
        EXPIRED,
        /** The token lives but Meta refuses access, for example because a switch is off. */
        ERROR
    }
}
