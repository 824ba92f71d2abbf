package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The conversations that pushes told of and that were not read since, in the order of their first push. A conversation is
 * read once for however many pushes about it. When the API does not show yet what a push told of, it is read again a
 * little later, and then left to the polls. Thread-safe.
 */
final class Hinted {

    /** A flood of pushes is not followed one by one: the list, read from its head, finds the rest. */
    static final int MOST = 200;
    private static final int MOST_EXPECTED = 50;

    /** After a read that did not bring what was told of. */
    private static final List<Duration> AGAIN = List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));

    private final Map<ConversationId, Ask> waiting = new LinkedHashMap<>();

    /**
     * A conversation to read.
     *
     * @param expected messages that pushes told of
     * @param misses how often it was read without them
     */
    record Ask(ConversationId conversation, Set<MessageId> expected, int misses, Instant due) {}

    /** A push told of this conversation. @return false when there are too many, so that the list is to be read */
    synchronized boolean add(ConversationId conversation, @Nullable MessageId expected, Instant now) {
        Ask known = waiting.get(conversation);
        if (known == null && waiting.size() >= MOST) {
            return false;
        }
        Set<MessageId> all = new HashSet<>(known == null ? Set.of() : known.expected);
        if (expected != null && all.size() < MOST_EXPECTED) {
            all.add(expected);
        }
        waiting.put(conversation, new Ask(conversation, all, 0, now));
        return true;
    }

    /** Takes the first that is due. */
    synchronized Optional<Ask> next(Instant now) {
        Optional<Ask> due = waiting.values().stream().filter(ask -> !ask.due.isAfter(now)).findFirst();
        due.ifPresent(ask -> waiting.remove(ask.conversation));
        return due;
    }

    /** When the next is due; empty when none waits. */
    synchronized Optional<Instant> nextAt() {
        return waiting.values().stream().map(Ask::due).min(Instant::compareTo);
    }

    /** It could not be read; it is due again, unless a new push of it waits already. */
    synchronized void putBack(Ask ask) {
        waiting.putIfAbsent(ask.conversation, ask);
    }

    /** It was read, and these of the expected messages were not there. */
    synchronized void missed(Ask ask, Set<MessageId> missing, Instant now) {
        if (ask.misses < AGAIN.size()) {
            waiting.putIfAbsent(ask.conversation,
                    new Ask(ask.conversation, missing, ask.misses + 1, now.plus(AGAIN.get(ask.misses))));
        }
    }
}
