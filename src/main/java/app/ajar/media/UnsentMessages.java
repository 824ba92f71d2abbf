package app.ajar.media;

import app.ajar.graph.GraphClient;
import app.ajar.graph.GraphClient.MessagePage;
import app.ajar.graph.GraphFailure;
import app.ajar.graph.GraphResult;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds messages that were taken back, and removes words and files at once. Meta has no word for it when asked: such a
 * message is missing from among its neighbours, and by itself is answered with 9000001, which alone proves nothing
 * because older ones get it too. Both together are taken for it.
 */
public final class UnsentMessages {

    /** A message may be missing for a moment from one of Meta's servers after it was sent. */
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final int MOST_ASKED = 3;
    private static final int MOST_REMEMBERED = 1_000;

    private final MediaFiles files;
    private final Database database;
    private final Clock clock;
    /** Missing, and yet there when asked for: not asked again. */
    private final Set<MessageId> there = ConcurrentHashMap.newKeySet();

    public UnsentMessages(MediaFiles files, Database database, Clock clock) {
        this.files = files;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Looks at the newest messages of a thread as just read, without a gap.
     *
     * @param page every message between its oldest and its newest detailed one
     */
    public void compare(ConversationId conversation, MessagePage page, GraphClient graph) {
        if (!page.unreadable().isEmpty()) {
            return;
        }
        Set<MessageId> given = page.detailed().stream().map(Message::id).collect(Collectors.toSet());
        Instant settled = clock.instant().minus(SETTLED);
        List<Message> missing = shouldBeThere(conversation, page).stream()
                .filter(message -> message.kind() != Message.Kind.UNSENT && !given.contains(message.id()))
                .filter(message -> message.sentAt().isBefore(settled) && !there.contains(message.id()))
                .limit(MOST_ASKED).toList();
        for (Message message : missing) {
            ask(message, graph);
        }
    }

    /**
     * What is stored of the span that the page covers, or nothing where that is as much as was given. A short page without
     * more behind it covers the whole conversation; but only where no more than 20 are stored, or those that merely fell
     * out would be taken for unsent.
     */
    private List<Message> shouldBeThere(ConversationId conversation, MessagePage page) {
        boolean wholeThread = page.after() == null && page.bare() == 0 && page.detailed().size() < Message.DETAILED;
        if (wholeThread && database.threads().numberAfter(conversation, Instant.EPOCH) <= Message.DETAILED) {
            return unlessAllGiven(conversation, page, Instant.EPOCH);
        }
        return page.detailed().stream().map(Message::sentAt).min(Instant::compareTo)
                .map(oldest -> unlessAllGiven(conversation, page, oldest)).orElse(List.of());
    }

    private List<Message> unlessAllGiven(ConversationId conversation, MessagePage page, Instant after) {
        long given = page.detailed().stream().filter(message -> message.sentAt().isAfter(after)).map(Message::id)
                .distinct().count();
        return database.threads().numberAfter(conversation, after) == given
                ? List.of()
                : database.threads().messagesAfter(conversation, after,
                        2 * Math.max(page.detailed().size(), Message.DETAILED));
    }

    private void ask(Message message, GraphClient graph) {
        switch (graph.message(message.conversation(), message.id(), 0)) {
            case GraphResult.Failed<Message>(GraphFailure.NotDetailed(String code)) when code != null ->
                database.media().unsend(message.conversation(), message.id()).forEach(files::delete);
            case GraphResult.Ok<Message> _ -> {
                if (there.size() > MOST_REMEMBERED) {
                    there.clear();
                }
                there.add(message.id());
            }
            case GraphResult.Failed<Message> _ -> {
                // Nothing is known; the next read asks again.
            }
        }
    }
}
