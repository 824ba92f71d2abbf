package app.ajar.ui.templates;

import app.ajar.model.ConversationId;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.UserNotes.Reminded;
import app.ajar.templates.ReminderRule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Which conversations remind of themselves now. Worked out from what is stored, at each change and as time passes, so that
 * it is the same after a restart. Used from the toolkit's thread only.
 */
public final class Reminders implements AutoCloseable {

    /**
     * A reminder that is due.
     *
     * @param since when the first message came that nobody answered
     */
    record Due(Reminded conversation, Instant since) {}

    private final TemplateBook book;
    private final Runnable readAgain;
    private final ChangeFeed.Subscription feed;
    private final ReadOnlyObjectWrapper<Map<ConversationId, Due>> due = new ReadOnlyObjectWrapper<>(Map.of());
    private List<Reminded> all = List.of();

    public Reminders(TemplateBook book) {
        this.book = book;
        readAgain = book.bridge().coalesced(() -> book.database().notes().reminded(), this::show);
        feed = book.database().feed().subscribe(this::changed);
        book.clock().nowProperty().subscribe(now -> judge());
        readAgain.run();
    }

    /** On the store's thread. */
    private void changed(Change change) {
        boolean ours = switch (change) {
            case Change.TemplatesChanged _,Change.Reset _ -> true;
            // Starring, answering and writing all show in a row; the question is one short query.
            case Change.ConversationsChanged _,Change.OutboxChanged _ -> true;
            case Change.ThreadChanged _,Change.GapsChanged _,Change.AvatarChanged _,Change.AccountChanged _ -> false;
        };
        if (ours) {
            readAgain.run();
        }
    }

    private void show(List<Reminded> read) {
        all = read;
        judge();
    }

    private void judge() {
        Map<ConversationId, Due> now = new HashMap<>();
        for (Reminded each : all) {
            ReminderRule.due(each, book.clock().now()).ifPresent(since -> now.put(each.id(), new Due(each, since)));
        }
        if (!now.equals(due.get())) {
            due.set(Map.copyOf(now));
        }
    }

    ReadOnlyObjectProperty<Map<ConversationId, Due>> dueProperty() {
        return due.getReadOnlyProperty();
    }

    @Override
    public void close() {
        feed.close();
    }
}
