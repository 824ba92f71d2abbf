package app.ajar.ui.thread;

import app.ajar.Hostile;
import app.ajar.model.Attachment;
import app.ajar.model.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Files whose names and addresses were made up to lead elsewhere or to look like something else: shown, opened and saved. */
class HostileFilesFxTest extends MediaOnStage {

    private static final List<String> NAMES = List.of("../../../etc/passwd", "..\\..\\evil.bat", "/etc/cron.d/x",
            "C:\\Windows\\x.exe", "CON", "aux.pdf", "trailing. . .", "nul\u0000.pdf", "n".repeat(300) + ".pdf",
            "photo\u202egpj.exe", "invoice.pdf\u202e\u2067rcs.", Hostile.MARKS, Hostile.CONTROLS, Hostile.ESCAPES,
            Hostile.UNSEEN, "$(touch x).pdf", "-rf");
    private static final double CARD = 60;

    @Test
    void aFile_staysInItsPlace_andOpensAsWhatItIs_whateverItIsCalled(FxRobot robot) throws IOException {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            Files.writeString(Files.createDirectories(folder.resolve("messages")).resolve("file-" + i + ".pdf"),
                    "%PDF");
            messages.add(media("m" + i, i, attached(Attachment.Kind.FILE, NAMES.get(i), "file-" + i + ".pdf")));
        }
        show(robot, messages);

        List<Region> cards = pane.lookupAll(".timeline .media-file").stream().map(Region.class::cast)
                .sorted(Comparator.comparingDouble(card -> card.localToScene(0, 0).getY())).toList();
        assertThat(cards).hasSameSizeAs(NAMES);
        assertThat(files).isEmpty();
        for (int i = 0; i < NAMES.size(); i++) {
            Region card = cards.get(i);
            assertThat(card.getHeight()).as(NAMES.get(i)).isEqualTo(CARD);
            assertThat(card.getWidth()).as(NAMES.get(i)).isLessThan(pane.getWidth() * 0.63);
            assertThat(card.lookupAll(".emoji-text-run").stream().map(Text.class::cast).map(Text::getText)
                    .flatMapToInt(String::codePoints)).as(NAMES.get(i)).noneMatch(HostileFilesFxTest::isObeyed);
            robot.interact(() -> card.lookupAll(".button").stream().map(Button.class::cast)
                    .filter(button -> "Open".equals(button.getText())).findFirst().orElseThrow().fire());
            assertThat(files).as(NAMES.get(i)).hasSize(i + 1).last()
                    .isEqualTo(folder.resolve("messages/file-" + i + ".pdf"));
        }
    }

    @Test
    void aCopy_isCalledByItsDayAndItsTrueKind_andIsNoProgram(FxRobot robot) throws IOException {
        List<String> names = List.of("photo\u202egpj.exe", "../CON", "n".repeat(300) + ".sh");
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            messages.add(media("m" + i, i, attached(Attachment.Kind.IMAGE, names.get(i),
                    Path.of(draw("photo-" + i + ".png", 40, 30)).getFileName().toString())));
        }
        show(robot, messages);
        robot.interact(pane::focusTimeline);
        robot.push(KeyCode.UP);
        robot.push(KeyCode.ENTER);
        assertThat(pane.viewer().isVisible()).isTrue();
        Path chosen = Files.createDirectories(folder.resolve("chosen"));
        for (int i = names.size() - 1; i >= 0; i--) {
            settle();
            saveTo = chosen.resolve("copy-" + i + ".png");
            robot.push(KeyCode.CONTROL, KeyCode.S);
            settle();
            assertThat(saveTo).as(names.get(i)).hasSameBinaryContentAs(folder.resolve("messages/photo-" + i + ".png"));
            assertThat(Files.isExecutable(saveTo)).as(names.get(i)).isFalse();
            robot.push(KeyCode.LEFT);
        }
        assertThat(saveNames).hasSameSizeAs(names)
                .allMatch(name -> name.matches("instagram-\\d{4}-\\d\\d-\\d\\d\\.png"));
        assertThat(files).isEmpty();
        try (var saved = Files.list(chosen)) {
            assertThat(saved).hasSameSizeAs(names);
        }
    }

    private static boolean isObeyed(int point) {
        return Character.isISOControl(point) || (point >= 0x202A && point <= 0x202E);
    }

    private static Attachment attached(Attachment.Kind kind, String name, String file) {
        return new Attachment(0, kind, null, "https://cdn.example/..%2F..%2F" + "CON.exe?name=%2e%2e%2fevil.sh", null,
                "application/x-sh", name, 40, 30, Attachment.State.STORED, "messages/" + file, null);
    }
}
