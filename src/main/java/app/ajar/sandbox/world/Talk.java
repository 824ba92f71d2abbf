package app.ajar.sandbox.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The thread with one person. What happened before the start is worked out when asked for, so that a million messages
 * cost no memory; what happens later is kept. Not safe for threads: {@link World} guards it.
 */
public final class Talk {

    /** The API details this many of a thread's newest messages and no more. */
    public static final int DETAILED = 20;

    private final int number;
    private final String id;
    private final String personId;
    private final int writtenBefore;
    private final IntFunction<Item> before;
    private final List<Item> since = new ArrayList<>();
    private final Map<Integer, Item> changed = new HashMap<>();
    private final NavigableSet<Integer> unsent = new TreeSet<>();
    private Instant updatedAt;

    /**
     * @param number the person's number in the world
     * @param id the thread's opaque id
     * @param personId the other side
     * @param writtenBefore how many messages there are at the start, at least 1
     * @param before gives the message at an index below that, always the same
     */
    public Talk(int number, String id, String personId, int writtenBefore, IntFunction<Item> before) {
        this.number = number;
        this.id = id;
        this.personId = personId;
        this.writtenBefore = writtenBefore;
        this.before = before;
        this.updatedAt = before.apply(writtenBefore - 1).sentAt();
    }

    /** The person's number in the world. */
    public int number() {
        return number;
    }

    /** The opaque id. */
    public String id() {
        return id;
    }

    /** The other side. */
    public String personId() {
        return personId;
    }

    /** When the last message was sent; reactions and unsends do not move it. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** How many messages were ever written, with those unsent. */
    public int written() {
        return writtenBefore + since.size();
    }

    /** How many messages can be seen. */
    public int visible() {
        return written() - unsent.size();
    }

    /** The message at this index, if it was written and not unsent. */
    public Optional<Item> item(int index) {
        if (index < 0 || index >= written() || unsent.contains(index)) {
            return Optional.empty();
        }
        return Optional.of(at(index));
    }

    /** How many newer messages can be seen; 0 for the newest. */
    public int newerThan(int index) {
        return written() - 1 - index - unsent.tailSet(index, false).size();
    }

    /** Up to {@code limit} messages older than the given index, newest first. */
    public List<Item> page(int olderThan, int limit) {
        List<Item> page = new ArrayList<>(Math.min(limit, 128));
        for (int i = Math.min(olderThan, written()) - 1; i >= 0 && page.size() < limit; i--) {
            if (!unsent.contains(i)) {
                page.add(at(i));
            }
        }
        return page;
    }

    /** When the person last wrote; an unsend does not take that back. */
    public @Nullable Instant lastInboundAt() {
        for (int i = written() - 1; i >= 0; i--) {
            Item item = at(i);
            if (!item.ours()) {
                return item.sentAt();
            }
        }
        return null;
    }

    Item append(Instant sentAt, boolean ours, String text, Item.Extra extra, @Nullable Integer replyTo) {
        Item item = new Item(written(), sentAt, ours, text, extra, List.of(), replyTo);
        since.add(item);
        if (sentAt.isAfter(updatedAt)) {
            updatedAt = sentAt;
        }
        return item;
    }

    void react(int index, boolean byUs, @Nullable String emoji) {
        changed.put(index, at(index).withReaction(byUs, emoji));
    }

    void edit(int index, String words) {
        changed.put(index, at(index).withText(words));
    }

    void unsend(int index) {
        unsent.add(index);
    }

    private Item at(int index) {
        Item other = changed.get(index);
        if (other != null) {
            return other;
        }
        return index < writtenBefore ? before.apply(index) : since.get(index - writtenBefore);
    }
}
