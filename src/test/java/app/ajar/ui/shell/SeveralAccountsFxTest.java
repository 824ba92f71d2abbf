package app.ajar.ui.shell;

import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.settings.Settings;
import app.ajar.ui.inbox.AccountTag;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
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

/** Three accounts in one window: one list for all, or one account at a time, and no doubt from which a reply goes. */
@ExtendWith(ApplicationExtension.class)
class SeveralAccountsFxTest {

    private static final AccountId CAFE = new AccountId("17841400000000002");
    private static final AccountId BOOKS = new AccountId("17841400000000003");
    private static final ConversationId LENA = new ConversationId(CAFE, "lena.to.the.cafe");

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        StoredInbox stored = new StoredInbox(folder).connected().people(3);
        stored.connect(CAFE, "harbour.cafe");
        stored.connect(BOOKS, "paper.books");
        stored.writes(LENA, NOON.minusSeconds(90), "Is the window table free?");
        stored.writes(new ConversationId(BOOKS, "omar.to.the.books"), NOON.minusSeconds(30), "Any atlas left?");
        window = new OpenWindow(folder, stored, null);
        window.open(null);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void allAreOneList_orOneAtATime_andARowOfAllSaysWhoseItIs() {
        until("all are in one list", () -> texts().size(), 5);
        until("all are named", () -> window.words("inbox-username"), List.of("3 accounts"));
        assertThat(texts().getFirst()).contains("Any atlas left?");
        until("rows say whose they are", () -> spoken("Is the window table free?").endsWith("To @harbour.cafe"));
        until("each by its letter", () -> window.words("account-letter").containsAll(List.of("P", "H", "N")));

        press("@harbour.cafe");
        until("its conversations alone", () -> texts().size(), 1);
        until("it alone is named", () -> window.words("inbox-username"), List.of("@harbour.cafe"));
        until("no row says whose it is", () -> !spoken("Is the window table free?").contains("@harbour.cafe"));

        press("All accounts");
        until("all again", () -> texts().size(), 5);
    }

    @Test
    void whereAReplyIsWritten_itSaysFromWhichAccount_inItsColour() {
        until("all are in one list", () -> texts().size(), 5);
        select("Is the window table free?");
        until("the café's", () -> tag(), "from @harbour.cafe");
        Set<String> cafe = colour();
        select("Any atlas left?");
        until("the bookshop's", () -> tag(), "from @paper.books");
        assertThat(colour()).isNotEqualTo(cafe);

        window.stored.database.accounts().remove(BOOKS);
        window.stored.database.accounts().remove(CAFE);
        until("one is left", () -> texts().size(), 3);
        until("it alone is named", () -> window.words("inbox-username"), List.of("@northbound.co"));
        select("Message of person 1");
        until("there is no other to take it for", () -> !window.sees("account-tag"));
        until("all and one are the same", () -> !window.sees("account-all"));
    }

    @Test
    void whatWasOpenInTheListOfAll_isOpenedAgain() {
        until("all are in one list", () -> texts().size(), 5);
        select("Is the window table free?");
        until("the café's", () -> tag(), "from @harbour.cafe");
        window.closeWindow();
        assertThat(window.remembered()).extracting(Settings::selectedAccount, Settings::selectedConversation)
                .containsExactly(null, LENA.value());

        window.open(null);
        until("all are in one list", () -> texts().size(), 5);
        until("it is open again", () -> tag(), "from @harbour.cafe");
    }

    @Test
    void ofARemovedAccount_theSettingsNameNothing() {
        until("all are in one list", () -> texts().size(), 5);
        press("@harbour.cafe");
        until("its conversations alone", () -> texts().size(), 1);
        select("Is the window table free?");
        until("it is written down", () -> LENA.value().equals(window.remembered().selectedConversation()));

        for (AccountId account : List.of(CAFE, BOOKS, StoredInbox.SHOP)) {
            window.stored.database.accounts().remove(account);
        }
        until("nobody is left", () -> window.sees("connect-card"));
        window.closeWindow();
        assertThat(window.remembered()).extracting(Settings::selectedAccount, Settings::selectedConversation)
                .containsExactly(null, null);
    }

    private void press(String account) {
        run(() -> window.stage().getScene().getRoot().lookupAll(".account-disc").stream().map(Button.class::cast)
                .filter(button -> button.getAccessibleText().startsWith(account)).findFirst().orElseThrow().fire());
    }

    private void select(String words) {
        run(() -> {
            ListView<?> list = list();
            int row = texts().indexOf(texts().stream().filter(each -> each.contains(words)).findFirst().orElseThrow());
            list.getSelectionModel().select(row);
        });
    }

    private String tag() {
        return fx(() -> window.sees("account-tag")
                ? ((Label) window.node("account-tag", AccountTag.class).lookup(".words-small")).getText()
                : "");
    }

    private Set<String> colour() {
        return fx(() -> Set.copyOf(window.node("account-tag", AccountTag.class).lookup(".account-letter")
                .getStyleClass()));
    }

    private String spoken(String words) {
        return fx(() -> list().lookupAll(".conversation-cell").stream().map(cell -> (ListCell<?>) cell)
                .map(ListCell::getAccessibleText).filter(text -> text != null && text.contains(words)).findFirst()
                .orElse(""));
    }

    private List<String> texts() {
        return fx(() -> list().getItems().stream().map(Object::toString).toList());
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }
}
