package app.ajar.media;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.Settings;
import app.ajar.store.Database;
import app.ajar.store.MediaTable;
import app.ajar.store.SyncWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FilmStillTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final AccountId ACCOUNT = new AccountId("17841400000000001");
    private static final ConversationId CHAT = new ConversationId(ACCOUNT, "t1");
    private static final BufferedImage PICTURE = new BufferedImage(36, 64, BufferedImage.TYPE_INT_ARGB);

    @TempDir
    Path folder;

    @Test
    void aStill_isNamedLikeItsVideo() {
        assertThat(FilmStill.of("messages/a/b/m-0.mp4")).isEqualTo("messages/a/b/m-0.poster.jpg");
        assertThat(FilmStill.stem("messages/a/b/m-0.poster.jpg")).isEqualTo(FilmStill.stem("messages/a/b/m-0.mp4"))
                .isEqualTo("messages/a/b/m-0");
    }

    @Test
    void aStill_isKeptBesideItsVideo_andNotWithoutIt() throws IOException {
        assertThat(FilmStill.keep(folder, "messages/film.mp4", PICTURE)).isFalse();
        assertThat(folder).isEmptyDirectory();

        film("messages/film.mp4");
        assertThat(FilmStill.keep(folder, "messages/film.mp4", PICTURE)).isTrue();

        BufferedImage kept = ImageIO.read(folder.resolve("messages/film.poster.jpg").toFile());
        assertThat(kept.getWidth()).isEqualTo(36);
        assertThat(kept.getHeight()).isEqualTo(64);
    }

    @Test
    void aVideoThatIsDeleted_takesItsStillWithIt() throws IOException {
        film("messages/film.mp4");
        FilmStill.keep(folder, "messages/film.mp4", PICTURE);

        try (MediaHttp http = new MediaHttp(true)) {
            MediaFiles.in(folder, http).delete("messages/film.mp4");
        }

        assertThat(folder.resolve("messages")).isEmptyDirectory();
    }

    @Test
    void sweeping_leavesTheStillsOfStoredVideos_andNoOthers() throws IOException {
        Attachment.Id id = new Attachment.Id(CHAT, new MessageId("m0"), 0);
        String stored = MediaFiles.stem(id, 0) + ".mp4";
        String nobodys = MediaFiles.stem(id, 1) + ".mp4";
        for (String film : List.of(stored, nobodys)) {
            film(film);
            FilmStill.keep(folder, film, PICTURE);
        }
        Files.delete(folder.resolve(nobodys));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        if (!(Database.open(folder, clock) instanceof Database.OpenResult.Opened opened)) {
            throw new IllegalStateException("the store cannot be opened");
        }
        try (Database database = opened.database(); MediaHttp http = new MediaHttp(true)) {
            store(database, id, stored);

            new MediaShelf(MediaFiles.in(folder, http), database, () -> Settings.DEFAULTS, clock).sweep();
            assertThat(folder.resolve(stored)).exists();
            assertThat(folder.resolve(FilmStill.of(stored))).exists();
            assertThat(folder.resolve(FilmStill.of(nobodys))).doesNotExist();

            Files.delete(folder.resolve(stored));
            new MediaShelf(MediaFiles.in(folder, http), database, () -> Settings.DEFAULTS, clock).sweep();
            assertThat(folder.resolve(FilmStill.of(stored))).doesNotExist();
        }
    }

    @Test
    void length_isWhatTheVideoSays() throws IOException {
        try (InputStream film = Objects
                .requireNonNull(FilmStillTest.class.getResourceAsStream("/app/ajar/sandbox/surf.mp4"))) {
            Files.copy(film, folder.resolve("surf.mp4"));
        }

        assertThat(FilmStill.length(folder.resolve("surf.mp4"))).contains(Duration.ofSeconds(6));
        assertThat(FilmStill.length(film("short.mp4"))).contains(Duration.ofMillis(90_500));
        assertThat(FilmStill.length(box("long.mp4", ByteBuffer.allocate(32).putInt(1 << 24).putLong(0).putLong(0)
                .putInt(600).putLong(600L * 7200)))).contains(Duration.ofHours(2));
    }

    @Test
    void length_isUnknown_whereTheVideoDoesNotTell() throws IOException {
        assertThat(FilmStill.length(folder.resolve("not there.mp4"))).isEmpty();
        assertThat(FilmStill.length(Files.writeString(folder.resolve("no.mp4"), "no video"))).isEmpty();
        assertThat(FilmStill.length(Files.writeString(folder.resolve("empty.mp4"), ""))).isEmpty();
        assertThat(FilmStill.length(box("cut.mp4", ByteBuffer.allocate(8)))).isEmpty();
        assertThat(FilmStill.length(box("zero.mp4", ByteBuffer.allocate(20)))).isEmpty();
        assertThat(FilmStill.length(box("unknown.mp4", ByteBuffer.allocate(20).putInt(0).putInt(0).putInt(0).putInt(1)
                .putInt(-1)))).isEmpty();
    }

    /** A minute and a half, and half a second. */
    private Path film(String name) throws IOException {
        return box(name, ByteBuffer.allocate(20).putInt(0).putInt(0).putInt(0).putInt(1000).putInt(90_500));
    }

    private Path box(String name, ByteBuffer header) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(32 + header.capacity()).putInt(16).put(letters("ftypisom")).putInt(512)
                .putInt(16 + header.capacity()).put(letters("moov")).putInt(8 + header.capacity()).put(letters("mvhd"))
                .put(header.rewind());
        Path path = folder.resolve(name);
        Files.createDirectories(path.resolveSibling(""));
        return Files.write(path, file.array());
    }

    private static byte[] letters(String letters) {
        return letters.getBytes(StandardCharsets.US_ASCII);
    }

    private static void store(Database database, Attachment.Id id, String file) {
        database.accounts().put(new Account(ACCOUNT, "northbound.co", "Northbound", null, Account.Status.CONNECTED,
                null, NOW, NOW, null));
        Participant maya = new Participant(new ParticipantId(ACCOUNT, "p1"), "maya.okafor", "Maya Okafor", null, 1,
                true,
                false, true, NOW);
        Attachment film = new Attachment(0, Attachment.Kind.VIDEO, null, "https://media.example/film", null, null, null,
                36, 64, Attachment.State.PENDING, null, null);
        Message message = new Message(CHAT, id.message(), Message.Direction.INBOUND, "p1", NOW, null,
                Message.Kind.MEDIA, DeliveryState.SENT, null, null, List.of(film), List.of(), null);
        database.sync().applyPage(ACCOUNT,
                List.of(new SyncWriter.Pulled(CHAT, NOW, maya, List.of(message), false, null)),
                null);
        assertThat(database.media().stored(id,
                new MediaTable.File(file, Attachment.Kind.VIDEO, "video/mp4", 1, 36, 64))).isTrue();
    }
}
