package app.ajar.cli;

import app.ajar.cli.CommandFailure.Exit;
import app.ajar.model.Conversation;
import app.ajar.model.Message;
import app.ajar.store.ConversationFilter;
import app.ajar.text.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ajar search}: all stored messages and people that hold every word given, newest first. Reads from the newest
 * conversation on and ends as soon as nothing newer can follow; rare words therefore read everything once.
 */
@Command(description = "Finds messages and people by words, newest first.")
final class SearchCommand implements Callable<Integer> {

    private static final int PAGE = 200;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private final AjarCommand ajar;

    @Parameters(paramLabel = "WORDS", arity = "1..*", description = "Every one must be there; case and accents do not matter.")
    private List<String> words = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (50).")
    private int limit = 50;

    SearchCommand(AjarCommand ajar) {
        this.ajar = ajar;
    }

    /** One match; without a message it is the person who matched. */
    private record Match(Conversation conversation, @Nullable Message message, Instant at) {}

    @Override
    public Integer call() {
        AjarCommand.positive("--limit", limit);
        List<String> wanted = words.stream().flatMap(word -> SPACE.splitAsStream(ConversationFilter.plain(word)))
                .filter(word -> !word.isEmpty()).toList();
        if (wanted.isEmpty()) {
            throw CommandFailure.of(Exit.USAGE, "cli.search.blank");
        }
        try (OpenedFolder folder = ajar.openFolder()) {
            List<Match> matches = search(folder, wanted);
            Answer answer = new Answer().fact("matches", matches.stream().map(match -> facts(match).facts()).toList());
            if (matches.isEmpty()) {
                answer.line(Texts.get("cli.search.none"));
            }
            matches.forEach(match -> describe(answer, match));
            ajar.print(answer);
            return Exit.DONE.status();
        }
    }

    private List<Match> search(OpenedFolder folder, List<String> wanted) {
        PriorityQueue<Match> best = new PriorityQueue<>(Comparator.comparing(Match::at));
        ConversationFilter all = new ConversationFilter(null, ConversationFilter.Tab.ALL, null,
                ajar.surroundings().clock().instant());
        List<Conversation> page = folder.database().conversations().page(all, null, PAGE);
        while (!page.isEmpty()) {
            for (Conversation conversation : page) {
                if (best.size() == limit && conversation.lastMessageAt().isBefore(best.element().at())) {
                    return newestFirst(best);
                }
                look(folder, conversation, wanted, best);
            }
            page = folder.database().conversations().page(all, page.getLast(), PAGE);
        }
        return newestFirst(best);
    }

    private void look(OpenedFolder folder, Conversation conversation, List<String> wanted, PriorityQueue<Match> best) {
        if (holds(conversation.person().name() + " " + conversation.person().username(), wanted)) {
            keep(best, new Match(conversation, null, conversation.lastMessageAt()));
        }
        folder.database().threads().forEachMessage(conversation.id(), message -> {
            String text = message.text();
            if (text != null && holds(text, wanted)) {
                keep(best, new Match(conversation, message, message.sentAt()));
            }
        });
    }

    private void keep(PriorityQueue<Match> best, Match match) {
        best.add(match);
        if (best.size() > limit) {
            best.remove();
        }
    }

    private static List<Match> newestFirst(PriorityQueue<Match> best) {
        List<Match> sorted = new ArrayList<>(best);
        sorted.sort(Comparator.comparing(Match::at).reversed());
        return sorted;
    }

    private static boolean holds(String text, List<String> wanted) {
        String plain = ConversationFilter.plain(text);
        return wanted.stream().allMatch(plain::contains);
    }

    private static Answer facts(Match match) {
        Message message = match.message();
        return new Answer()
                .fact("kind", message == null ? "PERSON" : "MESSAGE")
                .fact("conversation_id", match.conversation().id().value())
                .fact("account_id", match.conversation().id().account().value())
                .fact("participant_username", match.conversation().person().username())
                .fact("participant_name", match.conversation().person().name())
                .fact("message_id", message == null ? null : message.id().value())
                .fact("direction", message == null ? null : message.direction())
                .fact("sent_at", message == null ? null : message.sentAt())
                .fact("text", message == null ? null : message.text());
    }

    private static void describe(Answer answer, Match match) {
        Message message = match.message();
        String who = match.conversation().person().displayName();
        answer.line(message == null
                ? Texts.get("cli.search.person", who, match.conversation().id().value())
                : Texts.get("cli.search.message", Answer.time(message.sentAt()), who,
                        Cli.oneLine(String.valueOf(message.text()))));
    }
}
