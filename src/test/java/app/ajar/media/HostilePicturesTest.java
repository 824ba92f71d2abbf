package app.ajar.media;

import app.ajar.media.MediaFiles.Fetched;
import app.ajar.media.PictureDecoder.Cut;
import app.ajar.model.AccountId;
import app.ajar.model.Attachment;
import app.ajar.model.Attachment.Kind;
import app.ajar.model.Attachment.Trouble;
import app.ajar.model.ConversationId;
import app.ajar.model.MessageId;
import app.ajar.model.ParticipantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Pictures of a few bytes or megabytes that would cost minutes or the whole memory: told by what they say, not by trying. */
class HostilePicturesTest {

    private static final ConversationId TALK = new ConversationId(new AccountId("17841400000000001"), "talk");
    private static final Attachment.Id PHOTO = new Attachment.Id(TALK, new MessageId("message"), 0);
    private static final long PLENTY = 16L << 20;
    private static final int SHOWN = 64;

    @TempDir
    private Path folder;
    private MediaHost host;
    private MediaHttp http;

    @BeforeEach
    void open() throws IOException {
        host = new MediaHost();
        http = new MediaHttp(true);
    }

    @AfterEach
    void close() {
        http.close();
        host.close();
    }

    @Test
    void picturesThatAskForMoreThanTheyTell_areNotKept_ofMessagesAndOfPeople() throws IOException {
        for (byte[] bytes : List.of(HostilePictures.jpegOfScans(6_000, 6_000, 51), HostilePictures.webpWithin(),
                HostilePictures.webpLosslessWithin(), HostilePictures.webpFrameWithin())) {
            assertNotKept(bytes, Trouble.BROKEN);
        }
        assertNotKept(HostilePictures.pngOfOneLine(), Trouble.TOO_LARGE);
        assertNotKept(HostilePictures.pngBomb(), Trouble.TOO_LARGE);
    }

    @Test
    void onesThatAreStoredAlready_areNotDecodedEither() throws IOException {
        for (byte[] bytes : List.of(HostilePictures.jpegOfScans(6_000, 6_000, 51), HostilePictures.webpWithin(),
                HostilePictures.pngOfOneLine())) {
            Path file = Files.write(folder.resolve("stored"), bytes);

            assertThat(PictureDecoder.square(file, SHOWN)).isEmpty();
            assertThat(PictureDecoder.whole(file, SHOWN)).isEmpty();
            assertThat(MovingPicture.frames(file, Cut.WHOLE, SHOWN, PLENTY)).isEmpty();
        }
    }

    @Test
    void aThoroughEncodersScans_areTaken_andWhatStandsBesideThemIsNotCounted() throws IOException {
        byte[] jpeg = HostilePictures.jpegOfScans(640, 480, 50);
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        around.write(jpeg, 0, 2);
        around.write(new byte[]{(byte) 0xFF, (byte) 0xE2, 0x40, 2});
        for (int i = 0; i < 0x2000; i++) {
            around.write(new byte[]{(byte) 0xFF, (byte) 0xDA});
        }
        around.write(jpeg, 2, jpeg.length - 2);
        // Phones put a film behind the end; its bytes are no scans.
        for (int i = 0; i < 100; i++) {
            around.write(new byte[]{(byte) 0xFF, (byte) 0xDA, 0, 2});
        }
        around.write(new byte[]{(byte) 0xFF, (byte) 0xD9});

        assertThat(PictureDecoder.whole(jpeg, SHOWN)).isPresent();
        assertThat(PictureDecoder.whole(around.toByteArray(), SHOWN)).isPresent();
        assertThat(fetch(around.toByteArray())).isInstanceOf(Fetched.Stored.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFE, 0xFF, 0x01, 0x42})
    void longWordsInAGif_areSkipped(int extension) throws IOException {
        byte[] gif = HostilePictures.gifWithLongWords(extension);

        assertThat(GifFrames.plan(gif, 10).parts()).hasSize(2)
                .allSatisfy(part -> assertThat(part.shown()).isEqualTo(Duration.ofMillis(50)));
        assertThat(MovingPicture.frames(Files.write(folder.resolve("gif"), gif), Cut.WHOLE, SHOWN, PLENTY))
                .hasValueSatisfying(frames -> assertThat(frames).hasSize(2));
    }

    @Test
    void animationsThatAreTooMuchWork_standStill() throws IOException {
        for (byte[] gif : List.of(HostilePictures.gif(1_999, 600), HostilePictures.gif(40, 30_000),
                HostilePictures.gif(65_535, 2))) {
            Path file = Files.write(folder.resolve("gif"), gif);

            assertThat(MovingPicture.frames(file, Cut.WHOLE, SHOWN, PLENTY)).isEmpty();
            assertThat(PictureDecoder.whole(file, SHOWN)).isPresent();
            assertThat(fetch(gif)).isInstanceOf(Fetched.Stored.class);
        }
        assertThat(MovingPicture.frames(Files.write(folder.resolve("gif"), HostilePictures.gif(40, 600)), Cut.WHOLE,
                SHOWN, PLENTY)).hasValueSatisfying(frames -> assertThat(frames).hasSize(600));
    }

    @Test
    void blocksOfAGifThatEndAnywhere_giveWhatCameBefore() throws IOException {
        byte[] gif = HostilePictures.gif(8, 3);
        for (int end = 0; end < gif.length; end++) {
            int frames = Math.max(0, end - 19) / 23;
            assertThat(GifFrames.plan(Arrays.copyOf(gif, end), 10).parts()).as("cut at %s", end)
                    .hasSize(frames);
        }
    }

    private void assertNotKept(byte[] bytes, Trouble trouble) throws IOException {
        assertThat(fetch(bytes)).isEqualTo(new Fetched.Unfit(trouble));
        assertThat(AvatarFiles.in(folder, http).fetch(new ParticipantId(TALK.account(), "person"), url(bytes)))
                .isInstanceOf(AvatarFiles.Fetched.Unfit.class);
        try (Stream<Path> kept = Files.walk(folder)) {
            assertThat(kept.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private Fetched fetch(byte[] bytes) {
        return MediaFiles.in(folder, http).fetch(PHOTO, 0, Kind.IMAGE, url(bytes), (came, total) -> true);
    }

    private String url(byte[] bytes) {
        return host.body("/picture", "image/jpeg", bytes);
    }
}
