package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ReplyWindow;
import app.ajar.store.ConversationFilter;
import app.ajar.store.ConversationFilter.Tab;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the list shows, but for the time: the same rule as the store's, so that a changed row can be put in its place, or
 * taken away, without reading the page again.
 *
 * @param search stripped; empty for all
 */
record ListFilter(@Nullable AccountId account, Tab tab, String search) {

    private static final Comparator<ConversationRow> NEWEST_FIRST = Comparator
            .comparing(row -> row.conversation().lastMessageAt(), Comparator.reverseOrder());
    private static final Comparator<ConversationRow> CLOSING_FIRST = Comparator.comparing(
            row -> row.conversation().window().lastInboundAt(), Comparator.nullsLast(Comparator.naturalOrder()));

    static final ListFilter ALL = new ListFilter(null, Tab.ALL, "");

    ConversationFilter at(Instant now) {
        return new ConversationFilter(account, tab, search.isEmpty() ? null : search, now);
    }

    /** The store's order but for its own tie-breaker. */
    Comparator<ConversationRow> order() {
        return tab == Tab.CLOSING ? CLOSING_FIRST : NEWEST_FIRST;
    }

    /** Whether a changed row can be judged here; what a search finds only the store knows. */
    boolean judgesAlone() {
        return search.isEmpty();
    }

    /** Whether the row belongs to the list; the search is not looked at. */
    boolean holds(ConversationRow shown, Instant now) {
        Conversation row = shown.conversation();
        if (account != null && !account.equals(row.id().account())) {
            return false;
        }
        return switch (tab) {
            case ALL -> true;
            case UNREAD -> row.unread() > 0;
            case PRIORITY -> row.priority();
            case CLOSING -> ReplyWindow.at(row.window(), false, now).status() == ReplyWindow.Status.CLOSING_SOON;
        };
    }
}
