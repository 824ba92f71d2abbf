package app.ajar.bench;

import app.ajar.model.Account;
import app.ajar.store.Database;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/**
 * How long until the list is on screen: Ajar as its launcher starts it, Ajar without the start-up cache, and two yardsticks
 * with the same cache: one empty list and nothing else, and Ajar's own window on the same accounts without a conversation; in
 * turn, each in a process of its own, and then the steps of one start. Arguments: the runnable copy or an installed folder, a
 * data folder with conversations, how many rounds.
 */
public final class StartBench {

    private static final int SHOWN_ROWS = 8;
    private static final String SETTINGS = "settings.json";
    private static final String FROM_CACHE = "shared objects file";

    private final Path lib;
    private final Path runtime;
    private final Path data;

    /** One start, until its list was on screen. */
    private record Start(double wallMillis, double processorMillis) {}

    StartBench(Path home, Path data) {
        Path app = home.resolve("lib/app");
        lib = Files.isDirectory(app) ? app : home.resolve("lib");
        runtime = home.resolve("lib/runtime/bin/java");
        this.data = data;
        if (!Files.exists(lib.resolve("ajar.aot"))) {
            throw new IllegalStateException("no start-up cache in " + lib + ": mvn package makes it");
        }
    }

    /** Measures and prints. */
    public static void main(String[] args) throws IOException, InterruptedException {
        // Figures are all that it says; its own database would tell what it does.
        LogManager.getLogManager().reset();
        new StartBench(Path.of(args[0]), Path.of(args[1])).run(Integer.parseInt(args[2]));
    }

    void run(int rounds) throws IOException, InterruptedException {
        Path nobody = Files.createTempDirectory("ajar-start-bench");
        try {
            copyAccounts(nobody);
            measure(rounds, nobody);
        } finally {
            delete(nobody);
        }
        printSteps();
    }

    private void measure(int rounds, Path nobody) throws IOException, InterruptedException {
        List<String> list = List.of(FirstPaint.ANY, EmptyWindow.class.getName());
        List<String> ownEmpty = ajar(FirstPaint.AS_READ, nobody);
        List<String> full = ajar(Integer.toString(SHOWN_ROWS), data);
        List<List<Start>> starts = Stream.generate(() -> (List<Start>) new ArrayList<Start>()).limit(4).toList();
        for (int i = -1; i < rounds; i++) {
            List<Start> round = List.of(start(true, list), start(true, ownEmpty), start(true, full), start(false, full));
            for (int k = 0; i >= 0 && k < round.size(); k++) {
                starts.get(k).add(round.get(k));
            }
        }
        print("one empty list and nothing else, with the cache", starts.get(0));
        print("Ajar without a conversation, with the cache", starts.get(1));
        print("Ajar, as launched", starts.get(2));
        print("Ajar without the cache", starts.get(3));
        printRatio("  Ajar : one empty list", starts.get(2), starts.get(0));
        printRatio("  Ajar : Ajar without a conversation", starts.get(2), starts.get(1));
        printRatio("  without : with the cache", starts.get(3), starts.get(2));
    }

    private static List<String> ajar(String wanted, Path folder) {
        return List.of(wanted, "app.ajar.app.Main", "--data", folder.toString(), "--api", "http://127.0.0.1:9");
    }

    /** The same accounts in a database of their own, and the window at the same place. */
    private void copyAccounts(Path folder) throws IOException {
        List<Account> accounts;
        try (Database measured = open(data)) {
            accounts = measured.accounts().all();
        }
        try (Database copy = open(folder)) {
            accounts.forEach(copy.accounts()::put);
        }
        if (Files.exists(data.resolve(SETTINGS))) {
            Files.copy(data.resolve(SETTINGS), folder.resolve(SETTINGS));
        }
    }

    private static Database open(Path folder) {
        if (Database.open(folder) instanceof Database.OpenResult.Opened(Database database)) {
            return database;
        }
        throw new IllegalStateException("the database cannot be opened in " + folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void print(String what, List<Start> starts) {
        System.out.println(Figures.of(starts.stream().mapToDouble(Start::wallMillis).toArray()).line("start: " + what, "ms"));
        System.out.println(Figures.of(starts.stream().mapToDouble(Start::processorMillis).toArray())
                .line("  its processor time", "ms"));
    }

    private static void printRatio(String what, List<Start> some, List<Start> others) {
        double[] wall = new double[some.size()];
        Arrays.setAll(wall, i -> some.get(i).wallMillis() / others.get(i).wallMillis());
        double[] processor = new double[some.size()];
        Arrays.setAll(processor, i -> some.get(i).processorMillis() / others.get(i).processorMillis());
        System.out.println(Figures.of(wall).line(what, "x"));
        System.out.println(Figures.of(processor).line(what + ", processor", "x"));
    }

    /** What the program itself says that it does, and how many classes the cache did not hold. */
    private void printSteps() throws IOException, InterruptedException {
        Path loaded = Files.createTempFile("ajar-classes", ".log");
        List<String> command = command(true, ajar(Integer.toString(SHOWN_ROWS), data), "-D" + FirstPaint.STEPS + "=true", "-Xlog:class+load:file=" + loaded);
        output(command).stream().filter(line -> line.startsWith(FirstPaint.STEP)).forEach(System.out::println);
        List<String> classes = Files.readAllLines(loaded);
        System.out.printf(Locale.ROOT, "classes until then: %,d, of them from outside the cache: %,d%n", classes.size(),
                classes.stream().filter(line -> !line.contains(FROM_CACHE)).count());
        Files.delete(loaded);
    }

    private Start start(boolean cached, List<String> arguments) throws IOException, InterruptedException {
        for (String line : output(command(cached, arguments))) {
            if (line.startsWith(FirstPaint.PAINTED)) {
                String[] figures = line.substring(FirstPaint.PAINTED.length()).split(" ", -1);
                return new Start(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
            }
        }
        throw new IllegalStateException("the window was never painted");
    }

    /** The flags this process was started with are the launcher's. */
    private List<String> command(boolean cached, List<String> arguments, String... more) throws IOException {
        boolean own = Files.exists(runtime);
        List<String> command = new ArrayList<>();
        command.add(own ? runtime.toString() : ProcessHandle.current().info().command().orElse("java"));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("--module-path") && !flag.startsWith("--add-modules"))
                .forEach(command::add);
        command.add("-Xlog:disable");
        command.add(cached ? "-XX:AOTCache=" + lib.resolve("ajar.aot") : "-XX:AOTMode=off");
        command.addAll(List.of(more));
        command.add("-Dajar.window.in.memory=true");
        if (!own) {
            command.addAll(List.of("--module-path", lib.resolve("javafx").toString(), "--add-modules",
                    "javafx.controls,javafx.media,javafx.swing"));
        }
        // The launcher's own class path in front, because the cache was made with it.
        command.addAll(List.of("-cp", jar() + File.pathSeparator + benches(), FirstPaint.class.getName()));
        command.addAll(arguments);
        return command;
    }

    private Path jar() throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().matches("ajar-.*\\.jar")).findFirst().orElseThrow();
        }
    }

    private static String benches() {
        return Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]).toString();
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
