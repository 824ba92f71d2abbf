package app.ajar.store;

import app.ajar.model.DeliveryState;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.care.Rescue;
import app.ajar.store.care.Rescue.Because;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static app.ajar.store.Sample.MIA;
import static app.ajar.store.Sample.NOON;
import static app.ajar.store.Sample.SHOP;
import static app.ajar.store.Sample.apply;
import static app.ajar.store.Sample.inbound;
import static app.ajar.store.Sample.outbound;
import static app.ajar.store.Sample.pulled;
import static app.ajar.store.Sample.thread;
import static org.assertj.core.api.Assertions.assertThat;

/** A broken database is set aside, and what the user made is there again. */
class RescueTest {

    /** {@code -Ddamage.rounds=200} for a long run. */
    private static final int ROUNDS = Integer.getInteger("damage.rounds", 9);
    private static final String DRAFT = "Half a thought, not yet sent";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("cache.mv.db");
    }

    /** What a user makes in a day, closed properly. */
    private void aDaysWork() {
        try (Database database = Sample.liveShop(folder)) {
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?")));
            database.templates().add(new Templates.Content(null, "Hours", "We open at 8.", "Visits", null));
            database.outbox().enqueue(MIA, "Yes, from noon on", false, NOON.plusSeconds(5));
            database.outbox().enqueue(thread("noa"), Content.words("See you"), false,
                    new Plan.At(NOON.plus(Duration.ofHours(2))), NOON.plusSeconds(6));
            database.notes().putDraft(MIA, DRAFT);
            database.notes().setPriority(MIA, true);
        }
    }

    private void damage() throws IOException {
        byte[] bytes = Files.readAllBytes(file());
        Arrays.fill(bytes, 0, bytes.length / 2, (byte) 0);
        Files.write(file(), bytes);
    }

    private void assertAllIsThere(Database database) {
        assertThat(database.accounts().all()).containsExactly(Sample.account(SHOP));
        assertThat(database.notes().draft(MIA)).hasValue(DRAFT);
        assertThat(database.templates().all().templates()).hasSize(1);
        assertThat(database.outbox().all()).extracting(OutboxMessage::text).containsExactlyInAnyOrder(
                "Yes, from noon on", "See you");
        assertThat(database.check()).isTrue();
    }

    @Test
    void aDamagedFile_isSetAside_andWhatTheUserMadeIsThereAgain() throws IOException {
        aDaysWork();
        damage();
        byte[] broken = Files.readAllBytes(file());

        try (Database database = Sample.open(folder)) {
            assertAllIsThere(database);
            assertThat(Files.readAllBytes(database.upkeep().setAside().getFirst())).isEqualTo(broken);
            Rescue rescue = database.upkeep().freshRescue().orElseThrow();
            assertThat(rescue).isEqualTo(new Rescue(NOON, Because.DAMAGED, NOON, 1, 2, 0, 1));
            assertThat(database.upkeep().untoldRescue()).contains(rescue);
            database.upkeep().setRescueTold();
            // What the server said comes again, and the star is on it.
            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?")));
            assertThat(database.conversations().find(MIA).orElseThrow().priority()).isTrue();
        }
        try (Database database = Sample.open(folder)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().freshRescue()).isEmpty();
            assertThat(database.upkeep().untoldRescue()).isEmpty();
            assertThat(database.upkeep().lastRescue()).isPresent();
        }
    }

    @Test
    void aReply_thatCannotHaveBeenSentSince_waitsAsItDid() throws IOException {
        aDaysWork();
        damage();
        try (Database database = Sample.open(folder)) {
            assertThat(database.outbox().all()).extracting(OutboxMessage::state)
                    .containsOnly(DeliveryState.QUEUED);
            assertThat(database.outbox().planned()).hasSize(1);
            assertThat(database.outbox().enqueue(MIA, "Next", false, NOON.plusSeconds(9)).id().value())
                    .isGreaterThan(2);
        }
    }

    @Test
    void aReply_thatMayHaveBeenSentSince_neverGoesByItself_andIsCrossedOffWhenItArrived() throws IOException {
        aDaysWork();
        Path copies = folder.resolve("backups");
        Path kept = Files.createDirectory(folder.resolve("kept"));
        copyAll(copies, kept, ".copy");
        try (Database database = Sample.open(folder)) {
            OutboxMessage reply = database.outbox().ready(NOON.plusSeconds(60)).getFirst();
            assertThat(database.outbox().markSending(reply.id(), NOON.plusSeconds(60))).isTrue();
            database.outbox().markSent(reply.id(), outbound(MIA, "m2", NOON.plusSeconds(61), reply.text()));
        }
        // Only the copy from before is left, and the database is broken.
        try (Stream<Path> files = Files.list(copies)) {
            for (Path copy : files.filter(path -> path.toString().endsWith(".copy")).toList()) {
                Files.delete(copy);
            }
        }
        copyAll(kept, copies, ".copy");
        damage();

        try (Database database = Sample.open(folder)) {
            assertAllIsThere(database);
            assertThat(database.upkeep().freshRescue().orElseThrow().asking()).isEqualTo(2);
            assertThat(database.outbox().all()).allSatisfy(reply -> {
                assertThat(reply.state()).isEqualTo(DeliveryState.FAILED);
                assertThat(reply.failure()).isEqualTo(Failure.RESTORED);
            });
            assertThat(database.outbox().ready(NOON.plus(Duration.ofDays(1)))).isEmpty();
            assertThat(database.outbox().planned()).isEmpty();

            apply(database, pulled(MIA, inbound(MIA, "m1", NOON, "Do you have rye?"),
                    outbound(MIA, "m2", NOON.plusSeconds(61), "Yes, from noon on")));
            assertThat(database.outbox().all()).extracting(OutboxMessage::text).containsExactly("See you");
            OutboxMessage left = database.outbox().all().getFirst();
            assertThat(database.outbox().retry(left.id(), NOON.plusSeconds(90))).isTrue();
            assertThat(database.outbox().ready(NOON.plusSeconds(90))).hasSize(1);
        }
    }

    @Test
    void aDatabaseOlderThanTheTruth_isNotBelievedAboutWhatIsUnsent() throws IOException {
        aDaysWork();
        Path old = Files.copy(file(), folder.resolve("old.db"));
        try (Database database = Sample.open(folder)) {
            OutboxMessage reply = database.outbox().ready(NOON.plusSeconds(60)).getFirst();
            database.outbox().markSending(reply.id(), NOON.plusSeconds(60));
            database.outbox().markSent(reply.id(), outbound(MIA, "m2", NOON.plusSeconds(61), reply.text()));
            database.notes().putDraft(MIA, "Newer words");
        }
        Files.move(old, file(), StandardCopyOption.REPLACE_EXISTING);

        try (Database database = Sample.open(folder)) {
            assertThat(database.upkeep().freshRescue()).isPresent();
            assertThat(database.notes().draft(MIA)).hasValue("Newer words");
            assertThat(database.outbox().ready(NOON.plus(Duration.ofDays(1)))).isEmpty();
        }
    }

    @Test
    void aBitLostAtRest_inADraft_isNoticed_andTheDraftIsAsItWas() throws IOException {
        aDaysWork();
        FileTime written = Files.getLastModifiedTime(file());
        byte[] bytes = Files.readAllBytes(file());
        byte[] draft = DRAFT.getBytes(StandardCharsets.UTF_8);
        int changed = 0;
        for (int at = 0; at < bytes.length - draft.length; at++) {
            if (Arrays.equals(bytes, at, at + draft.length, draft, 0, draft.length)) {
                bytes[at] ^= 1;
                changed++;
            }
        }
        assertThat(changed).isPositive();
        Files.write(file(), bytes);
        Files.setLastModifiedTime(file(), written);

        try (Database database = Sample.open(folder)) {
            assertThat(database.upkeep().freshRescue()).isPresent();
            assertAllIsThere(database);
            assertThat(database.outbox().ready(NOON.plusSeconds(60))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE ALIAS LOCAL.OPEN_IT AS 'void f() { throw new RuntimeException(); }'",
            "CREATE ALIAS SHOUT FOR 'java.lang.System.exit'",
            "CREATE TRIGGER LOCAL.T AFTER INSERT ON LOCAL.NOTE FOR EACH ROW CALL 'app.ajar.store.NoTrigger'",
            "CREATE LINKED TABLE LOCAL.FAR('', 'jdbc:h2:mem:far', '', '', '(SELECT 1 AS X)')",
            "CREATE VIEW LOCAL.V AS SELECT FILE_READ('/etc/hostname')",
            "CREATE TABLE LOCAL.X (A INT DEFAULT LENGTH(FILE_READ('/etc/hostname')))",
            "CREATE TABLE LOCAL.X (A INT CHECK (A > 0))",
            "ALTER TABLE LOCAL.NOTE ADD CONSTRAINT LOCAL.C CHECK (FILE_READ('/etc/hostname') IS NOT NULL)",
            "CREATE DOMAIN LOCAL.D AS VARCHAR CHECK (LENGTH(VALUE) < 9)",
            "CREATE SYNONYM LOCAL.S FOR LOCAL.NOTE"})
    void aFileWithDefinitionsOfSomebodyElse_isSetAside_withoutRunningThem(String definition) throws Exception {
        aDaysWork();
        OtherH2.run(file(), definition.replace("NoTrigger", "RescueTest$Pulled"));
        try (Database database = Sample.open(folder)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.FOREIGN);
            assertAllIsThere(database);
        }
    }

    /** Stands in for a trigger; H2 would make one of it. */
    public static final class Pulled implements org.h2.api.Trigger {
        @Override
        public void fire(Connection connection, Object[] oldRow, Object[] newRow) {
            throw new AssertionError("it ran");
        }
    }

    @Test
    void aDatabaseThatIsGone_isMadeAnew_withWhatTheUserMade() throws IOException {
        aDaysWork();
        Files.delete(file());
        try (Database database = Sample.open(folder)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().because()).isEqualTo(Because.GONE);
            assertAllIsThere(database);
            assertThat(database.upkeep().setAside()).isEmpty();
        }
    }

    @Test
    void aRescueThatWasCutShort_isDoneByTheNextStart() throws IOException {
        aDaysWork();
        damage();
        Path aside = folder.resolve("cache-set-aside-2026-11-22T120000Z.mv.db");
        Files.move(file(), aside);
        Files.writeString(folder.resolve("backups").resolve("restoring"),
                String.join("\n", "DAMAGED", aside.getFileName().toString(), "true", NOON.toString()));
        Files.write(file(), new byte[5000]);

        try (Database database = Sample.open(folder)) {
            assertAllIsThere(database);
            database.notes().putDraft(MIA, "Written after");
        }
        // Had only the note about it been left, nothing would be restored twice.
        Files.writeString(folder.resolve("backups").resolve("restoring"),
                String.join("\n", "DAMAGED", aside.getFileName().toString(), "true", NOON.toString()));
        try (Database database = Sample.open(folder)) {
            assertThat(database.notes().draft(MIA)).hasValue("Written after");
        }
    }

    @Test
    void aBrokenCopy_isPassedOver_forTheOneBefore() throws IOException {
        Clock tomorrow = Clock.fixed(NOON.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        aDaysWork();
        try (Database database = opened(tomorrow)) {
            database.notes().putDraft(MIA, "Tomorrow's");
        }
        List<Path> copies = copies();
        assertThat(copies).hasSize(2);
        byte[] newest = Files.readAllBytes(copies.getLast());
        newest[newest.length / 2] ^= 4;
        Files.write(copies.getLast(), newest);
        damage();
        try (Database database = opened(tomorrow)) {
            assertThat(database.upkeep().freshRescue().orElseThrow().from()).isEqualTo(NOON);
            assertThat(database.notes().draft(MIA)).hasValue(DRAFT);
        }
    }

    @Test
    void copies_areSevenDeep_oneADay_whateverTheClockDoes() throws IOException {
        aDaysWork();
        for (int day : new int[]{1, 2, 300, 3, 4, 5, 6, 7, 8}) {
            try (Database database = opened(Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC))) {
                database.notes().putDraft(MIA, "Day " + day);
                database.upkeep().lookAfter(Duration.ZERO);
                database.upkeep().lookAfter(Duration.ZERO);
            }
        }
        assertThat(copies()).hasSize(7);
        damage();
        try (Database database = Sample.open(folder)) {
            assertThat(database.notes().draft(MIA)).hasValue("Day 8");
        }
    }

    @Test
    void aCopy_isLeftAlone_whenNothingChanged() throws IOException {
        aDaysWork();
        List<Path> before = copies();
        Sample.open(folder).close();
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void aDisconnectedAccount_leavesEveryCopy() throws IOException {
        aDaysWork();
        try (Database database = Sample.open(folder)) {
            database.accounts().remove(SHOP);
            database.upkeep().forget(SHOP.value());
        }
        damage();
        try (Database database = Sample.open(folder)) {
            assertThat(database.accounts().all()).isEmpty();
            assertThat(database.outbox().all()).isEmpty();
            assertThat(database.notes().draft(MIA)).isEmpty();
            assertThat(database.templates().all().templates()).hasSize(1);
        }
    }

    @Test
    void whateverIsDamaged_somethingOpens_andNothingOfTheCopyIsLost() throws IOException {
        Random random = new Random(20_261_122);
        aDaysWork();
        FileTime written = Files.getLastModifiedTime(file());
        Path whole = Files.copy(file(), folder.resolve("whole.db"));
        Path backups = folder.resolve("backups");
        Path kept = Files.createDirectory(folder.resolve("kept"));
        copyAll(backups, kept, "");
        for (int round = 0; round < ROUNDS; round++) {
            Files.copy(whole, file(), StandardCopyOption.REPLACE_EXISTING);
            copyAll(kept, backups, "");
            byte[] bytes = Files.readAllBytes(file());
            int from = random.nextInt(bytes.length);
            switch (round % 3) {
                case 0 -> Files.write(file(), Arrays.copyOf(bytes, from));
                case 1 -> {
                    Arrays.fill(bytes, from, Math.min(bytes.length, from + 4096), (byte) 0);
                    Files.write(file(), bytes);
                }
                default -> {
                    for (int flips = 0; flips < 40; flips++) {
                        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                    }
                    Files.write(file(), bytes);
                }
            }
            // As a disk damages it: the file's time stays.
            Files.setLastModifiedTime(file(), written);
            try (Database database = Sample.open(folder)) {
                assertAllIsThere(database);
            }
        }
    }

    private Database opened(Clock clock) {
        OpenResult result = Database.open(folder, clock);
        assertThat(result).isInstanceOf(OpenResult.Opened.class);
        return ((OpenResult.Opened) result).database();
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.filter(path -> path.toString().endsWith(".copy")).sorted().toList();
        }
    }

    private static void copyAll(Path from, Path to, String ending) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
