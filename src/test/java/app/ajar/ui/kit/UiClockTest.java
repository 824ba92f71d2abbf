package app.ajar.ui.kit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UiClockTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final Clock source = clockOf(time);
    private final LinkedBlockingQueue<Runnable> toolkit = new LinkedBlockingQueue<>();
    private final UiClock clock = new UiClock(source, toolkit::add);

    @AfterEach
    void stop() {
        clock.stop();
    }

    @Test
    void calmScreens_areToldEveryHalfMinute() {
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(30));
        clock.watch(this, NOON.plus(Duration.ofHours(3)));
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void withinTheLastFiveMinutesOfSomethingShown_everySecond() {
        clock.watch(this, NOON.plus(Duration.ofMinutes(5)));
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(1));
        clock.watch(this, null);
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void theLastFiveMinutes_areNotMissedByACalmPause() {
        clock.watch(this, NOON.plus(Duration.ofMinutes(5)).plusSeconds(12));
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void whatIsOver_asksForNothing() {
        clock.watch(this, NOON.minusSeconds(1));
        assertThat(clock.pause(NOON)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void ticks_publishTheTimeAsItIsThen() throws InterruptedException {
        clock.watch(this, NOON.plusSeconds(60));
        time.set(NOON.plus(Duration.ofHours(9)));
        Runnable tick = toolkit.poll(60, TimeUnit.SECONDS);
        assertThat(tick).isNotNull();
        tick.run();
        assertThat(clock.now()).isEqualTo(NOON.plus(Duration.ofHours(9)));
    }

    @Test
    void afterASleep_theTimeIsPublishedAtOnce_andElseAtItsTurn() throws InterruptedException {
        clock.watch(this, NOON.plus(Duration.ofHours(3)));
        time.set(NOON.plusSeconds(59));
        clock.afterSleep();
        assertThat(toolkit).as("no more than two pauses late").isEmpty();
        time.set(NOON.plus(Duration.ofHours(8)));
        clock.afterSleep();
        Runnable published = toolkit.poll(60, TimeUnit.SECONDS);
        assertThat(published).isNotNull();
        published.run();
        assertThat(clock.now()).isEqualTo(NOON.plus(Duration.ofHours(8)));
    }

    @Test
    void whileHidden_nothingIsPublished_andComingBackPublishesAtOnce() {
        clock.setVisible(false);
        clock.watch(this, NOON.plusSeconds(60));
        time.set(NOON.plusSeconds(20));
        assertThat(clock.now()).isEqualTo(NOON);
        clock.setVisible(true);
        assertThat(clock.now()).isEqualTo(NOON.plusSeconds(20));
    }

    private static Clock clockOf(AtomicReference<Instant> time) {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return time.get();
            }
        };
    }
}
