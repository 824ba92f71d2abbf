package app.ajar.ui.thread;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.Gaps.Gap;
import app.ajar.store.ThreadEntry;
import app.ajar.store.UserNotes;
import app.ajar.ui.kit.FxBridge;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the pane shows of one conversation: its row, the rows of the timeline, and how many came unseen. Knows no nodes.
 * Used from the toolkit's thread; it reads in the background and listens to the change feed for its conversation alone.
 */
final class ThreadViewModel implements AutoCloseable {

    private final Database database;
    private final FxBridge bridge;
    private final Supplier<Instant> now;
    private final TimelineRows rowsOf;
    private final ReadOnlyObjectWrapper<@Nullable Conversation> conversation = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<TimelineRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);
    private final ReadOnlyIntegerWrapper unseen = new ReadOnlyIntegerWrapper();
    private final Runnable readAgain;
    private final Runnable readConversation;
    private final Runnable readGaps;
    private final ChangeFeed.Subscription subscription;
    /** Written on the toolkit's thread, read by the feed's and the readers'. */
    private volatile @Nullable ThreadWindow window;
    private volatile @Nullable ConversationId opened;
    private volatile @Nullable ParticipantId person;
    private TimelineRow.@Nullable Outlook outlook;
    private boolean atBottom = true;
    private boolean paging;
    private List<Gap> gaps = List.of();

    /** What there is to show. */
    enum State {
        NOTHING, LOADING, SHOWN, FAILED
    }

    ThreadViewModel(Database database, FxBridge bridge, Supplier<Instant> now, TimelineRows rowsOf) {
        this.database = database;
        this.bridge = bridge;
        this.now = now;
        this.rowsOf = rowsOf;
        readAgain = bridge.coalesced(() -> step(current -> current.again(database.threads())),
                this::shownAgain);
        readConversation = bridge.coalesced(this::findConversation, this::showConversation);
        readGaps = bridge.coalesced(() -> new Found(opened, gapsOf(opened)), this::showGaps);
        subscription = database.feed().subscribe(this::changed);
    }

    /** The stretch that was on screen when a read began, and what it has become. */
    private record Step(@Nullable ThreadWindow from, @Nullable ThreadWindow to) {}

    private Step step(UnaryOperator<ThreadWindow> read) {
        ThreadWindow from = window;
        return new Step(from, from == null ? null : read.apply(from).with(database));
    }

    /** All that opening a conversation reads. */
    record Opened(ThreadWindow window, List<Gap> gaps, Optional<Conversation> conversation, UserNotes.Draft draft) {}

    ReadOnlyObjectProperty<@Nullable Conversation> conversationProperty() {
        return conversation.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<TimelineRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Messages of the person that came while the reader was not at the bottom. */
    ReadOnlyIntegerProperty unseenProperty() {
        return unseen.getReadOnlyProperty();
    }

    @Nullable
    ConversationId opened() {
        return opened;
    }

    boolean hasOlder() {
        ThreadWindow current = window;
        return current != null && current.older();
    }

    boolean hasNewer() {
        ThreadWindow current = window;
        return current != null && current.newer();
    }

    /** Shows another conversation; what is on screen stays until it is read. The draft is handed over with it. */
    void open(@Nullable ConversationId id, Consumer<UserNotes.Draft> draft) {
        opened = id;
        unseen.set(0);
        if (id == null) {
            window = null;
            show(null);
            rows.set(List.of());
            state.set(State.NOTHING);
            return;
        }
        state.set(State.LOADING);
        bridge.load(() -> read(id), result -> {
            if (!id.equals(opened)) {
                return;
            }
            if (result.isEmpty()) {
                window = null;
                rows.set(List.of());
                state.set(State.FAILED);
                return;
            }
            Opened all = result.get();
            window = all.window();
            gaps = all.gaps();
            atBottom = true;
            show(all.conversation().orElse(null));
            state.set(State.SHOWN);
            publish();
            draft.accept(all.draft());
        });
    }

    private Optional<Opened> read(ConversationId id) {
        try {
            return Optional.of(new Opened(ThreadWindow.newest(database.threads(), id).with(database), gapsOf(id),
                    database.conversations().find(id), database.notes().wholeDraft(id)));
        } catch (RuntimeException e) {
            bridge.run(() -> {
                throw e;
            });
            return Optional.empty();
        }
    }

    /** The reader came to the bottom, or left it. */
    void setAtBottom(boolean bottom) {
        atBottom = bottom;
        if (bottom && !hasNewer()) {
            unseen.set(0);
        }
    }

    void loadOlder() {
        if (hasOlder()) {
            page(current -> current.withOlder(database.threads()));
        }
    }

    void loadNewer() {
        if (hasNewer()) {
            page(current -> current.withNewer(database.threads()));
        }
    }

    /**
     * Brings a message onto the screen, wherever it stands in the conversation.
     *
     * @param found is given the key of its row, empty when it is not stored
     */
    void find(MessageId message, Consumer<Optional<String>> found) {
        ThreadWindow current = window;
        if (current == null) {
            return;
        }
        Optional<String> here = current.keyOf(message);
        if (here.isPresent()) {
            found.accept(here);
            return;
        }
        bridge.load(() -> ThreadWindow.around(database.threads(), current.id(), message)
                .map(stretch -> stretch.with(database)), stretch -> {
                    if (current.id().equals(opened)) {
                        stretch.ifPresent(there -> {
                            window = there;
                            publish();
                        });
                        found.accept(stretch.flatMap(there -> there.keyOf(message)));
                    }
                });
    }

    /** Goes to the newest messages, whatever is on screen. */
    void jumpToNewest() {
        unseen.set(0);
        if (hasNewer()) {
            page(current -> ThreadWindow.newest(database.threads(), current.id()));
        }
    }

    private void page(UnaryOperator<ThreadWindow> read) {
        if (paging) {
            return;
        }
        paging = true;
        bridge.load(() -> {
            try {
                return step(read);
            } catch (RuntimeException e) {
                bridge.onToolkit(() -> paging = false);
                throw e;
            }
        }, step -> {
            paging = false;
            if (!accept(step)) {
                page(read);
            }
        });
    }

    private void shownAgain(Step step) {
        if (!accept(step)) {
            readAgain.run();
        }
    }

    /** Takes a read stretch over, unless the screen has moved on since the read began. */
    private boolean accept(Step step) {
        ThreadWindow from = step.from();
        ThreadWindow to = step.to();
        ThreadWindow current = window;
        if (from == null || to == null || current == null || !from.id().equals(current.id())) {
            return true;
        }
        if (!from.equals(current)) {
            return false;
        }
        if (!atBottom) {
            unseen.set(unseen.get() + arrived(from, to));
        }
        window = to;
        if (!to.equals(from)) {
            publish();
        }
        return true;
    }

    private static int arrived(ThreadWindow from, ThreadWindow to) {
        if (from.newer() || to.newer() || from.entries().isEmpty()) {
            return 0;
        }
        Set<String> known = from.entries().stream().map(ThreadEntry::key).collect(Collectors.toSet());
        Instant last = from.entries().getLast().at();
        return (int) to.entries().stream().filter(entry -> !known.contains(entry.key()))
                .filter(entry -> !entry.at().isBefore(last) && !TimelineRows.outbound(entry)).count();
    }

    /** Words its days and times anew, because the day or the time zone may have changed. */
    void publish() {
        ThreadWindow current = window;
        if (current != null) {
            TimelineRows.Gaps gapRows = new TimelineRows.Gaps(rowsOf.zone(), rowsOf.locale());
            rows.set(gapRows.between(rowsOf.of(current, personName(), now.get(), outlook), gaps, current.older(),
                    now.get()));
        }
    }

    /** What replies that are not sent have to expect, from now on. */
    void setOutlook(TimelineRow.Outlook next) {
        if (!next.equals(outlook)) {
            outlook = next;
            publish();
        }
    }

    /** What is missing of one conversation. */
    private record Found(@Nullable ConversationId id, List<Gap> gaps) {}

    private List<Gap> gapsOf(@Nullable ConversationId id) {
        return id == null ? List.of() : database.gaps().of(id);
    }

    private void showGaps(Found found) {
        if (Objects.equals(found.id(), opened) && !found.gaps().equals(gaps)) {
            gaps = found.gaps();
            publish();
        }
    }

    private Optional<Conversation> findConversation() {
        ConversationId id = opened;
        return id == null ? Optional.empty() : database.conversations().find(id);
    }

    private void showConversation(Optional<Conversation> found) {
        found.filter(row -> row.id().equals(opened) && state.get() == State.SHOWN).ifPresent(row -> {
            if (!Objects.equals(conversation.get(), row)) {
                show(row);
            }
        });
    }

    private void show(@Nullable Conversation row) {
        person = row == null ? null : row.person().id();
        String before = personName();
        conversation.set(row);
        if (!before.equals(personName()) && state.get() == State.SHOWN) {
            // Quotes name the person.
            publish();
        }
    }

    private String personName() {
        Conversation row = conversation.get();
        return row == null ? "" : row.person().displayName();
    }

    private void changed(Change change) {
        ConversationId id = opened;
        if (id == null) {
            return;
        }
        switch (change) {
            case Change.ThreadChanged thread when thread.id().equals(id) -> readAgain.run();
            case Change.GapsChanged gaps when gaps.id().equals(id) -> readGaps.run();
            case Change.OutboxChanged outbox when outbox.id().equals(id) -> readAgain.run();
            case Change.ConversationsChanged list when list.ids().contains(id) -> readConversation.run();
            case Change.AvatarChanged avatar when avatar.id().equals(person) -> readConversation.run();
            case Change.Reset ignored -> {
                readAgain.run();
                readConversation.run();
                readGaps.run();
            }
            default -> {
                // Another conversation's, or nothing this pane shows.
            }
        }
    }

    @Override
    public void close() {
        subscription.close();
        opened = null;
    }
}
