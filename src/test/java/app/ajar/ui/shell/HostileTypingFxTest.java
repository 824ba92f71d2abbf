package app.ajar.ui.shell;

import app.ajar.Hostile;
import app.ajar.model.ReplyText;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.EmojiField;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What was copied elsewhere, pasted into a reply: whatever it is, the window goes on and nothing of it is sent by itself. */
@ExtendWith(ApplicationExtension.class)
class HostileTypingFxTest {

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = new OpenWindow(folder, new StoredInbox(folder).connected(), null);
        window.stored.writes("noa", StoredInbox.NOON.minusSeconds(60), "Hello");
        window.open(null);
        window.openConversation("noa");
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void whateverIsPasted_isBounded_counted_andNeverSentByItself() {
        for (Hostile.Person person : Hostile.people()) {
            paste(person.text());
            run(() -> TameWindow.assertTame(window.stage().getScene().getRoot(), person.id()));
            String kept = fx(() -> reply().getText());
            assertThat(kept.length()).as(person.id()).isLessThanOrEqualTo(EmojiField.MOST);
            assertThat(kept.codePoints()).as(person.id()).noneMatch(point -> Character.isISOControl(point)
                    && point != '\n' && point != '\t');
            assertThat(window.words("composer-bytes")).containsExactly(ReplyText.bytes(kept) + " / 1000");
            assertThat(fx(() -> window.node("primary-button", Button.class).isDisabled()))
                    .isNotEqualTo(ReplyText.sendable(kept));
        }
        assertThat(window.stored.database.outbox().all()).isEmpty();
        assertThat(window.asked).isEmpty();
    }

    @Test
    void aMegabyte_saysThatOnlyItsBeginningIsThere_andGoesWithTheNextText() {
        for (String letter : List.of("w", Hostile.HEBREW + " ", "word ", "line\n", "\ud83d\ude0d")) {
            paste(letter.repeat(1_000_000 / letter.length()));
            until("it is said for " + letter,
                    () -> said()
                            .equals("That was too long to take in whole: only the first 5,000 characters are here."));
            paste("Short again");
            until("it is gone", () -> said().isEmpty());
        }
    }

    @Test
    void ordinaryWords_ofEveryScript_arePastedAsTheyAre() {
        for (String words : List.of("Th\u1ea3o \u05e9\u05b8\u05c1\u05dc\u05d5\u05b9\u05dd", "cafe\u0301\n\tline",
                "\ud83d\udc69\u200d\ud83d\udc67 x",
                "\u0645\u0631\u062d\u0628\u0627, 12 \u20ac", "\u0e19\u0e49\u0e33")) {
            paste(words);
            assertThat(fx(() -> reply().getText())).isEqualTo(words);
        }
    }

    private void paste(String words) {
        run(() -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(words);
            Clipboard.getSystemClipboard().setContent(content);
            field().clear();
            field().paste();
            // As the mouse asks, before the next layout.
            assertThat(bounds(field())).as("every node has its place").isPositive();
        });
    }

    private static int bounds(Node node) {
        int asked = node.getBoundsInParent().isEmpty() ? 0 : 1;
        return node instanceof Parent parent
                ? asked + parent.getChildrenUnmodifiable().stream().mapToInt(HostileTypingFxTest::bounds).sum()
                : asked;
    }

    private String said() {
        return ((Label) Objects.requireNonNull(window.stage().getScene().getRoot().lookup(".composer-said .label")))
                .getText();
    }

    private EmojiField reply() {
        return window.node("emoji-field", EmojiField.class);
    }

    private TextArea field() {
        return window.node("text-area", TextArea.class);
    }
}
