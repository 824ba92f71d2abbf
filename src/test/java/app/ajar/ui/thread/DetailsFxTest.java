package app.ajar.ui.thread;

import app.ajar.model.Participant;
import app.ajar.store.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

import static org.assertj.core.api.Assertions.assertThat;

class DetailsFxTest extends OpenThread {

    private static final Instant NOW = StoredThreads.NOW;

    @Test
    void followers_areShownWithTheirChange_whenThereIsSomethingToCompare(FxRobot robot) {
        told(8_610, NOW.minus(Duration.ofDays(45)));
        show(robot, stored.chat(CHAT, "p1", 3));
        assertThat(profile(robot)).contains("12.4k followers · +3,790 in 30 days");
        told(7_400, NOW);
        settle();
        assertThat(profile(robot)).contains("7,400 followers · −1,210 in 30 days");
    }

    @Test
    void followers_toldOnce_standAlone(FxRobot robot) {
        show(robot, stored.chat(CHAT, "p1", 3));
        assertThat(profile(robot)).contains("12.4k followers");
    }

    @Test
    void refreshing_saysThatItRuns_whyItFailed_andThatItIsDone(FxRobot robot) {
        show(robot, stored.chat(CHAT, "p1", 3));
        Button refresh = robot.lookup(".details .link-button").queryButton();
        robot.interact(() -> {
            refresh.requestFocus();
            refresh.fire();
        });
        assertThat(refresh.getText()).isEqualTo("Refreshing");
        await(() -> stored.database.jobs().waiting(JobQueue.Type.REFRESH_PROFILE) == 1);
        JobQueue.Job job = claimed();
        stored.database.jobs().failed(job.id(), JobQueue.Reason.GONE, NOW);
        stored.sync.jobs().retry(-1);
        await(() -> said(robot).equals("Not refreshed: Instagram does not give it any more."));
        assertThat(refresh.getText()).isEqualTo("Refresh picture and profile");
        assertThat(refresh.isFocused()).isTrue();

        robot.interact(refresh::fire);
        // There is no token for this account.
        await(() -> said(robot).startsWith("Instagram does not let this account in."));
        await(() -> stored.database.jobs().waiting(JobQueue.Type.REFRESH_PROFILE) == 1);
        stored.database.jobs().done(claimed().id(), NOW);
        stored.sync.jobs().retry(-1);
        await(() -> said(robot).equals("Picture and profile are as Instagram has them now."));
    }

    private JobQueue.Job claimed() {
        return stored.database.jobs().claim(NOW, Duration.ofMinutes(5),
                new JobQueue.Terms(JobQueue.Terms.of(Set.of(StoredThreads.ACCOUNT)).there(), JobQueue.BY_HAND,
                        Set.of()))
                .orElseThrow();
    }

    private void told(int followers, Instant at) {
        stored.database.sync().putProfile(new Participant(MAYA.id(), MAYA.username(), MAYA.name(), null, followers,
                null, null, null, at));
    }

    private static List<String> profile(FxRobot robot) {
        return robot.lookup(".details .details-section .emoji-text").queryAll().stream().map(Node::getAccessibleText)
                .toList();
    }

    private static String said(FxRobot robot) {
        return robot.lookup(".details-said").queryLabeled().getText();
    }
}
