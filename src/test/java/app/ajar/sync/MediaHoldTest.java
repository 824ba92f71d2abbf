package app.ajar.sync;

import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.JobQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is short holds back the jobs that need it, and no others: room on disk, and calls of the API. */
class MediaHoldTest {

    @TempDir
    private Path folder;
    private Rig rig;
    private ConversationId talk;

    @BeforeEach
    void connect() throws IOException {
        rig = Rig.connected(folder, SandboxOptions.generated(2, 4, 5).withSeed(11));
        talk = rig.conversation(rig.somebody());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Optional<Attachment> photo(String id) {
        return rig.database.threads().message(talk, new MessageId(id))
                .map(message -> message.attachments().getFirst());
    }

    private boolean is(String id, State state) {
        return photo(id).filter(one -> one.state() == state).isPresent();
    }

    private boolean says(String id, Trouble trouble) {
        return photo(id).filter(one -> one.trouble() == trouble).isPresent();
    }

    /** Lets the queue look at the clock again. */
    private void later(Duration by) {
        rig.clock.advance(by);
        rig.engine().wantMedia(talk, new MessageId("none"), 0);
    }

    /** As a tile does that is on screen: others may have met the disk before it. */
    private void shown(String id, Trouble trouble) {
        Rig.until("held", () -> rig.engine().jobs().heldBack().isPresent() && photo(id).isPresent());
        rig.engine().wantMedia(talk, new MessageId(id), 0);
        Rig.until("said", () -> says(id, trouble));
    }

    private void atRest() {
        Rig.until("at rest", () -> rig.engine().jobs().underWay().isEmpty());
    }

    /** Counts the warnings of the hold. */
    private static final class Warnings extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger(MediaHold.class.getName());
        private final AtomicInteger count = new AtomicInteger();

        Warnings() {
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord said) {
            if (said.getLevel().equals(Level.WARNING)) {
                count.incrementAndGet();
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    void fullDisk_isSaidOnceAndOnTheTile_takesNoAttempt_fetchesNothingMeanwhile_andEndsByItself() {
        try (Warnings warnings = new Warnings()) {
            rig.disk.full = true;
            Instant before = rig.clock.instant();
            String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
            rig.live();
            shown(id, Trouble.DISK_FULL);
            assertThat(is(id, State.PENDING)).isTrue();
            assertThat(rig.engine().jobs().heldBack().orElseThrow()).satisfies(held -> {
                assertThat(held.why()).isEqualTo(Trouble.DISK_FULL);
                assertThat(held.again()).isBetween(before.plusSeconds(30), rig.clock.instant().plusSeconds(30));
            });
            atRest();
            long fetched = rig.sandbox.log().count(Endpoint.MEDIA);
            for (int i = 0; i < 6; i++) {
                later(Duration.ofMinutes(20));
                // Asking again by hand looks again, and says the same.
                rig.engine().wantMedia(talk, new MessageId(id), 0);
            }
            rig.sandbox.personWrites(rig.somebody(), "More");
            rig.engine().wake();
            Rig.until("the rest goes on", () -> rig.stored(rig.somebody()).stream()
                    .anyMatch(message -> "More".equals(message.text())));
            atRest();
            assertThat(rig.sandbox.log().count(Endpoint.MEDIA)).isEqualTo(fetched);
            assertThat(says(id, Trouble.DISK_FULL)).isTrue();
            assertThat(rig.database.jobs().failedInAll()).isZero();
            assertThat(warnings.count).hasValue(1);

            rig.disk.full = false;
            later(Duration.ofSeconds(31));
            Rig.until("stored", () -> is(id, State.STORED));
            assertThat(photo(id).orElseThrow().trouble()).isNull();
            assertThat(rig.engine().jobs().heldBack()).isEmpty();
            assertThat(warnings.count).hasValue(1);
        }
    }

    @Test
    void folderThatCannotBeWritten_isSaid_alsoOfWhatIsAskedForMeanwhile_andMendedAtOnceByTryAgain() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("messages"), "not a folder");
        String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
        rig.live();
        shown(id, Trouble.NOT_WRITABLE);
        assertThat(rig.engine().jobs().heldBack().orElseThrow().why()).isEqualTo(Trouble.NOT_WRITABLE);

        String other = rig.sandbox.personSendsPhoto(rig.somebody(), "lake");
        rig.engine().wake();
        shown(other, Trouble.NOT_WRITABLE);

        Files.delete(inTheWay);
        rig.clock.advance(Duration.ofSeconds(3));
        rig.engine().wantMedia(talk, new MessageId(id), 0);
        Rig.until("stored", () -> is(id, State.STORED) && is(other, State.STORED));
    }

    @Test
    void fullDisk_isOutlivedByTheWait() {
        rig.disk.full = true;
        String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
        rig.live();
        shown(id, Trouble.DISK_FULL);
        rig.restart();
        rig.disk.full = false;
        rig.live();
        Rig.until("stored", () -> is(id, State.STORED));
    }

    @Test
    void whatWaits_waitsAcrossARestart() {
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(503)));
        String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
        rig.live();
        Rig.until("tried once", () -> rig.sandbox.log().count(Endpoint.MEDIA) > 0
                && rig.engine().jobs().underWay().isEmpty()
                && rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) > 0);
        rig.restart();
        assertThat(is(id, State.PENDING)).isTrue();
        rig.sandbox.clearFaults();
        long asked = rig.sandbox.log().count(Endpoint.MEDIA);

        rig.live();
        // The next attempt keeps its time.
        assertThat(is(id, State.PENDING)).isTrue();
        rig.clock.advance(Duration.ofMinutes(2));
        rig.engine().wantMedia(talk, new MessageId("none"), 0);
        Rig.until("stored", () -> is(id, State.STORED));
        assertThat(rig.sandbox.log().count(Endpoint.MEDIA)).isGreaterThan(asked);
    }

    @Test
    void endsOfJobs_areKeptForSevenDays_andLookedThroughHourly() {
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(404)));
        String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
        SyncEngine engine = rig.live();
        Rig.until("failed", () -> is(id, State.FAILED) && rig.database.jobs().failedInAll() > 0);
        Rig.until("all came to an end", () -> engine.jobs().underWay().isEmpty()
                && rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 0);
        engine.attention(SyncEngine.Attention.HIDDEN);

        rig.clock.advance(Duration.ofDays(7).minus(Duration.ofMinutes(30)));
        String other = rig.sandbox.personSendsPhoto(rig.somebody(), "lake");
        engine.wake();
        Rig.until("the queue went on", () -> is(other, State.FAILED));
        assertThat(rig.database.jobs().failed(99)).anyMatch(failed -> failed.job().subject().endsWith(id));

        rig.clock.advance(Duration.ofHours(1));
        engine.wantMedia(talk, new MessageId("none"), 0);
        Rig.until("cleaned", () -> rig.database.jobs().failed(99).stream()
                .noneMatch(failed -> failed.job().subject().endsWith(id)));
    }

    /** Tried once in vain, and to be tried again in two minutes. */
    private String waiting() {
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(503)));
        String id = rig.sandbox.personSendsPhoto(rig.somebody(), "beach");
        rig.live();
        Rig.until("it waits", () -> is(id, State.PENDING)
                && rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) > 0
                && rig.sandbox.log().count(Endpoint.MEDIA) > 0);
        atRest();
        return id;
    }

    @Test
    void accountThatMustWait_downloadsWhatNeedsNoCall() {
        String id = waiting();
        rig.sandbox.showUsage(100, 60);
        long before = rig.sandbox.log().count(Endpoint.LIST);
        rig.engine().wake();
        Rig.until("told to wait", () -> rig.sandbox.log().count(Endpoint.LIST) > before);
        atRest();
        rig.sandbox.clearFaults();
        long calls = rig.sandbox.log().apiCalls();

        later(Duration.ofMinutes(2));

        Rig.until("stored", () -> is(id, State.STORED));
        assertThat(rig.sandbox.log().apiCalls()).isEqualTo(calls);
    }

    @Test
    void accountThatMustBeConnectedAgain_downloadsWhatNeedsNoCall_andTheRestWhenItIs() {
        String id = waiting();
        long before = rig.sandbox.log().count(Endpoint.MEDIA);
        String dead = rig.sandbox.personSendsPhoto(rig.somebody(), "lake");
        rig.engine().wake();
        Rig.until("known and tried", () -> photo(dead).isPresent() && rig.sandbox.log().count(Endpoint.MEDIA) > before);
        atRest();
        rig.sandbox.killTokens(460);
        rig.engine().wake();
        Rig.until("told", () -> rig.phase() == Health.Phase.NEEDS_RECONNECT);
        atRest();
        rig.sandbox.clearFaults();
        long calls = rig.sandbox.log().apiCalls();
        later(Duration.ofMinutes(2));
        Rig.until("stored", () -> is(id, State.STORED) && is(dead, State.STORED));

        // The same once its address is dead: only a call brings another.
        rig.sandbox.clock().advance(Duration.ofDays(5));
        lose(dead);
        rig.engine().wantMedia(talk, new MessageId(dead), 0);
        Rig.until("it waits for a call", () -> is(dead, State.PENDING)
                && rig.engine().jobs().underWay().isEmpty()
                && rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 1);
        assertThat(rig.sandbox.log().apiCalls()).isEqualTo(calls);
        assertThat(rig.database.jobs().failedInAll()).isZero();

        rig.sandbox.newToken();
        rig.connect();
        Rig.until("stored", () -> is(dead, State.STORED));
        assertThat(rig.sandbox.log().count(Endpoint.MESSAGE)).as("unless sync was quicker")
                .isLessThanOrEqualTo(1);
    }

    private void lose(String id) {
        try {
            Files.delete(folder.resolve(photo(id).orElseThrow().file()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        rig.database.media().without(new Attachment.Id(talk, new MessageId(id), 0), State.FAILED,
                Trouble.UNREACHABLE);
    }
}
