package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
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

/** What is pressed on the pages and around them, by the keyboard alone, and where the keyboard is afterwards. */
@ExtendWith(ApplicationExtension.class)
class KeyboardPagesFxTest {

    private static final AccountId OTHER = new AccountId("17841400000000002");

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void make() {
        window = OpenWindow.offline(folder, 3);
        keys = new Keys(window);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void theFirstKey_marksWhatHadTheKeyboardBefore() {
        keys.open();
        assertThat(fx(() -> Keys.isMarked(keys.owner()))).as("nobody has used keys yet").isFalse();
        keys.press(KeyCode.DOWN);
        keys.untilAt("Conversations");
        keys.untilChosen("person-");
        assertThat(fx(() -> Keys.isMarked(keys.owner()))).isTrue();
    }

    @Test
    void disconnecting_isAsked_andTheKeyboardIsOnTheAnswerThatChangesNothing() {
        keys.open();
        keys.ctrl(KeyCode.COMMA);
        keys.tabTo("Disconnect");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Keep");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Disconnect");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void accounts_areChangedFromTheRail() {
        window.stored.connect(OTHER, "studio.co");
        keys.open();
        keys.shift(KeyCode.TAB);
        keys.tabTo("@studio.co. Instagram does not accept this token. Connect again");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Conversations");
        until("nobody wrote to it", () -> window.node("conversation-list", ListView.class).getItems().isEmpty());
    }

    @Test
    void chips_areOneStop_andArrowsChooseAmongThem() {
        window.stored.writes("person-3", NOON.minus(Duration.ofMinutes(1)), "One more");
        keys.open();
        keys.tabTo("All");
        keys.press(KeyCode.RIGHT);
        assertThat(keys.at()).isEqualTo("Unread");
        keys.press(KeyCode.SPACE);
        until("only what is unread is listed",
                () -> window.node("conversation-list", ListView.class).getItems().size() == 1);
        assertThat(keys.at()).isEqualTo("Unread");
    }

    @Test
    void theShortcuts_giveTheKeyboardBackToWhatHadIt() {
        keys.open();
        keys.ctrl(KeyCode.COMMA);
        keys.press(KeyCode.TAB);
        keys.press(KeyCode.TAB);
        var before = keys.owner();
        keys.type("?");
        keys.untilAt("Close (Esc)");
        keys.press(KeyCode.TAB);
        assertThat(keys.at()).isEqualTo("Close (Esc)");
        keys.press(KeyCode.ESCAPE);
        assertThat(keys.owner()).isSameAs(before);
        assertThat(window.sees("settings-cards")).as("Esc closed the sheet alone").isTrue();
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void theJobs_closeByEsc_andLeaveThePageWhereItWas() {
        keys.open();
        keys.ctrl(KeyCode.P);
        until("the page is shown", () -> window.sees("planned-nothing"));
        keys.ctrl(KeyCode.J);
        keys.untilAt("Close (Esc)");
        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("jobs-panel")).isFalse();
        assertThat(window.sees("planned-page")).isTrue();
    }

    @Test
    void aNotice_isHiddenByKeys_andTheKeyboardGoesBackToThePage() {
        keys.open();
        OutboxMessage kept = window.stored.database.outbox().enqueue(StoredInbox.id("person-1"), Content.words("Kept"),
                false, new Plan.WhenTheyWrite(NOON.minus(Duration.ofDays(1)), false), NOON);
        until("it is counted", () -> window.words("planned-badge").equals(List.of("1")));
        window.stored.database.outbox().advance(kept, new Plan.Asks(null), NOON);
        until("a notice says so", () -> window.sees("notice"));
        keys.shift(KeyCode.TAB);
        keys.tabTo("Hide this notice");
        keys.press(KeyCode.SPACE);
        until("it is hidden", () -> !window.sees("notice"));
        keys.untilAt("Conversations");
    }

    @Test
    void health_beginsWithItsFirstStop_andEscGoesBack() {
        keys.open();
        run(() -> window.shell().go(Page.HEALTH));
        until("the page has the keyboard", () -> window.node("health-page", Region.class)
                .isFocusWithin());
        keys.tabTo("Search");
        keys.type("nothing like it");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }

    @Test
    void connecting_isWalkedByKeys_andTheTokenIsHiddenUntilItIsAskedFor() {
        keys.open();
        keys.shift(KeyCode.TAB);
        keys.tabTo("Connect another account");
        keys.press(KeyCode.SPACE);
        keys.untilAt("Access token");
        keys.type("IGAA-secret");
        assertThat(fx(() -> Keys.said(keys.owner()))).doesNotContain("secret");
        keys.press(KeyCode.TAB);
        keys.press(KeyCode.SPACE);
        keys.untilAt("Access token");
        assertThat(fx(() -> Keys.said(keys.owner()))).isEqualTo("IGAA-secret");
        keys.press(KeyCode.ESCAPE);
        keys.untilAt("Conversations");
    }
}
