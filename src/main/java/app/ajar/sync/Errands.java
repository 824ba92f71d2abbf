package app.ajar.sync;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphClient.IdPage;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Gaps;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Calls for single conversations beside those for the list: after an absence the windows that are about to close, and when
 * nothing else is due the ids of what is missing.
 */
final class Errands {

    /** Ahead of the list, which brings all others a moment later. */
    private static final int MOST_CLOSING = 3;

    private final AccountId account;
    private final GraphClient client;
    private final Database database;
    private final Runnable listing;
    private final Deque<ConversationId> closing = new ArrayDeque<>();
    private volatile boolean gaps = true;

    /** @param listing told of each call that lists a gap */
    Errands(AccountId account, GraphClient client, Database database, Runnable listing) {
        this.account = account;
        this.client = client;
        this.database = database;
        this.listing = listing;
    }

    /** Looks up whose windows close next. */
    void cameBack(Instant now) {
        closing.clear();
        database.conversations()
                .page(new ConversationFilter(account, ConversationFilter.Tab.CLOSING, null, now), null, MOST_CLOSING)
                .stream().map(Conversation::id).forEach(closing::add);
    }

    /** The next conversation to read before the list; null when none is left. */
    @Nullable
    ConversationId nextClosing() {
        return closing.poll();
    }

    /** It was tried to read; where the network or the account was the matter, it is the next again. */
    void tried(ConversationId conversation, Puller.Step step) {
        if (step instanceof Puller.Step.Failed(GraphFailure failure) && !failure.concernsOneThread()) {
            closing.addFirst(conversation);
        }
    }

    /** Something came: there may be a gap before it. */
    void lookForGaps() {
        gaps = true;
    }

    boolean gapsMayWait() {
        return gaps;
    }

    /**
     * Lists one page of the newest gap that was not counted yet.
     *
     * @return a failure that concerns more than that conversation
     */
    Optional<GraphFailure> listGap() {
        gaps = false;
        Optional<Gaps.Survey> next = database.gaps().toList(account);
        if (next.isEmpty()) {
            return Optional.empty();
        }
        Gaps.Survey survey = next.get();
        gaps = true;
        listing.run();
        return switch (client.ids(survey.conversation(), survey.page())) {
            case GraphResult.Ok<IdPage>(IdPage page) -> {
                database.gaps().listed(survey,
                        page.ids().stream().map(each -> new Gaps.Listed(each.id(), each.sentAt())).toList(),
                        page.after());
                yield Optional.empty();
            }
            case GraphResult.Failed<IdPage>(GraphFailure failure) when failure.concernsOneThread() -> {
                database.gaps().refused(survey);
                yield Optional.empty();
            }
            case GraphResult.Failed<IdPage>(GraphFailure failure) -> Optional.of(failure);
        };
    }
}
