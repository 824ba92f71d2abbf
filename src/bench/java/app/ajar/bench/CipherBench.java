package app.ajar.bench;

import app.ajar.account.TokenVault;
import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.store.care.KeyPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What it costs to have the database encrypted: the same cache plain and encrypted, in turn, in one run. */
final class CipherBench {

    private static final int OPENINGS = 7;
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 100;

    private final Path plain;
    private final Path encrypted;

    /** @param large a cache to be copied twice beside itself */
    CipherBench(Path large) {
        plain = large.resolveSibling("cipher-plain");
        encrypted = large.resolveSibling("cipher-on");
    }

    static CipherBench of(Path large) throws IOException {
        CipherBench bench = new CipherBench(large);
        for (Path folder : List.of(bench.plain, bench.encrypted)) {
            clear(folder);
            Files.createDirectories(folder);
            Files.copy(large.resolve("cache.mv.db"), folder.resolve("cache.mv.db"), StandardCopyOption.REPLACE_EXISTING);
        }
        return bench;
    }

    /** What an earlier run left knows of another file. */
    private static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    void run() throws IOException {
        try (Database database = open(encrypted)) {
            database.upkeep().encrypt(true);
        }
        long started = System.nanoTime();
        open(encrypted).close();
        System.out.printf(Locale.ROOT, "encrypting %,d bytes and opening once: %.1f s%n",
                Files.size(plain.resolve("cache.mv.db")), (System.nanoTime() - started) / 1e9);
        openings();
        try (Database some = open(plain); Database other = open(encrypted)) {
            compare("list, first page", ROUNDS, () -> list(some), () -> list(other));
            List<Conversation> rows = some.conversations().page(all(), null, 300);
            compare("conversation, first page", ROUNDS, new Threads(some, rows), new Threads(other, rows));
            compare("one message comes", ROUNDS, new Arrivals(some, rows), new Arrivals(other, rows));
            compare("search", 20, () -> search(some), () -> search(other));
        }
        System.out.printf(Locale.ROOT, "bytes plain %,d, encrypted %,d%n", Files.size(plain.resolve("cache.mv.db")),
                Files.size(encrypted.resolve("cache.mv.db")));
    }

    private void openings() {
        double[][] times = new double[2][OPENINGS];
        for (int i = -1; i < OPENINGS; i++) {
            double one = opening(plain);
            double other = opening(encrypted);
            if (i >= 0) {
                times[0][i] = one;
                times[1][i] = other;
            }
        }
        say("opening and the list's first page", times[0], times[1]);
    }

    private static double opening(Path folder) {
        long started = System.nanoTime();
        try (Database database = open(folder)) {
            list(database);
            return (System.nanoTime() - started) / 1e6;
        }
    }

    private static Database open(Path folder) {
        KeyPlace keys = TokenVault.inFile(folder).databaseKeys();
        return switch (Database.open(folder, Clock.systemUTC(), keys)) {
            case OpenResult.Opened(Database database) -> database;
            case OpenResult other -> throw new IllegalStateException("not opened: " + other);
        };
    }

    private static ConversationFilter all() {
        return new ConversationFilter(null, ConversationFilter.Tab.ALL, null, Instant.now(Clock.systemUTC()));
    }

    private static void list(Database database) {
        database.conversations().page(all(), null, 60);
    }

    private static void search(Database database) {
        database.conversations().page(new ConversationFilter(null, ConversationFilter.Tab.ALL, "delivery",
                Instant.now(Clock.systemUTC())), null, 60);
    }

    /** Any conversation's newest page, the same ones in both. */
    private record Threads(Database database, List<Conversation> rows, Random random) implements Runnable {

        Threads(Database database, List<Conversation> rows) {
            this(database, rows, new Random(1));
        }

        @Override
        public void run() {
            ConversationId id = rows.get(random.nextInt(rows.size())).id();
            database.threads().newest(id, 40);
        }
    }

    /** One message more, in one transaction. */
    private record Arrivals(Database database, List<Conversation> rows, AtomicInteger count) implements Runnable {

        Arrivals(Database database, List<Conversation> rows) {
            this(database, rows, new AtomicInteger());
        }

        @Override
        public void run() {
            int number = count.getAndIncrement();
            ConversationId id = rows.get(number % rows.size()).id();
            Instant at = Instant.now(Clock.systemUTC());
            Message message = new Message(id, new MessageId("arrival." + number), Message.Direction.INBOUND, "someone", at,
                    "Is it still there? " + number, Message.Kind.TEXT, DeliveryState.SENT, null, null, List.of(), List.of(),
                    null);
            database.sync().applyPage(id.account(), List.of(new Pulled(id, at, null, List.of(message), false, null)), null);
        }
    }

    private static void compare(String what, int rounds, Runnable plain, Runnable encrypted) {
        double[] one = new double[rounds];
        double[] other = new double[rounds];
        for (int i = -Math.min(WARM_UP, rounds); i < rounds; i++) {
            double some = millis(plain);
            double more = millis(encrypted);
            if (i >= 0) {
                one[i] = some;
                other[i] = more;
            }
        }
        say(what, one, other);
    }

    private static void say(String what, double[] plain, double[] encrypted) {
        Figures a = Figures.of(plain);
        Figures b = Figures.of(encrypted);
        System.out.println(a.line(what + ", plain", "ms"));
        System.out.println(b.line(what + ", encrypted", "ms"));
        System.out.printf(Locale.ROOT, "  ratio of the medians %.2f%n", b.median() / a.median());
    }

    private static double millis(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e6;
    }
}
