package app.ajar.ui.shell;

import app.ajar.model.Participant;
import app.ajar.model.ParticipantId;
import app.ajar.settings.Settings;
import app.ajar.store.JobQueue;
import app.ajar.sync.JobBoard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.RadioButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.inbox.StoredInbox.SHOP;
import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** The list of jobs and the storage settings in the real window. */
@ExtendWith(ApplicationExtension.class)
class BackgroundFxTest {

    private static final String LONG_NAME = "Aleksandra Konstantinopolitańczykowianka-Wielkopolska z domu Grzegżółka 🎈";

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        window = OpenWindow.offline(folder, 30);
        name("igsid-person-1", "مريم الحداد");
        name("igsid-person-2", LONG_NAME);
        name("igsid-person-3", "Jonas 👩‍🚀");
    }

    @AfterEach
    void close() {
        window.close();
    }

    private void name(String id, String name) {
        window.stored.database.sync().putProfile(new Participant(new ParticipantId(SHOP, id), null, name, null, null,
                null, null, null, NOON));
    }

    private void failed(String person, JobQueue.Reason reason) {
        JobQueue jobs = window.stored.database.jobs();
        jobs.offer(JobQueue.Type.DOWNLOAD_MEDIA, SHOP, person, person, JobQueue.BY_HAND + 1, NOON);
        JobQueue.Job job = jobs.claim(NOON, Duration.ofMinutes(5),
                new JobQueue.Terms(JobQueue.Terms.of(Set.of(SHOP)).there(), JobQueue.BY_HAND + 1, Set.of()))
                .orElseThrow();
        jobs.failed(job.id(), reason, NOON);
    }

    private void threeFailedAndTwoWaiting() {
        failed("person-1", JobQueue.Reason.GONE);
        failed("person-2", JobQueue.Reason.UNREACHABLE);
        failed("person-3", JobQueue.Reason.TOO_LARGE);
        for (String person : List.of("person-4", "person-5")) {
            window.stored.database.jobs().offer(JobQueue.Type.DOWNLOAD_MEDIA, SHOP, person, person, 10, NOON);
        }
        window.open(null);
        until("the failures are counted", () -> window.words("status-jobs").equals(List.of("3 failed")));
    }

    @Test
    void keyboardAlone_opensTheList_triesAgain_dropsAndComesBack(FxRobot robot) {
        threeFailedAndTwoWaiting();
        robot.push(KeyCode.CONTROL, KeyCode.J);
        until("the failures are listed", () -> rows().size() == 3);
        assertThat(rows().stream().map(Node::getAccessibleText)).containsExactly(
                "Jonas 👩‍🚀, Photo or file · larger than Ajar keeps",
                LONG_NAME + ", Photo or file · no answer came",
                "مريم الحداد, Photo or file · Instagram does not give it any more");
        assertThat(window.words("job-note")).anyMatch(words -> words.contains("2 media"));

        robot.push(KeyCode.TAB).push(KeyCode.TAB).push(KeyCode.TAB);
        until("the newest failure has the keyboard", () -> selected().equals("Jonas 👩‍🚀"));
        robot.push(KeyCode.ENTER);
        until("it is gone from the failures", () -> rows().size() == 2);
        until("the next one has the keyboard", () -> selected().equals(LONG_NAME));
        robot.push(KeyCode.DOWN).push(KeyCode.DELETE);
        until("it is dropped", () -> rows().size() == 1);
        until("the one before has the keyboard", () -> selected().equals(LONG_NAME));
        assertThat(window.stored.database.jobs().waiting(JobQueue.Type.DOWNLOAD_MEDIA)).isEqualTo(3);

        robot.push(KeyCode.ESCAPE);
        until("the list is closed", () -> !window.sees("jobs-panel"));
        assertThat(fx(() -> focus().getStyleClass())).contains("status-jobs");
        robot.push(KeyCode.SPACE);
        until("the list is open again", () -> window.sees("jobs-panel"));
    }

    @Test
    void allAtOnce_areTriedAgain_orDropped() {
        threeFailedAndTwoWaiting();
        run(() -> window.node("status-jobs", Button.class).fire());
        until("the failures are listed", () -> rows().size() == 3);
        run(() -> button("Try all again").fire());
        until("nothing failed", () -> rows().isEmpty()
                && window.words("job-note").stream().anyMatch(words -> words.contains("5 media")));
        until("the status bar says nothing", () -> !window.sees("status-jobs"));

        failed("person-9", JobQueue.Reason.BUG);
        window.engine.jobs().retry(-1);
        until("one failed", () -> rows().size() == 1);
        run(() -> button("Drop all").fire());
        until("it is forgotten", () -> rows().isEmpty());
        assertThat(window.stored.database.jobs().failedInAll()).isZero();
    }

    @Test
    void list_staysInTheWindow_andNothingInItIsCut_howeverLongTheNames() {
        threeFailedAndTwoWaiting();
        run(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
        });
        run(() -> window.node("status-jobs", Button.class).fire());
        until("the failures are listed", () -> rows().size() == 3);
        run(() -> window.stage().getScene().getRoot().layout());
        Region panel = window.node("jobs-panel", Region.class);
        assertThat(fx(() -> window.stage().getScene().getRoot().getLayoutBounds()
                .contains(panel.localToScene(panel.getLayoutBounds())))).isTrue();
        for (Node row : rows()) {
            assertThat(fx(() -> panel.localToScene(panel.getLayoutBounds())
                    .contains(row.localToScene(row.getLayoutBounds())))).isTrue();
        }
    }

    @Test
    void aThousandFailures_areListed_butOnlyThoseInViewAreDrawn(FxRobot robot) {
        for (int i = 0; i < 1_003; i++) {
            failed("person-" + i, JobQueue.Reason.UNREACHABLE);
        }
        window.open(null);
        until("they are counted", () -> window.words("status-jobs").equals(List.of("1,003 failed")));
        robot.push(KeyCode.CONTROL, KeyCode.J);
        until("they are listed", () -> window.sees("failure-list") && failures().getItems().size() == 1_000);
        assertThat(window.words("job-note")).contains("and 3 more");
        assertThat(rows()).hasSizeBetween(5, 30);

        robot.push(KeyCode.TAB).push(KeyCode.TAB).push(KeyCode.TAB).push(KeyCode.END);
        until("the last one is seen", () -> failures().getSelectionModel().getSelectedIndex() == 999);
        robot.push(KeyCode.DELETE);
        until("another took its place", () -> window.words("job-note").contains("and 2 more"));
        assertThat(failures().getSelectionModel().getSelectedIndex()).isEqualTo(999);
        assertThat(rows()).hasSizeBetween(5, 30);
        run(() -> button("Drop all").fire());
        until("no failure is left", () -> !window.sees("failure-list"));
        assertThat(window.stored.database.jobs().failedInAll()).isZero();
    }

    @Test
    void everyReason_isReadWhole() {
        int person = 0;
        for (JobQueue.Reason reason : JobQueue.Reason.values()) {
            failed("person-" + person++, reason);
        }
        window.open(null);
        until("they are counted", () -> window.words("status-jobs").equals(List.of(reasons() + " failed")));
        run(() -> window.node("status-jobs", Button.class).fire());
        until("they are listed", () -> rows().size() == reasons());
        for (Node row : rows()) {
            Label detail = (Label) row.lookup(".job-detail");
            assertThat(detail.getWidth()).as(detail.getText()).isGreaterThanOrEqualTo(detail.prefWidth(-1));
        }
    }

    private static int reasons() {
        return JobQueue.Reason.values().length;
    }

    @SuppressWarnings("unchecked")
    private ListView<JobBoard.Failed> failures() {
        return window.node("failure-list", ListView.class);
    }

    @Test
    void storage_asksBeforeItDeletes_andKeepsWhatIsNotConfirmed(FxRobot robot) throws IOException {
        Path media = Files.createDirectories(folder.resolve("messages").resolve("someone"));
        Files.write(media.resolve("m-0.jpg"), new byte[3_400_000]);
        window.open(null);
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        until("it is counted", () -> window.words("words-body").contains(
                "3.4 MB of photos and files, 0 kB of profile pictures"));

        run(() -> radio("Profile pictures only").setSelected(true));
        until("it asks", () -> window.sees("settings-question"));
        assertThat(window.words("settings-detail")).anyMatch(words -> words.startsWith("This deletes 3.4 MB"));
        assertThat(fx(() -> focus())).isInstanceOfSatisfying(Button.class,
                stay -> assertThat(stay.getText()).isEqualTo("Keep them"));
        run(() -> button("Keep them").fire());
        assertThat(fx(() -> radio("Everything").isSelected())).isTrue();

        run(() -> radio("5 GB").setSelected(true));
        until("what deletes nothing is done at once",
                () -> window.settings.current().mediaBytes() == 5_000_000_000L);
        assertThat(window.sees("settings-question")).isFalse();
        run(() -> radio("Nothing").setSelected(true));
        until("it asks", () -> window.sees("settings-question"));
        run(() -> button("Delete all of them").fire());
        until("it is chosen", () -> radio("Nothing").isSelected() && !window.sees("settings-question"));
        window.closeWindow();
        assertThat(window.remembered().keep()).isEqualTo(Settings.Keep.NOTHING);
        assertThat(window.remembered().mediaBytes()).isEqualTo(5_000_000_000L);
    }

    private List<Node> rows() {
        return window.jobRows();
    }

    /** Whom the failure with the keyboard is about; empty when the list of failures has it not. */
    private String selected() {
        return focus() instanceof ListView<?> list
                && list.getSelectionModel().getSelectedItem() instanceof JobBoard.Failed failed
                && failed.person() != null ? failed.person().displayName() : "";
    }

    private Node focus() {
        return window.stage().getScene().getFocusOwner();
    }

    private Button button(String words) {
        return labeled(Button.class, words);
    }

    private RadioButton radio(String words) {
        return labeled(RadioButton.class, words);
    }

    private <T extends Labeled> T labeled(Class<T> type, String words) {
        return window.stage().getScene().getRoot().lookupAll("*").stream().filter(type::isInstance).map(type::cast)
                .filter(labeled -> labeled.getText().equals(words)).findFirst().orElseThrow();
    }
}
