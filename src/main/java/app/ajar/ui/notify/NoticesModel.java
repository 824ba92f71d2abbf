package app.ajar.ui.notify;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.settings.Notifications;
import app.ajar.settings.Settings;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Arrivals;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.ui.kit.FxBridge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/**
 * What is told now: read anew at each change of the store and twice a minute, also while the window is hidden. In silence
 * nothing is read, so that what is read afterwards is what still stands of it. For the toolkit's thread; needs no toolkit.
 */
final class NoticesModel implements AutoCloseable {

    /**
     * What surrounds it.
     *
     * @param change changes the settings
     * @param zone whose clock on the wall the quiet hours follow
     */
    record Outside(Database database, FxBridge bridge, Clock clock, Supplier<ZoneId> zone,
            ObservableValue<Settings> settings, Consumer<UnaryOperator<Settings>> change) {}

    /** How often time alone is looked at. */
    private static final long TICK_SECONDS = 30;
    private static final int MOST_WINDOWS = 100;
    /** More people than this are told in one card that names a few of them. */
    private static final int MOST_ROWS = 20;

    private final Outside outside;
    private final Predicate<ConversationId> inFront;
    private final BooleanSupplier muted;
    private final Tidings tidings = new Tidings();
    private final ReadOnlyObjectWrapper<List<Card>> cards = new ReadOnlyObjectWrapper<>(List.of());
    private final Runnable readAgain;
    private final ChangeFeed.Subscription feed;
    private final ScheduledThreadPoolExecutor timer;
    private final ScheduledFuture<?> ticks;
    private volatile long since = -1;
    private boolean silence;
    private boolean closed;

    /**
     * @param inFront whether the user has this conversation before them now
     * @param muted whether nothing is to be told whatever the settings say, because the window poses for a picture
     */
    NoticesModel(Outside outside, Predicate<ConversationId> inFront, BooleanSupplier muted) {
        this.outside = outside;
        this.inFront = inFront;
        this.muted = muted;
        readAgain = outside.bridge().coalesced(this::read, this::take);
        feed = outside.database().feed().subscribe(this::changed);
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ajar-notify");
            thread.setDaemon(true);
            return thread;
        });
        ticks = timer.scheduleWithFixedDelay(() -> outside.bridge().onToolkit(this::look), TICK_SECONDS, TICK_SECONDS,
                TimeUnit.SECONDS);
        outside.settings().subscribe(now -> look());
    }

    /** What is to stand on the screen, the newest last. */
    ReadOnlyObjectProperty<List<Card>> cardsProperty() {
        return cards.getReadOnlyProperty();
    }

    /** Whether it is known what was there before: what comes from now on is new. */
    boolean started() {
        return tidings.started();
    }

    /** Whom something was told of last, if it still stands. */
    Optional<ConversationId> latest() {
        return tidings.latest();
    }

    /** Somebody closed or opened this card, or its time is over. */
    void done(String key) {
        tidings.done(key);
        show();
    }

    /** Nothing pops up for a while, and what stands goes. */
    void pause() {
        Instant end = now().plus(Notifications.PAUSE);
        outside.change().accept(all -> all.withNotifications(all.notifications().withPause(end)));
        cards.get().forEach(card -> tidings.done(card.key()));
        show();
    }

    /** Time passed, or something changed. */
    void look() {
        Notifications wanted = wanted();
        if (closed) {
            return;
        }
        if (!wanted.messages() && !wanted.windows()) {
            tidings.forget();
            show();
        } else if (tidings.started() && silent(wanted)) {
            silence = true;
        } else {
            readAgain.run();
        }
    }

    /** On the store's thread. */
    private void changed(Change change) {
        boolean ours = switch (change) {
            case Change.ConversationsChanged _,Change.ThreadChanged _,Change.AccountChanged _,Change.Reset _ -> true;
            // A reply of ours that goes or fails shows in the conversation's row.
            case Change.OutboxChanged _,Change.GapsChanged _,Change.AvatarChanged _,Change.TemplatesChanged _ -> false;
        };
        if (ours) {
            outside.bridge().onToolkit(this::look);
        }
    }

    private Tidings.Reading read() {
        Instant at = now();
        Arrivals arrivals = outside.database().threads().arrivals(since);
        List<ConversationId> newest = arrivals.messages().reversed().stream().map(Arrival::conversation).distinct()
                .limit(MOST_ROWS).toList();
        Map<ConversationId, Conversation> rows = newest.isEmpty()
                ? Map.of()
                : outside.database().conversations().byIds(newest).stream()
                        .collect(Collectors.toMap(Conversation::id, Function.identity()));
        List<Conversation> closing = outside.database().conversations()
                .page(new ConversationFilter(null, ConversationFilter.Tab.CLOSING, null, at), null, MOST_WINDOWS);
        return new Tidings.Reading(arrivals, rows, closing, at);
    }

    private void take(Tidings.Reading reading) {
        Notifications wanted = wanted();
        boolean silent = silent(wanted);
        if (closed || (!wanted.messages() && !wanted.windows())) {
            return;
        }
        boolean toldWindows;
        if (!tidings.started()) {
            toldWindows = tidings.begin(reading, wanted, silent, inFront);
        } else if (silent) {
            silence = true;
            return;
        } else {
            toldWindows = tidings.take(reading, wanted, silence, inFront);
            silence = false;
        }
        show();
        if (toldWindows) {
            outside.change().accept(
                    all -> all.withNotifications(all.notifications().withWindowsTold(reading.at())));
        }
    }

    private void show() {
        since = tidings.since();
        List<Card> now = tidings.cards();
        if (!now.equals(cards.get())) {
            cards.set(now);
        }
    }

    private Notifications wanted() {
        return outside.settings().getValue().notifications();
    }

    private boolean silent(Notifications wanted) {
        return muted.getAsBoolean() || wanted.silentUntil(now(), outside.zone().get()).isPresent();
    }

    private Instant now() {
        return outside.clock().instant();
    }

    @Override
    public void close() {
        closed = true;
        ticks.cancel(false);
        timer.shutdown();
        feed.close();
        cards.set(List.of());
    }
}
