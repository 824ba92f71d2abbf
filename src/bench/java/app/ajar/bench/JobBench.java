package app.ajar.bench;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.Database;
import app.ajar.store.JobQueue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Claiming one job, and counting all, with a hundred thousand waiting: half of them due, half urgent but not due yet. */
final class JobBench {

    private static final int WAITING = 100_000;
    private static final int ROUNDS = 1_000;
    private static final int WARM_UP = 200;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final AccountId ACCOUNT = new AccountId("17841400000000001");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final Path folder;

    /** @param folder where the queue lies; kept between runs */
    JobBench(Path folder) {
        this.folder = folder;
    }

    /** For this alone. Argument: the folder. */
    public static void main(String[] args) {
        new JobBench(Path.of(args[0])).run();
    }

    void run() {
        try (Database database = StoreBench.open(folder)) {
            JobQueue jobs = database.jobs();
            database.accounts().put(new Account(ACCOUNT, "bench", null, null, Account.Status.CONNECTED, null,
                    Clock.systemUTC().instant(), Clock.systemUTC().instant(), null));
            jobs.releaseAll();
            database.setWriteDelay(Duration.ofMillis(500));
            for (long i = jobs.counts().live(); i < WAITING; i++) {
                boolean due = i % 2 == 0;
                jobs.offer(JobQueue.Type.DOWNLOAD_MEDIA, ACCOUNT, "media " + i, "conversation", due ? 10 : 100,
                        due ? NOW.minusSeconds(i) : NOW.plusSeconds(3_600 + i));
            }
            database.setWriteDelay(Duration.ZERO);
            JobQueue.Terms terms = JobQueue.Terms.of(Set.of(ACCOUNT));
            double[] claims = new double[ROUNDS];
            double[] counts = new double[ROUNDS / 10];
            for (int i = -WARM_UP; i < ROUNDS; i++) {
                long started = System.nanoTime();
                JobQueue.Job job = jobs.claim(NOW, LEASE, terms).orElseThrow();
                if (i >= 0) {
                    claims[i] = (System.nanoTime() - started) / 1e6;
                }
                jobs.postpone(job.id(), NOW.minusSeconds(1));
            }
            for (int i = 0; i < counts.length; i++) {
                long started = System.nanoTime();
                jobs.waiting();
                counts[i] = (System.nanoTime() - started) / 1e6;
            }
            System.out.println(Figures.of(claims).line("claiming a job, 100,000 waiting (target under 5)", "ms"));
            System.out.println(Figures.of(counts).line("counting them by kind", "ms"));
        }
    }
}
