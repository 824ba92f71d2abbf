package app.ajar.store;

import app.ajar.store.AccountTable.SyncCursor;
import app.ajar.store.Database.OpenResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A second process for tests: another opener, or a sync that is killed. */
public final class Child {

    static final int CONVERSATIONS_A_PAGE = 4;
    static final int MESSAGES_A_CONVERSATION = 20;
    private static final int CONVERSATIONS = 60;

    private final Process process;
    private final BufferedReader words;

    private Child(Process process) {
        this.process = process;
        this.words = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** What the child does. */
    enum Task {
        OPEN, SYNC, ENCRYPT
    }

    static Child start(Task task, Path folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Xmx256m", "-cp", System.getProperty("java.class.path"), Child.class.getName(), task.name(),
                folder.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        return new Child(process);
    }

    /** The next line, null when the child is gone. */
    @Nullable
    String word() throws IOException {
        return words.readLine();
    }

    /** Everything the child still says, last line first come. */
    String lastWords() throws IOException {
        String last = "";
        for (String line = word(); line != null; line = word()) {
            last = line;
        }
        return last;
    }

    /** Lets it run at most this long. */
    boolean endsWithin(long micros) throws InterruptedException {
        return process.waitFor(micros, TimeUnit.MICROSECONDS);
    }

    /** Through its handle, which leaves what it said readable. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    public static void main(String[] args) {
        PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true,
                StandardCharsets.UTF_8);
        if (Task.valueOf(args[0]) == Task.ENCRYPT) {
            encryptAndBack(Path.of(args[1]), out);
            return;
        }
        OpenResult result = Database.open(Path.of(args[1]));
        out.println(result.getClass().getSimpleName());
        if (!(result instanceof OpenResult.Opened(Database database))) {
            return;
        }
        if (Task.valueOf(args[0]) == Task.OPEN) {
            database.close();
            return;
        }
        database.accounts().put(Sample.account(Sample.SHOP));
        for (int page = nextPage(database); true; page++) {
            database.sync().applyPage(Sample.SHOP, page(page), cursor(page));
            database.notes().putDraft(Sample.MIA, Integer.toString(page));
            out.println(page);
            if (out.checkError()) {
                throw new UncheckedIOException(new IOException("nobody listens"));
            }
        }
    }

    /** Encrypted, plain, encrypted, for as long as somebody listens. */
    private static void encryptAndBack(Path folder, PrintStream out) {
        boolean on = true;
        while (!out.checkError()) {
            try (Database database = KeysInFiles.open(folder)) {
                out.println(database.upkeep().encryption().on() ? "encrypted" : "plain");
                database.upkeep().encrypt(on);
                on = !on;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static int nextPage(Database database) {
        return database.sync().cursor(Sample.SHOP).map(SyncCursor::after).map(Integer::parseInt).orElse(-1) + 1;
    }

    static SyncCursor cursor(int page) {
        return new SyncCursor(Integer.toString(page), Sample.NOON, null, null, true, 0);
    }

    /** Every page is of its own messages, in conversations that come again and again. */
    static List<SyncWriter.Pulled> page(int page) {
        List<SyncWriter.Pulled> all = new ArrayList<>();
        for (int c = 0; c < CONVERSATIONS_A_PAGE; c++) {
            var conversation = Sample.thread("t" + (page * 7 + c) % CONVERSATIONS);
            var messages = new app.ajar.model.Message[MESSAGES_A_CONVERSATION];
            for (int m = 0; m < messages.length; m++) {
                Instant at = Sample.NOON.plusSeconds(page * 60L + m);
                String id = "page-" + page + "-" + c + "-" + m;
                messages[m] = m % 5 == 0
                        ? Sample.message(conversation, id, app.ajar.model.Message.Direction.INBOUND, at, "Look",
                                List.of(Sample.picture(0, "a" + m, "https://media.example/" + id)), List.of())
                        : Sample.outbound(conversation, id, at, "Message " + m + " of page " + page);
            }
            all.add(Sample.pulled(conversation, messages));
        }
        return all;
    }
}
