package app.ajar.bench;

import app.ajar.store.LargeCache;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs everything and prints the figures. Compares with a yardstick in the same run wherever a machine's mood would
 * otherwise decide. Argument: the folder for the caches, kept between runs.
 */
public final class Bench {

    private static final int RUNS = 7;
    private static final boolean IN_MEMORY = "Headless".equals(System.getProperty("glass.platform"));
    private static final String PAINTED = "FIRST_PAINT ";
    private static final String SMALL = "cache-10k";
    private static final String LARGE = "cache-1m";

    private Bench() {}

    /** Makes the caches if need be, then measures. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path small = cache(folder.resolve(SMALL), 100, 10_000);
        Path large = cache(folder.resolve(LARGE), 10_000, 1_000_000);

        new StoreBench(small, large).run();
        CipherBench.of(large).run();
        new JobBench(folder.resolve("jobs")).run();
        // Drawing into memory copies each frame pixel by pixel through an object that only C2 takes away again; a window
        // system takes the frame whole. So this window alone gets C2 when there is no display.
        List<String> window = java(windowFlags(IN_MEMORY ? "-XX:TieredStopAtLevel=4" : ""));
        run(window, WindowBench.class.getName(), large.toString());
        run(window, MediaBench.class.getName());
        run(window, TypingBench.class.getName());
        run(window, PlannedBench.class.getName());
        run(window, BurstBench.class.getName());
        run(window, PushBench.class.getName());
        run(window, IdleBench.class.getName());
        startUp(large, folder.resolveSibling("ajar").resolve("lib"));
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

    /**
     * The window on the large cache, as its launcher starts it, against one empty list on plain Java and against one that is
     * started the same way; in turn, each in a process of its own.
     */
    private static void startUp(Path large, Path lib) throws IOException, InterruptedException {
        Path cache = lib.resolve("ajar.aot");
        if (!Files.exists(cache)) {
            throw new IllegalStateException("no runnable copy in " + lib + ": mvn package makes it");
        }
        List<String> plain = java(toolkitFlags());
        List<String> tuned = java(windowFlags(""));
        List<String> cached = java(windowFlags("-XX:AOTCache=" + cache, "-Xlog:disable"));
        List<String> empty = List.of("0", EmptyWindow.class.getName());
        List<String> ajar = List.of("8", "app.ajar.app.Main", "--data", large.toString(), "--api", "http://127.0.0.1:9");
        double[][] times = new double[5][RUNS];
        for (int i = -1; i < RUNS; i++) {
            double[] round = {firstPaint(plain, lib, empty), firstPaint(cached, lib, ajar),
                    firstPaint(cached, lib, empty), firstPaint(tuned, lib, ajar), firstPaint(tuned, lib, empty)};
            for (int k = 0; i >= 0 && k < round.length; k++) {
                times[k][i] = round[k];
            }
        }
        System.out.println(Figures.of(times[0]).line("cold start, one empty list, plain Java", "ms"));
        System.out.println(Figures.of(times[1]).line("cold start, 10,000 conversations, as launched", "ms"));
        System.out.println(ratio(times[1], times[0]).line("  ratio of the two (target at most 2.0)", "x"));
        System.out.println(ratio(times[1], times[2]).line("  ratio, both with the cache and the launcher's flags", "x"));
        System.out.println(ratio(times[3], times[4]).line("  ratio, both with the launcher's flags and no cache", "x"));
        System.out.println(ratio(times[3], times[1]).line("  how much the cache gains", "x"));
    }

    private static Figures ratio(double[] some, double[] others) {
        double[] ratio = new double[some.length];
        Arrays.setAll(ratio, i -> some[i] / others[i]);
        return Figures.of(ratio);
    }

    private static double firstPaint(List<String> java, Path lib, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        // The launcher's own class path in front, because the cache was made with it.
        command.addAll(List.of("--module-path", lib.resolve("javafx").toString(), "-cp",
                jar(lib) + File.pathSeparator + System.getProperty("java.class.path"), FirstPaint.class.getName()));
        command.addAll(arguments);
        for (String line : output(command)) {
            if (line.startsWith(PAINTED)) {
                return Double.parseDouble(line.substring(PAINTED.length()));
            }
        }
        throw new IllegalStateException("the window was never painted");
    }

    private static Path jar(Path lib) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().matches("ajar-.*\\.jar")).findFirst().orElseThrow();
        }
    }

    private static void run(List<String> java, String mainClass, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("--module-path", System.getProperty("jdk.module.path"), "-cp",
                System.getProperty("java.class.path"), mainClass));
        command.addAll(List.of(arguments));
        output(command).forEach(System.out::println);
    }

    private static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(flags);
        command.add("-Dajar.window.in.memory=true");
        return command;
    }

    /** The flags this process was started with, which are the launcher's, and more. */
    private static List<String> windowFlags(String... more) {
        return Stream.concat(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("--module-path")),
                Stream.of(more).filter(flag -> !flag.isEmpty())).toList();
    }

    /** Only what a window with the toolkit needs at all. */
    private static List<String> toolkitFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("--module-path") && !flag.startsWith("-X")).toList();
    }

    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            lines = out.lines().toList();
        }
        process.waitFor();
        return lines;
    }
}
