package app.ajar.media;

import app.ajar.media.MediaFiles.Fetched;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.Kind;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class MediaFilesTest {

    private static final int MEGABYTE = 1024 * 1024;
    private static final ConversationId TALK = new ConversationId(new AccountId("17841400000000001"), "talk");
    private static final Attachment.Id PHOTO = new Attachment.Id(TALK, new MessageId("message"), 2);
    private static final String STEM = "messages/17841400000000001/talk/message-2";

    @TempDir
    private Path folder;
    private MediaHost host;
    private MediaHttp http;
    private MediaFiles files;

    @BeforeEach
    void open() throws IOException {
        host = new MediaHost();
        http = new MediaHttp(true);
        files = MediaFiles.in(folder, http);
    }

    @AfterEach
    void close() {
        http.close();
        host.close();
    }

    /** A small whole file of each type that is kept. */
    private static byte[] sample(MediaType type) throws IOException {
        return switch (type) {
            case JPEG -> Pictures.jpeg(60, 40);
            case PNG -> Pictures.png(60, 40);
            case GIF -> Pictures.gif(60, 40);
            case WEBP -> Pictures.webp();
            case MP4 -> film("isom", 320, 180, 1);
            case MOV -> film("qt  ", 320, 180, 1);
            case M4A -> film("M4A ", 0, 0, 1);
            case WEBM -> latin("\u001AE\u00DF\u00A3\u009FB\u0082\u0084webm" + "x".repeat(40));
            case OGV -> ogg("\u0080theora");
            case OGG -> ogg("OpusHead");
            case AAC -> latin("\u00FF\u00F1P\u0080" + "x".repeat(40));
            case MP3 -> latin("\u00FF\u00FB\u0090d" + "x".repeat(40));
            case WAV -> latin("RIFF$\0\0\0WAVEfmt " + "x".repeat(28));
            case PDF -> latin("%PDF-1.7\nsomething\n%%EOF\n");
        };
    }

    private static byte[] latin(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static byte[] ogg(String codec) {
        byte[] packet = latin(codec + "x".repeat(30));
        return ByteBuffer.allocate(28 + packet.length).put(latin("OggS")).put(new byte[22]).put((byte) 1)
                .put((byte) packet.length).put(packet).array();
    }

    /** The boxes of a film: its brand, its track's header with a size, and this many bytes of it. */
    private static byte[] film(String brand, int width, int height, int bytes) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(84);
        header.putInt(40, 1 << 16).putInt(76, width << 16).putInt(80, height << 16);
        ByteArrayOutputStream film = new ByteArrayOutputStream();
        film.write(box("ftyp", latin(brand + "\0\0\0\1")));
        film.write(box("moov", box("trak", box("tkhd", header.array()))));
        film.write(box("mdat", new byte[bytes]));
        return film.toByteArray();
    }

    private static byte[] box(String type, byte[] inside) {
        return ByteBuffer.allocate(8 + inside.length).putInt(8 + inside.length).put(latin(type)).put(inside).array();
    }

    private Fetched fetch(String url) {
        return files.fetch(PHOTO, 2, Kind.FILE, url, (came, total) -> true);
    }

    private static Fetched unfit(Trouble trouble) {
        return new Fetched.Unfit(trouble);
    }

    private List<String> all() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(MediaType.class)
    void everyTypeThatIsKept_isToldByItsBytes_whateverTheServerCallsIt(MediaType type) throws IOException {
        byte[] bytes = sample(type);

        Fetched fetched = fetch(host.body("/a.exe", "text/html", bytes));

        assertThat(fetched).isInstanceOf(Fetched.Stored.class);
        Fetched.Stored stored = (Fetched.Stored) fetched;
        assertThat(stored.file()).isEqualTo(STEM + "." + type.extension());
        assertThat(stored.mimeType()).isEqualTo(type.mimeType());
        assertThat(stored.bytes()).isEqualTo(bytes.length);
        assertThat(Files.readAllBytes(folder.resolve(stored.file()))).isEqualTo(bytes);
        assertThat(all()).containsExactly(stored.file());
    }

    @ParameterizedTest
    @EnumSource(value = MediaType.class, names = {"JPEG", "PNG", "GIF", "WEBP", "MP4", "MOV", "M4A", "WAV", "PDF",
            "OGG",
            "OGV"})
    void cutFile_isBroken_evenIfTheServerSaysThatThisIsAll(MediaType type) throws IOException {
        byte[] bytes = sample(type);

        assertThat(fetch(host.body("/cut", "image/png", Arrays.copyOf(bytes, bytes.length - 5))))
                .isEqualTo(unfit(Trouble.BROKEN));
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BM......", "MZ\u0090\0", "\u007FELF", "PK\u0003\u0004", "#!/bin/sh", "GIF", "RIFF....AVI ",
            "\0\0\0\u0018ftypheic", "\0\0\0\u0018ftypavif", "\u001AE\u00DF\u00A3matroska", "OggS", "plain words",
            "\u00FF\u00FEw\0i\0d\0e\0"})
    void anythingElse_isUnsupported(String body) throws IOException {
        assertThat(fetch(host.body("/odd", "image/jpeg", latin(body)))).isEqualTo(unfit(Trouble.UNSUPPORTED));
        assertThat(all()).isEmpty();
    }

    @Test
    void nothingAtAll_isBroken() {
        assertThat(fetch(host.body("/nothing", "image/jpeg", new byte[0]))).isEqualTo(unfit(Trouble.BROKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><title>Sign in</title>", "{\"error\":{\"code\":190}}"})
    void pageThatSaysNo_meansThatTheAddressIsDead(String body) {
        assertThat(fetch(host.body("/page", "image/jpeg", latin(body)))).isEqualTo(new Fetched.Gone(200));
    }

    @ParameterizedTest
    @CsvSource({"403,Gone", "404,Gone", "410,Gone", "408,Unreachable", "429,Unreachable", "500,Unreachable",
            "503,Unreachable", "204,Unfit", "304,Unfit"})
    void status_saysWhatToDoNext(int status, String outcome) {
        assertThat(fetch(host.status("/status", status)).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,true", "1,false"})
    void film_mayHaveTwentyFiveMegabytes_andNotOneByteMore(int beyond, boolean kept) throws IOException {
        int around = film("isom", 1, 1, 0).length;
        byte[] film = film("isom", 640, 360, 25 * MEGABYTE - around + beyond);

        for (boolean sized : new boolean[]{true, false}) {
            String url = host.on("/film", exchange -> {
                exchange.sendResponseHeaders(200, sized ? film.length : 0);
                exchange.getResponseBody().write(film);
            });
            Fetched fetched = fetch(url);

            assertThat(fetched instanceof Fetched.Stored).isEqualTo(kept);
            if (!kept) {
                assertThat(fetched).isEqualTo(unfit(Trouble.TOO_LARGE));
                assertThat(all()).noneMatch(file -> file.endsWith(".part"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1,true", "0,true", "1,false"})
    void picture_mayHaveTenMegabytes_andNotOneByteMore(int beyond, boolean kept) throws IOException {
        byte[] gif = Pictures.gif(8, 8);
        // Zeros after the end of a GIF are no harm.
        byte[] padded = Arrays.copyOf(gif, 10 * MEGABYTE + beyond);

        Fetched fetched = fetch(host.body("/gif", "image/gif", padded));

        assertThat(fetched instanceof Fetched.Stored).isEqualTo(kept);
        if (!kept) {
            assertThat(fetched).isEqualTo(unfit(Trouble.TOO_LARGE));
        }
    }

    @Test
    void lengthThatLies_changesNothing() throws IOException {
        byte[] png = Pictures.png(10, 10);
        String longer = host.on("/longer", exchange -> {
            exchange.sendResponseHeaders(200, png.length + 100L);
            exchange.getResponseBody().write(png);
            exchange.getResponseBody().flush();
        });
        String huge = host.on("/huge", exchange -> {
            exchange.sendResponseHeaders(200, Long.MAX_VALUE);
            exchange.getResponseBody().write(Arrays.copyOf(png, MediaType.HEAD));
            exchange.getResponseBody().flush();
        });

        assertThat(fetch(longer)).isInstanceOf(Fetched.Unreachable.class);
        assertThat(fetch(huge)).isEqualTo(unfit(Trouble.TOO_LARGE));
        assertThat(fetch(host.endless("/endless", png, Long.MAX_VALUE))).isEqualTo(unfit(Trouble.TOO_LARGE));
        assertThat(all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"8000,4999,BROKEN", "8000,5001,TOO_LARGE", "50000,50000,TOO_LARGE"})
    void pixels_areCountedBeforeAnythingIsDecoded(int width, int height, Trouble trouble) throws IOException {
        assertThat(fetch(host.body("/bomb", "image/png", Pictures.pngClaiming(width, height))))
                .isEqualTo(unfit(trouble));
    }

    @Test
    void shape_isTheOneShown_alsoOfATurnedPhoto_andOfAFilm() throws IOException {
        assertThat(fetch(host.body("/a", "", Pictures.jpegTurned(60, 40, 6))))
                .isEqualTo(new Fetched.Stored(STEM + ".jpg", Kind.IMAGE, "image/jpeg",
                        Pictures.jpegTurned(60, 40, 6).length, 40, 60));
        assertThat(((Fetched.Stored) fetch(host.body("/b", "", film("mp42", 640, 360, 9)))).width()).isEqualTo(640);
        assertThat(((Fetched.Stored) fetch(host.body("/c", "", film("M4A ", 0, 0, 9)))).width()).isNull();
    }

    @Test
    void kind_followsTheBytes_butAStoryStaysAStory_andSoundMayComeInAFilmsContainer() throws IOException {
        String film = host.body("/film", "", film("isom", 64, 64, 9));

        assertThat(((Fetched.Stored) files.fetch(PHOTO, 2, Kind.IMAGE, film, (a, b) -> true)).kind())
                .isEqualTo(Kind.VIDEO);
        assertThat(((Fetched.Stored) files.fetch(PHOTO, 2, Kind.AUDIO, film, (a, b) -> true)).kind())
                .isEqualTo(Kind.AUDIO);
        assertThat(((Fetched.Stored) files.fetch(PHOTO, 2, Kind.STORY, film, (a, b) -> true)).kind())
                .isEqualTo(Kind.STORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/a", "https://192.168.1.1/a", "https://169.254.169.254/latest/meta-data",
            "https://[fe80::1]/a", "https://[fd00::1]/a", "http://example.com/a", "file:///etc/passwd"})
    void redirectIntoAPrivateNetworkOrAnotherScheme_isNotFollowed(String target) throws IOException {
        assertThat(fetch(host.redirect("/away", target))).isEqualTo(unfit(Trouble.UNSUPPORTED));
        assertThat(all()).isEmpty();
    }

    @Test
    void whoeverWatches_seesItCome_andCanStopIt() throws IOException {
        byte[] film = film("isom", 64, 64, 3 * MEGABYTE);
        String url = host.body("/film", "", film);
        AtomicLong most = new AtomicLong();

        assertThat(files.fetch(PHOTO, 2, Kind.VIDEO, url, (came, total) -> {
            assertThat(total).isEqualTo(film.length);
            return most.accumulateAndGet(came, Math::max) < MEGABYTE;
        })).isEqualTo(new Fetched.Stopped());
        assertThat(most.get()).isBetween((long) MEGABYTE, 2L * MEGABYTE);
        assertThat(all()).isEmpty();
    }

    @Test
    void idsOfAnyShape_stayInTheirFolder() throws IOException {
        String url = host.body("/a", "image/png", Pictures.png(10, 10));
        for (String odd : List.of("../../../../tmp/evil", "..", "a/b", "C:\\x", "x".repeat(300), "CON", "a\u0000b")) {
            Attachment.Id id = new Attachment.Id(new ConversationId(new AccountId(odd), odd), new MessageId(odd), 0);
            assertThat(files.fetch(id, 0, Kind.IMAGE, url, (came, total) -> true)).isInstanceOf(Fetched.Stored.class);
        }
        assertThat(all()).hasSize(7)
                .allMatch(file -> file.matches("messages/[a-z0-9_-]+/[a-z0-9_-]+/[a-z0-9_-]+-0.png"));
    }

    @Test
    void delete_touchesNothingOutsideTheMediaFolder() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.json"), "{}");

        files.delete("settings.json");
        files.delete("messages/../settings.json");
        files.delete("messages/none.jpg");

        assertThat(settings).exists();
    }
}
