package app.ajar.ui.shell;

import app.ajar.settings.Notifications;
import app.ajar.text.Texts;
import app.ajar.text.Times;
import app.ajar.text.Tongue;
import app.ajar.ui.inbox.StoredInbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The open window over midnight, in the night in which the clocks go back, and in another time zone. The time moves only when
 * the test says so.
 */
// Everything is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
class ClockChangeFxTest {

    private static final TimeZone BEFORE = TimeZone.getDefault();
    /** In Berlin the night from Saturday, 24 October, has an hour more: at 3 it is 2 again. */
    private static final Instant SATURDAY_EVENING = Instant.parse("2026-10-24T19:55:00Z");
    private static final Instant LATE_MESSAGE = Instant.parse("2026-10-24T21:40:00Z");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;
    private OpenWindow window;

    @BeforeEach
    void prepare() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        Texts.speak(Tongue.of("en", Locale.UK, Locale.UK));
        window = new OpenWindow(folder, new StoredInbox(folder).connected(), NOWHERE,
                Clock.fixed(SATURDAY_EVENING, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        window.close();
        Texts.speak(Tongue.PLAIN);
        TimeZone.setDefault(BEFORE);
    }

    /** It is this time now, and the window looks at its clock. */
    private void at(String time) {
        window.time.advance(Duration.between(window.time.instant(), Instant.parse(time)));
        window.lookUp();
    }

    private ListView<?> list() {
        return window.node("conversation-list", ListView.class);
    }

    private static String clock(Instant at, String zone) {
        return Times.clock(at, ZoneId.of(zone), Locale.UK);
    }

    private void shows(String rowTime, String day, String remaining) {
        until("the row's time", () -> window.words("row-time"), List.of(rowTime));
        until("the day", () -> window.words("day-chip"), List.of(day));
        until("what is left", () -> window.words("row-remaining"), List.of(remaining));
    }

    /** What stands under the messages of the open conversation. */
    private List<String> bubbleTimes() {
        return window.stage().getScene().getRoot().lookupAll(".state-line .words-small").stream()
                .map(node -> ((Labeled) node).getText()).toList();
    }

    @Test
    void yesterday_andWhatIsLeft_areRight_overMidnight_andInANightOf25Hours() {
        window.stored.writes("late", LATE_MESSAGE, "Are you open tomorrow?");
        window.open(NOWHERE);
        at("2026-10-24T21:50:00Z");
        until("she is listed", () -> list().getItems().size() == 1);
        run(() -> list().getSelectionModel().select(0));
        shows(clock(LATE_MESSAGE, "Europe/Berlin"), "Today", "23h 50m");
        assertThat(clock(LATE_MESSAGE, "Europe/Berlin")).isEqualTo("23:40");

        at("2026-10-24T22:00:00Z");
        shows("Yesterday", "Yesterday", "23h 40m");
        // 2:30 the first time, and an hour later once more.
        at("2026-10-25T00:30:00Z");
        shows("Yesterday", "Yesterday", "21h 10m");
        at("2026-10-25T01:30:00Z");
        shows("Yesterday", "Yesterday", "20h 10m");
        // The window lasts 24 hours, not until the same time by the wall.
        at("2026-10-25T20:40:00Z");
        shows("Yesterday", "Yesterday", "1h 0m");
        at("2026-10-25T21:40:00Z");
        shows("Yesterday", "Yesterday", "Closed");
        // More than 25 hours after the message, and still the day after it.
        at("2026-10-25T22:59:00Z");
        shows("Yesterday", "Yesterday", "Closed");
        at("2026-10-25T23:00:00Z");
        shows("Sat", "Saturday", "Closed");
    }

    @Test
    void anotherTimeZone_isToldAtOnce_inTheListAndInTheConversation() {
        window.stored.writes("late", LATE_MESSAGE, "Are you open tomorrow?");
        window.open(NOWHERE);
        at("2026-10-24T22:10:00Z");
        until("she is listed", () -> list().getItems().size() == 1);
        run(() -> list().getSelectionModel().select(0));
        shows("Yesterday", "Yesterday", "23h 30m");
        until("the bubble's time", this::bubbleTimes, List.of("23:40"));

        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        at("2026-10-24T22:10:20Z");
        String there = clock(LATE_MESSAGE, "Asia/Tokyo");
        assertThat(there).isEqualTo("06:40");
        shows(there, "Today", "23h 29m");
        until("the bubble's time is that of there", this::bubbleTimes, List.of(there));
    }

    @Test
    void quietHours_endByTheClockOnTheWall_alsoInTheNightThatIsLonger() {
        window.tell(Notifications.DEFAULTS.withStay(true).withQuiet(new Notifications.Quiet(true, LocalTime.of(22, 0),
                LocalTime.of(8, 0), Notifications.Quiet.OFF.days())));
        Shell shell = window.open(NOWHERE);
        until("it is known what is there already", () -> shell.desktop().started());
        window.stored.writes("evening", SATURDAY_EVENING, "Before ten");
        until("it pops up", ClockChangeFxTest::cards, List.of("evening, Before ten"));
        window.stored.database.notes().markRead(StoredInbox.id("evening"));
        until("it is gone", () -> cards().isEmpty());

        quietly("2026-10-24T20:05:00Z", "night", 2);
        // Half past seven: ten hours after ten it was only seven.
        quietly("2026-10-25T06:30:00Z", "early", 3);
        at("2026-10-25T07:01:00Z");
        window.stored.writes("morning", Instant.parse("2026-10-25T07:01:00Z"), "After eight");
        until("all is told together", ClockChangeFxTest::cards, List.of(
                "3 new messages, from 3 people, While notifications were quiet, morning, early, night"));
    }

    private void quietly(String time, String person, int listed) {
        at(time);
        window.stored.writes(person, Instant.parse(time), "Psst");
        until(person + " is listed", () -> list().getItems().size() == listed);
        assertThat(fx(ClockChangeFxTest::cards)).isEmpty();
    }

    /** What the cards say to who listens, from top to bottom. */
    private static List<String> cards() {
        return Window.getWindows().stream().filter(shown -> shown.isShowing() && shown.getScene() != null)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(".notify-card").stream())
                .map(Node::getAccessibleText).filter(Objects::nonNull).toList();
    }
}
