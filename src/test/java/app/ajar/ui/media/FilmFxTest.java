package app.ajar.ui.media;

import app.ajar.media.FilmStill;
import app.ajar.model.Attachment;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.media.Player.State;
import app.ajar.ui.thread.MediaOnStage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.media.MediaPlayer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What a machine with the system's codecs shows of a video, and what one without them: each is asserted where it holds. */
class FilmFxTest extends MediaOnStage {

    private static final String FILM = "messages/film.mp4";

    @Test
    void aVideo_isShownByHowItBegins_orOffersAnotherPlayer(FxRobot robot) throws IOException {
        boolean plays = storeFilm();
        show(robot, List.of(media("m0", 0, film())));
        PictureTile tile = robot.lookup(".timeline .media-tile").queryAs(PictureTile.class);
        assertThat(tile.getWidth()).isEqualTo(180);
        assertThat(tile.getHeight()).isEqualTo(320);

        if (plays) {
            await(tile::holdsPicture);
            Path still = folder.resolve("messages/film.poster.jpg");
            var kept = ImageIO.read(still.toFile());
            assertThat(kept.getWidth()).isEqualTo(360);
            assertThat(kept.getHeight()).isEqualTo(640);
            assertThat(kept.getRGB(180, 100)).isNotEqualTo(kept.getRGB(180, 500));
            assertThat(robot.lookup(".timeline .media-tile .link-button").queryAll()).isEmpty();
        } else {
            await(() -> !robot.lookup(".timeline .media-tile .link-button").queryAll().isEmpty());
            openElsewhere(robot);
        }
        assertThat(lengthOf(tile)).isEqualTo("0:06");
        settled();
    }

    @Test
    void aKeptStill_isShown_whateverTheMachinePlays(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("messages"));
        Files.writeString(folder.resolve(FILM), "no video at all");
        Files.move(folder.resolve(draw("poster.jpg", 360, 640)), folder.resolve(FilmStill.of(FILM)));

        show(robot, List.of(media("m0", 0, film())));

        PictureTile tile = robot.lookup(".timeline .media-tile").queryAs(PictureTile.class);
        await(tile::holdsPicture);
        assertThat(tile.lookup(".media-play")).isNotNull();
    }

    @Test
    void aVideoThatCannotBePlayed_saysHowLongItIs_andOffersAnotherPlayer(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("messages"));
        Files.write(folder.resolve(FILM), silentHeader(42));

        show(robot, List.of(media("m0", 0, film())));

        PictureTile tile = robot.lookup(".timeline .media-tile").queryAs(PictureTile.class);
        await(() -> !robot.lookup(".timeline .media-tile .link-button").queryAll().isEmpty());
        assertThat(tile.holdsPicture()).isFalse();
        assertThat(lengthOf(tile)).isEqualTo("0:42");
        openElsewhere(robot);
        assertThat(folder.resolve(FilmStill.of(FILM))).doesNotExist();

        robot.interact(tile::activate);
        await(() -> robot.lookup(".viewer .media-says").tryQuery().isPresent());
        assertThat(robot.lookup(".viewer .media-says").queryLabeled().getText()).isEqualTo("Cannot be played here");
        assertThat(robot.lookup(".viewer .link-button").queryLabeled().getText()).isEqualTo("Open in player");
        settled();
    }

    @Test
    void aPlayer_playsPausesSeeksAndEnds_orSaysThatItCannot(FxRobot robot) throws IOException {
        boolean plays = storeFilm();
        try (var background = Executors.newSingleThreadExecutor()) {
            Player player = new Player(new FxBridge(background, FxBridge.platform(), failure -> {
                throw new AssertionError(failure);
            }), folder.resolve(FILM));
            robot.interact(player::toggle);
            if (!plays) {
                await(() -> player.stateProperty().get() == State.UNPLAYABLE);
                return;
            }
            await(() -> player.stateProperty().get() == State.PLAYING && player.secondsProperty().get() > 0.1);
            assertThat(player.lengthProperty().get()).isCloseTo(6, within(0.1));

            robot.interact(player::toggle);
            await(() -> player.stateProperty().get() == State.PAUSED);
            robot.interact(() -> player.seek(4));
            robot.interact(player::toggle);
            await(() -> player.stateProperty().get() == State.PLAYING && player.secondsProperty().get() > 4.1);

            robot.interact(() -> player.seek(5.5));
            await(() -> player.stateProperty().get() == State.PAUSED && player.secondsProperty().get() < 0.1);
            robot.interact(player::toggle);
            await(() -> player.stateProperty().get() == State.PLAYING && player.secondsProperty().get() > 0.1);
            robot.interact(player::close);
        }
    }

    @Test
    void aVideoInTheViewer_pausesWhenItsWindowGoes_andEndsWithTheViewer(FxRobot robot) throws IOException {
        boolean plays = storeFilm();
        show(robot, List.of(media("m0", 0, film())));
        PictureTile tile = robot.lookup(".timeline .media-tile").queryAs(PictureTile.class);
        robot.interact(tile::activate);
        FilmPane pane = robot.lookup(".viewer .film").queryAs(FilmPane.class);
        if (!plays) {
            await(() -> pane.state() == State.UNPLAYABLE);
            settled();
            return;
        }
        await(() -> pane.state() == State.PLAYING);

        robot.interact(() -> stage.setIconified(true));
        await(() -> pane.state() == State.PAUSED);
        robot.interact(() -> stage.setIconified(false));
        robot.push(KeyCode.SPACE);
        await(() -> pane.state() == State.PLAYING);

        MediaPlayer engine = pane.engine().orElseThrow();
        robot.push(KeyCode.ESCAPE);
        assertThat(pane.getScene()).isNull();
        await(() -> engine.getStatus() == MediaPlayer.Status.DISPOSED);
        settled();
    }

    private static Attachment film() {
        return new Attachment(0, Attachment.Kind.VIDEO, null, null, null, "video/mp4", null, 540, 960,
                Attachment.State.STORED, FILM, null);
    }

    /** Puts the demo's video in its place; whether this machine can play it. */
    private boolean storeFilm() throws IOException {
        Files.createDirectories(folder.resolve("messages"));
        try (InputStream film = Objects
                .requireNonNull(FilmFxTest.class.getResourceAsStream("/app/ajar/sandbox/surf.mp4"))) {
            Files.copy(film, folder.resolve(FILM));
        }
        var engine = Player.engine(folder.resolve(FILM));
        engine.ifPresent(MediaPlayer::dispose);
        return engine.isPresent();
    }

    /** A file that says of itself that it is a video of so many seconds, and has no track. */
    private static byte[] silentHeader(int seconds) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(16).putInt(16).put("ftypisom".getBytes(StandardCharsets.US_ASCII))
                .putInt(512).array());
        file.writeBytes(ByteBuffer.allocate(116).putInt(116).put("moov".getBytes(StandardCharsets.US_ASCII))
                .putInt(108).put("mvhd".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(0).putInt(0)
                .putInt(1000).putInt(seconds * 1000).array());
        return file.toByteArray();
    }

    private static String lengthOf(PictureTile tile) {
        Label length = (Label) tile.lookup(".media-length");
        await(length::isVisible);
        return length.getText();
    }

    private void openElsewhere(FxRobot robot) {
        Button elsewhere = robot.lookup(".timeline .media-tile .link-button").queryButton();
        assertThat(elsewhere.getText()).isEqualTo("Open in player");
        robot.interact(elsewhere::fire);
        assertThat(files).containsExactly(folder.resolve(FILM));
    }

    /** Until no still is being made any more: every tile has one, or says that there is none. */
    private void settled() {
        await(() -> pane.lookupAll(".media-tile").stream().map(PictureTile.class::cast)
                .noneMatch(PictureTile::isWaiting));
        settle();
    }
}
