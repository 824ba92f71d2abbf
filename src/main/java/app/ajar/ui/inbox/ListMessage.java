package app.ajar.ui.inbox;

import app.ajar.sync.Health;
import app.ajar.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the list's place when it has no rows.
 *
 * @param checks what to look at, one by one; empty when there is nothing to check
 */
record ListMessage(String title, String detail, List<Check> checks, Action action) {

    /** One thing to look at, and what to do about it. */
    record Check(String what, String remedy) {}

    /** What a button under it does. */
    enum Action {
        NONE, SHOW_ALL, LOOK_AGAIN
    }

    private static final List<String> CHECKS = List.of("published", "tester", "access", "professional");

    /**
     * @param username of the account shown, without the @
     * @param health null before the engine has said
     * @return null when there is nothing to say yet
     */
    static @Nullable ListMessage of(ListFilter filter, String username, @Nullable Health health) {
        if (!filter.search().isEmpty()) {
            return new ListMessage(Texts.get("inbox.noHits.title"), Texts.get("inbox.noHits.detail", filter.search()),
                    List.of(), Action.SHOW_ALL);
        }
        return switch (filter.tab()) {
            case UNREAD -> plain("noUnread", Action.SHOW_ALL);
            case CLOSING -> plain("noClosing", Action.SHOW_ALL);
            case PRIORITY -> plain("noPriority", Action.SHOW_ALL);
            case ALL -> health == null ? null : whole(username, health);
        };
    }

    private static @Nullable ListMessage whole(String username, Health health) {
        return switch (health.phase()) {
            case STARTING -> null;
            case FIRST_SYNC -> new ListMessage(Texts.get("inbox.firstSync.title"),
                    Texts.get("inbox.firstSync.detail", health.firstSyncConversations()), List.of(), Action.NONE);
            case NOTHING_GIVEN -> new ListMessage(Texts.get("inbox.nothing.title"),
                    Texts.get("inbox.nothing.detail", username), CHECKS.stream().map(ListMessage::check).toList(),
                    Action.LOOK_AGAIN);
            case OFFLINE -> health.lastSyncAt() == null ? plain("offline", Action.LOOK_AGAIN) : empty(username);
            case NEEDS_RECONNECT, NO_ACCESS -> refused(username, health);
            case LIVE, RATE_LIMITED, TROUBLE -> empty(username);
        };
    }

    private static ListMessage refused(String username, Health health) {
        return health.problem() == null
                ? empty(username)
                : new ListMessage(Texts.get("access." + health.problem() + ".what"),
                        Texts.get("access." + health.problem() + ".do"), List.of(), Action.NONE);
    }

    private static ListMessage empty(String username) {
        return new ListMessage(Texts.get("inbox.empty.title"), Texts.get("inbox.empty.detail", username), List.of(),
                Action.NONE);
    }

    private static ListMessage plain(String key, Action action) {
        return new ListMessage(Texts.get("inbox." + key + ".title"), Texts.get("inbox." + key + ".detail"), List.of(),
                action);
    }

    private static Check check(String key) {
        return new Check(Texts.get("inbox.nothing." + key + ".what"), Texts.get("inbox.nothing." + key + ".do"));
    }
}
