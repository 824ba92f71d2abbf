package app.ajar.ui.shell;

import app.ajar.Hostile;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.EmojiText;
import app.ajar.ui.kit.WebLinks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
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
 * The window before people and messages that nobody means well with. An exception on the toolkit's thread fails a test by
 * itself; how long a frame takes is held down by how much is drawn, which can be counted on any machine.
 */
@ExtendWith(ApplicationExtension.class)
class HostileWindowFxTest {

    private static final double ROW = 74;
    private static final double HEADER = 64;
    /** Nodes in a conversation of one message; a text that runs both ways takes one for each change of direction. */
    private static final int MOST_NODES = 3_000;
    /** Characters that one message may draw before somebody asks for more. */
    private static final int MOST_DRAWN = 2_001;
    private static final int MOST_DRAWN_OF_ALL = 10_001;

    @TempDir
    Path folder;

    private OpenWindow window;

    @BeforeEach
    void open() {
        StoredInbox stored = new StoredInbox(folder).connected();
        for (Hostile.Person each : Hostile.people()) {
            stored.writes(each.id(), StoredInbox.NOON.minusSeconds(60), each.text());
            stored.named(each.id(), each.name());
        }
        window = new OpenWindow(folder, stored, null);
        window.open(null);
        until("rows are there", () -> list().getItems().size() == Hostile.people().size());
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void everyConversation_opensWithinItsPlace_andNothingIsOpenedByItself() {
        for (Hostile.Person person : Hostile.people()) {
            openConversation(person);
            run(() -> {
                assertThat(header().getHeight()).as("the header of %s", person.id()).isEqualTo(HEADER);
                assertThat(drawn(header())).as("the header of %s", person.id()).allSatisfy(HostileWindowFxTest::isTame);
                Region entry = entry();
                assertThat(size(entry)).as("nodes for %s", person.id()).isLessThan(MOST_NODES);
                assertThat(words(entry).stream().mapToInt(String::length).sum()).as("characters of %s", person.id())
                        .isLessThanOrEqualTo(MOST_DRAWN);
                Region bubble = (Region) entry.lookup(".bubble");
                assertThat(bubble.getWidth()).isLessThanOrEqualTo(entry.getWidth() * 0.63);
                assertThat(bubble.localToScene(bubble.getLayoutBounds()).getMinX())
                        .isGreaterThanOrEqualTo(entry.localToScene(entry.getLayoutBounds()).getMinX());
                rows().forEach(row -> assertThat(row.getHeight()).isEqualTo(ROW));
            });
        }
        assertThat(window.asked).isEmpty();
        assertThat(fx(() -> window.stage().getTitle())).isEqualTo("Ajar");
    }

    @Test
    void aLongMessage_showsItsBeginning_andByAPressTheRest_withoutDrawingMoreThanIsSafe() {
        for (Hostile.Person person : Hostile.people()) {
            if (!person.id().startsWith("long-")) {
                continue;
            }
            openConversation(person);
            Button all = fx(() -> (Button) entry().lookup(".show-all"));
            assertThat(fx(all::getText)).isEqualTo(String.format(Locale.getDefault(Locale.Category.FORMAT),
                    "Show all %,d characters", person.text().length()));
            int before = fx(() -> words(entry()).stream().mapToInt(String::length).sum());
            run(all::fire);
            until("more of " + person.id() + " is drawn", () -> all.isDisabled()
                    && words(entry()).stream().mapToInt(String::length).sum() > before);
            assertThat(fx(() -> words(entry()).stream().mapToInt(String::length).sum()))
                    .isLessThanOrEqualTo(MOST_DRAWN_OF_ALL);
            assertThat(fx(all::getText)).startsWith("This is the beginning");
        }
    }

    @Test
    void links_leadToTheWebAlone_andWhatSeemsOtherIsMarked() {
        openConversation(Hostile.people().stream().filter(person -> person.text().equals(Hostile.LINKS)).findFirst()
                .orElseThrow());
        List<WebLinks.Link> links = fx(() -> entry().lookupAll(".emoji-text").stream().map(EmojiText.class::cast)
                .flatMap(text -> text.links().stream()).toList());
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(link.address().getScheme()).isEqualTo("https"));
        assertThat(links.stream().filter(link -> !link.deceptive()).map(WebLinks.Link::host))
                .containsOnly("evil.example", "paypal.com.example");
        assertThat(links.stream().filter(WebLinks.Link::deceptive).map(WebLinks.Link::host)).contains("evil.example",
                "xn--pple-43d.com");
        assertThat(window.asked).isEmpty();
    }

    @Test
    void searchingForWhatTheyWrote_findsThem_andNothingBreaks() {
        TextField search = fx(() -> (TextField) window.stage().getScene().getRoot().lookup(".search-text"));
        for (String words : List.of(Hostile.ESCAPES, Hostile.UNCLOSED, Hostile.HALVES, Hostile.MARKUP, "%", "_", "\\",
                "'",
                Hostile.MARKS, Hostile.HEBREW)) {
            run(() -> search.setText(words));
        }
        until("the one in Hebrew is found", () -> list().getItems().size() == 2);
        run(() -> search.setText(""));
        until("all are back", () -> list().getItems().size() == Hostile.people().size());
    }

    private void openConversation(Hostile.Person person) {
        run(() -> {
            int at = 0;
            while (!list().getItems().get(at).toString().contains("value=" + person.id() + "]")) {
                at++;
            }
            list().getSelectionModel().select(at);
        });
        String whose = person.text().substring(0, Math.min(person.text().length(), 200));
        until(person.id() + " is open", () -> {
            List<Node> entries = List.copyOf(window.stage().getScene().getRoot().lookupAll(".entry"));
            return entries.size() == 1 && entry().lookup(".bubble") != null && entry().getHeight() > 0
                    && entry().lookupAll(".emoji-text").stream().map(EmojiText.class::cast)
                            .anyMatch(text -> text.getText().startsWith(whose));
        });
        run(() -> {
            window.stage().getScene().getRoot().applyCss();
            window.stage().getScene().getRoot().layout();
        });
    }

    private static void isTame(String words) {
        assertThat(words.codePoints()).noneMatch(point -> (Character.isISOControl(point) && point != '\n')
                || (point >= 0x202A && point <= 0x202E) || Character.getType(point) == Character.SURROGATE);
    }

    private Region header() {
        return (Region) window.stage().getScene().getRoot().lookup(".thread-header");
    }

    private Region entry() {
        return (Region) window.stage().getScene().getRoot().lookup(".entry");
    }

    private Stream<Region> rows() {
        return list().lookupAll(".conversation-cell").stream().map(Region.class::cast).filter(Node::isVisible);
    }

    private static List<String> drawn(Node within) {
        return within.lookupAll(".emoji-text-run").stream().map(Text.class::cast).map(Text::getText).toList();
    }

    /** What the message itself draws, emoji left out. */
    private static List<String> words(Node entry) {
        return drawn(entry.lookup(".bubble")).stream().map(text -> text.replace("\n", "")).toList();
    }

    private static int size(Node node) {
        return 1 + (node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().mapToInt(HostileWindowFxTest::size).sum()
                : 0);
    }

    private ListView<?> list() {
        return (ListView<?>) window.stage().getScene().getRoot().lookup(".conversation-list");
    }
}
