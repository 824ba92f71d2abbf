package app.ajar.cli;

import app.ajar.model.ConversationId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.store.Database;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every command on a real disk of its own that is full or read-only: one sentence, nothing lost, and it works again
 * afterwards. Only where such a disk can be mounted; elsewhere the store's and the window's tests pretend one.
 */
class CliDiskTest {

    private static final long SEED = 5;
    private static final String DRAFT = "Half a thought";

    @TempDir
    Path temporary;
    private Path disk;
    private Path folder;
    private Sandbox sandbox;
    private CliRun cli;
    private String conversation;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(temporary.resolve("disk"));
        Assumptions.assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", disk.toString()),
                "needs the right to mount");
        folder = disk.resolve("ajar");
        sandbox = Sandbox.start(SandboxOptions.generated(3, 24, SEED));
        sandbox.personWrites(Crowd.personId(SEED, 0), "Is it back in stock?");
        cli = new CliRun(Map.of("AJAR_API", sandbox.url(), "AJAR_DATA", folder.toString()), folder, Clock.systemUTC());
        assertThat(cli.feed(sandbox.token(), "connect", "--token-file", "-").status()).isZero();
        assertThat(cli.run("sync").status()).isZero();
        conversation = cli.run("export", "--format", "jsonl", "--out", "-").lines().stream()
                .filter(row -> row.path("window").asString("").equals("OPEN")).findFirst().orElseThrow().get("id")
                .stringValue();
        try (Database database = OpenedFolder.database(folder)) {
            database.notes().putDraft(id(database), DRAFT);
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (sandbox != null) {
            sandbox.close();
            assertThat(done("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            System.getLogger(CliDiskTest.class.getName()).log(System.Logger.Level.DEBUG, "nothing can be mounted", e);
            return false;
        }
    }

    private ConversationId id(Database database) {
        return database.conversations().withRemoteId(conversation).getFirst();
    }

    /** Runs every command that reads or writes; whatever becomes of each is said in at most one sentence. */
    private List<String> sentences(Runnable before) {
        List<String> sentences = new ArrayList<>();
        for (List<String> words : List.of(List.of("accounts"), List.of("outbox"), List.of("sync", "--patience", "1"),
                List.of("send", conversation, "Yes, it is"), List.of("search", "stock"),
                List.of("export", "--format", "jsonl", "--out", "-"), List.of("doctor"),
                List.of("disconnect", "nobody"))) {
            before.run();
            CliRun.Ended ended = cli.run(words.toArray(String[]::new));
            assertThat(ended.status()).as("%s: %s", words, ended.err()).isBetween(0, 1);
            assertThat(ended.err()).as("%s", words).doesNotContain("fault of its own", "Exception");
            if (ended.status() == 1) {
                assertThat(ended.err()).as("%s", words).hasLineCount(1);
                sentences.add(words.getFirst() + ": " + ended.err().strip());
            }
        }
        return sentences;
    }

    private void assertAllIsThereAndGoesOn() {
        CliRun.Ended synced = cli.run("sync");
        assertThat(synced.status()).as(synced.err()).isZero();
        try (Database database = OpenedFolder.database(folder)) {
            assertThat(database.upkeep().freshRescue()).isEmpty();
            assertThat(database.upkeep().setAside()).isEmpty();
            assertThat(database.notes().draft(id(database))).hasValue(DRAFT);
            assertThat(database.check()).isTrue();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        CliRun.Ended sent = cli.run("send", conversation, "And now it works");
        assertThat(sent.status()).as(sent.err()).isZero();
    }

    @Test
    void onAFullDisk_everyCommandSaysSoInOneSentence_andNothingIsLost() throws Exception {
        Path ballast = disk.resolve("ballast");
        fill(ballast);
        sandbox.personWrites(Crowd.personId(SEED, 0), "Hello? " + "Are you there? ".repeat(50));
        // What one command gives back to the disk, the next must not find.
        List<String> sentences = sentences(() -> fill(ballast));
        boolean saidSent = sentences.stream().noneMatch(sentence -> sentence.startsWith("send: "));
        assertThat(sentences).filteredOn(sentence -> !sentence.startsWith("doctor: "))
                .allSatisfy(sentence -> assertThat(sentence).containsAnyOf("The disk is full", "The disk of",
                        "it is kept in the outbox"));

        Files.delete(ballast);
        assertAllIsThereAndGoesOn();
        // It may have gone before its answer found no room; what is called sent did, and it never goes again.
        assertThat(sandbox.accountWords(Crowd.personId(SEED, 0))).filteredOn("Yes, it is"::equals)
                .hasSizeBetween(saidSent ? 1 : 0, 1);
    }

    @Test
    void onAReadOnlyDisk_everyCommandSaysSoInOneSentence_andNothingIsLost() throws Exception {
        assertThat(done("mount", "-o", "remount,ro", disk.toString())).isTrue();
        List<String> sentences = sentences(() -> {});
        assertThat(sentences).hasSize(8).filteredOn(sentence -> !sentence.startsWith("doctor: "))
                .allSatisfy(sentence -> assertThat(sentence).contains("may not be written"));

        assertThat(done("mount", "-o", "remount,rw", disk.toString())).isTrue();
        assertAllIsThereAndGoesOn();
    }

    private static void fill(Path ballast) {
        byte[] page = new byte[4096];
        Arrays.fill(page, (byte) 1);
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            System.getLogger(CliDiskTest.class.getName()).log(System.Logger.Level.DEBUG, "it is full", e);
        }
    }
}
