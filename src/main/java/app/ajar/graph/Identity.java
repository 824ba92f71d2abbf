package app.ajar.graph;

import app.ajar.model.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Who we are in the server's answers. Rows name us by {@code user_id}, the account's id here; a server that names us by
 * the app-scoped id instead is recognised by our username.
 */
record Identity(AccountId account, @Nullable String username) {

    /**
     * Whether a name in an answer means the account itself.
     *
     * @param otherId id of the conversation's person, who is never us whatever the username says; null when unknown
     */
    boolean isUs(@Nullable String id, @Nullable String name, @Nullable String otherId) {
        if (account.value().equals(id)) {
            return true;
        }
        return username != null && username.equalsIgnoreCase(name) && (otherId == null || !otherId.equals(id));
    }
}
