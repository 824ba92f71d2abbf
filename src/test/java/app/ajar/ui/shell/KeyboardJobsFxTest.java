package app.ajar.ui.shell;

import app.ajar.store.JobQueue;
import app.ajar.store.JobQueue.Job;
import app.ajar.ui.inbox.StoredInbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** What failed in the background, by the keyboard alone; nothing is at work, so that what is tried again only waits. */
@ExtendWith(ApplicationExtension.class)
class KeyboardJobsFxTest {

    private static final List<String> PEOPLE = List.of("person-4", "person-3", "person-2", "person-1");
    private static final String FAILED = "Failed";
    private static final String CLOSE = "Close (Esc)";

    @TempDir
    Path folder;

    private OpenWindow window;
    private Keys keys;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 4);
        keys = new Keys(window);
        // The newest failure stands first.
        for (int i = PEOPLE.size(); i > 0; i--) {
            fail(PEOPLE.get(i - 1), PEOPLE.size() - i);
        }
        keys.open();
        keys.ctrl(KeyCode.J);
        keys.untilAt(CLOSE);
        until("they are listed", () -> window.sees("failure-list"));
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void fail(String person, int minutes) {
        JobQueue jobs = window.stored.database.jobs();
        jobs.offer(JobQueue.Type.DOWNLOAD_MEDIA, StoredInbox.SHOP, person, person, JobQueue.BY_HAND + 1, NOON);
        // Their pictures wait as well, for less.
        Job job = jobs.claim(NOON, Duration.ofMinutes(5), new JobQueue.Terms(
                JobQueue.Terms.of(Set.of(StoredInbox.SHOP)).there(), JobQueue.BY_HAND + 1, Set.of())).orElseThrow();
        jobs.failed(job.id(), JobQueue.Reason.GONE, NOON.plus(Duration.ofMinutes(minutes)));
    }

    private List<String> failed() {
        return window.stored.database.jobs().failed(10).stream().map(one -> one.job().subject()).toList();
    }

    @Test
    void rows_areTriedAgainAndDropped_theNextOneIsHeard_andEscGoesBackToTheWordsThatOpenedIt() {
        keys.tabTo(FAILED);
        keys.untilChosen("person-4");
        keys.press(KeyCode.DOWN);
        keys.untilChosen("person-3");
        keys.press(KeyCode.ENTER);
        until("it is tried again", this::failed, List.of("person-4", "person-2", "person-1"));
        keys.untilAt(FAILED);
        keys.untilChosen("person-2");
        keys.press(KeyCode.DELETE);
        until("it is dropped", this::failed, List.of("person-4", "person-1"));
        keys.untilAt(FAILED);
        keys.untilChosen("person-1");
        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("jobs-panel")).isFalse();
        until("the keyboard is on what opens it", () -> keys.at().contains("failed"));
        keys.press(KeyCode.SPACE);
        keys.untilAt(CLOSE);
    }

    @Test
    void all_areTriedAgainByTheirButton_andTheKeyboardStaysInTheList_whichClosesByEsc() {
        keys.tabTo("Drop all");
        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("jobs-panel")).isFalse();
        keys.ctrl(KeyCode.J);
        keys.untilAt(CLOSE);
        assertThat(failed()).as("Esc changed nothing").hasSize(4);
        keys.tabTo("Try all again");
        keys.press(KeyCode.SPACE);
        until("nothing is left", this::failed, List.of());
        keys.untilAt(CLOSE);
        keys.press(KeyCode.ESCAPE);
        assertThat(window.sees("jobs-panel")).isFalse();
    }
}
