package app.ajar.ui.shell;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadsTest {

    private static final long PATIENCE_SECONDS = 20;

    private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final Threads threads = new Threads(failure -> done.add(failure.toString()));

    @AfterEach
    void close() {
        threads.close();
    }

    private String next() throws InterruptedException {
        return String.valueOf(done.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void whatCanWait_isReadWhenTheFirstPictureIsPainted_andFromThenOnAtOnce() throws Exception {
        threads.readLater(() -> done.add("held"));
        threads.read(() -> done.add("at once"));
        assertThat(next()).isEqualTo("at once");
        assertThat(threads.idle()).as("what is held is still to be done").isFalse();

        threads.painted();
        assertThat(next()).isEqualTo("held");
        threads.readLater(() -> done.add("not held any more"));
        assertThat(next()).isEqualTo("not held any more");
        threads.painted();
        assertThat(done).as("nothing is done twice").isEmpty();
    }

    @Test
    void whatFails_isTold_andTheNextIsDone() throws Exception {
        threads.readLater(() -> {
            throw new IllegalStateException("odd");
        });
        threads.readLater(() -> done.add("next"));
        threads.painted();
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("java.lang.IllegalStateException: odd", "next");
    }

    @Test
    void aWindowClosedBeforeItWasPainted_readsNoMore() {
        threads.readLater(() -> done.add("held"));
        threads.close();
        threads.painted();
        assertThat(done).isEmpty();
    }
}
