package app.ajar.sync;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.sandbox.world.Item;
import app.ajar.store.Gaps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares everything that is stored with everything that the server has, as far as its API still tells. */
final class CacheAgainstServer {

    /** What changed without moving a conversation is found within ten minutes; a limit may last an hour. */
    private static final int QUIET_MINUTES = 90;

    private final Rig rig;
    private final LivingInbox inbox;

    CacheAgainstServer(Rig rig, LivingInbox inbox) {
        this.rig = rig;
        this.inbox = inbox;
    }

    /** A quiet time makes them equal. */
    void becomesEqual(SoakTime time, String what) {
        Duration begun = time.passed();
        List<String> differences = List.of("not compared");
        while (!differences.isEmpty() && time.passed().minus(begun).toMinutes() < QUIET_MINUTES) {
            time.quietMinute();
            differences = differences();
        }
        assertThat(differences).as("after %s of quiet, %s; %s", time.passed().minus(begun), rig.phase(), what)
                .isEmpty();
        assertThat(rig.phase()).isEqualTo(Health.Phase.LIVE);
        assertThat(rig.database.check()).isTrue();
    }

    private List<String> differences() {
        List<String> found = new ArrayList<>();
        long all = 0;
        for (String person : inbox.people()) {
            List<Message> stored = new ArrayList<>();
            rig.database.threads().forEachMessage(rig.conversation(person), stored::add);
            all += stored.size();
            compare(person, stored, found);
        }
        if (all != rig.database.threads().messageCount(rig.account())) {
            found.add("the store counts its messages wrong");
        }
        return found;
    }

    private void compare(String person, List<Message> stored, List<String> found) {
        Map<String, Item> there = rig.sandbox.thread(person);
        Map<String, Message> here = new LinkedHashMap<>();
        Set<String> words = new HashSet<>();
        for (Message message : stored) {
            String id = message.id().value();
            if (here.put(id, message) != null) {
                found.add(person + " has twice " + id);
            }
            String text = message.text();
            if (text != null && !text.isEmpty() && there.containsKey(id) && !words.add(text)
                    && text.matches("\\D+ \\d+")) {
                found.add(person + " has under two ids: " + text);
            }
            boolean unsent = message.kind() == Message.Kind.UNSENT;
            if (!there.containsKey(id) && !inbox.takenBack().contains(id)) {
                found.add(person + " has what never was: " + id);
            } else if (unsent && there.containsKey(id)) {
                found.add(person + " has as unsent what is there: " + there.get(id));
            }
        }
        int rank = 0;
        for (Map.Entry<String, Item> each : there.entrySet()) {
            String difference = rank++ < Message.DETAILED ? difference(each.getValue(), here.get(each.getKey())) : null;
            if (difference != null) {
                found.add(person + " " + difference);
            }
        }
        newestTwenty(person, stored, there, found);
        gaps(person, there, here, found);
    }

    /** What was taken back among the newest twenty is marked; there is nothing else among them. */
    private void newestTwenty(String person, List<Message> stored, Map<String, Item> there, List<String> found) {
        Item oldest = there.values().stream().limit(Message.DETAILED).reduce((a, b) -> b).orElseThrow();
        for (Message message : stored) {
            if (message.sentAt().isAfter(oldest.sentAt()) && message.kind() != Message.Kind.UNSENT
                    && !there.containsKey(message.id().value())) {
                found.add(person + " still shows what was taken back: " + message.text());
            }
        }
        List<Message> inOrder = stored.stream().filter(message -> message.kind() != Message.Kind.UNSENT)
                .filter(message -> there.containsKey(message.id().value())).toList();
        for (int i = 1; i < inOrder.size(); i++) {
            if (inOrder.get(i).sentAt().isBefore(inOrder.get(i - 1).sentAt())) {
                found.add(person + " is out of order");
            }
        }
    }

    private @Nullable String difference(Item item, @Nullable Message message) {
        if (message == null) {
            return "lacks " + item;
        }
        boolean ours = message.direction() == Message.Direction.OUTBOUND;
        String text = message.text() == null ? "" : message.text();
        return text.equals(item.text()) && ours == item.ours() && message.sentAt().equals(item.sentAt())
                && reactions(item).equals(reactions(message)) ? null : "has " + message + " for " + item;
    }

    private static Set<String> reactions(Item item) {
        return item.reactions().stream().map(each -> each.emoji() + each.ours())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> reactions(Message message) {
        return message.reactions().stream()
                .map(each -> each.emoji() + each.by().equals(rig.account().value()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is newer than the first that was ever read and is not here is told to be missing, neither more nor less. */
    private void gaps(String person, Map<String, Item> there, Map<String, Message> here, List<String> found) {
        ConversationId conversation = rig.conversation(person);
        Item first = there.entrySet().stream().filter(each -> here.containsKey(each.getKey()))
                .map(Map.Entry::getValue).reduce((a, b) -> b).orElseThrow();
        long missing = there.entrySet().stream().filter(each -> each.getValue().index() > first.index())
                .filter(each -> !here.containsKey(each.getKey())).count();
        long mayBe = inbox.takenBack().stream().filter(id -> !here.containsKey(id)).count();
        List<Gaps.Gap> gaps = rig.database.gaps().of(conversation).stream().filter(gap -> gap.from() != null).toList();
        if (gaps.stream().anyMatch(gap -> gap.missing() == null)) {
            found.add(person + " has a gap that nobody counted");
            return;
        }
        long told = gaps.stream().map(Gaps.Gap::missing).mapToLong(each -> each == null ? 0 : each.messages()).sum();
        if (told < missing || told > missing + mayBe) {
            found.add(person + " tells of " + told + " missing messages, and there are " + missing + ", " + gaps);
        }
    }
}
