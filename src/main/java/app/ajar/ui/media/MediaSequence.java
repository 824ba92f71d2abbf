package app.ajar.ui.media;

import app.ajar.model.Message;
import app.ajar.store.ChangeFeed;
import app.ajar.store.ChangeFeed.Change;
import app.ajar.store.Database;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.store.ThreadQueries.MediaPage;
import app.ajar.ui.kit.FxBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The pictures and videos of one conversation as the viewer walks through them, from any of them on, reading more at
 * both ends as it comes near. Used from the toolkit's thread.
 */
final class MediaSequence implements AutoCloseable {

    private static final int PAGE = 30;
    /** So near an end more is read. */
    private static final int NEAR = 4;

    private final Database database;
    private final FxBridge bridge;
    private final ReadOnlyObjectWrapper<@Nullable MediaItem> current = new ReadOnlyObjectWrapper<>();
    private final ChangeFeed.Subscription subscription;
    private List<MediaItem> items = List.of();
    private int at;
    private boolean older;
    private boolean newer;
    private boolean reading;
    /** How far it was read to either side. */
    private @Nullable MediaItem oldest;
    private @Nullable MediaItem newest;
    /** What was asked for before the present beginning is of no use any more. */
    private int generation;
    private final Runnable onGrown;

    /** @param onGrown told when more is known to the sides */
    MediaSequence(Database database, FxBridge bridge, Runnable onGrown) {
        this.database = database;
        this.onGrown = onGrown;
        this.bridge = bridge;
        subscription = database.feed().subscribe(change -> bridge.onToolkit(() -> changed(change)));
    }

    /** What is looked at; null for nothing. */
    ReadOnlyObjectProperty<@Nullable MediaItem> currentProperty() {
        return current.getReadOnlyProperty();
    }

    /** Begins at this one. */
    void open(MediaItem item) {
        items = new ArrayList<>(siblings(item));
        at = Math.max(0, indexOf(item));
        older = true;
        newer = true;
        oldest = item;
        newest = item;
        generation++;
        reading = false;
        current.set(items.isEmpty() ? item : items.get(at));
        readOn();
    }

    void stop() {
        items = List.of();
        at = 0;
        generation++;
        current.set(null);
    }

    boolean hasOlder() {
        return at < items.size() - 1;
    }

    boolean hasNewer() {
        return at > 0;
    }

    void toOlder() {
        move(1);
    }

    void toNewer() {
        move(-1);
    }

    /** The one beside, if it is known. */
    Optional<MediaItem> beside(int steps) {
        int index = at + steps;
        return index >= 0 && index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }

    private void move(int steps) {
        if (at + steps >= 0 && at + steps < items.size()) {
            at += steps;
            current.set(items.get(at));
            readOn();
        }
    }

    private static List<MediaItem> siblings(MediaItem item) {
        return item.message().attachments().stream()
                .map(attachment -> new MediaItem(item.message(), item.order(), attachment)).filter(Visual::seen)
                .toList();
    }

    private int indexOf(MediaItem item) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).key().equals(item.key())) {
                return i;
            }
        }
        return -1;
    }

    private void readOn() {
        if (reading || items.isEmpty()) {
            return;
        }
        if (older && at >= items.size() - NEAR) {
            read(Objects.requireNonNull(oldest), false);
        } else if (newer && at < NEAR) {
            read(Objects.requireNonNull(newest), true);
        }
    }

    private void read(MediaItem end, boolean forwards) {
        reading = true;
        int asked = generation;
        bridge.load(() -> {
            try {
                return forwards
                        ? database.threads().mediaAfter(end.message().conversation(), end, PAGE)
                        : database.threads().mediaBefore(end.message().conversation(), end, PAGE);
            } catch (RuntimeException e) {
                bridge.onToolkit(() -> reading = false);
                throw e;
            }
        }, page -> {
            if (asked == generation) {
                reading = false;
                take(page, forwards);
                readOn();
            }
        });
    }

    private void take(MediaPage page, boolean forwards) {
        List<MediaItem> seen = page.items().stream().filter(Visual::seen).toList();
        List<MediaItem> all = new ArrayList<>(forwards ? seen : items);
        all.addAll(forwards ? items : seen);
        items = all;
        boolean more = page.more() && !page.items().isEmpty();
        if (forwards) {
            at += seen.size();
            newer = more;
            newest = page.items().isEmpty() ? newest : page.items().getFirst();
        } else {
            older = more;
            oldest = page.items().isEmpty() ? oldest : page.items().getLast();
        }
        onGrown.run();
    }

    private void changed(Change change) {
        MediaItem now = current.get();
        if (now != null && change instanceof Change.ThreadChanged thread
                && thread.id().equals(now.message().conversation())) {
            bridge.load(() -> database.threads().message(thread.id(), now.message().id()),
                    found -> found.ifPresent(message -> replace(now, message)));
        }
    }

    private void replace(MediaItem old, Message message) {
        items = new ArrayList<>(items.stream().map(item -> item.order() != old.order()
                ? item
                : message.attachments().stream()
                        .filter(attachment -> attachment.position() == item.attachment().position())
                        .findFirst().map(attachment -> new MediaItem(message, item.order(), attachment)).orElse(item))
                .toList());
        MediaItem now = current.get();
        if (now != null && !items.isEmpty() && !items.get(at).equals(now)) {
            current.set(items.get(at));
        }
    }

    @Override
    public void close() {
        subscription.close();
        stop();
    }
}
