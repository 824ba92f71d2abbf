package app.ajar.sync;

import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import app.ajar.store.ChangeFeed;
import app.ajar.store.JobQueue;
import app.ajar.store.MediaTable.Avatar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs from the queue to the server and back, over loopback. */
class BackgroundJobsTest {

    private static final String PERSON = "maya.okafor";
    /** In two seconds; one who asks over and over comes to thousands. */
    private static final long MOST_QUERIES = 1_000;

    @TempDir
    Path folder;

    private static ParticipantId person(Rig rig) {
        return rig.database.conversations().find(rig.conversation(PERSON)).orElseThrow().person().id();
    }

    private static Instant fetchedAt(Rig rig) {
        return rig.database.media().avatar(person(rig)).map(Avatar::fetchedAt).orElse(Instant.EPOCH);
    }

    private static SyncEngine withPictures(Rig rig) {
        SyncEngine engine = rig.live();
        engine.wantAvatar(person(rig));
        Rig.until("the picture is stored", () -> fetchedAt(rig).isAfter(Instant.EPOCH));
        return engine;
    }

    @Test
    void refreshByHand_bringsProfileAndPicture_howeverFreshTheyAre() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = withPictures(rig);
            Instant before = fetchedAt(rig);
            long profiles = rig.sandbox.log().count(Endpoint.PROFILE);

            engine.refreshProfile(person(rig));
            Rig.until("the picture is another one", () -> fetchedAt(rig).isAfter(before));
            assertThat(rig.sandbox.log().count(Endpoint.PROFILE)).isGreaterThan(profiles);
            assertThat(rig.database.sync().participant(person(rig)).orElseThrow().profileAt()).isAfter(before);
        }
    }

    @Test
    void whilePicturesAreOnTheirWay_theQueueIsAtRest() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.generated(3, 4, 7))) {
            rig.sandbox.inject(
                    new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Delay(Duration.ofSeconds(2))));
            CountDownLatch came = new CountDownLatch(1);
            try (var _ = rig.database.feed().subscribe(change -> {
                if (change instanceof ChangeFeed.Change.AvatarChanged) {
                    came.countDown();
                }
            })) {
                SyncEngine engine = rig.live();
                Rig.until("pictures are on their way", () -> !engine.jobs().underWay().isEmpty());
                long before = rig.database.queryCount();
                Rig.until("one came", () -> came.getCount() == 0);
                assertThat(rig.database.queryCount() - before).isLessThan(MOST_QUERIES);
            }
        }
    }

    @Test
    void failureByHand_isListedWithNameAndReason_andTriedAgainWhenTheUserSaysSo() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = withPictures(rig);
            Instant before = fetchedAt(rig);
            CountDownLatch told = new CountDownLatch(1);
            try (var _ = engine.jobs().onChange(told::countDown)) {
                rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(404)));
                engine.refreshProfile(person(rig));
                Rig.until("it failed", () -> engine.jobs().read(10).failed().stream()
                        .anyMatch(job -> job.type() == JobQueue.Type.REFRESH_PROFILE));
                assertThat(told.getCount()).isZero();
            }
            JobBoard.Failed failed = engine.jobs().read(10).failed().stream()
                    .filter(job -> job.type() == JobQueue.Type.REFRESH_PROFILE).findFirst().orElseThrow();
            assertThat(failed.reason()).isEqualTo(JobQueue.Reason.GONE);
            assertThat(Optional.ofNullable(failed.person()).map(Participant::id)).hasValue(person(rig));

            rig.sandbox.clearFaults();
            engine.jobs().retry(failed.id());
            Rig.until("the picture is another one", () -> fetchedAt(rig).isAfter(before));
            Rig.until("it is no failure any more", () -> engine.jobs().read(10).failed().stream()
                    .noneMatch(job -> job.type() == JobQueue.Type.REFRESH_PROFILE));
        }
    }

    @Test
    void offline_takesNoAttempt_andItIsDoneWhenTheNetworkIsBack() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = withPictures(rig);
            Instant before = fetchedAt(rig);
            rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));
            engine.refreshProfile(person(rig));
            engine.wake();
            Rig.until("offline", () -> rig.phase() == Health.Phase.OFFLINE);
            Rig.until("it waits", () -> rig.database.jobs().waiting(JobQueue.Type.REFRESH_PROFILE) == 1);
            assertThat(engine.jobs().failedInAll()).isZero();

            rig.sandbox.clearFaults();
            rig.clock.advance(Duration.ofMinutes(1));
            engine.wake();
            Rig.until("the picture is another one", () -> fetchedAt(rig).isAfter(before));
        }
    }

    @Test
    void pictureOlderThanThirtyDays_isFetchedAgain_whenItsConversationSyncs() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = withPictures(rig);
            Instant before = fetchedAt(rig);
            rig.clock.advance(Duration.ofDays(31));
            rig.sandbox.personWrites(PERSON, "A month later");
            engine.wake();
            Rig.until("the picture is another one",
                    () -> fetchedAt(rig).isAfter(before.plus(Duration.ofDays(30))));
        }
    }

    @Test
    void keepNothing_takesPicturesAway_andRefreshByHandBringsTheProfileOnly() throws IOException {
        try (Rig rig = Rig.connected(folder, SandboxOptions.quiet())) {
            SyncEngine engine = withPictures(rig);
            rig.settings = Settings.DEFAULTS.withStorage(Keep.NOTHING, Settings.MEDIA_BYTES);
            engine.storageChanged();
            Rig.until("no picture is left", () -> rig.database.media().withAvatar(1).isEmpty()
                    && engine.jobs().underWay().isEmpty() && pictures().isEmpty());

            Instant asked = rig.clock.instant();
            engine.refreshProfile(person(rig));
            Rig.until("the profile is another one", () -> rig.database.sync().participant(person(rig))
                    .filter(known -> known.profileAt() != null && !known.profileAt().isBefore(asked)).isPresent());
            Rig.until("nothing is left to do", () -> engine.jobs().underWay().isEmpty()
                    && rig.database.jobs().waiting(JobQueue.Type.REFRESH_PROFILE) == 0);
            assertThat(rig.database.media().withAvatar(1)).isEmpty();
            assertThat(pictures()).isEmpty();
            assertThat(engine.jobs().failedInAll()).isZero();
        }
    }

    private List<Path> pictures() {
        try (Stream<Path> all = Files.walk(folder.resolve("avatars"))) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void backoff_isTwoFourEightMinutes() {
        assertThat(JobWorkers.backoff(1)).isEqualTo(Duration.ofMinutes(2));
        assertThat(JobWorkers.backoff(2)).isEqualTo(Duration.ofMinutes(4));
        assertThat(JobWorkers.backoff(3)).isEqualTo(Duration.ofMinutes(8));
    }
}
