package app.ajar.sync;

import app.ajar.model.Attachment;
import app.ajar.model.Participant;
import app.ajar.sending.Signal;
import app.ajar.store.ChangeFeed;
import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What runs in the background, what waits and what failed, for the list on screen; and what the user can do about the
 * failures. May be called from any thread, but not from the toolkit's where it says that it reads the store.
 */
public final class JobBoard {

    private static final System.Logger LOG = System.getLogger(JobBoard.class.getName());
    /** Listeners hear at most four times a second, however quick the downloads are. */
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private final JobQueue queue;
    private final Clock clock;
    private final Signal work;
    private final Supplier<Optional<Held>> held;
    private final Map<Long, Entry> running = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Signal changed = new Signal();
    private @Nullable Thread teller;
    private volatile boolean closed;
    /** What was told last of what holds media back; the workers' own thread alone asks. */
    private Optional<Held> told = Optional.empty();

    /**
     * @param work raised when there is something to do again
     * @param held what holds media back, if anything does
     */
    JobBoard(JobQueue queue, Clock clock, Signal work, Supplier<Optional<Held>> held) {
        this.queue = queue;
        this.clock = clock;
        this.work = work;
        this.held = held;
    }

    /** Takes how far a job has come: bytes so far, and bytes in all, not positive when unknown. From any thread, cheap. */
    @FunctionalInterface
    interface Progress {
        void of(long done, long total);
    }

    /**
     * One job at work.
     *
     * @param person whom it is about, null when that is nobody or not known
     * @param progress 0 to 1; empty when it is not known how much there is
     */
    public record Running(long id, JobQueue.Type type, @Nullable Participant person, OptionalDouble progress) {}

    /** One job that failed for good. */
    public record Failed(long id, JobQueue.Type type, @Nullable Participant person, JobQueue.Reason reason) {}

    /**
     * What holds back media that could be had.
     *
     * @param why the disk is full or not to be written; null when Meta asks to wait
     * @param again when it is tried again
     */
    public record Held(Attachment.@Nullable Trouble why, Instant again) {}

    /**
     * Everything at once.
     *
     * @param running in the order in which they began
     * @param waiting how many wait, by what they do
     * @param failed the ones that failed last, newest first
     * @param failedInAll how many failed, those not listed included
     * @param held what holds media back, null when nothing does
     */
    public record Overview(List<Running> running, Map<JobQueue.Type, Long> waiting, List<Failed> failed,
            long failedInAll, @Nullable Held held) {

        public Overview {
            running = List.copyOf(running);
            waiting = Map.copyOf(waiting);
            failed = List.copyOf(failed);
        }
    }

    private static final class Entry implements Progress {

        private final Job job;
        private final long turn;
        private final Signal changed;
        private volatile double part = Double.NaN;

        Entry(Job job, long turn, Signal changed) {
            this.job = job;
            this.turn = turn;
            this.changed = changed;
        }

        @Override
        public void of(long done, long total) {
            part = total > 0 ? Math.clamp((double) done / total, 0, 1) : Double.NaN;
            changed.raise();
        }

        OptionalDouble progress() {
            double now = part;
            return Double.isNaN(now) ? OptionalDouble.empty() : OptionalDouble.of(now);
        }
    }

    /** What is at work, by type; reads nothing from the store. */
    public List<JobQueue.Type> underWay() {
        return entries().map(entry -> entry.job.type()).toList();
    }

    /**
     * Reads the store.
     *
     * @param mostFailed how many failures to list at most
     */
    public Overview read(int mostFailed) {
        List<Entry> now = entries().toList();
        List<JobQueue.Failed> failed = queue.failed(mostFailed);
        List<Job> all = new ArrayList<>(now.stream().map(entry -> entry.job).toList());
        failed.forEach(one -> all.add(one.job()));
        Map<Long, Participant> people = queue.people(all);
        return new Overview(
                now.stream().map(entry -> new Running(entry.job.id(), entry.job.type(), people.get(entry.job.id()),
                        entry.progress())).toList(),
                queue.waiting(),
                failed.stream().map(one -> new Failed(one.job().id(), one.job().type(), people.get(one.job().id()),
                        one.reason())).toList(),
                queue.failedInAll(), held.get().orElse(null));
    }

    /** What holds back pictures and media that could be had; empty when nothing does. May wait for the disk. */
    public Optional<Held> heldBack() {
        return held.get();
    }

    /** Listeners hear of it when what holds media back is not what it was. */
    void lookAtHeld() {
        Optional<Held> now = held.get();
        if (!now.equals(told)) {
            told = now;
            changed.raise();
        }
    }

    /** How many failed for good. Reads the store. */
    public long failedInAll() {
        return queue.failedInAll();
    }

    /** Tries a failed job again, ahead of all others. Writes to the store. */
    public void retry(long id) {
        queue.retry(id, clock.instant());
        touched();
    }

    /** Tries every failed job again. Writes to the store. */
    public void retryAll() {
        queue.retryAll(clock.instant());
        touched();
    }

    /** Forgets a failed job. Writes to the store. */
    public void drop(long id) {
        queue.drop(id);
        changed.raise();
    }

    /** Forgets every failed job. Writes to the store. */
    public void dropAll() {
        queue.dropAll();
        changed.raise();
    }

    /** Calls the listener, on a background thread and at most four times a second, when any of this may be different. */
    public ChangeFeed.Subscription onChange(Runnable listener) {
        listeners.add(listener);
        startTelling();
        return () -> listeners.remove(listener);
    }

    private synchronized void startTelling() {
        if (teller == null && !closed) {
            teller = Thread.ofPlatform().name("ajar-jobs-told").daemon(true).start(this::tell);
        }
    }

    private void tell() {
        Signal pause = new Signal();
        while (!closed) {
            changed.await(Duration.ofDays(1));
            for (Runnable listener : listeners) {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    LOG.log(System.Logger.Level.ERROR, "a listener to the jobs failed", e);
                }
            }
            pause.await(BETWEEN);
        }
    }

    Progress begin(Job job) {
        Entry entry = new Entry(job, turns.incrementAndGet(), changed);
        running.put(job.id(), entry);
        changed.raise();
        return entry;
    }

    void end(Job job) {
        running.remove(job.id());
        changed.raise();
    }

    Set<Long> atWork() {
        return Set.copyOf(running.keySet());
    }

    int underWayBelow(int priority) {
        return (int) entries().filter(entry -> entry.job.priority() < priority).count();
    }

    void close() {
        closed = true;
        changed.raise();
    }

    private Stream<Entry> entries() {
        return running.values().stream().sorted(Comparator.comparingLong(entry -> entry.turn));
    }

    /** Something may be done now that could not be before. */
    void touched() {
        work.raise();
        changed.raise();
    }
}
