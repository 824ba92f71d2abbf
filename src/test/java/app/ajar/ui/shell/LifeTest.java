package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Person;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.Templates;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole app killed at moments of its whole life, or on a disk that is full for a while, while somebody uses it: nothing
 * that it said was kept is lost, nothing is sent twice, and it never ends without a sentence. {@code -Dlife.kills=100
 * -Dlife.full=20} make a long run of it.
 */
class LifeTest {

    private static final int KILLS = Integer.getInteger("life.kills", 2);
    private static final int FULL = Integer.getInteger("life.full", 1);
    private static final long SEED = Long.getLong("life.seed", 20_261_123L);
    /** Lives after which a new folder is begun: migrating and the first sync are parts of a life. */
    private static final int LIVES = 8;
    private static final long PATIENCE_SECONDS = 120;
    private static final System.Logger LOG = System.getLogger(LifeTest.class.getName());

    @TempDir
    Path temporary;
    private final Random random = new Random(SEED);
    private final Set<Process> started = new HashSet<>();
    private Sandbox sandbox;
    private Path folder;
    private int number = 1;
    /** What this folder is known to hold. */
    private final Map<String, Integer> drafts = new HashMap<>();
    private final Map<String, Set<Boolean>> stars = new HashMap<>();
    private final Set<Integer> templates = new HashSet<>();
    private final Map<Integer, String> sent = new TreeMap<>();

    /** The word after which a life ends, and within how many milliseconds. */
    private record Moment(String after, int within) {}

    private static final List<Moment> MOMENTS = List.of(new Moment("ACTING", 3000), new Moment("", 1500),
            new Moment("COMPACTING", 250), new Moment("OPENING", 900), new Moment("COPYING", 100),
            new Moment("OPENED", 1200), new Moment("SENDING", 200), new Moment("CLOSING", 300),
            new Moment("SHOWN", 1500), new Moment("KEEPING", 60));

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(4, 40, SEED));
        folder = temporary.resolve("0");
    }

    @AfterEach
    void endWhatStillRuns() {
        started.forEach(Process::destroyForcibly);
        sandbox.close();
    }

    @Test
    void killedAtAnyMoment_nothingThatWasKeptIsLost_andNothingIsSentTwice() throws Exception {
        Map<String, Integer> moments = new TreeMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % LIVES == 0) {
                begin(kill);
            }
            // All moments in turn, and each on new folders and old ones.
            Moment moment = MOMENTS.get((kill + kill / LIVES) % MOMENTS.size());
            try (Child child = new Child(somebody())) {
                if (!moment.after.isEmpty()) {
                    child.until(word -> word.startsWith(moment.after));
                }
                child.endsWithin(random.nextInt(moment.within * 1000));
                child.kill();
                moments.merge(moment.after.isEmpty() ? "STARTING" : moment.after, 1, Integer::sum);
                check(child, "kill " + kill + " after " + moment);
            }
        }
        // What was left in between goes on: a whole life, and everything arrives.
        try (Child child = new Child(somebody())) {
            child.until("CLOSED"::equals);
            check(child, "the last life");
        }
        LOG.log(System.Logger.Level.INFO, "{0} kills {1}: {2} replies, {3} templates, all there", KILLS, moments,
                sent.size(), templates.size());
    }

    @Test
    void onADiskThatIsFullForAWhile_itIsSaid_andNothingIsLost() throws Exception {
        int notices = 0;
        for (int full = 0; full < FULL; full++) {
            if (full % LIVES == 0) {
                begin(full);
            }
            try (Child child = new Child(somebody())) {
                child.until("ACTING"::equals);
                // Three drafts are waited for, 600 ms each: it never ends before that.
                child.endsWithin(random.nextInt(1_200_000));
                child.tell("FULL");
                child.until(word -> word.startsWith("NOTICE"));
                child.endsWithin(random.nextInt(2_000_000));
                boolean killed = random.nextBoolean();
                if (killed) {
                    child.kill();
                } else {
                    child.tell("ROOM");
                    child.until("CLOSED"::equals);
                }
                assertThat(child.said).as("full disk %d", full).contains("NOTICE The disk is full")
                        .noneMatch(word -> word.startsWith("NOTICE") && !word.equals("NOTICE The disk is full"));
                check(child, "full disk " + full + (killed ? ", killed" : ""));
                notices++;
            }
        }
        LOG.log(System.Logger.Level.INFO, "{0} full disks, said {1} times: {2} replies, {3} templates, all there", FULL,
                notices, sent.size(), templates.size());
    }

    private void begin(int life) {
        folder = temporary.resolve("life-" + life);
        drafts.clear();
        stars.clear();
        templates.clear();
        sent.clear();
    }

    private LifeChild.Life somebody() {
        List<String> people = sandbox.everybody().stream().map(Person::username).toList();
        people.forEach(person -> sandbox.personWrites(person, "Hello?"));
        return LifeChild.Life.of(folder, sandbox, people.get(random.nextInt(people.size())), number);
    }

    /** Takes over what the child said, and compares it with what is there. */
    private void check(Child child, String when) {
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
        OpenResult opened = Database.open(folder);
        assertThat(opened).as(when).isInstanceOf(OpenResult.Opened.class);
        try (Database database = ((OpenResult.Opened) opened).database()) {
            compare(database, child.life.id(), person, when + ", " + child.said);
            assertThat(database.upkeep().freshRescue()).as(when).isEmpty();
        }
    }

    private void compare(Database database, ConversationId id, String person, String when) {
        List<String> waiting = database.outbox().all().stream().map(OutboxMessage::text).toList();
        Map<String, List<String>> arrived = new HashMap<>();
        for (String one : sandbox.everybody().stream().map(Person::username).toList()) {
            List<String> ours = sandbox.accountWords(one).stream().filter(words -> number(words) > 0).toList();
            assertThat(ours).as(when).doesNotHaveDuplicates();
            arrived.put(one, ours);
        }
        sent.forEach((own, to) -> assertThat(waiting.contains(LifeChild.text(own))
                || Objects.requireNonNull(arrived.get(to)).contains(LifeChild.text(own)))
                .as("reply %d to %s, %s", own, to, when).isTrue());
        assertThat(database.templates().all().templates().stream().map(Templates.Template::content)
                .map(Templates.Content::text)).as(when)
                .containsAll(templates.stream().map(LifeChild::text).toList());
        Integer typed = drafts.get(person);
        if (typed != null) {
            List<String> later = new ArrayList<>(waiting);
            later.addAll(Objects.requireNonNull(arrived.get(person)));
            database.notes().draft(id).ifPresent(later::add);
            assertThat(later.stream().mapToInt(LifeTest::number).max().orElse(0)).as("draft of %s, %s", person, when)
                    .isGreaterThanOrEqualTo(typed);
        }
        database.conversations().find(id).ifPresent(row -> {
            Set<Boolean> star = Objects.requireNonNull(stars.get(person));
            assertThat(star).as(when).contains(row.priority());
            star.retainAll(Set.of(row.priority()));
        });
    }

    /** The number in our words, 0 in those of others. */
    private static int number(String text) {
        return text.startsWith("Words number ") ? Integer.parseInt(text.replaceAll("\\D+", "")) : 0;
    }

    /** A life under way. */
    private final class Child implements AutoCloseable {

        private final LifeChild.Life life;
        private final Process process;
        private final Path errors;
        private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
        private final List<String> said = Collections.synchronizedList(new ArrayList<>());
        private final Thread reader;

        Child(LifeChild.Life life) throws IOException {
            this.life = life;
            errors = Files.createTempFile(temporary, "err", "");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC", "-Xmx400m", "-Dglass.platform=Headless", "-Dprism.order=sw",
                    "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-cp",
                    System.getProperty("java.class.path"), LifeChild.class.getName()));
            command.addAll(List.of(life.arguments()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().put("AJAR_VAULT", "file");
            process = builder.start();
            started.add(process);
            reader = Thread.ofPlatform().daemon().name("child-words").start(this::read);
        }

        private void read() {
            try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    said.add(line);
                    words.add(line);
                }
            } catch (IOException e) {
                words.add("GONE " + e);
            }
        }

        void tell(String word) throws IOException {
            OutputStream in = process.getOutputStream();
            in.write((word + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        }

        void until(Predicate<String> wanted) throws InterruptedException, IOException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            String word = "";
            while (!wanted.test(word)) {
                word = Objects.requireNonNullElse(words.poll(20, TimeUnit.MILLISECONDS), "");
                boolean over = word.isEmpty() && !process.isAlive() && !reader.isAlive() && words.isEmpty();
                if (over || System.nanoTime() > deadline) {
                    throw new AssertionError(said + " and no more: " + Files.readString(errors));
                }
            }
        }

        void endsWithin(int micros) throws InterruptedException {
            if (process.waitFor(micros, TimeUnit.MICROSECONDS)) {
                LOG.log(System.Logger.Level.DEBUG, "it had ended by itself");
            }
        }

        /** Through its handle, which leaves what it said readable. */
        void kill() throws InterruptedException {
            process.toHandle().destroyForcibly();
            process.waitFor();
            reader.join();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
