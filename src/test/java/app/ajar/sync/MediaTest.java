package app.ajar.sync;

import app.ajar.media.FilmStill;
import app.ajar.media.PictureDecoder;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Endpoint;
import app.ajar.sandbox.Fault;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Person;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import app.ajar.store.JobQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages carry, from the server to the disk and away again. */
class MediaTest {

    @TempDir
    private Path folder;
    private Rig rig;

    @BeforeEach
    void connect() throws IOException {
        rig = Rig.connected(folder, SandboxOptions.generated(2, 4, 5).withSeed(11));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private String somebody() {
        return rig.somebody();
    }

    private Message message(String id) {
        return rig.database.threads().message(conversation(), new MessageId(id)).orElseThrow();
    }

    private ConversationId conversation() {
        return rig.conversation(somebody());
    }

    private Attachment only(String id) {
        return message(id).attachments().getFirst();
    }

    private boolean is(String id, State state) {
        return rig.database.threads().message(conversation(), new MessageId(id))
                .filter(one -> one.attachments().getFirst().state() == state).isPresent();
    }

    private List<String> files() {
        Path root = folder.resolve("messages");
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything that the world holds is here, with the windowless engine that a command uses. */
    private RoundReport round() {
        return rig.engine().syncOnce(List.of(), Duration.ofSeconds(5), report -> {});
    }

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
        assertThat(rig.database.jobs().failedInAll()).isZero();
        rig.engine().jobs().touched();

        Rig.until("done with it again", () -> rig.database.jobs().failedInAll() == 1);
        assertThat(rig.database.jobs().failed(1).getFirst().reason()).isEqualTo(JobQueue.Reason.GONE);
    }

    @Test
    void story_isShownForADay_andThenItsBytesGo_butItsCardStays() {
        String id = rig.sandbox.mentionsStory(somebody(), "camino");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(id, State.STORED));
        String file = only(id).file();
        assertThat(files()).contains(file);

        rig.clock.advance(Duration.ofHours(24));
        engine.wake();
        rig.restart();
        rig.live();

        Rig.until("gone", () -> is(id, State.NOT_KEPT) && !files().contains(file));
        assertThat(only(id).kind()).isEqualTo(Attachment.Kind.STORY);
        assertThat(message(id).kind()).isEqualTo(Message.Kind.STORY_MENTION);
    }

    @Test
    void storyGoes_whileTheAppIsOpen_byItsOwnJob() {
        String id = rig.sandbox.mentionsStory(somebody(), "camino");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(id, State.STORED));

        rig.clock.advance(Duration.ofHours(24).plusSeconds(1));
        // Whatever raises the queue lets it look at the clock again.
        engine.wantMedia(conversation(), new MessageId("none"), 0);

        Rig.until("gone", () -> is(id, State.NOT_KEPT));
        Rig.until("deleted", () -> files().stream().noneMatch(file -> file.contains(new MessageId(id).fileName())));
    }

    @Test
    void unsentMessage_losesWordsAndFileAtOnce() {
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(id, State.STORED));
        assertThat(files()).isNotEmpty();
        rig.clock.advance(Duration.ofMinutes(2));
        rig.sandbox.unsends(id);

        engine.watch(conversation());

        Rig.until("unsent", () -> message(id).kind() == Message.Kind.UNSENT);
        assertThat(message(id).text()).isNull();
        assertThat(message(id).attachments()).isEmpty();
        Rig.until("deleted", () -> files().stream().noneMatch(file -> file.contains(new MessageId(id).fileName())));
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

    @ParameterizedTest
    @EnumSource(value = Keep.class, names = "EVERYTHING", mode = EnumSource.Mode.EXCLUDE)
    void keptNoMore_filesGo_andOneAskedForStaysWhileItsConversationIsOpen(Keep keep) {
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(id, State.STORED));

        rig.settings = Settings.DEFAULTS.withStorage(keep, Settings.MEDIA_BYTES);
        engine.storageChanged();
        Rig.until("removed", () -> is(id, State.NOT_KEPT));
        assertThat(only(id).trouble()).isEqualTo(Trouble.CLEARED);
        Rig.until("deleted", () -> files().isEmpty());

        engine.watch(conversation());
        engine.wantMedia(conversation(), new MessageId(id), 0);
        Rig.until("here again", () -> is(id, State.STORED));
        String lent = only(id).file();
        assertThat(files()).containsExactly(lent);
        // A clean-up takes nothing from under the eyes of the user.
        Path nobodys = folder.resolve(lent).resolveSibling("nobody-0.jpg");
        write(nobodys);
        engine.storageChanged();
        Rig.until("swept", () -> !Files.exists(nobodys));
        assertThat(is(id, State.STORED)).isTrue();

        engine.watch(null);
        Rig.until("given back", () -> is(id, State.NOT_KEPT));
        assertThat(only(id).trouble()).isEqualTo(Trouble.CLEARED);
        Rig.until("deleted again", () -> files().isEmpty());
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "x");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void lentFile_goesWhenTheAppEnds() {
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        rig.settings = Settings.DEFAULTS.withStorage(Keep.NOTHING, Settings.MEDIA_BYTES);
        SyncEngine engine = rig.live();
        Rig.until("not kept", () -> is(id, State.NOT_KEPT));
        engine.watch(conversation());
        engine.wantMedia(conversation(), new MessageId(id), 0);
        Rig.until("lent", () -> is(id, State.STORED));

        rig.restart();

        assertThat(is(id, State.NOT_KEPT)).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void storyThatEndedWhileTheAppWasClosed_isGoneBeforeAnythingIsShown() {
        String id = rig.sandbox.mentionsStory(somebody(), "camino");
        rig.live();
        Rig.until("stored", () -> is(id, State.STORED));
        String file = only(id).file();
        rig.restart();
        assertThat(files()).contains(file);
        rig.clock.advance(Duration.ofHours(24).plusSeconds(1));
        rig.sandbox.inject(Fault.always(new Fault.Effect.DropBefore()));

        rig.engine().start();

        Rig.until("gone", () -> is(id, State.NOT_KEPT));
        Rig.until("deleted", () -> !files().contains(file));
        assertThat(message(id).kind()).isEqualTo(Message.Kind.STORY_MENTION);
    }

    @Test
    void whatWasOnScreen_makesRoomLast() {
        String first = rig.sandbox.personSendsPhoto(somebody(), "beach");
        String second = rig.sandbox.personSendsPhoto(somebody(), "lake");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(first, State.STORED) && is(second, State.STORED));
        rig.clock.advance(Duration.ofHours(2));
        engine.mediaSeen(conversation(), new MessageId(first), 0);
        Rig.until("written", () -> rig.database.media().leastSeen(99).getLast().id().message().value().equals(first));

        // Seen again within the hour it is not written again; afterwards it is.
        rig.clock.advance(Duration.ofHours(2));
        engine.mediaSeen(conversation(), new MessageId(second), 0);
        Rig.until("written", () -> rig.database.media().leastSeen(99).getLast().id().message().value().equals(second));
        engine.mediaSeen(conversation(), new MessageId(first), 0);
        rig.clock.advance(Duration.ofMinutes(2));
        engine.mediaSeen(conversation(), new MessageId(first), 0);
        Rig.until("written", () -> rig.database.media().leastSeen(99).getLast().id().message().value().equals(first));
    }

    @Test
    void lostFile_isFetchedAgain_andAFileOfNobody_isSweptAway() throws IOException {
        String id = rig.sandbox.personSendsPhoto(somebody(), "beach");
        SyncEngine engine = rig.live();
        Rig.until("stored", () -> is(id, State.STORED));
        String file = only(id).file();
        Files.delete(folder.resolve(file));
        Path nobodys = Files.writeString(folder.resolve(file).resolveSibling("nobody-0.jpg"), "x");
        Path half = Files.writeString(folder.resolve(file).resolveSibling("other-0.part"), "x");

        engine.storageChanged();

        Rig.until("back", () -> Files.exists(folder.resolve(file)) && is(id, State.STORED));
        assertThat(nobodys).doesNotExist();
        assertThat(half).doesNotExist();
    }
}
