package app.ajar.ui.templates;

import app.ajar.model.Account;
import app.ajar.model.AccountId;
import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import app.ajar.store.UserNotes.Reminder;
import app.ajar.ui.thread.OpenThread;
import app.ajar.ui.thread.StoredThreads;
import java.time.Duration;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Templates in a conversation, by the hands of a person. */
class TemplatePickerFxTest extends OpenThread {

    private Template begin(FxRobot robot) {
        Template hello = stored.database.templates()
                .add(new Content(null, "Hello", "Hi {first_name|there} 👋", "greeting", null)).orElseThrow();
        stored.database.templates().add(new Content(null, "Offer", "For you {discount} off", "pricing", null));
        show(robot, stored.chat(CHAT, "p1", 5));
        robot.interact(pane::focusComposer);
        settle();
        return hello;
    }

    private static TextArea input(FxRobot robot) {
        return robot.lookup(".composer .text-area").queryAs(TextArea.class);
    }

    private boolean sees(FxRobot robot, String style) {
        return robot.lookup(style).tryQuery().filter(Node::isVisible).isPresent();
    }

    private static int rows(FxRobot robot) {
        return robot.lookup(".picker .template-hits").queryAs(TemplateHits.class).hits().size();
    }

    private void type(FxRobot robot, String text) {
        robot.write(text);
        settle();
    }

    private void press(FxRobot robot, KeyCode... keys) {
        robot.push(keys);
        settle();
    }

    @Test
    void aSlash_aFewLetters_andEnter_putTheFilledWordsIn(FxRobot robot) {
        Template hello = begin(robot);
        type(robot, "/hel");
        assertThat(sees(robot, ".picker")).isTrue();
        assertThat(rows(robot)).isEqualTo(1);
        press(robot, KeyCode.ENTER);
        assertThat(sees(robot, ".picker")).isFalse();
        assertThat(pane.composer().text()).isEqualTo("Hi Maya 👋");
        assertThat(stored.database.outbox().all()).isEmpty();
        press(robot, KeyCode.ENTER);
        assertThat(stored.database.outbox().all()).hasSize(1);
        await(() -> stored.database.templates().find(hello.id()).orElseThrow().uses() == 1);
    }

    @Test
    void theKeysAlone_openIt_andTheArrowsChoose(FxRobot robot) {
        begin(robot);
        type(robot, "Well, ");
        press(robot, KeyCode.CONTROL, KeyCode.SLASH);
        assertThat(sees(robot, ".picker")).isTrue();
        press(robot, KeyCode.DOWN);
        press(robot, KeyCode.UP);
        press(robot, KeyCode.ENTER);
        assertThat(pane.composer().text()).isEqualTo("Well, Hi Maya 👋");
    }

    @Test
    void escCloses_andWordsWithASlashInThem_openNothing(FxRobot robot) {
        begin(robot);
        type(robot, "and/or");
        assertThat(sees(robot, ".picker")).isFalse();
        type(robot, " /");
        assertThat(sees(robot, ".picker")).isTrue();
        press(robot, KeyCode.ESCAPE);
        assertThat(sees(robot, ".picker")).isFalse();
        assertThat(input(robot).getText()).isEqualTo("and/or /");
        type(robot, "x");
        assertThat(sees(robot, ".picker")).isFalse();
    }

    @Test
    void anUnfilledPlaceholder_isSelected_stopsTheSend_andIsNamed(FxRobot robot) {
        begin(robot);
        type(robot, "/offer");
        press(robot, KeyCode.ENTER);
        assertThat(input(robot).getSelectedText()).isEqualTo("{discount}");
        press(robot, KeyCode.ENTER);
        assertThat(stored.database.outbox().all()).isEmpty();
        assertThat(refusal(robot)).contains("{discount}");
        robot.interact(() -> input(robot).replaceSelection("20 %"));
        settle();
        press(robot, KeyCode.ENTER);
        assertThat(stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("For you 20 % off"));
    }

    private static String refusal(FxRobot robot) {
        return robot.lookup(".composer-area .label").queryAllAs(Labeled.class).stream().filter(Node::isVisible)
                .map(Labeled::getText).filter(text -> text.contains("Fill in")).findFirst().orElse("");
    }

    @Test
    void aDueReminder_offersItsTemplate_andOnlyThePressSendsIt(FxRobot robot) {
        Template hello = begin(robot);
        stored.database.notes().setPriority(CHAT, true);
        stored.database.notes().setReminder(CHAT, new Reminder(Duration.ofSeconds(1), hello.id(), null));
        await(() -> robot.lookup(".reminder-card").tryQuery().isPresent());
        settle();
        assertThat(stored.database.outbox().all()).isEmpty();
        Button send = robot.lookup(".reminder-card .primary-button").queryButton();
        robot.interact(send::fire);
        settle();
        assertThat(stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("Hi Maya 👋"));
        await(() -> robot.lookup(".reminder-card").tryQuery().isEmpty());
        await(() -> stored.database.templates().find(hello.id()).orElseThrow().uses() == 1);
    }

    @Test
    void anotherAccountsTemplate_isNotOffered(FxRobot robot) {
        AccountId other = new AccountId("17841400000000009");
        stored.database.accounts().put(new Account(other, "corner.shop", null, null, Account.Status.CONNECTED, null,
                StoredThreads.NOW, StoredThreads.NOW, null));
        assertThat(stored.database.templates().add(new Content(other, "Hello other", "x", "greeting", null)))
                .isPresent();
        begin(robot);
        type(robot, "/hello");
        assertThat(rows(robot)).isEqualTo(1);
    }
}
