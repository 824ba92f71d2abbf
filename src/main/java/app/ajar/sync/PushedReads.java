package app.ajar.sync;

import app.ajar.graph.GraphFailure;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import app.ajar.push.PushHint;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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
                if (!Puller.concernsOneThread(failure)) {
                    hinted.putBack(ask);
                }
            }
        }
    }
}
