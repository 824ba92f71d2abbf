package app.ajar.ui.thread;

import app.ajar.model.Attachment;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.ui.media.MediaBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MediaInTimelineFxTest extends MediaOnStage {

    @Test
    void picturesThatArrive_moveNothing(FxRobot robot) throws IOException {
        List<Message> waiting = new ArrayList<>();
        List<Message> there = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            // Half of them told their size beforehand; of the others it is known only with the bytes.
            Integer side = i % 2 == 0 ? 400 : null;
            waiting.add(media("m" + i, i, picture(0, Attachment.State.PENDING, null, side)));
            there.add(media("m" + i, i, picture(0, Attachment.State.STORED, draw("p" + i + ".png", 400, 300), 400)));
        }
        show(robot, waiting);
        robot.interact(() -> timeline.scrollBy(-1500));
        settle();
        EntryView read = timeline.entries().stream().filter(entry -> timeline.placeOf(entry) > 0).findFirst()
                .orElseThrow();
        double place = timeline.placeOf(read);
        double height = read.getHeight();

        stored.store(CHAT, MAYA, there);
        settle();

        assertThat(pictureOf(read).getFill()).isNotNull();
        assertThat(timeline.placeOf(read)).isCloseTo(place, within(1.0));
        assertThat(read.getHeight()).isCloseTo(height, within(1.0));
    }

    @Test
    void picturesFarFromTheView_areLetGo(FxRobot robot) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            messages.add(media("m" + i, i, picture(0, Attachment.State.STORED, draw("p" + i + ".png", 400, 400), 400)));
        }
        show(robot, messages);
        EntryView newest = timeline.entries().getLast();
        assertThat(pictureOf(newest).getFill()).isNotNull();
        assertThat(newest.getAccessibleText()).contains("Photo");
        robot.interact(() -> timeline.scrollBy(-6000));
        settle();
        assertThat(pictureOf(newest).getFill()).isNull();
        assertThat(timeline.entries().stream().filter(entry -> pictureOf(entry).getFill() != null).count())
                .isBetween(2L, 12L);
    }

    @Test
    void aFileThatCannotBeDecoded_saysSo_andOffersToTryAgain(FxRobot robot) throws IOException {
        Files.createDirectories(folder.resolve("messages"));
        Files.writeString(folder.resolve("messages/broken.jpg"), "\u00ff\u00d8\u00ff not a picture");
        show(robot, List.of(media("m0", 0, picture(0, Attachment.State.STORED, "messages/broken.jpg", 400))));
        assertThat(robot.lookup(".media-says").queryLabeled().getText()).isEqualTo("The file is damaged");
        Button again = robot.lookup(".media-tile .link-button").queryButton();
        assertThat(again.getText()).isEqualTo("Try again");
        robot.interact(again::fire);
        await(() -> stateOf("m0") == Attachment.State.PENDING);
        assertThat(folder.resolve("messages/broken.jpg")).doesNotExist();
        settle();
        assertThat(robot.lookup(".timeline .media-tile .link-button").queryAll()).isEmpty();
        stored.store(CHAT, MAYA,
                List.of(media("m1", 1, picture(0, Attachment.State.STORED, draw("whole.jpg", 300, 300), 300))));
        settle();
        assertThat(pictureOf(timeline.entries().getLast()).getFill()).isNotNull();
    }

    @Test
    void theViewer_isWalkedByKeys_andGivesTheKeyboardBack(FxRobot robot) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(
                    media("m" + i, i, picture(0, Attachment.State.STORED, draw("p" + i + ".png", 500 + i, 400), 500)));
        }
        show(robot, messages);
        robot.interact(pane::focusTimeline);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        settle();
        Node viewer = pane.viewer();
        assertThat(viewer.isVisible()).isTrue();
        assertThat(seen(robot).getWidth()).isEqualTo(502);
        robot.push(KeyCode.LEFT);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(501);
        robot.push(KeyCode.LEFT);
        robot.push(KeyCode.LEFT);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(500);
        robot.push(KeyCode.RIGHT);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(501);
        robot.push(KeyCode.CONTROL, KeyCode.C);
        robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getImage().getWidth()).isEqualTo(501));
        saveTo = folder.resolve("copy.png");
        robot.push(KeyCode.CONTROL, KeyCode.S);
        settle();
        assertThat(saveTo).hasSameBinaryContentAs(folder.resolve("messages/p1.png"));
        robot.push(KeyCode.ESCAPE);
        assertThat(viewer.isVisible()).isFalse();
        assertThat(timeline.isFocused()).isTrue();
    }

    @Test
    void theViewer_hasTheOlderAtTheRight_whereTheWindowIsReadFromTheRight(FxRobot robot) throws IOException {
        robot.interact(() -> stage.getScene().setNodeOrientation(NodeOrientation.RIGHT_TO_LEFT));
        show(robot, List.of(media("m0", 0, picture(0, Attachment.State.STORED, draw("p0.png", 500, 400), 500)),
                media("m1", 1, picture(0, Attachment.State.STORED, draw("p1.png", 501, 400), 500))));
        robot.interact(pane::focusTimeline);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(501);
        robot.push(KeyCode.RIGHT);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(500);
        robot.push(KeyCode.LEFT);
        settle();
        assertThat(seen(robot).getWidth()).isEqualTo(501);
    }

    @Test
    void theDetails_showTheConversationsMedia_andOnlyWhatIsInView(FxRobot robot) throws IOException {
        List<Message> messages = new ArrayList<>();
        String file = draw("p.png", 300, 300);
        for (int i = 0; i < 120; i++) {
            messages.add(media("m" + i, i, picture(0, Attachment.State.STORED, file, 300)));
        }
        show(robot, messages);
        assertThat(robot.lookup(".media-grid .media-tile").queryAll()).hasSizeBetween(9, 30);
    }

    @Test
    void troubles_areSaidCalmly(FxRobot robot) {
        List<Message> messages = new ArrayList<>();
        int minute = 0;
        for (Attachment.Trouble trouble : Attachment.Trouble.values()) {
            messages.add(media("t" + trouble, minute++, new Attachment(0, Attachment.Kind.IMAGE, null, null, null, null,
                    null, 400, 300, Attachment.State.FAILED, null, trouble)));
        }
        show(robot, messages);
        assertThat(robot.lookup(".timeline .media-says").queryAllAs(javafx.scene.control.Label.class))
                .extracting(javafx.scene.control.Label::getText)
                .containsExactlyInAnyOrder("Instagram does not show it any more", "Too large to be kept here",
                        "This kind cannot be shown here", "The file is damaged", "It could not be fetched",
                        "Not stored: the disk is full", "Not stored: the folder cannot be written",
                        "Removed to save space", "Removed to save space. Instagram no longer gives it.");
        assertThat(robot.lookup(".timeline .media-tile .link-button").queryAll()).hasSize(6);
    }

    @Test
    void whatWasRemoved_canBeFetchedAgain_whereInstagramStillGivesIt(FxRobot robot) {
        List<Message> messages = new ArrayList<>();
        messages.add(media("old", 0, cleared(null)));
        messages.add(media("served", 1, cleared("https://a/x?oe=" + Long.toHexString(
                StoredThreads.NOW.plusSeconds(3600).getEpochSecond()))));
        for (int i = 0; i < Message.DETAILED - 1; i++) {
            messages.add(StoredThreads.inbound(CHAT, "p1", "m" + i, StoredThreads.NOW.minusSeconds(60), "Words"));
        }
        messages.add(media("newest", 3, cleared(null)));
        show(robot, messages);

        assertThat(timeline.entries().stream().map(MediaInTimelineFxTest::says).filter(words -> !words.isEmpty()))
                .containsExactly(List.of("Removed to save space. Instagram no longer gives it."),
                        List.of("Removed to save space", "Fetch again"),
                        List.of("Removed to save space", "Fetch again"));
    }

    private static Attachment cleared(@Nullable String url) {
        return new Attachment(0, Attachment.Kind.IMAGE, null, url, null, null, null, 400, 300,
                Attachment.State.NOT_KEPT, null, Attachment.Trouble.CLEARED);
    }

    private static List<String> says(EntryView entry) {
        return entry.lookupAll(".media-words").stream().flatMap(words -> ((VBox) words).getChildren().stream())
                .filter(Labeled.class::isInstance).map(node -> ((Labeled) node).getText()).toList();
    }

    private static Rectangle pictureOf(EntryView entry) {
        MediaBlock block = (MediaBlock) entry.lookup(".media-block");
        return (Rectangle) block.lookup(".media-picture");
    }

    private javafx.scene.image.Image seen(FxRobot robot) {
        return ((javafx.scene.image.ImageView) robot.lookup(".zoom-pane .image-view").query()).getImage();
    }

    private Attachment.State stateOf(String message) {
        return stored.database.threads().message(CHAT, new MessageId(message)).orElseThrow().attachments().getFirst()
                .state();
    }
}
