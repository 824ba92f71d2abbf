package app.ajar.model;

/** The one check every id shares: Meta's ids are opaque, case-sensitive text of any length, but never empty. */
final class Ids {

    private Ids() {}

    static void requireText(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
    }
}
