package app.ajar.ui.shell;

import app.ajar.model.AccessProblem;
import app.ajar.model.Account;
import app.ajar.text.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.inbox.StoredInbox.SHOP;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** A token that comes near its end: said in time over the inbox, and in its account's card from then on. */
@ExtendWith(ApplicationExtension.class)
class TokenWarningFxTest {

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 3);
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void endsIn(Duration left) {
        window.stored.database.accounts().setToken(SHOP, NOON.minus(Duration.ofDays(50)), NOON.plus(left));
    }

    private String notice() {
        return fx(() -> window.sees("notice")
                ? ((Label) window.node("notice", Node.class).lookup(".words-body-strong")).getText()
                : "");
    }

    private void closeNotice() {
        run(() -> ((Button) window.node("notice", Node.class).lookup(".icon-button")).fire());
    }

    /** What the account's card says of the token, with the style that colours it. */
    private List<String> card() {
        if (!window.sees("settings-accounts")) {
            return List.of();
        }
        return fx(() -> window.node("settings-accounts", Node.class).lookupAll(".health-detail").stream()
                .map(Label.class::cast).map(line -> line.getText() + line.getStyleClass().stream()
                        .filter(style -> style.startsWith("token-")).map(style -> " [" + style + "]").findFirst()
                        .orElse(""))
                .toList());
    }

    private static List<String> line(String left, Duration till, String style) {
        return List.of("Token: 50 days old, ends in " + left + " (" + Times.date(NOON.plus(till), NOON,
                ZoneId.systemDefault(), Locale.getDefault(Locale.Category.FORMAT)) + ")"
                + (style.isEmpty() ? "" : " [" + style + "]"));
    }

    @Test
    void aFreshToken_isWarnedOfNowhere() {
        endsIn(Duration.ofDays(11));
        window.open(null);
        until("the list is there", () -> window.sees("conversation-list"));
        run(() -> window.shell().go(Page.SETTINGS));
        until("its card tells its age and its end", this::card,
                line("11 days", Duration.ofDays(11), ""));
        assertThat(notice()).isEmpty();
    }

    @Test
    void tenDaysAhead_threeDaysAhead_andAtItsEnd_itIsSaid_onceEach() {
        endsIn(Duration.ofDays(10));
        window.open(null);
        until("it is said ten days ahead", this::notice, "The token of @northbound.co ends in 10 days.");
        assertThat(window.words("notice-remedy"))
                .containsExactly("Ajar could not renew it so far. Make a new one in the"
                        + " Meta app dashboard and connect again; everything stored stays.");
        closeNotice();
        run(() -> window.shell().go(Page.SETTINGS));
        until("its card is coloured", this::card, line("10 days", Duration.ofDays(10), "token-ends"));

        endsIn(Duration.ofDays(9));
        until("its card counts", this::card, line("9 days", Duration.ofDays(9), "token-ends"));
        assertThat(notice()).as("said once").isEmpty();

        endsIn(Duration.ofDays(3));
        until("it is said three days ahead", this::notice, "The token of @northbound.co ends in 3 days.");
        until("its card says so", this::card, line("3 days", Duration.ofDays(3), "token-ends"));
        closeNotice();
        endsIn(Duration.ofHours(5));
        until("its card says so", this::card,
                line("less than a day", Duration.ofHours(5), "token-ends"));
        assertThat(notice()).as("said once").isEmpty();

        window.stored.database.accounts().setStatus(SHOP, Account.Status.EXPIRED, AccessProblem.TOKEN_EXPIRED);
        until("its card says that it has ended", this::card,
                List.of("Token: Ended. Connect the account again [token-ended]"));
        assertThat(window.words("settings-detail")).anyMatch(words -> words.endsWith("The token has expired"));
    }
}
