package app.ajar.ui.notify;

import app.ajar.model.AccountId;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.ReplyWindow;
import app.ajar.settings.Notifications;
import app.ajar.store.ChangeFeed.Arrivals;
import app.ajar.store.ChangeFeed.Arrivals.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides what is told. Fed with what was read from the store, the settings and what the user looks at; knows what is on
 * screen, and each message and each stage of a window only once. Needs no toolkit and no clock; for one thread.
 */
final class Tidings {

    /** So many cards stand on the screen at most; messages of more people are told in one. */
    static final int MOST_CARDS = 3;
    /** What is older when it comes in was fetched after sleep or an outage: told together. */
    static final Duration STALE = Duration.ofMinutes(5);
    /** Less than this left is told a second time. */
    static final Duration LAST = Duration.ofMinutes(15);
    /** So many are named in one card. */
    static final int NAMED = 3;

    /**
     * What was read.
     *
     * @param rows of the conversations that something came in for, as far as they were asked for
     * @param closing conversations whose windows close within two hours, what closes first before the others
     * @param at the time of the reading
     */
    record Reading(Arrivals arrivals, Map<ConversationId, Conversation> rows, List<Conversation> closing, Instant at) {}

    /** One stage of one reply window; a message of the person's makes another window. */
    private record Stage(ConversationId conversation, Instant until, boolean last) {

        /** From when on it is told. */
        Instant from() {
            return until.minus(last ? LAST : ReplyWindow.CLOSING);
        }
    }

    private final Map<ConversationId, List<Arrival>> unseen = new LinkedHashMap<>();
    private final Map<ConversationId, Card.Closing> closing = new LinkedHashMap<>();
    private final Map<ConversationId, Conversation> rows = new HashMap<>();
    private final Set<Stage> told = new HashSet<>();
    private Set<AccountId> live = Set.of();
    private long mark = -1;
    private boolean together;
    private boolean afterSilence;

    /** Whether it is known what was there before. */
    boolean started() {
        return mark >= 0;
    }

    /** From where on messages are to be read: what is on screen is among them. -1 before the first reading. */
    long since() {
        return unseen.values().stream().mapToLong(messages -> messages.getFirst().order() - 1).reduce(mark, Math::min);
    }

    /** Nothing is told any more, and what comes until the next reading never will be. */
    void forget() {
        mark = -1;
        unseen.clear();
        closing.clear();
    }

    /**
     * Takes the first reading, of which nothing is told but windows that nobody was told of yet.
     *
     * @param silent whether not even those are
     * @return whether a window's closing was told, or need not be any more
     */
    boolean begin(Reading reading, Notifications wanted, boolean silent, Predicate<ConversationId> inFront) {
        mark = reading.arrivals().mark();
        live = reading.arrivals().synced();
        Instant before = wanted.windowsTold();
        if (before != null) {
            stages(reading).keySet().stream().filter(stage -> !stage.from().isAfter(before)).forEach(told::add);
        }
        return !silent && takeWindows(reading, wanted, inFront);
    }

    /**
     * Takes a later reading.
     *
     * @param silence whether nothing was read for a while because nothing was to pop up
     * @param inFront whether the user has this conversation before them
     * @return whether a window's closing was told, or need not be any more
     */
    boolean take(Reading reading, Notifications wanted, boolean silence, Predicate<ConversationId> inFront) {
        long before = mark;
        Set<AccountId> hadHistory = live;
        mark = reading.arrivals().mark();
        live = reading.arrivals().synced();
        rows.putAll(reading.rows());
        keepWhatStands(reading.arrivals().messages());
        if (wanted.messages()) {
            List<Arrival> fresh = reading.arrivals().messages().stream()
                    .filter(message -> message.order() > before
                            && hadHistory.contains(message.conversation().account())
                            && !inFront.test(message.conversation()))
                    .toList();
            if (!fresh.isEmpty()) {
                boolean late = fresh.stream()
                        .anyMatch(message -> message.sentAt().plus(STALE).isBefore(reading.at()));
                together |= silence || late;
                afterSilence |= silence;
                // Who wrote last is last.
                fresh.forEach(message -> {
                    List<Arrival> theirs = unseen.remove(message.conversation());
                    List<Arrival> more = theirs == null ? new ArrayList<>() : theirs;
                    more.add(message);
                    unseen.put(message.conversation(), more);
                });
            }
        } else {
            unseen.clear();
        }
        boolean toldWindows = takeWindows(reading, wanted, inFront);
        forgetTheGone(reading.at());
        return toldWindows;
    }

    /** Whoever is told of was read, answered or taken back meanwhile: they go. */
    private void keepWhatStands(Collection<Arrival> standing) {
        Map<Long, Arrival> there = standing.stream()
                .collect(Collectors.toMap(Arrival::order, message -> message, (one, same) -> one));
        unseen.values().forEach(messages -> {
            messages.removeIf(message -> !there.containsKey(message.order()));
            messages.replaceAll(message -> there.getOrDefault(message.order(), message));
        });
        unseen.values().removeIf(List::isEmpty);
    }

    private boolean takeWindows(Reading reading, Notifications wanted, Predicate<ConversationId> inFront) {
        if (!wanted.windows()) {
            closing.clear();
            return false;
        }
        Map<Stage, Conversation> due = stages(reading);
        closing.entrySet().removeIf(shown -> due.keySet().stream()
                .noneMatch(stage -> stage.conversation().equals(shown.getKey())
                        && stage.until().equals(shown.getValue().until())));
        boolean any = false;
        for (Map.Entry<Stage, Conversation> each : due.entrySet()) {
            Stage stage = each.getKey();
            if (told.add(stage)) {
                any = true;
                if (!inFront.test(stage.conversation())) {
                    closing.put(stage.conversation(), new Card.Closing(each.getValue(), stage.until(),
                            Duration.between(reading.at(), stage.until()), stage.last()));
                }
            }
        }
        return any;
    }

    /** The stages that windows are in which wait for an answer, what closes first before the others. */
    private static Map<Stage, Conversation> stages(Reading reading) {
        Map<Stage, Conversation> stages = new LinkedHashMap<>();
        for (Conversation row : reading.closing()) {
            ReplyWindow window = ReplyWindow.at(row.window(), false, reading.at());
            Instant until = window.until();
            if (window.status() == ReplyWindow.Status.CLOSING_SOON && until != null && waits(row)) {
                boolean last = window.remaining(reading.at()).compareTo(LAST) <= 0;
                stages.put(new Stage(row.id(), until, last), row);
            }
        }
        return stages;
    }

    /** Whether the person waits: theirs is the last word, or ours did not go. What they took back needs no answer. */
    private static boolean waits(Conversation row) {
        return row.previewDirection() == Message.Direction.OUTBOUND
                ? row.previewState() == DeliveryState.FAILED
                : row.previewKind() != Message.Kind.UNSENT;
    }

    private void forgetTheGone(Instant now) {
        told.removeIf(stage -> stage.until().isBefore(now));
        rows.keySet().retainAll(unseen.keySet());
        if (unseen.isEmpty()) {
            together = false;
            afterSilence = false;
        }
    }

    /** Somebody closed the card, or its time is over: what it told of is not told again. */
    void done(String key) {
        for (Card card : cards()) {
            if (card.key().equals(key)) {
                switch (card) {
                    case Card.FromPerson person -> unseen.remove(person.who().id());
                    case Card.FromMany _ -> unseen.clear();
                    case Card.Closing _,Card.ManyClosing _ -> closing.clear();
                }
            }
        }
        if (unseen.isEmpty()) {
            together = false;
            afterSilence = false;
        }
    }

    /** Who was told of last, if it still stands. */
    Optional<ConversationId> latest() {
        return unseen.keySet().stream().reduce((before, after) -> after)
                .or(() -> closing.keySet().stream().findFirst());
    }

    /** What is to stand on the screen, the newest last. */
    List<Card> cards() {
        List<Card> cards = new ArrayList<>();
        int room = MOST_CARDS - (closing.isEmpty() ? 0 : 1);
        boolean apart = unseen.size() <= (together ? 1 : room) && rows.keySet().containsAll(unseen.keySet());
        if (!closing.isEmpty()) {
            cards.add(closing.size() == 1 ? closing.values().iterator().next() : manyClosing());
        }
        if (apart) {
            unseen.forEach((id, messages) -> {
                Conversation row = rows.get(id);
                if (row != null) {
                    cards.add(new Card.FromPerson(row, List.copyOf(messages)));
                }
            });
        } else {
            List<Conversation> some = List.copyOf(unseen.keySet()).reversed().stream()
                    .flatMap(id -> Optional.ofNullable(rows.get(id)).stream()).limit(NAMED).toList();
            cards.add(new Card.FromMany(unseen.values().stream().mapToInt(List::size).sum(), unseen.size(), some,
                    afterSilence));
        }
        return cards;
    }

    private Card manyClosing() {
        List<Card.Closing> all = closing.values().stream().sorted(Comparator.comparing(Card.Closing::until)).toList();
        return new Card.ManyClosing(all.size(), all.stream().limit(NAMED).map(Card.Closing::who).toList(),
                all.stream().anyMatch(Card.Closing::last));
    }
}
