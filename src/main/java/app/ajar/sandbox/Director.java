package app.ajar.sandbox;

import app.ajar.sandbox.world.Cast;
import app.ajar.sandbox.world.Item;
import app.ajar.sandbox.world.Person;
import app.ajar.sandbox.world.Talk;
import app.ajar.sandbox.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets people write while somebody watches: the first a few seconds after the first list was read, then now and then
 * until the cues are used up, and an answer some seconds after a reply. It sleeps until the next moment.
 */
final class Director implements AutoCloseable {

    /**
     * How fast things happen.
     *
     * @param first from the first list to the first words
     * @param shortest the shortest pause between cues
     * @param longest the longest pause between cues
     * @param answer the shortest time until a reply is answered; it may take twice as long
     */
    record Pace(Duration first, Duration shortest, Duration longest, Duration answer) {

        static final Pace NATURAL = new Pace(Duration.ofSeconds(8), Duration.ofSeconds(15), Duration.ofSeconds(40),
                Duration.ofSeconds(4));
    }

    private record Due(long atNanos, Runnable act) {}

    private final World world;
    private final Pace pace;
    private final Deque<Cast.Cue> cues;
    private final Deque<Cast.Cue> spoken = new ArrayDeque<>();
    private final Random random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
    private boolean closed;
    private @Nullable Thread thread;

    Director(World world, List<Cast.Cue> cues, long seed, Pace pace) {
        this.world = world;
        this.pace = pace;
        Predicate<Cast.Cue> known = cue -> world.knows(cue.username());
        this.cues = new ArrayDeque<>(cues.stream().filter(known).toList());
        this.random = new Random(seed);
    }

    /** A list was read: the first time starts the play. */
    void watched() {
        lock.lock();
        try {
            if (thread == null && !closed && !cues.isEmpty()) {
                due.add(new Due(System.nanoTime() + pace.first().toNanos(), this::nextCue));
                thread = Thread.ofPlatform().daemon().name("sandbox-director").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The account replied: somebody who wrote by a cue answers, once or twice. */
    void replied(Talk talk, Item reply) {
        lock.lock();
        try {
            if (thread == null || closed) {
                return;
            }
            Person person = world.find(talk.personId());
            for (Cast.Cue cue : List.copyOf(spoken)) {
                if (cue.username().equals(person.username()) && !cue.answers().isEmpty()) {
                    spoken.remove(cue);
                    List<String> rest = cue.answers().subList(1, cue.answers().size());
                    spoken.add(new Cast.Cue(cue.username(), cue.line(), rest));
                    in(between(pace.answer(), pace.answer().multipliedBy(2)),
                            () -> world.write(talk, false, cue.answers().getFirst(), Item.WORDS, null));
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void nextCue() {
        Cast.Cue cue = cues.pollFirst();
        if (cue == null) {
            return;
        }
        Talk talk = world.talkWith(world.find(cue.username()).id()).orElseThrow();
        world.write(talk, false, cue.line(), Item.WORDS, null);
        spoken.addFirst(cue);
        in(between(pace.shortest(), pace.longest()), this::nextCue);
    }

    private Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    private void in(Duration wait, Runnable act) {
        due.add(new Due(System.nanoTime() + wait.toNanos(), act));
        changed.signalAll();
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                Due next = due.peek();
                if (next == null) {
                    changed.await();
                } else if (next.atNanos() > System.nanoTime()) {
                    long ignored = changed.awaitNanos(next.atNanos() - System.nanoTime());
                } else {
                    due.remove(next);
                    next.act().run();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            try {
                running.join(TimeUnit.SECONDS.toMillis(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
