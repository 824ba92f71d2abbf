package app.ajar.sandbox.world;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything that exists in one sandbox: the account, the people, and what they wrote. */
public final class World {

    /** Newest activity first; ties by number, so that the order is total. */
    public static final Comparator<Talk> NEWEST_FIRST = Comparator.comparing(Talk::updatedAt).reversed()
            .thenComparingInt(Talk::number);

    private final Clock clock;
    private final OpaqueIds ids;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> idOfUsername = new HashMap<>();
    private final List<Talk> talks = new ArrayList<>();
    private final Map<String, Talk> talkById = new HashMap<>();
    private final Map<String, Talk> talkByPerson = new HashMap<>();
    private @Nullable List<Talk> ordered;
    private volatile Consumer<Happening> listener = happening -> {};

    /**
     * @param clock the sandbox's time
     * @param anchor the moment the written past is counted from
     */
    public World(Clock clock, Instant anchor) {
        this.clock = clock;
        this.ids = new OpaqueIds(Account.ID, anchor.getEpochSecond());
    }

    /** Runs something that reads or changes more than one thing, alone. */
    public <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a person with a thread; people are numbered in the order they are added. */
    void add(Person person, int written, IntFunction<Item> before) {
        if (idOfUsername.putIfAbsent(person.username(), person.id()) != null) {
            throw new IllegalArgumentException("Two people are called " + person.username());
        }
        people.put(person.id(), person);
        Talk talk = new Talk(talks.size(), ids.thread(talks.size()), person.id(), written, before);
        talks.add(talk);
        talkById.put(talk.id(), talk);
        talkByPerson.put(person.id(), talk);
    }

    /** The sandbox's time in whole seconds, as the API gives it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Every thread, newest activity first. */
    public List<Talk> ordered() {
        return alone(() -> {
            List<Talk> known = ordered;
            if (known == null) {
                known = talks.stream().sorted(NEWEST_FIRST).toList();
                ordered = known;
            }
            return known;
        });
    }

    /** The thread of this id. */
    public Optional<Talk> talk(String id) {
        return Optional.ofNullable(talkById.get(id));
    }

    /** The thread with this number. */
    public Talk talk(int number) {
        return talks.get(number);
    }

    /** How many people there are. */
    public int size() {
        return talks.size();
    }

    /** The thread with this person. */
    public Optional<Talk> talkWith(String personId) {
        return Optional.ofNullable(talkByPerson.get(personId));
    }

    /** The person of this id. */
    public Optional<Person> person(String id) {
        return alone(() -> Optional.ofNullable(people.get(id)));
    }

    /** The person of this id or username; for controls, which may use either. */
    public Person find(String idOrUsername) {
        return person(idOfUsername.getOrDefault(idOrUsername, idOrUsername))
                .orElseThrow(() -> new IllegalArgumentException("There is nobody called " + idOrUsername));
    }

    /** Whether somebody has this username. */
    public boolean knows(String username) {
        return idOfUsername.containsKey(username);
    }

    /** Puts a changed person in the place of the one with the same id. */
    public void change(Person person) {
        alone(() -> people.replace(person.id(), person));
    }

    /** The id of a message. */
    public String messageId(Talk talk, Item item) {
        return ids.message(talk.number(), item.index());
    }

    /** The id of the message at an index of a thread. */
    public String messageId(Talk talk, int index) {
        return ids.message(talk.number(), index);
    }

    /** Thread and index of a message id that was given out, also when the message was unsent since. */
    public Optional<Place> place(String messageId) {
        return alone(() -> ids.place(messageId).filter(p -> p[0] < talks.size() && p[1] < talks.get(p[0]).written())
                .map(p -> new Place(talks.get(p[0]), p[1])));
    }

    /** A message's thread and its index there. */
    public record Place(Talk talk, int index) {}

    /** What happened in a thread. */
    public sealed interface Happening {

        Talk talk();

        record Wrote(Talk talk, Item item) implements Happening {}

        record Unsent(Place place) implements Happening {

            @Override
            public Talk talk() {
                return place.talk();
            }
        }

        record Edited(Place place, String words) implements Happening {

            @Override
            public Talk talk() {
                return place.talk();
            }
        }

        /** @param emoji null when a reaction was taken away */
        record Reacted(Place place, boolean byUs, @Nullable String emoji) implements Happening {

            @Override
            public Talk talk() {
                return place.talk();
            }
        }
    }

    /** The one who is told of what happens, after it did, on the thread that did it. */
    public void tell(Consumer<Happening> whom) {
        listener = whom;
    }

    /** Writes a message now, by the account or by the person; gives what was written. */
    public Item write(Talk talk, boolean ours, String text, Item.Extra extra, @Nullable Integer replyTo) {
        Item item = alone(() -> {
            ordered = null;
            return talk.append(now(), ours, text, extra, replyTo);
        });
        listener.accept(new Happening.Wrote(talk, item));
        return item;
    }

    /** Sets or, without an emoji, takes away one side's reaction. */
    public void react(Place place, boolean byUs, @Nullable String emoji) {
        alone(() -> {
            place.talk().react(place.index(), byUs, emoji);
            return place;
        });
        listener.accept(new Happening.Reacted(place, byUs, emoji));
    }

    /** Gives a message other words. */
    public void edit(Place place, String words) {
        alone(() -> {
            place.talk().edit(place.index(), words);
            return place;
        });
        listener.accept(new Happening.Edited(place, words));
    }

    /** Makes a message vanish. */
    public void unsend(Place place) {
        alone(() -> {
            place.talk().unsend(place.index());
            return place;
        });
        listener.accept(new Happening.Unsent(place));
    }

    /** All messages that can be seen, for tests that count. */
    public long visibleMessages() {
        return alone(() -> talks.stream().mapToLong(Talk::visible).sum());
    }
}
