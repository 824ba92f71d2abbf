package app.ajar.ui.inbox;

import app.ajar.model.ConversationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The part of the list that was read so far, in the store's order. Pages grow it at its end, changed rows move within it.
 * The end is kept as the store gave it: the last row may move away, the place up to which all is known does not.
 */
final class LoadedRows {

    private final Comparator<ConversationRow> order;
    private final List<ConversationRow> rows = new ArrayList<>();
    private @Nullable ConversationRow end;
    private boolean complete;

    LoadedRows(Comparator<ConversationRow> order) {
        this.order = order;
    }

    /** What is known, in order; changes with the next call. */
    List<ConversationRow> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** Up to where all is known; null before the first page. */
    @Nullable
    ConversationRow end() {
        return end;
    }

    /** Whether nothing follows. */
    boolean complete() {
        return complete;
    }

    /** A page that follows the end; a shorter one than asked for is the last. */
    void append(List<ConversationRow> page, int asked) {
        Set<ConversationId> known = new HashSet<>();
        rows.forEach(row -> known.add(row.id()));
        page.stream().filter(row -> known.add(row.id())).forEach(rows::add);
        if (!page.isEmpty()) {
            end = page.getLast();
        }
        complete = page.size() < asked;
    }

    /**
     * Puts changed rows in their places.
     *
     * @param asked ids that were read again; those without a row are gone
     * @param holds whether a row belongs to the list
     * @param keep stays even when it no longer belongs, because the user is looking at it
     */
    void merge(Collection<ConversationId> asked, List<ConversationRow> found, Predicate<ConversationRow> holds,
            @Nullable ConversationId keep) {
        Map<ConversationId, ConversationRow> fresh = new HashMap<>();
        found.forEach(row -> fresh.put(row.id(), row));
        Set<ConversationId> changed = new HashSet<>(asked);
        Set<ConversationId> placed = new HashSet<>();
        rows.replaceAll(old -> {
            ConversationRow row = fresh.get(old.id());
            // In place when its order stands, so that rows of one second do not trade places.
            if (row != null && order.compare(old, row) == 0 && stays(row, holds, keep)) {
                placed.add(row.id());
                return row;
            }
            return old;
        });
        Set<ConversationId> before = new HashSet<>();
        rows.removeIf(old -> {
            boolean moved = changed.contains(old.id()) && !placed.contains(old.id());
            if (moved) {
                before.add(old.id());
            }
            return moved || !stays(old, holds, keep);
        });
        for (ConversationRow row : fresh.values()) {
            boolean kept = row.id().equals(keep) && before.contains(row.id());
            if (!placed.contains(row.id()) && (kept || (holds.test(row) && withinEnd(row)))) {
                rows.add(placeOf(row), row);
            }
        }
    }

    private static boolean stays(ConversationRow row, Predicate<ConversationRow> holds, @Nullable ConversationId keep) {
        return row.id().equals(keep) || holds.test(row);
    }

    private boolean withinEnd(ConversationRow row) {
        return complete || end == null || order.compare(row, end) <= 0;
    }

    /** Before the first row that is not ahead of it. */
    private int placeOf(ConversationRow row) {
        int place = Collections.binarySearch(rows, row, order);
        if (place < 0) {
            return -place - 1;
        }
        while (place > 0 && order.compare(rows.get(place - 1), row) == 0) {
            place--;
        }
        return place;
    }
}
