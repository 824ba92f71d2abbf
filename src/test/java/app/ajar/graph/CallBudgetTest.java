package app.ajar.graph;

import app.ajar.graph.GraphFailure.RateLimited;
import app.ajar.model.OutboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallBudgetTest extends GraphTest {

    private static final String ME = "{\"user_id\":\"17841400000000001\",\"username\":\"ajar.shop\"}";
    private static final String RATE = "{\"error\":{\"message\":\"?\",\"code\":4}}";

    /** Arrivals of which three lie within one second, as the server saw them. */
    private List<String> crowded() {
        List<Long> arrivals = server.seen().stream().map(CannedServer.Seen::arrivedNanos).sorted().toList();
        List<String> crowded = new ArrayList<>();
        for (int i = 2; i < arrivals.size(); i++) {
            long millis = TimeUnit.NANOSECONDS.toMillis(arrivals.get(i) - arrivals.get(i - 2));
            if (millis < 1000) {
                crowded.add((i - 2) + " to " + i + ": " + millis + " ms");
            }
        }
        return crowded;
    }

    private static <T> List<T> together(int threads, int calls, Callable<T> call) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads,
                Thread.ofPlatform().name("budget-test-", 0).factory())) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                futures.add(pool.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }

    @Test
    void serverNeverCountsThreeInASecond_whenOneThreadAsks() {
        server.otherwise(request -> new CannedServer.Answer(200, ME, List.of()));
        for (int i = 0; i < 8; i++) {
            ok(client.me());
        }
        assertThat(server.seen()).hasSize(8);
        assertThat(crowded()).isEmpty();
    }

    @Test
    void serverNeverCountsThreeInASecond_howeverItDelaysFourThreads() throws Exception {
        AtomicInteger number = new AtomicInteger();
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        int[] delaysMillis = {0, 350, 5, 700, 0, 120, 900, 0, 40, 500, 1, 250};
        server.otherwise(request -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            try {
                int delay = delaysMillis[number.getAndIncrement() % delaysMillis.length];
                if (never.await(delay, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("nobody opens this latch");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                inFlight.decrementAndGet();
            }
            return new CannedServer.Answer(200, ME, List.of());
        });
        GraphClient second = client(budget);

        assertThat(together(4, 12, () -> number.get() % 2 == 0 ? client.me() : second.me()))
                .allSatisfy(GraphTest::ok);

        assertThat(server.seen()).hasSize(12);
        assertThat(crowded()).isEmpty();
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void replies_takeNoPlace() {
        server.otherwise(request -> new CannedServer.Answer(200, "{\"message_id\":\"m\"}", List.of()));
        long before = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            ok(client.send(ANA, OutboxMessage.Content.words("Hello"), false));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(client.calls()).isEqualTo(10);
    }

    @Test
    void blockedAccount_makesNoCallOfAnyKind_untilTheTimeHasCome() {
        server.answers(400, RATE);
        assertThat(failure(client.me())).isEqualTo(new RateLimited(NOW.plusSeconds(60), "4"));

        RateLimited blocked = new RateLimited(NOW.plusSeconds(60), null);
        assertThat(failure(client.conversations(null, 10, 0))).isEqualTo(blocked);
        assertThat(failure(client.thread(THREAD, null, 0))).isEqualTo(blocked);
        assertThat(failure(client.profile(ANA))).isEqualTo(blocked);
        assertThat(failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false))).isEqualTo(blocked);
        assertThat(failure(client.refreshToken())).isEqualTo(blocked);
        assertThat(server.seen()).hasSize(1);
        assertThat(client.calls()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(60));
        server.answers(ME);
        ok(client.me());
        assertThat(budget.blockedUntil()).isEmpty();
    }

    @Test
    void aClockThatIsSetBack_lengthensNoBlock() {
        clock.advance(Duration.ofHours(5));
        server.answers(400, RATE);
        failure(client.me());
        clock.advance(Duration.ofSeconds(20));
        failure(client.me());
        clock.advance(Duration.ofHours(-5));

        assertThat(budget.blockedUntil()).contains(clock.instant().plusSeconds(40));
        clock.advance(Duration.ofSeconds(40));
        assertThat(budget.blockedUntil()).isEmpty();
    }

    @Test
    void oneAccountsBlock_holdsForEveryClientOfIt_andForNoOther() {
        server.answers(400, RATE).answers(ME);
        failure(client.me());
        assertThat(failure(client(budget).me())).isInstanceOf(RateLimited.class);
        ok(client(new CallBudget(clock)).me());
    }

    @Test
    void refusalsWithoutAdvice_waitLongerEachTime_andShortAgainAfterAnAnswer() {
        List<Long> minutes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            server.answers(400, RATE);
            RateLimited limited = (RateLimited) failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false));
            Duration wait = Duration.between(clock.instant(), limited.until());
            minutes.add(wait.toMinutes());
            clock.advance(wait);
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        server.answers("{\"message_id\":\"m\"}").answers(400, RATE);
        ok(client.send(ANA, OutboxMessage.Content.words("Hello"), false));
        assertThat(failure(client.send(ANA, OutboxMessage.Content.words("Hello"), false)))
                .isEqualTo(new RateLimited(clock.instant().plusSeconds(60), "4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"call_count":28,"total_time":25,"total_cputime":25}                        | 28  | 0
            {"call_count":28,"total_time":89.2,"total_cputime":25}                      | 90  | 1
            {"call_count":"95","total_time":25}                                         | 95  | 1
            {"1784":[{"type":"instagram","call_count":95,"total_cputime":20,"total_time":20,"estimated_time_to_regain_access":19}]} | 95 | 19
            {"1784":[{"call_count":10,"estimated_time_to_regain_access":3}]}            | 10  | 3
            {"1":[{"call_count":95}],"1":[{"call_count":2}],"1":[{"call_count":3,"estimated_time_to_regain_access":0}]} | 95 | 1
            {"1":[{"call_count":100},{"call_count":4,"estimated_time_to_regain_access":7}]} | 100 | 7
            {"call_count":93                                                            | 93  | 1
            """)
    void usageHeaders_stopCallsBeforeTheServerDoes(String header, int percent, long minutes) {
        for (String name : new String[]{"X-App-Usage", "X-Business-Use-Case-Usage"}) {
            fresh();
            server.answers(200, ME, name, header);
            ok(client.me());
            assertThat(budget.usagePercent()).isEqualTo(percent);
            if (minutes == 0) {
                assertThat(budget.blockedUntil()).isEmpty();
            } else {
                assertThat(budget.blockedUntil()).contains(NOW.plus(Duration.ofMinutes(minutes)));
                assertThat(failure(client.me()))
                        .isEqualTo(new RateLimited(NOW.plus(Duration.ofMinutes(minutes)), null));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "{}", "[]", "{\"call_count\":{}}", "{\"call_count\":null}",
            "{\"call_count\":-5}", "\"x\""})
    void headerThatSaysNothing_stopsNothing(String header) {
        server.answers(200, ME, "X-App-Usage", header);
        ok(client.me());
        assertThat(budget.usagePercent()).isZero();
        assertThat(budget.blockedUntil()).isEmpty();
    }

    @Test
    void worstOfManyHeaders_counts() {
        server.answers(200, ME, "X-App-Usage", "{\"call_count\":40}", "X-Business-Use-Case-Usage",
                "{\"1\":[{\"call_count\":97}]}", "X-Business-Use-Case-Usage", "{\"2\":[{\"call_count\":3}]}");
        ok(client.me());
        assertThat(budget.usagePercent()).isEqualTo(97);
    }

    @Test
    void refusal_saysTheLongerOfAllWaits() {
        server.answers(429, RATE, "Retry-After", "90", "X-Business-Use-Case-Usage",
                "{\"1\":[{\"call_count\":100,\"estimated_time_to_regain_access\":19}]}");
        assertThat(failure(client.me())).isEqualTo(new RateLimited(NOW.plus(Duration.ofMinutes(19)), "4"));
    }

    @Test
    void waitingThread_thatIsInterrupted_makesNoCall() throws InterruptedException {
        server.otherwise(request -> new CannedServer.Answer(200, ME, List.of()));
        ok(client.me());
        ok(client.me());
        AtomicReference<GraphResult<GraphClient.Me>> result = new AtomicReference<>();
        CountDownLatch kept = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("waiting").start(() -> {
            Thread.currentThread().interrupt();
            result.set(client.me());
            if (Thread.currentThread().isInterrupted()) {
                kept.countDown();
            }
        });
        thread.join(Duration.ofSeconds(10));
        assertThat(result.get()).isEqualTo(new GraphResult.Failed<>(new GraphFailure.Offline(false)));
        assertThat(kept.getCount()).isZero();
        assertThat(server.seen()).hasSize(2);
        // Its place went back: two more calls pass.
        ok(client.me());
        ok(client.me());
    }
}
