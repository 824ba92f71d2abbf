package app.ajar.push;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What opens a project: its key, and the session of who signed in. The password of a person is used once and never kept.
 *
 * @param key the project's anon (publishable) key
 * @param refreshToken what the next access token is got with; good for one use; null without signing in
 */
public record Credentials(String key, @Nullable String refreshToken) {

    /** One line of text for a keychain. */
    public String written() {
        return refreshToken == null ? key : key + " " + refreshToken;
    }

    /** From {@link #written}; empty when the text is none of it. */
    public static Optional<Credentials> read(String written) {
        String[] parts = written.strip().split(" ", -1);
        return switch (parts.length) {
            case 1 -> parts[0].isEmpty() ? Optional.empty() : Optional.of(new Credentials(parts[0], null));
            case 2 -> Optional.of(new Credentials(parts[0], parts[1]));
            default -> Optional.empty();
        };
    }

    public Credentials withRefreshToken(@Nullable String token) {
        return new Credentials(key, token);
    }

    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
