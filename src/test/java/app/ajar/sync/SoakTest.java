package app.ajar.sync;

import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.model.ApiAddress;
import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxId;
import app.ajar.model.OutboxMessage;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Person;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many replies, written, held, planned and kept for later, while answers are dropped, calls fail after they were carried
 * out, the app is killed or sleeps, and its clock jumps by hours: each is delivered exactly once, or visibly not sent.
 * {@code -Dsoak.runs=1000} makes as many runs of it.
 */
class SoakTest {

    private static final int RUNS = Integer.getInteger("soak.runs", 40);
    private static final int A_ROUND = 20;
    private static final int PEOPLE = 12;
    private static final long SEED = Long.getLong("soak.seed", 20_261_122L);
    private static final List<String> HOW = List.of("NOW", "NOW", "NOW", "HELD", "TIMED", "LATER");
    private static final List<Fault.Effect> EFFECTS = List.of(new Fault.Effect.DropBefore(),
            new Fault.Effect.DropAfter(),
            new Fault.Effect.DropAfter(), new Fault.Effect.Cut(), new Fault.Effect.Status(500),
            new Fault.Effect.Status(503), new Fault.Effect.Html(200), new Fault.Effect.Refused(400, 2, 0),
            new Fault.Effect.Delay(Duration.ofMillis(300)));
    private static final Set<DeliveryState> UNDER_WAY = EnumSet.of(DeliveryState.SENDING, DeliveryState.UNCERTAIN);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long HOURS = 5 * 3600L;

    @TempDir
    Path folder;

    private final Random random = new Random(SEED);
    private final List<Written> written = new ArrayList<>();
    private int kills;
    private int sleeps;
    private int jumps;
    private int faults;

    /** @param id null when the app was killed before it said that it has the reply */
    private record Written(String person, String text, String how, @Nullable OutboxId id) {}

    @Test
    void everyReply_isDeliveredExactlyOnce_orVisiblyNotSent() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.generated(PEOPLE, PEOPLE * 4L, SEED))) {
            connect(sandbox);
            List<String> people = sandbox.everybody().stream().map(Person::username).toList();
            try (App app = new App(sandbox)) {
                while (written.size() < RUNS) {
                    people.forEach(person -> sandbox.personWrites(person, "Hello?"));
                    app.start();
                    for (int i = 0; i < A_ROUND && written.size() < RUNS; i++) {
                        one(app, sandbox, people.get(random.nextInt(PEOPLE)));
                    }
                    people.forEach(person -> sandbox.personWrites(person, "And?"));
                    settle(app, sandbox);
                    app.kill();
                    check(sandbox);
                }
                for (int left = 1, tries = 0; left > 0; tries++) {
                    assertThat(tries).as("still on their way; seed %d", SEED).isLessThan(5);
                    app.start();
                    settle(app, sandbox);
                    app.kill();
                    left = check(sandbox);
                }
                assertThat(app.bugs).isEmpty();
            }
        }
        assertThat(kills).isPositive();
        assertThat(jumps).isPositive();
        assertThat(faults).isPositive();
    }

    private void connect(Sandbox sandbox) {
        try (Database database = open()) {
            Connector connector = new Connector(folder, database, TokenVault.inFile(folder),
                    new ApiAddress(URI.create(sandbox.url()), "v26.0"), Clock.systemUTC());
            assertThat(connector.connect(sandbox.token())).isInstanceOf(Connector.Result.Connected.class);
            try (SyncEngine engine = SoakChild.engine(folder, URI.create(sandbox.url()), database, Clock.systemUTC())) {
                assertThat(engine.syncOnce(List.of(), PATIENCE, report -> {}).conversations()).isEqualTo(PEOPLE);
            }
        }
    }

    private Database open() {
        return switch (Database.open(folder)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError("not opened: " + other);
        };
    }

    private void one(App app, Sandbox sandbox, String person) throws Exception {
        if (random.nextInt(100) < 45) {
            faults++;
            sandbox.inject(new Fault(random.nextInt(4) == 0 ? null : Endpoint.SEND, random.nextInt(2),
                    1 + random.nextInt(2), EFFECTS.get(random.nextInt(EFFECTS.size()))));
        }
        if (random.nextInt(100) < 12) {
            jumps++;
            app.ask("CLOCK " + (random.nextLong(2 * HOURS) - HOURS));
        }
        String how = HOW.get(random.nextInt(HOW.size()));
        String text = "Reply " + written.size() + " " + how.toLowerCase(Locale.ROOT);
        app.say("ADD " + sandbox.conversationId(person) + " " + how + " " + text);
        if (random.nextInt(100) < 8) {
            kills++;
            int micros = random.nextInt(30_000);
            app.killAfter(micros);
            written.add(new Written(person, text, how, app.answered()));
            app.start();
            return;
        }
        String answer = app.answer();
        if (answer.startsWith("REFUSED WINDOW_CLOSED")) {
            // Its clock says so; nothing was written.
            return;
        }
        assertThat(answer).startsWith("ADDED ");
        written.add(new Written(person, text, how, new OutboxId(Long.parseLong(answer.substring(6)))));
        if (random.nextInt(100) < 4) {
            sleeps++;
            app.freeze(Duration.ofMillis(400));
        }
    }

    /** No more faults, the right time, and what was planned for some minutes ahead is due. */
    private void settle(App app, Sandbox sandbox) throws Exception {
        sandbox.clearFaults();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        app.ask("CLOCK 0");
        app.ask("CLOCK 400");
        long ahead = 400;
        while (!app.ask("COUNT").equals("COUNTED 0")) {
            assertThat(System.nanoTime()).as("waiting until every reply is settled; seed %d", SEED)
                    .isLessThan(deadline);
            // A reply that never arrived is believed to be lost only after a while.
            ahead += 2;
            app.ask("CLOCK " + ahead);
            app.nothingFor(Duration.ofMillis(100));
        }
    }

    /** How many may have arrived or not: killed on their way, they are judged when they are settled. */
    private int check(Sandbox sandbox) {
        Map<DeliveryState, Integer> states = new EnumMap<>(DeliveryState.class);
        try (Database database = open()) {
            for (Written one : written) {
                long delivered = sandbox.accountWords(one.person()).stream().filter(one.text()::equals).count();
                assertThat(delivered).as("%s; seed %d", one, SEED).isLessThanOrEqualTo(1);
                OutboxId id = one.id();
                if (id == null) {
                    continue;
                }
                Optional<OutboxMessage> row = database.outbox().find(id);
                states.merge(row.map(OutboxMessage::state).orElse(DeliveryState.SENT), 1, Integer::sum);
                if (row.isPresent() && UNDER_WAY.contains(row.get().state())) {
                    continue;
                }
                if (row.isPresent()) {
                    // Failed, or the user is asked: it says that it was not sent.
                    assertThat(delivered).as("%s is %s; seed %d", one, row.get(), SEED).isZero();
                } else {
                    assertThat(delivered).as("%s; seed %d", one, SEED).isEqualTo(1);
                    assertThat(database.outbox().outcome(id)).as("%s; seed %d", one, SEED).isPresent();
                }
            }
            assertThat(database.check()).isTrue();
        }
        System.getLogger(SoakTest.class.getName()).log(System.Logger.Level.INFO,
                "{0} replies: {1}; {2} faults, {3} kills, {4} sleeps, {5} jumps", written.size(), states, faults, kills,
                sleeps, jumps);
        return UNDER_WAY.stream().mapToInt(state -> states.getOrDefault(state, 0)).sum();
    }

    /** The program in a process of its own, killed and started again. */
    private final class App implements AutoCloseable {

        private final Sandbox sandbox;
        private final List<String> bugs = new ArrayList<>();
        private BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private @Nullable Process process;
        private @Nullable Thread reader;

        App(Sandbox sandbox) {
            this.sandbox = sandbox;
        }

        private Process process() {
            return Objects.requireNonNull(process);
        }

        void start() throws Exception {
            answers = new LinkedBlockingQueue<>();
            Process started = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx256m", "-cp",
                    System.getProperty("java.class.path"), SoakChild.class.getName(), folder.toString(), sandbox.url(),
                    sandbox.accountId()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            process = started;
            BlockingQueue<String> into = answers;
            reader = Thread.ofPlatform().name("soak-reader").daemon(true).start(() -> read(started, into));
            assertThat(answer()).isEqualTo("UP");
        }

        private void read(Process from, BlockingQueue<String> into) {
            try (BufferedReader lines = from.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line -> {
                    if (line.startsWith("BUG ")) {
                        synchronized (bugs) {
                            bugs.add(line);
                        }
                    } else {
                        into.add(line);
                    }
                });
            } catch (IOException | java.io.UncheckedIOException e) {
                into.add("GONE");
            }
        }

        void say(String line) throws IOException {
            BufferedWriter to = process().outputWriter(StandardCharsets.UTF_8);
            to.write(line);
            to.newLine();
            to.flush();
        }

        String answer() throws InterruptedException {
            String answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(answer).as("an answer").isNotNull();
            return answer;
        }

        String ask(String line) throws Exception {
            say(line);
            return answer();
        }

        /** What it said before it was killed, if it did. */
        @Nullable
        OutboxId answered() {
            String answer = answers.poll();
            return answer != null && answer.startsWith("ADDED ")
                    ? new OutboxId(Long.parseLong(answer.substring(6)))
                    : null;
        }

        void killAfter(int micros) throws Exception {
            process().waitFor(micros, TimeUnit.MICROSECONDS);
            kill();
        }

        void kill() throws Exception {
            process().destroyForcibly();
            process().waitFor();
            Thread reading = reader;
            if (reading != null) {
                reading.join(PATIENCE);
            }
        }

        /** As a computer that sleeps: nothing of it runs, and its connections stay. */
        void freeze(Duration length) throws Exception {
            signal("-STOP");
            nothingFor(length);
            signal("-CONT");
        }

        private void signal(String which) throws Exception {
            new ProcessBuilder("kill", which, Long.toString(process().pid())).start().waitFor();
        }

        /** Time passes; only its end or the program's is waited for. */
        void nothingFor(Duration length) throws InterruptedException {
            assertThat(process().waitFor(length.toMillis(), TimeUnit.MILLISECONDS)).as("it ended").isFalse();
        }

        @Override
        public void close() {
            if (process != null) {
                process().destroyForcibly();
            }
        }
    }
}
