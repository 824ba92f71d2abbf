package app.ajar.store;

import app.ajar.model.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations the list shows. Closing needs the time, because nothing that changes with time is stored.
 *
 * @param account null for all accounts
 * @param search words to find in name, username and last message, null or blank for all; case and accents do not matter
 * @param now the injected clock's time, for {@code CLOSING}
 */
public record ConversationFilter(@Nullable AccountId account, Tab tab, @Nullable String search, Instant now) {

    /** The list's tabs. */
    public enum Tab {
        ALL, UNREAD, CLOSING, PRIORITY
    }
}
