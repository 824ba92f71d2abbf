package app.ajar.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * One invented person who writes to the account.
 *
 * @param id the id scoped to the account (IGSID), digits only
 * @param username unique, as in {@code participants}
 * @param name the name shown, absent for people who gave none
 * @param followers how many follow this person
 * @param verified whether Instagram shows a tick
 * @param followsUs whether the person follows the account
 * @param followed whether the account follows the person
 * @param consents false when asking for the profile answers 230
 * @param reachable false when sending answers 551
 * @param picture what the media host gives for the profile picture
 * @param look how the picture is drawn, in the words of the drawing package; empty draws by the id
 */
public record Person(String id, String username, @Nullable String name, int followers, boolean verified,
        boolean followsUs, boolean followed, boolean consents, boolean reachable, Picture picture, String look) {

    /** What the media host gives for a profile picture. */
    public enum Picture {
        /** A drawn JPEG. */
        JPEG,
        /** A drawn PNG. */
        PNG,
        /** A drawn GIF. */
        GIF,
        /** A drawn WebP. */
        WEBP,
        /** A PNG that calls itself JPEG, by name and content type. */
        LYING,
        /** No picture: the profile has no address at all. */
        NONE,
        /** Bytes that begin like a JPEG and end early. */
        BROKEN,
        /** Always refused with 403. */
        FORBIDDEN,
        /** A web page under an address that promises a picture. */
        HTML,
        /** More than 10 MB, of a length not said beforehand. */
        HUGE
    }

    /** The same person with another profile picture. */
    public Person withPicture(Picture other) {
        return new Person(id, username, name, followers, verified, followsUs, followed, consents, reachable, other,
                look);
    }

    /** The same person by another display name, whatever it holds. */
    public Person withName(@Nullable String other) {
        return new Person(id, username, other, followers, verified, followsUs, followed, consents, reachable, picture,
                look);
    }

    /** The same person, who can or cannot be written to. */
    public Person withReachable(boolean can) {
        return new Person(id, username, name, followers, verified, followsUs, followed, consents, can, picture, look);
    }

    /** The same person, who did or did not agree to show the profile. */
    public Person withConsents(boolean does) {
        return new Person(id, username, name, followers, verified, followsUs, followed, does, reachable, picture, look);
    }
}
