package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.store.Database;
import app.ajar.store.ThreadEntry;
import app.ajar.store.ThreadQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The stretch of one conversation that is on screen: bounded, so that a conversation of any length costs the same. Reads
 * return the next stretch and change nothing; each costs one query.
 *
 * @param entries oldest first, at most {@link #MOST}
 * @param older whether there may be more before them
 * @param newer whether there may be more after them
 * @param beside what is told beside them; {@link #with} reads it
 */
record ThreadWindow(ConversationId id, List<ThreadEntry> entries, boolean older, boolean newer, Beside beside) {

    /** Read when a conversation opens: more than a tall window shows. */
    static final int FIRST = 40;
    /** Read at each end while scrolling: as much as can be built within one frame. */
    static final int PAGE = 20;
    /** What is kept at once; the far side is dropped beyond. Day chips come on top. */
    static final int MOST = 130;

    ThreadWindow {
        entries = List.copyOf(entries);
    }

    private ThreadWindow(ConversationId id, List<ThreadEntry> entries, boolean older, boolean newer) {
        this(id, entries, older, newer, Beside.NOTHING);
    }

    /** The same with what is told beside it, as it is stored now. */
    ThreadWindow with(Database database) {
        return new ThreadWindow(id, entries, older, newer, Beside.of(database, id, entries));
    }

    /** The stretch around one message; empty when it is not stored. */
    static Optional<ThreadWindow> around(ThreadQueries queries, ConversationId id, MessageId message) {
        return queries.some(id, Set.of(message)).values().stream().findFirst().map(entry -> {
            List<ThreadEntry> before = queries.before(id, entry, PAGE);
            List<ThreadEntry> after = queries.after(id, entry, PAGE);
            return new ThreadWindow(id, joined(joined(before, List.of(entry)), after), before.size() == PAGE,
                    after.size() == PAGE);
        });
    }

    /** The key of a message's entry, empty when it is not in this stretch. */
    Optional<String> keyOf(MessageId message) {
        return entries.stream().filter(entry -> entry instanceof ThreadEntry.Stored stored
                && stored.message().id().equals(message)).map(ThreadEntry::key).findFirst();
    }

    static ThreadWindow newest(ThreadQueries queries, ConversationId id) {
        List<ThreadEntry> entries = queries.newest(id, FIRST);
        return new ThreadWindow(id, entries, entries.size() == FIRST, false);
    }

    ThreadWindow withOlder(ThreadQueries queries) {
        if (entries.isEmpty()) {
            return newest(queries, id);
        }
        List<ThreadEntry> before = queries.before(id, entries.getFirst(), PAGE);
        List<ThreadEntry> all = joined(before, entries);
        boolean tooMany = all.size() > MOST;
        return new ThreadWindow(id, tooMany ? all.subList(0, MOST) : all, before.size() == PAGE, newer || tooMany);
    }

    ThreadWindow withNewer(ThreadQueries queries) {
        if (entries.isEmpty()) {
            return newest(queries, id);
        }
        List<ThreadEntry> after = queries.after(id, entries.getLast(), PAGE);
        List<ThreadEntry> all = joined(entries, after);
        int surplus = Math.max(0, all.size() - MOST);
        return new ThreadWindow(id, all.subList(surplus, all.size()), older || surplus > 0, after.size() == PAGE);
    }

    /** The same stretch as it is stored now, with what was added at its end if it reaches the newest. */
    ThreadWindow again(ThreadQueries queries) {
        if (entries.isEmpty()) {
            return newest(queries, id);
        }
        ThreadEntry first = entries.getFirst();
        if (newer) {
            // The first entry stays as it was read: no query names both ends.
            List<ThreadEntry> rest = queries.after(id, first, entries.size() - 1);
            return new ThreadWindow(id, joined(List.of(first), rest), older, true);
        }
        List<ThreadEntry> all = queries.from(id, first, MOST);
        return new ThreadWindow(id, all, older || all.size() == MOST, false);
    }

    private static List<ThreadEntry> joined(List<ThreadEntry> one, List<ThreadEntry> two) {
        List<ThreadEntry> all = new ArrayList<>(one);
        all.addAll(two);
        return all;
    }
}
