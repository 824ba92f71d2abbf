package app.ajar.ui.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The one clock of the screen: publishes the time every 30 seconds, every second while something shown is within its
 * last 5 minutes, and not at all while the window is hidden. Never counts ticks, so sleep and wake are right. Used from
 * the toolkit's thread only; a timer thread does the waiting, because a JavaFX animation would redraw 60 times a second.
 */
public final class UiClock {

    static final Duration CALM = Duration.ofSeconds(30);
    static final Duration BUSY = Duration.ofSeconds(1);
    static final Duration LAST_MINUTES = Duration.ofMinutes(5);

    private final Clock clock;
    private final Executor toolkit;
    private final ScheduledThreadPoolExecutor timer;
    private final ReadOnlyObjectWrapper<Instant> now;
    private final Map<Object, Instant> ends = new WeakHashMap<>();
    private @Nullable ScheduledFuture<?> waiting;
    private volatile Instant published;
    private boolean visible = true;
    private boolean stopped;

    public UiClock(Clock clock) {
        this(clock, FxBridge.platform());
    }

    UiClock(Clock clock, Executor toolkit) {
        this.clock = clock;
        this.toolkit = toolkit;
        published = clock.instant();
        now = new ReadOnlyObjectWrapper<>(published);
        timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ajar-ui-clock");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        waitForNext();
    }

    /** The time as last published; set on the toolkit's thread. */
    public ReadOnlyObjectProperty<Instant> nowProperty() {
        return now.getReadOnlyProperty();
    }

    /** The time as last published. */
    public Instant now() {
        return now.get();
    }

    /** The time at this moment, for what counts seconds; {@link #now} may be half a minute old. */
    public Instant instant() {
        return clock.instant();
    }

    /** Something shown ends at this time: ask for seconds when it comes near. Names the asker; null time takes it back. */
    public void watch(Object asker, @Nullable Instant end) {
        Instant before = end == null ? ends.remove(asker) : ends.put(asker, end);
        if (end == null ? before != null : !end.equals(before)) {
            waitForNext();
        }
    }

    /** Publishes at once when the window comes back, and nothing while it is hidden. */
    public void setVisible(boolean shown) {
        if (visible != shown) {
            visible = shown;
            if (shown) {
                publish();
            } else {
                cancel();
            }
        }
    }

    public void stop() {
        stopped = true;
        cancel();
        timer.shutdownNow();
    }

    /** How long to wait before the next publication. */
    Duration pause(Instant from) {
        Duration pause = CALM;
        for (Instant end : ends.values()) {
            Duration left = Duration.between(from, end);
            if (left.isNegative()) {
                continue;
            }
            Duration untilBusy = left.minus(LAST_MINUTES);
            if (untilBusy.compareTo(BUSY) <= 0) {
                return BUSY;
            }
            pause = untilBusy.compareTo(pause) < 0 ? untilBusy : pause;
        }
        return pause;
    }

    private void publish() {
        if (visible && !stopped) {
            published = clock.instant();
            now.set(published);
            waitForNext();
        }
    }

    /**
     * Publishes at once if the last time is long past: the computer slept, and no pause counts that. From any thread, and
     * cheap otherwise.
     */
    public void afterSleep() {
        if (Duration.between(published, clock.instant()).abs().compareTo(CALM.multipliedBy(2)) > 0) {
            toolkit.execute(this::publish);
        }
    }

    private void waitForNext() {
        cancel();
        if (visible && !stopped) {
            waiting = timer.schedule(() -> toolkit.execute(this::publish), pause(clock.instant()).toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void cancel() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }
}
