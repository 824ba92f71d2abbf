package app.ajar.bench;

import app.ajar.model.Conversation;
import app.ajar.model.ConversationId;
import app.ajar.store.ConversationFilter;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The first page of the list and of a conversation, in a small and in a large cache, in turn. */
final class StoreBench {

    private static final int ROUNDS = 400;
    private static final int WARM_UP = 100;
    private static final int PAGE = 60;
    private static final int THREAD = 40;

    private final Path small;
    private final Path large;

    StoreBench(Path small, Path large) {
        this.small = small;
        this.large = large;
    }

    void run() {
        try (Database few = open(small); Database many = open(large)) {
            compare("list, first page", () -> list(few), () -> list(many));
            List<Conversation> fewRows = few.conversations().page(all(), null, 300);
            List<Conversation> manyRows = many.conversations().page(all(), null, 300);
            Random random = new Random(1);
            compare("conversation, first page",
                    () -> few.threads().newest(any(fewRows, random), THREAD),
                    () -> many.threads().newest(any(manyRows, random), THREAD));
        }
    }

    static Database open(Path folder) {
        return switch (Database.open(folder, Clock.systemUTC())) {
            case OpenResult.Opened(Database database) -> database;
            case OpenResult other -> throw new IllegalStateException("not opened: " + other);
        };
    }

    private static ConversationFilter all() {
        return new ConversationFilter(null, ConversationFilter.Tab.ALL, null, Instant.now(Clock.systemUTC()));
    }

    private static void list(Database database) {
        database.conversations().page(all(), null, PAGE);
    }

    private static ConversationId any(List<Conversation> rows, Random random) {
        return rows.get(random.nextInt(rows.size())).id();
    }

    private static void compare(String what, Runnable few, Runnable many) {
        double[] small = new double[ROUNDS];
        double[] large = new double[ROUNDS];
        for (int i = -WARM_UP; i < ROUNDS; i++) {
            double one = millis(few);
            double other = millis(many);
            if (i >= 0) {
                small[i] = one;
                large[i] = other;
            }
        }
        Figures a = Figures.of(small);
        Figures b = Figures.of(large);
        System.out.println(a.line(what + ", 10,000 messages", "ms"));
        System.out.println(b.line(what + ", 1,000,000 messages", "ms"));
        System.out.printf(java.util.Locale.ROOT, "  ratio of the medians %.2f (target at most 1.5)%n",
                b.median() / a.median());
    }

    private static double millis(Runnable work) {
        long started = System.nanoTime();
        work.run();
        return (System.nanoTime() - started) / 1e6;
    }
}
