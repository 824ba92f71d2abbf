package app.ajar.ui.inbox;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.ConversationFilter.Tab;
import app.ajar.store.ConversationQueries;
import app.ajar.store.Database;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.KeyedDiff;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The list of conversations: what it shows, which one is selected, and how it follows the store. Needs no toolkit; all its
 * methods are for the toolkit's thread.
 *
 * <p>At most one read is under way at a time and what is asked for meanwhile is gathered, so results come in order and a
 * burst of changes, or of typed letters, costs two reads and not one each.
 */
public final class InboxViewModel implements AutoCloseable {

    /** Rows read at once: two screens of a large window. */
    static final int PAGE = 60;
    /** More changed rows than this are cheaper to read as a page. */
    private static final int MOST_BY_ID = 200;
    /** As many rows as a full reload brings back at most; the rest follows when scrolled to. */
    private static final int MOST_RELOADED = 500;

    private final ConversationQueries queries;
    private final FxBridge bridge;
    private final Clock clock;
    private final Consumer<RuntimeException> trouble;
    private final ChangeFeed.Subscription subscription;

    private final ObservableList<ConversationRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ConversationId> selected = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<ListFilter> filter = new ReadOnlyObjectWrapper<>(ListFilter.ALL);
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper();
    private final Set<ConversationId> dirty = new LinkedHashSet<>();

    private Consumer<Runnable> aroundUpdates = Runnable::run;
    private LoadedRows loaded = new LoadedRows(ListFilter.ALL.order());
    private int reloadLimit;
    private boolean moreWanted;
    private boolean started;
    private boolean reading;
    private boolean stale;
    private boolean closed;

    /** @param trouble told on the toolkit's thread of a read that failed; what is on screen stays */
    public InboxViewModel(Database database, FxBridge bridge, Clock clock, Consumer<RuntimeException> trouble) {
        this.queries = database.conversations();
        this.bridge = bridge;
        this.clock = clock;
        this.trouble = trouble;
        this.subscription = database.feed().subscribe(change -> bridge.onToolkit(() -> changed(change)));
    }

    ObservableList<ConversationRow> rows() {
        return rows;
    }

    /** The conversation the user chose; stays itself wherever its row moves. */
    public ReadOnlyObjectProperty<@Nullable ConversationId> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ListFilter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** Whether the rows are what was asked for and nothing is being read. */
    public ReadOnlyBooleanProperty settledProperty() {
        return settled.getReadOnlyProperty();
    }

    /** Runs every change of the rows through this, so that the list can keep its scroll place and selection. */
    void setAroundUpdates(Consumer<Runnable> around) {
        aroundUpdates = around;
    }

    /** Shows another account's conversations from the top, all of them. */
    public void showAccount(@Nullable AccountId account) {
        if (!started || !Objects.equals(account, filter.get().account())) {
            started = true;
            selected.set(null);
            show(new ListFilter(account, Tab.ALL, ""));
        }
    }

    /** Shows another tab; what is searched for stays. */
    public void showTab(Tab tab) {
        change(new ListFilter(filter.get().account(), tab, filter.get().search()));
    }

    /** Searches names and last messages; blank shows everything again. */
    public void search(String words) {
        change(new ListFilter(filter.get().account(), filter.get().tab(), words.strip()));
    }

    /** The words that are searched for; empty for none. */
    public String searched() {
        return filter.get().search();
    }

    /** Selects a conversation, in the list or not. */
    public void select(@Nullable ConversationId id) {
        selected.set(id);
    }

    /** Selects the row this far below the selected one, the first when none is, and stops at the ends. */
    public void move(int steps) {
        if (rows.isEmpty()) {
            return;
        }
        int from = indexOf(selected.get());
        int to = from < 0 ? 0 : Math.clamp(from + steps, 0, rows.size() - 1);
        select(rows.get(to).id());
    }

    /** Selects the row at this place, from 0; gives whether there is one. */
    public boolean selectAt(int index) {
        if (index < 0 || index >= rows.size()) {
            return false;
        }
        select(rows.get(index).id());
        return true;
    }

    /** Whether rows follow those loaded. */
    boolean hasMore() {
        return !loaded.complete();
    }

    /** Reads the next page if there is one. Cheap to repeat. */
    void more() {
        if (!loaded.complete() && !moreWanted) {
            moreWanted = true;
            pump();
        }
    }

    /** Time has passed: what is sorted or chosen by it is read again. */
    void timePassed() {
        if (filter.get().tab() == Tab.CLOSING) {
            reload(loaded.rows().size());
        }
    }

    int indexOf(@Nullable ConversationId id) {
        if (id != null) {
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).id().equals(id)) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }

    private void change(ListFilter wanted) {
        if (!wanted.equals(filter.get())) {
            show(wanted);
        }
    }

    private void show(ListFilter wanted) {
        filter.set(wanted);
        dirty.clear();
        moreWanted = false;
        reload(PAGE);
    }

    private void changed(Change change) {
        switch (change) {
            case Change.ConversationsChanged rowsChanged -> touch(rowsChanged.ids());
            case Change.Reset ignored when started -> reload(loaded.rows().size());
            default -> {
            }
        }
    }

    private void touch(Set<ConversationId> ids) {
        AccountId account = filter.get().account();
        ids.stream().filter(id -> account == null || account.equals(id.account())).forEach(dirty::add);
        if (!started || dirty.isEmpty()) {
            dirty.clear();
        } else if (stale || !filter.get().judgesAlone() || dirty.size() > MOST_BY_ID) {
            reload(loaded.rows().size());
        } else {
            pump();
        }
    }

    private void reload(int atLeast) {
        reloadLimit = Math.max(reloadLimit, Math.clamp(atLeast, PAGE, MOST_RELOADED));
        pump();
    }

    private void pump() {
        if (reading || closed) {
            return;
        }
        Supplier<Runnable> next = next();
        settled.set(next == null);
        if (next != null) {
            reading = true;
            bridge.load(() -> guarded(next), show -> {
                reading = false;
                if (!closed) {
                    show.run();
                    pump();
                }
            });
        }
    }

    /** The read that is most wanted, as a thing to do in the background that gives what to do on the toolkit's thread. */
    private @Nullable Supplier<Runnable> next() {
        ListFilter asked = filter.get();
        Instant now = clock.instant();
        if (reloadLimit > 0) {
            int limit = reloadLimit;
            reloadLimit = 0;
            dirty.clear();
            return () -> {
                List<ConversationRow> page = drawn(queries.page(asked.at(now), null, limit));
                return () -> showFresh(asked, page, limit);
            };
        }
        if (!dirty.isEmpty()) {
            List<ConversationId> ids = List.copyOf(dirty);
            dirty.clear();
            return () -> {
                List<ConversationRow> found = drawn(queries.byIds(ids));
                return () -> showChanged(asked, ids, found);
            };
        }
        ConversationRow end = loaded.end();
        if (moreWanted && end != null && !loaded.complete()) {
            return () -> {
                List<ConversationRow> page = drawn(queries.page(asked.at(now), end.conversation(), PAGE));
                return () -> showMore(asked, page);
            };
        }
        moreWanted = false;
        return null;
    }

    /** A failed read must not stop the ones after it. */
    private Runnable guarded(Supplier<Runnable> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            return () -> {
                stale = true;
                moreWanted = false;
                trouble.accept(e);
            };
        }
    }

    private void showFresh(ListFilter asked, List<ConversationRow> page, int limit) {
        if (asked.equals(filter.get())) {
            loaded = new LoadedRows(asked.order());
            loaded.append(page, limit);
            stale = false;
            update();
        }
    }

    private void showMore(ListFilter asked, List<ConversationRow> page) {
        moreWanted = false;
        if (asked.equals(filter.get())) {
            loaded.append(page, PAGE);
            update();
        }
    }

    private void showChanged(ListFilter asked, List<ConversationId> ids, List<ConversationRow> found) {
        if (asked.equals(filter.get())) {
            Instant now = clock.instant();
            loaded.merge(ids, found, row -> asked.holds(row, now), selected.get());
            update();
        }
    }

    /** Words are made here, in the background, once for each row read. */
    private static List<ConversationRow> drawn(List<Conversation> read) {
        return read.stream().map(ConversationRow::of).toList();
    }

    private void update() {
        aroundUpdates.accept(() -> KeyedDiff.apply(rows, loaded.rows(), ConversationRow::id));
    }
}
