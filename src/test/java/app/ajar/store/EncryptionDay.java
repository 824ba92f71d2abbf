package app.ajar.store;

import app.ajar.model.OutboxMessage;
import app.ajar.store.Database.OpenResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.pulled;
import static org.assertj.core.api.Assertions.assertThat;

/** A folder after a day's work, in which everything can be encrypted. */
abstract class EncryptionDay {

    static final String DRAFT = "Half a thought, not yet sent";

    /** Made once and copied for each test. */
    @TempDir
    static Path day;

    @TempDir
    Path folder;

    KeysInFiles keys;

    @BeforeAll
    static void aDaysWork() {
        try (Database database = Sample.liveShop(day)) {
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?")));
            database.templates().add(new Templates.Content(null, "Hours", "We open at 8.", "Visits", null));
            database.outbox().enqueue(MIA, "Yes, from noon on", false, NOON.plusSeconds(5));
            database.notes().putDraft(MIA, DRAFT);
        }
    }

    @BeforeEach
    void afterThatDay() throws IOException {
        keys = new KeysInFiles(folder);
        try (Stream<Path> files = Files.walk(day)) {
            for (Path path : files.filter(path -> !path.equals(day)).toList()) {
                Files.copy(path, folder.resolve(day.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    static void assertAllIsThere(Database database) {
        assertThat(database.notes().draft(MIA)).hasValue(DRAFT);
        assertThat(database.templates().all().templates()).hasSize(1);
        assertThat(database.outbox().all()).extracting(OutboxMessage::text).containsExactly("Yes, from noon on");
        assertThat(database.check()).isTrue();
    }

    Path file() {
        return folder.resolve("cache.mv.db");
    }

    boolean encrypted() throws IOException {
        return new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1).startsWith("H2encrypt\n");
    }

    void ask(boolean on) throws IOException {
        try (Database database = KeysInFiles.opened(folder, keys)) {
            database.upkeep().encrypt(on);
            assertThat(database.upkeep().encryption().wanted()).isEqualTo(on);
            assertAllIsThere(database);
        }
    }

    void encrypt() throws IOException {
        ask(true);
        try (Database database = KeysInFiles.opened(folder, keys)) {
            assertThat(database.upkeep().encryption().on()).isTrue();
            assertAllIsThere(database);
        }
    }

    OpenResult result() {
        return Database.open(folder, Sample.CLOCK, keys);
    }

    /** Every file's content by its name, but the log's and the keys'. */
    Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.filter(Files::isRegularFile).filter(path -> !path.toString().contains("keys"))
                    .toList()) {
                contents.put(folder.relativize(path).toString(),
                        new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    boolean copiesEncrypted() throws IOException {
        Map<String, String> copies = contents();
        copies.keySet().removeIf(name -> !name.endsWith(".copy"));
        assertThat(copies).isNotEmpty();
        boolean all = copies.values().stream().allMatch(copy -> copy.startsWith("Ajar's encrypted copy, 1\n"));
        boolean none = copies.values().stream().allMatch(copy -> copy.startsWith("Ajar's copy of what its user made"));
        assertThat(all).as("all or none of %s", copies.keySet()).isNotEqualTo(none);
        return all;
    }

    String key() {
        try {
            return keys.only();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Stream<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.filter(path -> path.toString().endsWith(".copy")).toList().stream();
        }
    }
}
