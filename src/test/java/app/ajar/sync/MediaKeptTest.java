package app.ajar.sync;

import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.sandbox.Fault;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What messages carry, on the disk: how long it stays, and how it goes. */
class MediaKeptTest extends MediaRig {

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
        // A fetch that began before the choice ends as it is told to.
        Rig.until("nothing else is here", () -> files().equals(List.of(lent)));
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

    @Test
    void accountThatGoes_takesItsFilesAlong_alsoThoseThatCameJustThen() throws IOException {
        List<String> ids = IntStream.range(0, 40).mapToObj(_ -> rig.sandbox.personSendsPhoto(somebody(), "beach"))
                .toList();
        rig.live();
        Rig.until("in the middle of it", () -> ids.stream().filter(id -> is(id, State.STORED)).count() > 3);

        rig.connector().disconnect(rig.account());

        Rig.until("nothing is at work", () -> rig.engine().jobs().underWay().isEmpty());
        Rig.until("nothing is left", () -> files().isEmpty());
        assertThat(rig.database.accounts().all()).isEmpty();
    }
}
