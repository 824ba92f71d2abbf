package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.world.Person;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.Templates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What a folder is known to hold, by what {@link LifeChild} said in each of its lives, and whether it is there. */
final class LifeLedger {

    private final Sandbox sandbox;
    private final Map<String, Integer> drafts = new HashMap<>();
    private final Map<String, Set<Boolean>> stars = new HashMap<>();
    private final Set<Integer> templates = new HashSet<>();
    private final Map<Integer, String> sent = new TreeMap<>();
    private int number;

    LifeLedger(Sandbox sandbox) {
        this(sandbox, 1);
    }

    private LifeLedger(Sandbox sandbox, int number) {
        this.sandbox = sandbox;
        this.number = number;
    }

    /** Of a new folder on the same server, where no number comes twice. */
    LifeLedger afresh() {
        return new LifeLedger(sandbox, number);
    }

    /** The next life: everybody writes, and one of them is answered. */
    LifeChild.Life somebody(Path folder, Random random) {
        List<String> people = sandbox.everybody().stream().map(Person::username).toList();
        people.forEach(person -> sandbox.personWrites(person, "Hello?"));
        return LifeChild.Life.of(folder, sandbox, people.get(random.nextInt(people.size())), number);
    }

    /** Takes over what the child said, and compares it with what is there; its process has ended. */
    void check(LifeProcess child, String when) {
        String person = child.life.person();
        Set<Boolean> star = stars.computeIfAbsent(person, any -> new HashSet<>(Set.of(false)));
        for (String line : child.said) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "TYPING", "KEEPING" -> number = Math.max(number, Integer.parseInt(words[1]) + 1);
                case "DRAFT" -> drafts.put(person, Integer.parseInt(words[1]));
                case "SENT" -> sent.put(Integer.parseInt(words[1]), person);
                case "STARRING" -> star.add(Boolean.parseBoolean(words[1]));
                case "STARRED" -> star.retainAll(Set.of(Boolean.parseBoolean(words[1])));
                case "TEMPLATE" -> templates.add(Integer.parseInt(words[1]));
                default -> assertThat(line).as("%s: %s", when, child.said).doesNotStartWith("BUG");
            }
        }
        OpenResult opened = Database.open(child.life.folder());
        assertThat(opened).as(when).isInstanceOf(OpenResult.Opened.class);
        try (Database database = ((OpenResult.Opened) opened).database()) {
            compare(database, child.life.id(), person, when + ", " + child.said);
            assertThat(database.upkeep().freshRescue()).as(when).isEmpty();
        }
    }

    /** Every draft there is, and not only that of the last life: what a rescue must bring back. */
    void checkDrafts(Database database, String when) {
        drafts.forEach((person, typed) -> compareDraft(database, LifeChild.Life.id(sandbox, person), person, when));
    }

    private void compare(Database database, ConversationId id, String person, String when) {
        List<String> waiting = waiting(database);
        Map<String, List<String>> arrived = new HashMap<>();
        for (String one : sandbox.everybody().stream().map(Person::username).toList()) {
            List<String> ours = ours(one);
            assertThat(ours).as(when).doesNotHaveDuplicates();
            arrived.put(one, ours);
        }
        sent.forEach((own, to) -> assertThat(waiting.contains(LifeChild.text(own))
                || Objects.requireNonNull(arrived.get(to)).contains(LifeChild.text(own)))
                .as("reply %d to %s, %s", own, to, when).isTrue());
        assertThat(database.templates().all().templates()).as(when).extracting(Templates.Template::content)
                .extracting(Templates.Content::text)
                .containsAll(templates.stream().map(LifeChild::text).toList());
        compareDraft(database, id, person, when);
        database.conversations().find(id).ifPresent(row -> {
            Set<Boolean> star = Objects.requireNonNull(stars.get(person));
            assertThat(star).as(when).contains(row.priority());
            star.retainAll(Set.of(row.priority()));
        });
    }

    private void compareDraft(Database database, ConversationId id, String person, String when) {
        Integer typed = drafts.get(person);
        if (typed != null) {
            List<String> later = new ArrayList<>(waiting(database));
            later.addAll(ours(person));
            database.notes().draft(id).ifPresent(later::add);
            assertThat(later.stream().mapToInt(LifeLedger::number).max().orElse(0))
                    .as("draft of %s, %s", person, when).isGreaterThanOrEqualTo(typed);
        }
    }

    private static List<String> waiting(Database database) {
        return database.outbox().all().stream().map(OutboxMessage::text).toList();
    }

    private List<String> ours(String person) {
        return sandbox.accountWords(person).stream().filter(words -> number(words) > 0).toList();
    }

    /** The number in our words, 0 in those of others. */
    private static int number(String text) {
        return text.startsWith("Words number ") ? Integer.parseInt(text.replaceAll("\\D+", "")) : 0;
    }

    @Override
    public String toString() {
        return sent.size() + " replies, " + drafts.size() + " drafts, " + templates.size() + " templates";
    }
}
