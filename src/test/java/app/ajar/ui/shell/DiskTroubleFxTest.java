package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.store.RefusingDisk;
import app.ajar.store.StoreException;
import app.ajar.store.Templates;
import app.ajar.text.Texts;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The real window while its disk is full, its folder read-only or gone: one plain sentence, nothing pretended, nothing lost,
 * and it goes on by itself.
 */
@ExtendWith(ApplicationExtension.class)
class DiskTroubleFxTest {

    private static final String MAYA = "maya.okafor";
    private static final String DRAFT = "Half a thought, typed while nothing could be kept";

    private static final Templates.Content HOURS = new Templates.Content(null, "Hours", "We open at 8.", "Visits",
            null);

    @TempDir
    Path temporary;
    private Path folder;
    private Sandbox sandbox;
    private OpenWindow window;
    /** What the notice said, each time that it came. */
    private final List<String> notices = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        folder = temporary.resolve("data");
        sandbox = Sandbox.start(SandboxOptions.quiet());
        URI api = URI.create(sandbox.url());
        window = new OpenWindow(folder, new StoredInbox(RefusingDisk.open(folder, Clock.systemUTC())), api);
        window.settings.save(window.settings.current().withUndo(Duration.ZERO));
        window.engine.start();
        window.open(api);
        window.connect(sandbox.token());
        window.untilLive();
        window.openConversation(MAYA);
    }

    @AfterEach
    void close() throws IOException {
        RefusingDisk.refuse(null);
        if (Files.exists(temporary.resolve("away"))) {
            Files.move(temporary.resolve("away"), folder);
        }
        window.close();
        sandbox.close();
    }

    @Test
    void aFullDisk_isSaidOnce_andWhatWasWrittenMeanwhileIsKeptWhenThereIsRoom() {
        goThrough("The disk is full", () -> RefusingDisk.refuse("No space left on device"),
                () -> RefusingDisk.refuse(null));
    }

    @Test
    void aReadOnlyFolder_isSaidOnce_andWhatWasWrittenMeanwhileIsKeptWhenItMayBeWritten() {
        goThrough("Ajar may not write into its data folder", () -> RefusingDisk.refuse("Read-only file system"),
                () -> RefusingDisk.refuse(null));
    }

    @Test
    void aFolderThatIsGone_isSaidOnce_isNotBegunAnew_andWhatWasWrittenMeanwhileIsKeptWhenItIsBack() {
        goThrough("The data folder is gone", () -> move(folder, temporary.resolve("away")), () -> {
            assertThat(folder).doesNotExist();
            move(temporary.resolve("away"), folder);
        });
    }

    private void goThrough(String sentence, Runnable begin, Runnable end) {
        boolean starred = starred();
        run(() -> {
            Node bar = lookup(".notice");
            Label what = (Label) Objects.requireNonNull(bar.lookup(".words-body-strong"));
            bar.visibleProperty().subscribe(shown -> note(shown, what.getText()));
            what.textProperty().subscribe(words -> note(bar.isVisible(), words));
        });
        begin.run();

        // Typed, and left alone: the pause is what saves it.
        run(() -> field().setText(DRAFT));
        until("it is said", () -> window.words("words-body-strong").contains(sentence));
        run(() -> ((Button) lookup(".composer .primary-button")).fire());
        until("sending is refused", () -> ((Label) lookup(".composer-said .label")).getText()
                .startsWith("Your reply could not be saved."));
        assertThatThrownBy(() -> window.stored.database.notes().setPriority(maya(), !starred))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> window.stored.database.templates().add(HOURS)).isInstanceOf(StoreException.class);
        sandbox.personWrites(MAYA, "Are you still there?");
        assertThat(fx(() -> field().getText())).isEqualTo(DRAFT);
        assertThat(sandbox.accountWords(MAYA)).doesNotContain(DRAFT);

        end.run();
        until("the draft is kept without another key",
                () -> window.stored.database.notes().draft(maya()).filter(DRAFT::equals).isPresent());
        until("the sentence is gone", () -> !window.words("words-body-strong").contains(sentence));
        window.engine.wake();
        until("what was written meanwhile came by itself", () -> window.stored.database.threads()
                .newest(maya(), 5).toString().contains("Are you still there?"));
        assertThat(window.stored.database.outbox().all()).isEmpty();
        assertThat(starred()).isEqualTo(starred);
        assertThat(window.stored.database.templates().all().templates()).isEmpty();
        assertThat(fx(() -> List.copyOf(notices))).containsExactly(sentence);

        run(() -> ((Button) lookup(".composer .primary-button")).fire());
        until("it can be sent", () -> sandbox.accountWords(MAYA).contains(DRAFT));
        run(() -> star().fire());
        until("it can be starred", () -> starred() != starred);
        assertThat(window.stored.database.check()).isTrue();
    }

    private void note(boolean shown, String words) {
        if (shown && !words.isEmpty()) {
            notices.add(words);
        }
    }

    private boolean starred() {
        return window.stored.database.conversations().find(maya()).orElseThrow().priority();
    }

    private ConversationId maya() {
        return new ConversationId(new AccountId(sandbox.accountId()), sandbox.conversationId(MAYA));
    }

    private TextArea field() {
        return window.node("text-area", TextArea.class);
    }

    private Button star() {
        return window.stage().getScene().getRoot().lookupAll(".button").stream().map(Button.class::cast)
                .filter(button -> List.of(Texts.get("thread.star"), Texts.get("thread.unstar"))
                        .contains(Objects.requireNonNullElse(button.getAccessibleText(), "")))
                .findFirst().orElseThrow();
    }

    private Node lookup(String selector) {
        return Objects.requireNonNull(window.stage().getScene().getRoot().lookup(selector));
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
