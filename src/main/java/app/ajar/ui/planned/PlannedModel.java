package app.ajar.ui.planned;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.model.ReplyWindow;
import app.ajar.model.WindowFacts;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.Outbox;
import app.ajar.text.Texts;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What of all accounts is not sent and does not go at once: counted always, listed while the page is open, and told when it
 * changes without the user's doing. For the toolkit's thread; needs no toolkit.
 */
public final class PlannedModel implements AutoCloseable {

    private final Database database;
    private final FxBridge bridge;
    private final Clock clock;
    private final BiConsumer<String, String> tell;
    private final ReadOnlyObjectWrapper<Outbox.Counts> counts = new ReadOnlyObjectWrapper<>(
            new Outbox.Counts(0, 0, 0, 0));
    private final ReadOnlyObjectWrapper<List<PlannedRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper listed = new ReadOnlyBooleanWrapper();
    private final Runnable read;
    private final ChangeFeed.Subscription subscription;
    private @Nullable Map<OutboxId, OutboxMessage> known;
    private volatile boolean open;

    private record Read(List<OutboxMessage> replies, Outbox.Counts counts, List<PlannedRow> rows, boolean whole) {}

    /** @param tell says what happened, and what to do about it */
    public PlannedModel(Database database, FxBridge bridge, Clock clock, BiConsumer<String, String> tell) {
        this.database = database;
        this.bridge = bridge;
        this.clock = clock;
        this.tell = tell;
        read = bridge.coalesced(this::read, this::show);
        subscription = database.feed().subscribe(change -> {
            boolean concerns = switch (change) {
                case Change.OutboxChanged _,Change.Reset _,Change.AccountChanged _ -> true;
                case Change.ConversationsChanged _,Change.AvatarChanged _ -> open;
                default -> false;
            };
            if (concerns) {
                read.run();
            }
        });
        read.run();
    }

    /** How many there are of each sort, over all accounts. */
    public ReadOnlyObjectProperty<Outbox.Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<PlannedRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /** Whether the rows were read since the page was opened. */
    ReadOnlyBooleanProperty listedProperty() {
        return listed.getReadOnlyProperty();
    }

    /** Reads again, because time has passed: what the window allows may be another thing. */
    void refresh() {
        read.run();
    }

    /** Whether the list is to be seen. */
    void setOpen(boolean shown) {
        open = shown;
        if (shown) {
            read.run();
        } else {
            listed.set(false);
        }
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        subscription.close();
    }

    private Read read() {
        boolean whole = open;
        List<OutboxMessage> all = database.outbox().all();
        return new Read(all, database.outbox().counts(null), whole ? rows(all) : List.of(), whole);
    }

    private List<PlannedRow> rows(List<OutboxMessage> all) {
        List<OutboxMessage> shown = all.stream().filter(PlannedModel::belongs).toList();
        Map<ConversationId, Conversation> conversations = database.conversations()
                .byIds(shown.stream().map(OutboxMessage::conversation).distinct().toList()).stream()
                .collect(Collectors.toMap(Conversation::id, Function.identity()));
        List<Account> accounts = database.accounts().all();
        Map<AccountId, String> names = accounts.stream().collect(Collectors.toMap(Account::id, Account::shownUsername));
        Map<AccountId, Integer> colours = Account.colours(accounts);
        Instant now = clock.instant();
        return shown.stream().map(reply -> {
            Conversation conversation = conversations.get(reply.conversation());
            return new PlannedRow(reply, conversation, names.getOrDefault(reply.conversation().account(), ""),
                    colours.getOrDefault(reply.conversation().account(), 0),
                    ReplyWindow.at(conversation == null ? WindowFacts.NONE : conversation.window(), false, now)
                            .status());
        }).sorted(PlannedRow.ORDER).toList();
    }

    private static boolean belongs(OutboxMessage reply) {
        return reply.state() == DeliveryState.FAILED
                || (reply.state() == DeliveryState.QUEUED && !(reply.plan() instanceof Plan.Now));
    }

    private void show(Read now) {
        Map<OutboxId, OutboxMessage> before = known;
        known = now.replies().stream().collect(Collectors.toMap(OutboxMessage::id, Function.identity()));
        counts.set(now.counts());
        if (now.whole()) {
            rows.set(now.rows());
            listed.set(open);
        }
        if (before != null) {
            List<PlannedNews> news = PlannedNews.of(before, now.replies());
            if (!news.isEmpty()) {
                say(news.getLast());
            }
        }
    }

    private void say(PlannedNews news) {
        bridge.load(() -> database.conversations().find(news.reply().conversation()), row -> {
            if (news.unasked(row.map(found -> found.window().lastInboundAt()).orElse(null))) {
                String person = row.map(found -> found.person().displayName()).orElse("");
                tell.accept(Texts.get("planned.news." + news.what(), person),
                        Texts.get("planned.news." + news.what() + ".do", person));
            }
        });
    }
}
