package app.ajar.ui.shell;

import app.ajar.model.Account;
import app.ajar.model.ConversationId;
import app.ajar.model.OutboxMessage;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Failure;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.text.Texts;
import app.ajar.text.Tongue;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;

/** Every page and sheet at the smallest size, in every language: what must be read whole can be. */
@ExtendWith(ApplicationExtension.class)
class WholeWordsFxTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "he"})
    void everyPage_canBeReadWhole_atTheSmallestSize(String tag) {
        try (SpokenWindow spoken = spoken(tag)) {
            for (Page page : Page.values()) {
                look(spoken, page, page.word());
                spoken.show(page, MainView.NO_DETAILS_BELOW, WindowFrame.MIN_HEIGHT);
                note(spoken, page.word() + ", just wide enough for the details");
            }
            look(spoken, Page.CONNECT, "connect");
            run(() -> spoken.window.node("connect-where", ButtonBase.class).fire());
            note(spoken, "connect with its steps");
            look(spoken, Page.INBOX, "inbox");
            run(spoken.view()::showShortcuts);
            note(spoken, "shortcuts");
            run(() -> spoken.view().shortcuts().setVisible(false));
            run(spoken.view()::toggleJobs);
            note(spoken, "jobs");
            run(spoken.view()::hideJobs);
            run(() -> spoken.window.node("search-text", TextField.class).setText("zzzz"));
            until("nothing is found", () -> spoken.window.sees("placeholder"));
            note(spoken, "nothing found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "he"})
    void everySheetOfAReply_canBeReadWhole_atTheSmallestSize(String tag) {
        try (SpokenWindow spoken = spoken(tag)) {
            look(spoken, Page.INBOX, "an open conversation");
            for (Map.Entry<String, String> tool : Map.of("compose.schedule.tool", "compose.schedule.do",
                    "compose.file.tool", "compose.file.send").entrySet()) {
                String words = Texts.get(tool.getKey());
                press(spoken, words);
                until(words + " is open", () -> spoken.says(Texts.get(tool.getValue())));
                note(spoken, words);
                press(spoken, words);
            }
            opens(spoken, "templates.pick", "picker");
            opens(spoken, "emoji.pick", "emoji-picker");
        }
    }

    private static void opens(SpokenWindow spoken, String key, String style) {
        press(spoken, Texts.get(key));
        until(style + " is open", () -> spoken.window.sees(style));
        note(spoken, style);
        press(spoken, Texts.get(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "es", "he"})
    void whatIsSaidOfAClosedWindow_andOfALostToken_canBeReadWhole_atTheSmallestSize(String tag) {
        try (SpokenWindow spoken = spoken(tag)) {
            look(spoken, Page.INBOX, "inbox");
            choose(spoken, "away", () -> spoken.window.sees("closed-note"));
            note(spoken, "a closed window");
            spoken.window.stored.database.accounts().setHumanAgent(StoredInbox.SHOP, true);
            until("a person may answer", () -> spoken.window.sees("composer"));
            run(() -> spoken.window.node("text-area", TextArea.class).setText("Hello"));
            note(spoken, "seven days");
            run(() -> spoken.window.node("primary-button", ButtonBase.class).fire());
            until("it asks", () -> spoken.window.sees("agent-question"));
            note(spoken, "the question");
            loseToken(spoken);
            note(spoken, "a lost token");
            for (Page page : List.of(Page.HEALTH, Page.SETTINGS)) {
                look(spoken, page, page.word() + " with a lost token");
            }
        }
    }

    @Test
    void whatIsStored_makesRoomInTheStatusBar_andComesBackInAWiderWindow() {
        try (SpokenWindow spoken = spoken("de")) {
            loseToken(spoken);
            until("the status bar says so", () -> spoken.window.sees("status-connect"));
            spoken.show(Page.INBOX, WindowFrame.MIN_WIDTH, WindowFrame.MIN_HEIGHT);
            until("there is no room for it", () -> !spoken.window.sees("status-stored"));
            spoken.show(Page.INBOX, 1280, 800);
            until("it is back", () -> spoken.window.words("status-stored").stream()
                    .anyMatch(words -> words.endsWith("Nachrichten auf diesem Computer")));
        }
    }

    /** With replies of every kind planned, and one that was not sent. */
    private SpokenWindow spoken(String tag) {
        Locale system = tag.equals("he") ? Locale.of("he", "IL") : Locale.of(tag);
        SpokenWindow spoken = new SpokenWindow(folder, Tongue.of(tag.equals("he") ? null : tag, system, system));
        StoredInbox stored = spoken.window.stored;
        stored.writes("away", NOON.minus(Duration.ofDays(2)), "Hello?");
        plan(stored, "person-2", new Plan.At(NOON.plus(Duration.ofHours(2))));
        plan(stored, "person-3", new Plan.Asks(null));
        plan(stored, "person-4", new Plan.WhenTheyWrite(NOON.minus(Duration.ofDays(2)), false));
        plan(stored, "person-5", new Plan.WhenTheyWrite(NOON.minus(Duration.ofDays(2)), true));
        OutboxMessage lost = plan(stored, "person-6", Plan.AT_ONCE);
        stored.database.outbox().markFailed(lost.id(), Failure.CLOSED_WHILE_OFFLINE, null);
        until("the one that failed is counted", () -> spoken.window.words("planned-badge").contains("1"));
        return spoken;
    }

    private static void loseToken(SpokenWindow spoken) {
        spoken.window.stored.database.accounts().put(new Account(StoredInbox.SHOP, "northbound.co", null, null,
                Account.Status.EXPIRED, null, NOON, NOON, null));
        until("the token is lost", () -> spoken.window.sees("reconnect-bar"));
    }

    private static OutboxMessage plan(StoredInbox stored, String person, Plan plan) {
        ConversationId id = StoredInbox.id(person);
        return stored.database.outbox().enqueue(id, Content.words("Shall I put one aside for you?"), false, plan,
                NOON);
    }

    private static void press(SpokenWindow spoken, String words) {
        run(() -> spoken.window.stage().getScene().getRoot().lookupAll(".composer .icon-button").stream()
                .filter(button -> words.equals(button.getAccessibleText())).map(ButtonBase.class::cast).findFirst()
                .orElseThrow(() -> new AssertionError("no " + words)).fire());
    }

    private static void choose(SpokenWindow spoken, String person, BooleanSupplier open) {
        until(person + " is open", () -> {
            ListView<?> list = spoken.window.node("conversation-list", ListView.class);
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i).toString().contains(person)) {
                    list.getSelectionModel().select(i);
                }
            }
            return open.getAsBoolean();
        });
    }

    private static void look(SpokenWindow spoken, Page page, String name) {
        spoken.show(page, WindowFrame.MIN_WIDTH, WindowFrame.MIN_HEIGHT);
        note(spoken, name);
    }

    private static void note(SpokenWindow spoken, String name) {
        until("all of this can be read: " + name, spoken::unreadable, Set.of());
    }
}
