package app.ajar.media;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.State;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.Keep;
import app.ajar.store.Database;
import app.ajar.store.Database.OpenResult;
import app.ajar.store.MediaTable;
import app.ajar.store.SyncWriter.Pulled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes first when there is more than the user allows. Sizes are those that the rows tell. */
class MediaShelfTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final ConversationId TALK = new ConversationId(new AccountId("17841400000000001"), "talk");
    private static final long GIGABYTE = 1L << 30;
    private static final long TENTH = GIGABYTE / 10;

    @TempDir
    private Path folder;
    private MediaHttp http;
    private Database database;
    private MediaFiles files;
    private MediaShelf shelf;

    @BeforeEach
    void open() {
        http = new MediaHttp(true);
        files = MediaFiles.in(folder, http);
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        database = switch (Database.open(folder, clock)) {
            case OpenResult.Opened(Database opened) -> opened;
            case OpenResult other -> throw new AssertionError(other.toString());
        };
        database.accounts().put(new Account(TALK.account(), "shop", null, null, Account.Status.CONNECTED, null, NOON,
                NOON, null));
        shelf = new MediaShelf(files, database,
                () -> Settings.DEFAULTS.withStorage(Keep.EVERYTHING, GIGABYTE), clock);
    }

    @AfterEach
    void close() {
        database.close();
        http.close();
    }

    /** Photos of these days before noon, each told to be a tenth of what may be. */
    private void stored(int... daysAgo) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (int days : daysAgo) {
            Attachment photo = new Attachment(0, Attachment.Kind.IMAGE, null, "https://a/" + days, null, "image/jpeg",
                    null, null, null, State.PENDING, null, null);
            messages.add(new Message(TALK, id(days).message(), Message.Direction.INBOUND, "8198001",
                    NOON.minus(Duration.ofDays(days)), null, Message.Kind.MEDIA, DeliveryState.SENT, null, null,
                    List.of(photo), List.of(), null));
        }
        database.sync().applyPage(TALK.account(), List.of(new Pulled(TALK, NOON, null, messages, false, null)), null);
        for (int days : daysAgo) {
            Files.createDirectories(folder.resolve(file(days)).resolveSibling(""));
            Files.writeString(folder.resolve(file(days)), "x");
            database.media().stored(id(days),
                    new MediaTable.File(file(days), Attachment.Kind.IMAGE, "image/jpeg", TENTH, null, null));
        }
    }

    private static Attachment.Id id(int days) {
        return new Attachment.Id(TALK, new MessageId("m" + days), 0);
    }

    private static String file(int days) {
        return MediaFiles.stem(id(days), 0) + ".jpg";
    }

    private Attachment photo(int days) {
        return database.threads().message(TALK, id(days).message()).orElseThrow().attachments().getFirst();
    }

    private void seen(int days, int seenDaysAgo) {
        database.media().seen(List.of(id(days)), NOON.minus(Duration.ofDays(seenDaysAgo)));
    }

    @Test
    void room_isMadeOfWhatWasLongestNotOnScreen_downToNineTenths() throws IOException {
        stored(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        // The oldest was looked at this morning, the newest never; the next to newest was, so it is no older for that.
        seen(12, 0);
        seen(2, 1);

        shelf.makeRoom();

        assertThat(shelf.taken()).isLessThanOrEqualTo(GIGABYTE * 9 / 10).isGreaterThan(GIGABYTE * 7 / 10);
        for (int gone : new int[]{11, 10, 9, 8}) {
            assertThat(photo(gone).state()).as("of %d days ago", gone).isEqualTo(
                    gone > 8 ? State.NOT_KEPT : State.STORED);
            assertThat(folder.resolve(file(gone)).toFile().exists()).as("of %d days ago", gone).isEqualTo(gone <= 8);
        }
        assertThat(photo(11).trouble()).isEqualTo(Trouble.CLEARED);
        assertThat(photo(12).state()).isEqualTo(State.STORED);
        assertThat(photo(1).state()).isEqualTo(State.STORED);
        assertThat(folder.resolve(file(12))).exists();
    }

    @Test
    void nothingGoes_whileThereIsRoom_andTheFileThatIsTooMuchMakesSome() throws IOException {
        stored(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        shelf.took(TENTH);
        assertThat(shelf.taken()).isEqualTo(10 * TENTH);

        stored(11);
        shelf.took(TENTH);

        assertThat(shelf.taken()).isLessThanOrEqualTo(GIGABYTE * 9 / 10);
        assertThat(photo(11).state()).isEqualTo(State.NOT_KEPT);
        assertThat(photo(10).state()).isEqualTo(State.NOT_KEPT);
        assertThat(photo(9).state()).isEqualTo(State.STORED);
    }

    @Test
    void aVideosStill_countsToTheLimit_andGoesWithIt() throws IOException {
        stored(1, 2, 3, 4, 5, 6, 7, 8, 9);
        Path film = folder.resolve(MediaFiles.stem(id(9), 0) + ".mp4");
        Files.move(folder.resolve(file(9)), film);
        String name = folder.relativize(film).toString().replace('\\', '/');
        database.media().stored(id(9),
                new MediaTable.File(name, Attachment.Kind.VIDEO, "video/mp4", TENTH, null, null));
        shelf.makeRoom();
        assertThat(film).exists();

        Path still = folder.resolve(FilmStill.of(name));
        Files.write(still, new byte[200_000]);
        assertThat(shelf.taken()).isEqualTo(9 * TENTH + 200_000);
        // A file of the rest of the limit, but for half of the still.
        stored(10);
        database.media().stored(id(10), new MediaTable.File(file(10), Attachment.Kind.IMAGE, "image/jpeg",
                GIGABYTE - 9 * TENTH - 100_000, null, null));
        seen(10, 0);
        shelf.makeRoom();

        assertThat(film).doesNotExist();
        assertThat(still).doesNotExist();
        assertThat(photo(8).state()).isEqualTo(State.STORED);
        assertThat(shelf.taken()).isEqualTo(GIGABYTE - TENTH - 100_000);
    }

    @Test
    void clearing_takesAll_howeverLatelySeen() throws IOException {
        stored(1, 2, 3);
        seen(1, 0);

        shelf.clear();

        assertThat(shelf.taken()).isZero();
        assertThat(photo(1).state()).isEqualTo(State.NOT_KEPT);
        assertThat(folder.resolve(file(1))).doesNotExist();
    }
}
