package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import app.ajar.push.PushHint;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What pushes of one account make to be read: finds their conversations, and checks that the reads brought them. */
final class PushedReads {

    private final AccountId account;
    private final Database database;
    private final Clock clock;
    private final Hinted hinted = new Hinted();

    PushedReads(AccountId account, Database database, Clock clock) {
        this.account = account;
        this.database = database;
        this.clock = clock;
    }

    /** A push came. @return false when it names no conversation that is known, so that the list is to be read */
    boolean add(PushHint hint) {
        String told = hint instanceof PushHint.Written written ? written.message() : null;
        return about(hint.about()).filter(
                conversation -> hinted.add(conversation, told == null ? null : new MessageId(told), clock.instant()))
                .isPresent();
    }

    private Optional<ConversationId> about(PushHint.About about) {
        if (about.conversation() != null) {
            ConversationId named = new ConversationId(account, about.conversation());
            if (database.conversations().find(named).isPresent()) {
                return Optional.of(named);
            }
        }
        return about.person() == null
                ? Optional.empty()
                : database.threads().with(new ParticipantId(account, about.person())).stream().findFirst();
    }

    /** Takes what is to be read now. */
    Optional<Hinted.Ask> next() {
        return hinted.next(clock.instant());
    }

    /** The earlier of this moment and when something is to be read. */
    Instant before(Instant next) {
        return hinted.nextAt().filter(next::isAfter).orElse(next);
    }

    /** It was tried to read; what could not be read now is not forgotten. */
    void tried(Hinted.Ask ask, Puller.Step step) {
        switch (step) {
            case Puller.Step.Read _ -> {
                Set<MessageId> missing = new HashSet<>(ask.expected());
                missing.removeAll(database.threads().some(ask.conversation(), ask.expected()).keySet());
                if (!missing.isEmpty()) {
                    hinted.missed(ask, missing, clock.instant());
                }
            }
            case Puller.Step.Failed(GraphFailure failure) -> {
                if (!failure.concernsOneThread()) {
                    hinted.putBack(ask);
                }
            }
        }
    }

    /**
     * The conversations that pushes told of and that were not read since, in the order of their first push. A conversation is
     * read once for however many pushes about it. When the API does not show yet what a push told of, it is read again a
     * little later, and then left to the polls. Thread-safe.
     */
    static final class Hinted {

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
}
