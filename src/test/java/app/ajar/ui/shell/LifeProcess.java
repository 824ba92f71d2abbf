package app.ajar.ui.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole app in a process of its own, as {@link LifeChild} lives it, and what it has said. */
final class LifeProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final System.Logger LOG = System.getLogger(LifeProcess.class.getName());

    final LifeChild.Life life;
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Process process;
    private final Path errors;
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final Thread reader;

    /** @param errors where what it complains of is written */
    LifeProcess(LifeChild.Life life, Path errors) throws IOException {
        this.life = life;
        this.errors = errors;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx400m", "-Dglass.platform=Headless", "-Dprism.order=sw",
                "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), LifeChild.class.getName()));
        command.addAll(List.of(life.arguments()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().put("AJAR_VAULT", "file");
        process = builder.start();
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

    /** After its last word it still has to let go of its files. */
    void ended() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
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
