package app.ajar.ui.shell;

import app.ajar.Hostile;
import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** Accounts whose own names a server made up to do harm: wherever an account is named, and where it is asked about. */
@ExtendWith(ApplicationExtension.class)
class HostileAccountsFxTest {

    private static final List<String> NAMES = List.of(Hostile.OVERRIDE, Hostile.ESCAPES, Hostile.MARKS, Hostile.UNSEEN,
            "n".repeat(10_000), (Hostile.HEBREW + " ").repeat(900), Hostile.MARKUP, Hostile.CONTROLS);

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        StoredInbox stored = new StoredInbox(folder);
        for (int i = 0; i < NAMES.size(); i++) {
            stored.connect(id(i), NAMES.get(i));
            ConversationId talk = new ConversationId(id(i), "talk-" + i);
            stored.writes(talk, StoredInbox.NOON.minusSeconds(60), "Hello");
            stored.database.outbox().enqueue(talk, Content.words("Later"), false,
                    new Plan.At(StoredInbox.NOON.plus(Duration.ofHours(1))), StoredInbox.NOON);
        }
        stored.database.accounts().setStatus(id(0), Account.Status.EXPIRED, AccessProblem.TOKEN_EXPIRED);
        window = new OpenWindow(folder, stored, null);
        window.open(null);
        run(() -> {
            window.stage().setWidth(1280);
            window.stage().setHeight(800);
        });
        until("the list is there", () -> window.sees("conversation-list")
                && !window.node("conversation-list", ListView.class).getItems().isEmpty());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void everyPage_namesThemWithinItsPlace() {
        for (Page page : Page.values()) {
            run(() -> window.shell().go(page));
            if (page == Page.PLANNED) {
                until("all are planned", () -> window.sees("planned-list")
                        && window.node("planned-list", ListView.class).getItems().size() == NAMES.size());
            }
            assertTame("page " + page);
        }
        assertThat(window.asked).isEmpty();
    }

    @Test
    void askingAboutOne_namesItWithinItsPlace() {
        for (String words : List.of("Disconnect", "Connect again")) {
            for (int i = 0; i < NAMES.size(); i++) {
                run(() -> window.shell().go(Page.SETTINGS));
                int number = i;
                until("there are buttons", () -> buttons(words).size() == NAMES.size());
                run(() -> buttons(words).get(number).fire());
                assertTame(words + " " + i);
            }
        }
        assertThat(window.stored.database.accounts().all()).hasSameSizeAs(NAMES);
        assertThat(window.asked).isEmpty();
    }

    private void assertTame(String where) {
        run(() -> TameWindow.assertTame(window.stage().getScene().getRoot(), where));
    }

    private List<Button> buttons(String words) {
        return window.stage().getScene().getRoot().lookupAll(".settings-page .quiet-button").stream()
                .filter(Button.class::isInstance).map(Button.class::cast)
                .filter(button -> words.equals(button.getText())).toList();
    }

    private static AccountId id(int number) {
        return new AccountId("1784140000000010" + number);
    }
}
