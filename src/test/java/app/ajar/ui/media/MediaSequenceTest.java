package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.store.MediaTable;
import app.ajar.store.ThreadQueries.MediaItem;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.thread.StoredThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

// Each test opens its own store.
@SuppressWarnings("NullAway.Init")
class MediaSequenceTest {

    private static final ConversationId CHAT = StoredThreads.id("t1");
    private static final Participant MAYA = StoredThreads.person("p1", "maya.okafor", "Maya Okafor");

    @TempDir
    Path folder;

    private StoredThreads stored;
    private MediaSequence sequence;
    /** What is to be done in the background; the store tells of changes on a thread of its own. */
    private final BlockingQueue<Runnable> background = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private int grown;

    @BeforeEach
    void open() {
        stored = new StoredThreads(folder);
        sequence = new MediaSequence(stored.database, new FxBridge(background::add, Runnable::run, failures::add),
                () -> grown++);
    }

    @AfterEach
    void close() {
        sequence.close();
        stored.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void order_isFromTheNewestMessageOn_andInAMessageFromItsFirstPicture() {
        stored.store(CHAT, MAYA, List.of(message(0, Attachment.Kind.IMAGE),
                message(1, Attachment.Kind.IMAGE, Attachment.Kind.AUDIO, Attachment.Kind.VIDEO),
                message(2, Attachment.Kind.SHARE), message(3, Attachment.Kind.IMAGE)));

        sequence.open(item("m1", 0));
        work();

        assertThat(sequence.beside(-2)).isEmpty();
        assertThat(IntStream.rangeClosed(-1, 2).mapToObj(sequence::beside).map(found -> name(found.orElseThrow())))
                .containsExactly("m3-0", "m1-0", "m1-2", "m0-0");
        assertThat(sequence.beside(3)).isEmpty();
    }

    @Test
    void open_isAtThePictureThatWasPressed_beforeAnythingIsRead() {
        stored.store(CHAT, MAYA, List.of(message(0, Attachment.Kind.IMAGE, Attachment.Kind.IMAGE,
                Attachment.Kind.IMAGE)));

        sequence.open(item("m0", 1));

        assertThat(now()).isEqualTo("m0-1");
        assertThat(sequence.hasNewer()).isTrue();
        assertThat(sequence.hasOlder()).isTrue();
    }

    @Test
    void steppingOn_readsMoreAtBothEnds_untilThereIsNoMore() {
        stored.store(CHAT, MAYA, IntStream.range(0, 150).mapToObj(i -> message(i, Attachment.Kind.IMAGE)).toList());
        sequence.open(item("m70", 0));
        work();

        assertThat(walk(1)).isEqualTo(IntStream.iterate(69, i -> i >= 0, i -> i - 1).mapToObj(i -> "m" + i + "-0")
                .toList());
        assertThat(sequence.hasOlder()).isFalse();
        assertThat(walk(-1)).isEqualTo(IntStream.range(1, 150).mapToObj(i -> "m" + i + "-0").toList());
        assertThat(sequence.hasNewer()).isFalse();
        assertThat(grown).isGreaterThan(2);
    }

    @Test
    void pagesWithoutPictures_arePassedOver() {
        stored.store(CHAT, MAYA, IntStream.range(0, 120).mapToObj(
                i -> message(i, i % 59 == 0 ? Attachment.Kind.IMAGE : Attachment.Kind.AUDIO)).toList());

        sequence.open(item("m59", 0));
        work();

        assertThat(walk(1)).containsExactly("m0-0");
        assertThat(walk(-1)).containsExactly("m59-0", "m118-0");
    }

    @Test
    void atAnEnd_steppingOnDoesNothing() {
        stored.store(CHAT, MAYA, List.of(message(0, Attachment.Kind.IMAGE)));
        sequence.open(item("m0", 0));
        work();

        sequence.toOlder();
        sequence.toNewer();

        assertThat(now()).isEqualTo("m0-0");
    }

    @Test
    void whatWasAskedForBefore_isDropped_whenAnotherIsOpened() {
        stored.store(CHAT, MAYA, Stream.of(0, 1, 2).map(i -> message(i, Attachment.Kind.IMAGE)).toList());

        sequence.open(item("m0", 0));
        sequence.open(item("m2", 0));
        work();

        assertThat(IntStream.range(0, 3).mapToObj(sequence::beside).map(found -> name(found.orElseThrow())))
                .containsExactly("m2-0", "m1-0", "m0-0");
        assertThat(sequence.beside(3)).isEmpty();
        assertThat(sequence.beside(-1)).isEmpty();
    }

    @Test
    void stop_showsNothing_whateverStillComes() {
        stored.store(CHAT, MAYA, Stream.of(0, 1).map(i -> message(i, Attachment.Kind.IMAGE)).toList());
        sequence.open(item("m0", 0));

        sequence.stop();
        work();

        assertThat(sequence.currentProperty().get()).isNull();
        assertThat(sequence.hasOlder()).isFalse();
        assertThat(sequence.hasNewer()).isFalse();
    }

    @Test
    void whatIsLookedAt_changesWithItsMessage() throws InterruptedException {
        stored.store(CHAT, MAYA, Stream.of(0, 1).map(i -> message(i, Attachment.Kind.IMAGE)).toList());
        sequence.open(item("m1", 0));
        work();
        stored.database.media().stored(new Attachment.Id(CHAT, item("m1", 0).message().id(), 0),
                new MediaTable.File("messages/a.png", Attachment.Kind.IMAGE, "image/png", 12, 40, 30));
        Objects.requireNonNull(background.poll(60, TimeUnit.SECONDS), "nobody read the message again").run();
        work();

        MediaItem shown = sequence.currentProperty().get();
        assertThat(shown).isNotNull();
        assertThat(shown.attachment().state()).isEqualTo(Attachment.State.STORED);
        assertThat(name(sequence.beside(1).orElseThrow())).isEqualTo("m0-0");
    }

    private static Message message(int minute, Attachment.Kind... kinds) {
        List<Attachment> attachments = new ArrayList<>();
        for (Attachment.Kind kind : kinds) {
            attachments.add(new Attachment(attachments.size(), kind, null, "https://media.example/" + minute, null,
                    null, null, 400, 300, Attachment.State.PENDING, null, null));
        }
        return StoredThreads.message(CHAT, "m" + minute, Message.Direction.INBOUND, "p1",
                StoredThreads.NOW.minus(Duration.ofHours(9)).plus(Duration.ofMinutes(minute)), null,
                Message.Kind.MEDIA, attachments);
    }

    private MediaItem item(String message, int position) {
        return stored.database.threads().mediaBefore(CHAT, null, 500).items().stream()
                .filter(item -> name(item).equals(message + "-" + position)).findFirst().orElseThrow();
    }

    /** The names of all there are to one side, while it is walked there. */
    private List<String> walk(int by) {
        List<String> seen = new ArrayList<>();
        while (by > 0 ? sequence.hasOlder() : sequence.hasNewer()) {
            if (by > 0) {
                sequence.toOlder();
            } else {
                sequence.toNewer();
            }
            work();
            seen.add(now());
        }
        return seen;
    }

    private String now() {
        return name(sequence.currentProperty().get());
    }

    private static String name(@Nullable MediaItem item) {
        return item == null ? "nothing" : item.message().id().value() + "-" + item.attachment().position();
    }

    private void work() {
        while (!background.isEmpty()) {
            background.remove().run();
        }
    }
}
