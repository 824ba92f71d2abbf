package app.ajar.sync;

import app.ajar.media.FilmStill;
import app.ajar.media.PictureDecoder;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.world.Person;
import app.ajar.store.JobQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages carry, from the server to the disk. */
class MediaTest extends MediaRig {

    @Test
    void photo_isOnDisk_asSoonAsItsMessageCame_withItsTrueSize() throws IOException {
        SyncEngine engine = rig.live();
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        engine.wake();

        Rig.until("stored", () -> is(id, State.STORED));

        Attachment photo = only(id);
        assertThat(photo.file())
                .startsWith("messages/" + rig.account().fileName() + "/" + conversation().fileName() + "/")
                .endsWith("-0.jpg");
        assertThat(photo.width()).isEqualTo(1080);
        assertThat(photo.trouble()).isNull();
        assertThat(Files.size(folder.resolve(photo.file()))).isPositive();
        assertThat(files()).containsOnlyOnce(photo.file());
        assertThat(rig.sandbox.log().tokenAtMediaHost()).isZero();
    }

    @Test
    void video_hasMetasPictureAsItsStill_whenItIsSaidToBeHere_andItCounts() throws IOException {
        String id = rig.sandbox.personSendsVideo(somebody());
        SyncEngine engine = rig.live();
        engine.wake();

        Rig.until("stored", () -> is(id, State.STORED));

        Path still = folder.resolve(FilmStill.of(Objects.requireNonNull(only(id).file())));
        assertThat(PictureDecoder.whole(still, 64)).isPresent();
        assertThat(engine.mediaBytes()).isGreaterThanOrEqualTo(Files.size(still) + 130_000);
    }

    @Test
    void everythingStoredEarlier_isFetchedInAWholeRound() {
        rig.sandbox.personSendsPhoto(somebody(), "beach");
        rig.sandbox.personSendsPhoto(somebody(), "lake");

        RoundReport report = round();

        assertThat(report.mediaFailed()).isZero();
        assertThat(rig.stored(somebody()).stream().flatMap(one -> one.attachments().stream())
                .filter(one -> one.kind() == Attachment.Kind.IMAGE))
                .hasSizeGreaterThanOrEqualTo(2).allMatch(one -> one.state() == State.STORED);
        assertThat(files()).noneMatch(file -> file.endsWith(".part"));
    }

    /** Stored with its address, and not fetched yet when that dies. */
    private String photoWhoseAddressDied(int newerMessages) {
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(503)));
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        SyncEngine engine = rig.live();
        for (int i = 0; i < newerMessages; i++) {
            rig.sandbox.clock().advance(Duration.ofSeconds(1));
            rig.sandbox.personWrites(somebody(), "more " + i);
        }
        engine.attention(SyncEngine.Attention.HIDDEN);
        if (newerMessages > 0) {
            engine.wake();
        }
        Rig.until("all here", () -> rig.stored(somebody()).stream()
                .filter(one -> one.text() != null && one.text().startsWith("more ")).count() == newerMessages);
        Rig.until("no job at work", () -> rig.engine().jobs().underWay().isEmpty());
        rig.sandbox.clearFaults();
        rig.sandbox.clock().advance(Duration.ofDays(5));
        rig.sandbox.log().clear();
        return id;
    }

    /** How often this message was read by itself; other photos of the world die and are asked for too. */
    private long readsOf(String message) {
        return rig.sandbox.log().entries().stream()
                .filter(entry -> entry.endpoint() == Endpoint.MESSAGE && entry.path().equals(message)).count();
    }

    @Test
    void deadAddress_isRenewedByReadingTheMessage_whileItIsAmongTheNewest() {
        String id = photoWhoseAddressDied(0);

        rig.engine().wantMedia(conversation(), new MessageId(id), 0);

        Rig.until("stored", () -> is(id, State.STORED));
        assertThat(readsOf(id)).isEqualTo(1);
    }

    @Test
    void deadAddressOfAnOlderMessage_isGone_withoutAskingForTheMessage() {
        String id = photoWhoseAddressDied(Message.DETAILED);

        rig.engine().wantMedia(conversation(), new MessageId(id), 0);

        Rig.until("failed", () -> is(id, State.FAILED));
        assertThat(only(id).trouble()).isEqualTo(Trouble.GONE);
        assertThat(readsOf(id)).isZero();
    }

    @Test
    void failure_staysListed_whenItWasAskedForWhileItFailed() {
        String id = photoWhoseAddressDied(Message.DETAILED);
        rig.engine().wantMedia(conversation(), new MessageId(id), 0);
        Rig.until("failed", () -> rig.database.jobs().failedInAll() == 1);

        // What a view that saw it waiting a moment ago leaves behind.
        rig.database.jobs().offer(JobQueue.Type.DOWNLOAD_MEDIA, rig.account(),
                MediaJobs.subject(new Attachment.Id(conversation(), new MessageId(id), 0)), "",
                JobWorkers.ON_SCREEN, rig.clock.instant());
        rig.engine().jobs().touched();

        Rig.until("done with it again", () -> rig.database.jobs().failedInAll() == 1);
        assertThat(rig.database.jobs().failed(1).getFirst().reason()).isEqualTo(JobQueue.Reason.GONE);
    }

    @Test
    void aPageInsteadOfAPicture_isGone_atOnce() {
        rig.sandbox.everybody().forEach(one -> rig.sandbox.picture(one.id(), Person.Picture.NONE));
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Html(200)));
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        rig.live();

        Rig.until("failed", () -> is(id, State.FAILED));

        assertThat(only(id).trouble()).isEqualTo(Trouble.GONE);
        assertThat(files()).isEmpty();
        // Older photos meet the same page; no job of any waits for another attempt.
        Rig.until("nothing is tried again", () -> rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) == 0
                && rig.engine().jobs().underWay().isEmpty());
        assertThat(rig.database.jobs().counts().failed()).isPositive();
    }

    @Test
    void silentHost_isTriedAfterTwoFourAndEightMinutes_isMarkedByTheThirdFailure_andFailsByTheFourth() {
        rig.sandbox.everybody().forEach(one -> rig.sandbox.picture(one.id(), Person.Picture.NONE));
        rig.sandbox.inject(new Fault(Endpoint.MEDIA, 0, Fault.ALWAYS, new Fault.Effect.Status(503)));
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        SyncEngine engine = rig.live();
        for (int attempt = 1; attempt <= 3; attempt++) {
            int tried = attempt;
            Rig.until("attempt " + attempt + " failed", () -> rig.sandbox.log().count(Endpoint.MEDIA) >= tried
                    && rig.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA) > 0
                    && rig.engine().jobs().underWay().isEmpty());
            Rig.until("marked by the third", () -> is(id, tried < 3 ? State.PENDING : State.FAILED));
            assertThat(rig.database.jobs().failedInAll()).isZero();
            rig.clock.advance(JobWorkers.backoff(attempt).minusSeconds(10));
            engine.wantMedia(conversation(), new MessageId("none"), 0);
            rig.clock.advance(Duration.ofSeconds(10));
            long before = rig.sandbox.log().count(Endpoint.MEDIA);
            engine.wantMedia(conversation(), new MessageId("none"), 0);
            Rig.until("attempt " + (attempt + 1), () -> rig.sandbox.log().count(Endpoint.MEDIA) > before);
        }
        Rig.until("failed for good", () -> rig.database.jobs().failed(99).stream()
                .anyMatch(failed -> failed.job().subject().endsWith(id)));
        assertThat(is(id, State.FAILED)).isTrue();
        assertThat(only(id).trouble()).isEqualTo(Trouble.UNREACHABLE);

        rig.sandbox.clearFaults();
        engine.wantMedia(conversation(), new MessageId(id), 0);
        Rig.until("stored", () -> is(id, State.STORED));
    }
}
