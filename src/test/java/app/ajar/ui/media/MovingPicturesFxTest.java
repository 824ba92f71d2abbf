package app.ajar.ui.media;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.sandbox.drawing.Encoded;
import app.ajar.sandbox.drawing.Scenes;
import app.ajar.ui.thread.MediaOnStage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Paint;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class MovingPicturesFxTest extends MediaOnStage {

    private static final int BETWEEN = 8;

    @Test
    void animations_moveWhileInView_andBeginAgain(FxRobot robot) throws IOException {
        showWebpAboveAndGifBelow(robot);
        await(() -> moving().equals(List.of("messages/wave.gif")));

        scroll(robot, 100_000);
        await(() -> moving().equals(List.of("messages/dog.webp")));

        scroll(robot, -100_000);
        await(() -> moving().equals(List.of("messages/wave.gif")));
    }

    @Test
    void animations_stand_whileTheWindowIsMinimisedOrHidden(FxRobot robot) throws IOException {
        showWebpAboveAndGifBelow(robot);
        await(() -> !moving().isEmpty());

        robot.interact(() -> stage.setIconified(true));
        await(() -> moving().isEmpty());
        robot.interact(() -> stage.setIconified(false));
        await(() -> !moving().isEmpty());

        robot.interact(stage::hide);
        await(() -> moving().isEmpty());
        robot.interact(stage::show);
        await(() -> !moving().isEmpty());
    }

    @Test
    void animations_stand_whenTheConversationIsLeft(FxRobot robot) throws IOException {
        showWebpAboveAndGifBelow(robot);
        await(() -> !moving().isEmpty());
        List<PictureTile> tiles = tiles();

        robot.interact(() -> pane.show(null));
        settle();

        assertThat(tiles).noneMatch(PictureTile::isMoving).noneMatch(PictureTile::holdsPicture);
    }

    @Test
    void frames_areShownOneAfterTheOther_alsoInTheViewer(FxRobot robot) throws IOException {
        showWebpAboveAndGifBelow(robot);
        PictureTile tile = tiles().stream().filter(each -> "messages/wave.gif".equals(file(each))).findFirst()
                .orElseThrow();
        await(tile::isMoving);
        Paint first = ((Rectangle) tile.lookup(".media-picture")).getFill();
        await(() -> !first.equals(((Rectangle) tile.lookup(".media-picture")).getFill()));

        robot.interact(tile::activate);
        await(() -> robot.lookup(".zoom-pane .image-view").queryAs(ImageView.class).getImage() != null);
        ImageView large = robot.lookup(".zoom-pane .image-view").queryAs(ImageView.class);
        var shown = large.getImage();
        await(() -> !shown.equals(large.getImage()));
        robot.push(KeyCode.ESCAPE);
        assertThat(large.getImage()).isNull();
    }

    private void showWebpAboveAndGifBelow(FxRobot robot) throws IOException {
        Path media = Files.createDirectories(folder.resolve("messages"));
        Files.write(media.resolve("wave.gif"), Encoded.gif(Scenes.moving("wave", 120, 6), Duration.ofMillis(60)));
        try (InputStream dog = Objects.requireNonNull(
                Encoded.class.getResourceAsStream("/app/ajar/sandbox/dachshund.webp"))) {
            Files.copy(dog, media.resolve("dog.webp"));
        }
        List<Message> messages = new ArrayList<>();
        messages.add(media("webp", 0, picture(0, Attachment.State.STORED, "messages/dog.webp", 320)));
        String still = draw("still.png", 300, 300);
        for (int i = 1; i <= BETWEEN; i++) {
            messages.add(media("m" + i, i, picture(0, Attachment.State.STORED, still, 300)));
        }
        messages.add(media("gif", BETWEEN + 1, picture(0, Attachment.State.STORED, "messages/wave.gif", 120)));
        show(robot, messages);
    }

    private void scroll(FxRobot robot, double by) {
        Node timeline = robot.lookup(".timeline").query();
        robot.interact(() -> timeline.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, 200, 200, 200, 200, false, false,
                false, false, false, false, 0, by, 0, by, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
        settle();
    }

    private List<String> moving() {
        return tiles().stream().filter(PictureTile::isMoving).map(MovingPicturesFxTest::file).distinct().toList();
    }

    private List<PictureTile> tiles() {
        return pane.lookupAll(".timeline .media-tile").stream().map(PictureTile.class::cast).toList();
    }

    private static String file(PictureTile tile) {
        return String.valueOf(tile.item().attachment().file());
    }
}
