package app.ajar.ui.templates;

import app.ajar.store.Templates.Content;
import app.ajar.store.Templates.Template;
import app.ajar.store.UserNotes.Reminder;
import app.ajar.ui.thread.OpenThread;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a starred conversation reminds, chosen in its details, and what it offers. */
class ReminderFxTest extends OpenThread {

    /** Kept: a logger that nobody holds forgets its handlers. */
    private static final Logger CSS = Logger.getLogger("javafx.css");

    private Template template(String name) {
        return stored.database.templates().add(new Content(null, name, "Hi {first_name|there}", "greeting", null))
                .orElseThrow();
    }

    private static ReminderChoice choice(FxRobot robot) {
        return robot.lookup((Node node) -> node instanceof ReminderChoice).query();
    }

    private static CheckBox box(FxRobot robot) {
        return (CheckBox) choice(robot).lookup(".check-box");
    }

    private static List<ComboBox<?>> boxes(FxRobot robot) {
        return choice(robot).getChildren().stream().filter(ComboBox.class::isInstance)
                .<ComboBox<?>>map(node -> (ComboBox<?>) node).toList();
    }

    private void choose(FxRobot robot, ComboBox<?> box, int index) {
        robot.interact(() -> box.getSelectionModel().select(index));
        settle();
    }

    @Test
    void theChoice_belongsToStarredConversations_andIsKept(FxRobot robot) {
        Template hello = template("Hello");
        Template other = template("Other");
        show(robot, stored.chat(CHAT, "p1", 3));
        assertThat(choice(robot).isVisible()).isFalse();
        stored.database.notes().setPriority(CHAT, true);
        await(() -> choice(robot).isVisible());
        settle();
        assertThat(box(robot).isSelected()).isFalse();
        assertThat(boxes(robot)).noneMatch(Node::isVisible);

        robot.interact(box(robot)::fire);
        await(() -> stored.database.notes().reminder(CHAT).isPresent());
        assertThat(stored.database.notes().reminder(CHAT))
                .contains(new Reminder(Duration.ofHours(12), hello.id(), null));
        assertThat(boxes(robot)).allMatch(Node::isVisible);
        choose(robot, boxes(robot).getFirst(), 1);
        choose(robot, boxes(robot).getLast(), 1);
        await(() -> stored.database.notes().reminder(CHAT)
                .equals(Optional.of(new Reminder(Duration.ofHours(4), other.id(), null))));

        robot.interact(() -> pane.show(null));
        robot.interact(() -> pane.show(CHAT));
        await(() -> box(robot).isSelected());
        assertThat(boxes(robot).getFirst().getValue()).isEqualTo(Duration.ofHours(4));
        robot.interact(box(robot)::fire);
        await(() -> stored.database.notes().reminder(CHAT).isEmpty());
    }

    @Test
    void withoutTemplates_itSaysWhatIsMissing(FxRobot robot) {
        show(robot, stored.chat(CHAT, "p1", 3));
        stored.database.notes().setPriority(CHAT, true);
        await(() -> choice(robot).isVisible());
        // It is seen before it is filled, by whoever looks from another thread.
        settle();
        assertThat(box(robot).isDisabled()).isTrue();
        assertThat(choice(robot).lookupAll(".label").stream().map(node -> ((Labeled) node).getText()))
                .contains("Write a template first; it is what the reminder offers.");
        template("Hello");
        stored.database.notes().setPriority(CHAT, false);
        stored.database.notes().setPriority(CHAT, true);
        await(() -> !box(robot).isDisabled());
    }

    @Test
    void changeItFirst_putsTheWordsIntoTheField_andCountsAUseWhenTheyAreSent(FxRobot robot) {
        Template hello = template("Hello");
        show(robot, stored.chat(CHAT, "p1", 2));
        stored.database.notes().setPriority(CHAT, true);
        stored.database.notes().setReminder(CHAT, new Reminder(Duration.ofSeconds(1), hello.id(), null));
        await(() -> robot.lookup(".reminder-card").tryQuery().isPresent());
        settle();
        Button change = robot.lookup(".reminder-card .quiet-button").queryButton();
        robot.interact(change::fire);
        settle();
        assertThat(pane.composer().text()).isEqualTo("Hi Maya");
        assertThat(stored.database.templates().find(hello.id()).orElseThrow().uses()).isZero();
        robot.push(KeyCode.ENTER);
        await(() -> stored.database.templates().find(hello.id()).orElseThrow().uses() == 1);
        assertThat(stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("Hi Maya"));
    }

    @Test
    void sendIt_leavesTheWordsInTheFieldAlone_alsoOnTheDisk(FxRobot robot) {
        Template hello = template("Hello");
        show(robot, stored.chat(CHAT, "p1", 2));
        robot.interact(() -> pane.composer().setText("Half a thought"));
        await(() -> stored.database.notes().draft(CHAT).equals(Optional.of("Half a thought")));
        stored.database.notes().setPriority(CHAT, true);
        stored.database.notes().setReminder(CHAT, new Reminder(Duration.ofSeconds(1), hello.id(), null));
        await(() -> robot.lookup(".reminder-card .primary-button").tryQuery().isPresent());
        settle();
        robot.interact(robot.lookup(".reminder-card .primary-button").queryButton()::fire);
        await(() -> stored.database.templates().find(hello.id()).orElseThrow().uses() == 1);

        assertThat(stored.database.outbox().all()).singleElement()
                .satisfies(reply -> assertThat(reply.text()).isEqualTo("Hi Maya"));
        assertThat(stored.database.notes().draft(CHAT)).contains("Half a thought");
        assertThat(pane.composer().text()).isEqualTo("Half a thought");
    }

    @Test
    void aConversation_isDressedWithoutAWarning(FxRobot robot) {
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler listening = new Handler() {
            @Override
            public void publish(LogRecord warning) {
                warnings.add(warning.getMessage());
            }

            @Override
            public void flush() {
                // Kept in memory.
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        CSS.addHandler(listening);
        try {
            template("Hello");
            stored.store(CHAT, MAYA, stored.chat(CHAT, "p1", 3));
            stored.database.notes().setPriority(CHAT, true);
            show(robot, stored.chat(CHAT, "p1", 3));
            robot.interact(box(robot)::fire);
            settle();
        } finally {
            CSS.removeHandler(listening);
        }
        assertThat(warnings).isEmpty();
    }
}
