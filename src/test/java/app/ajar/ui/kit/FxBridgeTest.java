package app.ajar.ui.kit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FxBridgeTest {

    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Executor inline = Runnable::run;
    private final FxBridge bridge = new FxBridge(background::add, inline, failures::add);
    private final AtomicInteger source = new AtomicInteger();
    private final List<Integer> shown = new ArrayList<>();

    @Test
    void load_readsInTheBackgroundAndShowsOnTheToolkit() {
        bridge.load(source::incrementAndGet, shown::add);
        assertThat(shown).isEmpty();
        drain();
        assertThat(shown).containsExactly(1);
    }

    @Test
    void failures_areReportedWhereverTheyHappen() {
        bridge.run(() -> {
            throw new IllegalStateException("background");
        });
        bridge.load(() -> 1, value -> {
            throw new IllegalStateException("toolkit");
        });
        drain();
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("background", "toolkit");
    }

    @Test
    void manyRequests_areAtMostOneWaitingRead() {
        Runnable reload = bridge.coalesced(source::incrementAndGet, shown::add);
        for (int i = 0; i < 100; i++) {
            reload.run();
        }
        assertThat(background).hasSize(1);
        drain();
        assertThat(source).hasValue(2);
    }

    @Test
    void aResultOlderThanANewerRequest_isDropped() {
        Runnable reload = bridge.coalesced(source::incrementAndGet, shown::add);
        reload.run();
        reload.run();
        drain();
        assertThat(shown).containsExactly(2);
    }

    @Test
    void underAStormOfRequests_theScreenStillMoves() {
        Runnable[] again = new Runnable[1];
        AtomicInteger left = new AtomicInteger(20);
        Runnable reload = bridge.coalesced(() -> {
            if (left.getAndDecrement() > 0) {
                again[0].run();
            }
            return source.incrementAndGet();
        }, shown::add);
        again[0] = reload;
        reload.run();
        drain();
        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(shown.getLast()).isEqualTo(source.get());
    }

    @Test
    void aFailedRead_doesNotStopTheNext() {
        Runnable reload = bridge.coalesced(() -> {
            if (source.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            return source.get();
        }, shown::add);
        reload.run();
        drain();
        reload.run();
        drain();
        assertThat(failures).hasSize(1);
        assertThat(shown).containsExactly(2);
    }

    private void drain() {
        while (!background.isEmpty()) {
            background.poll().run();
        }
    }
}
