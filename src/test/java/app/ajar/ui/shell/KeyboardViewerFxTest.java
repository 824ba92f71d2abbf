package app.ajar.ui.shell;

import app.ajar.model.Attachment;
import app.ajar.ui.media.Viewer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** Photos and videos seen large, by the keyboard alone. */
@ExtendWith(ApplicationExtension.class)
class KeyboardViewerFxTest {

    private static final List<Integer> WIDTHS = List.of(401, 402, 403);

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void open() throws IOException {
        window = OpenWindow.offline(folder, 3);
        Files.createDirectories(folder.resolve("messages"));
        for (int i = 0; i < WIDTHS.size(); i++) {
            String file = "messages/photo-" + i + ".png";
            ImageIO.write(new BufferedImage(WIDTHS.get(i), 300, BufferedImage.TYPE_INT_RGB), "png",
                    folder.resolve(file).toFile());
            window.stored.sends("person-1", NOON.minus(Duration.ofMinutes(50 - i)), new Attachment(0,
                    Attachment.Kind.IMAGE, null, null, null, "image/png", null, WIDTHS.get(i), 300,
                    Attachment.State.STORED, file, null));
        }
        try (InputStream film = Objects.requireNonNull(getClass().getResourceAsStream("/app/ajar/sandbox/surf.mp4"))) {
            Files.copy(film, folder.resolve("messages/film.mp4"));
        }
        window.stored.sends("person-2", NOON.minus(Duration.ofMinutes(40)), new Attachment(0, Attachment.Kind.VIDEO,
                null, null, null, "video/mp4", null, 540, 960, Attachment.State.STORED, "messages/film.mp4", null));
        window.open(null);
        window.untilAllIsRead();
        keys = new Keys(window);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void aPhoto_opensFromItsTile_stepsZoomsAndCloses_andTheKeyboardIsBackOnTheTile() {
        openNewestOf("person-1", "Photo");
        Node tile = keys.owner();
        keys.press(KeyCode.ENTER);
        until("the newest photo is shown", () -> shown() == 403);

        untilCan("Older");
        keys.press(KeyCode.LEFT);
        until("the one before", () -> shown() == 402);
        untilCan("Older");
        keys.press(KeyCode.PLUS);
        keys.tabTo("Older");
        keys.press(KeyCode.SPACE);
        until("the oldest", () -> shown() == 401);
        until("the keyboard stays in the viewer when there is none older", () -> isInViewer(keys.owner()));
        untilCan("Newer");
        keys.press(KeyCode.RIGHT);
        until("the next", () -> shown() == 402);

        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("viewer")).isFalse();
        assertThat(keys.owner()).isSameAs(tile);
        assertThat(window.sees("composer")).as("Esc closed the viewer alone").isTrue();
    }

    @Test
    void theKeyboard_staysInTheViewer_andItsButtonsArePressed() {
        openNewestOf("person-1", "Photo");
        keys.press(KeyCode.SPACE);
        until("the photo is shown", () -> shown() == 403);
        Node first = keys.owner();
        List<Node> stops = new ArrayList<>();
        do {
            stops.add(keys.owner());
            keys.press(KeyCode.TAB);
            assertThat(isInViewer(keys.owner())).isTrue();
        } while (!keys.owner().equals(first) && stops.size() < 20);
        assertThat(stops).hasSizeBetween(6, 9);
        keys.shift(KeyCode.TAB);
        assertThat(keys.owner()).isSameAs(stops.getLast());

        keys.tabTo("Open folder");
        keys.press(KeyCode.SPACE);
        until("the folder was opened", () -> window.asked.contains(folder.resolve("messages").toString()));
        keys.tabTo("Close");
        keys.press(KeyCode.SPACE);
        assertThat(window.sees("viewer")).isFalse();
        assertThat(keys.at()).isEqualTo("Photo");
    }

    @Test
    void aVideo_beginsWithItsTile_andSpacePressesWhatHasTheKeyboard() {
        openNewestOf("person-2", "Video");
        Node tile = keys.owner();
        keys.press(KeyCode.ENTER);
        until("the video is shown", () -> window.sees("film"));
        until("it plays, or says that it cannot", () -> keys.hears("Pause") || keys.hears("Cannot be played here"));
        if (keys.hears("Pause")) {
            keys.untilAt("Pause");
            keys.press(KeyCode.SPACE);
            until("it pauses", () -> keys.hears("Play"));
            keys.tabTo("Position");
            keys.press(KeyCode.SPACE);
            until("space plays from the slider, too", () -> keys.hears("Pause"));
        } else {
            keys.untilAt("Open in player");
            keys.press(KeyCode.SPACE);
            until("another program has it",
                    () -> window.asked.contains(folder.resolve("messages/film.mp4").toString()));
        }
        keys.tabTo("Open folder");
        keys.press(KeyCode.SPACE);
        until("the folder was opened", () -> window.asked.contains(folder.resolve("messages").toString()));
        keys.press(KeyCode.ESCAPE);
        assertThat(keys.owner()).isSameAs(tile);
    }

    /** Goes to the tile by Tab from the timeline. */
    private void openNewestOf(String person, String kind) {
        window.openConversation(person);
        until("its tile is there", () -> window.sees("media-tile"));
        run(() -> window.shell().go(Page.INBOX));
        keys.tabTo("Messages");
        keys.press(KeyCode.UP);
        keys.shift(KeyCode.TAB);
        keys.tabTo("Messages");
        Node tile = fx(() -> keys.seen().stream().filter(node -> node.getStyleClass().contains("media-tile")
                && Keys.isStop(node)).reduce((before, after) -> after).orElseThrow());
        while (!keys.owner().equals(tile)) {
            keys.press(KeyCode.TAB);
        }
        assertThat(keys.at()).startsWith(kind);
    }

    /** What lies beside is read while one is shown. */
    private void untilCan(String name) {
        until(name + " can be pressed", () -> keys.seen().stream()
                .anyMatch(node -> node instanceof Button && Keys.name(node).equals(name) && !node.isDisabled()));
    }

    private double shown() {
        return window.stage().getScene().getRoot().lookupAll(".zoom-pane .image-view").stream()
                .filter(ImageView.class::isInstance).map(view -> ((ImageView) view).getImage())
                .filter(Objects::nonNull).mapToDouble(image -> image.getWidth()).findFirst().orElse(0);
    }

    private static boolean isInViewer(Node node) {
        Node at = node;
        while (at != null && !(at instanceof Viewer)) {
            at = at.getParent();
        }
        return at != null;
    }
}
