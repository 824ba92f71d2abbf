package app.ajar.bench;

import app.ajar.store.LargeCache;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
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
        new StartBench(folder.resolveSibling("ajar"), large).run(RUNS);
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
