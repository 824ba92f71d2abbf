package app.ajar.graph;

/** A token, kept from logs and messages by a {@code toString} that hides it. */
public record AccessToken(String value) {

    @Override
    public String toString() {
        return "AccessToken[…]";
    }
}
