package app.ajar.bench;

import app.ajar.store.LargeCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs everything and prints the figures. Compares with a yardstick in the same run wherever a machine's mood would
 * otherwise decide. Argument: the folder for the caches, kept between runs.
 */
public final class Bench {

    private static final int RUNS = 7;
    private static final String SMALL = "cache-10k";
    private static final String LARGE = "cache-1m";

    private Bench() {}

    /** Makes the caches if need be, then measures. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path small = cache(folder.resolve(SMALL), 100, 10_000);
        Path large = cache(folder.resolve(LARGE), 10_000, 1_000_000);

        new StoreBench(small, large).run();
        child(WindowBench.class.getName(), large.toString());
        startUp(large);
    }

    private static Path cache(Path folder, int conversations, int messages) throws Exception {
        if (!Files.exists(folder.resolve("cache.mv.db"))) {
            Files.createDirectories(folder);
            long started = System.nanoTime();
            LargeCache.fill(folder, conversations, messages, Clock.systemUTC().instant(), 1);
            System.out.printf(Locale.ROOT, "made %,d conversations and %,d messages in %.1f s%n", conversations, messages,
                    (System.nanoTime() - started) / 1e9);
        }
        return folder;
    }

    /** The window on the large cache against one empty list, in turn, each in a process of its own. */
    private static void startUp(Path large) throws IOException, InterruptedException {
        double[] empty = new double[RUNS];
        double[] ajar = new double[RUNS];
        double[] ratio = new double[RUNS];
        for (int i = -1; i < RUNS; i++) {
            double one = firstPaint("0", EmptyWindow.class.getName());
            double other = firstPaint("8", "app.ajar.app.Main", "--data", large.toString(), "--api",
                    "http://127.0.0.1:9");
            if (i >= 0) {
                empty[i] = one;
                ajar[i] = other;
                ratio[i] = other / one;
            }
        }
        System.out.println(Figures.of(empty).line("cold start, one empty list", "ms"));
        System.out.println(Figures.of(ajar).line("cold start, 10,000 conversations, list painted", "ms"));
        System.out.println(Figures.of(ratio).line("  ratio of the two (target at most 2.0)", "x"));
    }

    private static double firstPaint(String... args) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(args));
        for (String line : child(FirstPaint.class.getName(), arguments.toArray(String[]::new))) {
            if (line.startsWith("FIRST_PAINT ")) {
                return Double.parseDouble(line.substring("FIRST_PAINT ".length()));
            }
        }
        throw new IllegalStateException("the window was never painted");
    }

    private static List<String> child(String mainClass, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dajar.window.in.memory=true");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader out = new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (!line.startsWith("FIRST_PAINT")) {
                    System.out.println(line);
                }
            }
        }
        process.waitFor();
        return lines;
    }
}
