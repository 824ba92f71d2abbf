package app.ajar.ui.shell;

import app.ajar.Hostile;
import app.ajar.model.AccountId;
import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxOptions;
import app.ajar.sandbox.world.Crowd;
import app.ajar.settings.Notifications;
import app.ajar.store.Templates;
import app.ajar.store.ThreadEntry;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.EmojiText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
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
 * People whom nobody means well with, on every page: their names and words come from a server as Instagram's do, through
 * sync and store. Nothing leaves its place or turns its neighbours, and nothing is opened by itself.
 */
@ExtendWith(ApplicationExtension.class)
class HostilePagesFxTest {

    private static final long SEED = 11;
    private static final int MOST = 20_000;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private OpenWindow window;
    private final List<Hostile.Person> people = Hostile.people().stream()
            // UTF-8 has no halves of characters, so no server can send them.
            .filter(person -> !person.text().equals(Hostile.HALVES))
            .map(person -> new Hostile.Person(person.id(), person.name(),
                    person.text().substring(0, Math.min(person.text().length(), MOST))))
            .toList();

    @BeforeEach
    void open() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.generated(people.size(), people.size(), SEED));
        for (int i = 0; i < people.size(); i++) {
            sandbox.consents(id(i), true);
            sandbox.name(id(i), people.get(i).name());
            sandbox.personWrites(id(i), people.get(i).text());
        }
        URI api = URI.create(sandbox.url());
        window = new OpenWindow(folder, new StoredInbox(folder), api);
        window.settings.save(window.settings.current().withLayout(true, 360, null).withUndo(Duration.ZERO));
        window.tell(Notifications.DEFAULTS.withStay(true));
        window.engine.start();
        window.open(api);
        run(() -> {
            window.stage().setWidth(1280);
            window.stage().setHeight(800);
        });
        window.connect(sandbox.token());
        until("everybody is in the list by name", () -> rows().size() == people.size()
                && rows().stream().noneMatch(row -> row.toString().contains("name=null")));
        window.untilLive();
    }

    @AfterEach
    void close() {
        window.close();
        sandbox.close();
    }

    @Test
    void details_andQuotes_stayInTheirPlace() {
        for (int i = 0; i < people.size(); i++) {
            ConversationId conversation = conversation(i);
            window.stored.database.outbox().enqueue(conversation,
                    Content.words("Quoting").answering(newest(conversation).id()), false, Plan.AT_ONCE,
                    window.time.instant());
            choose(i);
            until("the details are those of " + people.get(i).id(), () -> window.sees("details-name"));
            until("the quote is drawn for " + people.get(i).id(), () -> window.sees("quote-line"));
            assertTame(people.get(i).id());
        }
        assertThat(window.asked).isEmpty();
    }

    @Test
    void plannedReplies_templates_andHealth_stayInTheirPlace() {
        for (int i = 0; i < people.size(); i++) {
            String words = people.get(i).text();
            String text = words.substring(0, Math.min(words.length(), 300)).strip();
            window.stored.database.outbox().enqueue(conversation(i), Content.words(text.isEmpty() ? "x" : text), false,
                    new Plan.At(window.time.instant().plus(Duration.ofHours(1 + i % 3))), window.time.instant());
            window.stored.database.templates()
                    .add(new Templates.Content(null, "Template " + i, "Hello {name} or {first_name|there} {username}",
                            words.substring(0, Math.min(words.length(), 60)).replace('\n', ' '), null));
        }
        for (Page page : Page.values()) {
            run(() -> window.shell().go(page));
            if (page == Page.PLANNED) {
                until("all are planned", () -> window.sees("planned-list")
                        && window.node("planned-list", ListView.class).getItems().size() == people.size());
            }
            assertTame("page " + page);
        }
        for (int i = 0; i < people.size(); i++) {
            choose(i);
            String name = displayName(i);
            run(() -> window.shell().go(Page.TEMPLATES));
            until("the preview speaks to " + people.get(i).id(),
                    () -> window.stage().getScene().getRoot().lookupAll(".emoji-text").stream()
                            .map(EmojiText.class::cast).anyMatch(text -> text.getText().contains(name))
                            || window.words("words-small").stream().anyMatch(words -> words.contains(name)));
            assertTame("templates for " + people.get(i).id());
            run(() -> window.shell().go(Page.INBOX));
        }
        assertThat(window.asked).isEmpty();
    }

    @Test
    void diagnostics_holdNothingOfThem() {
        run(() -> window.shell().go(Page.HEALTH));
        until("the log is there", () -> window.sees("health-log")
                && !window.node("health-log", ListView.class).getItems().isEmpty());
        run(() -> window.stage().getScene().getRoot().lookupAll(".quiet-button").stream().map(Button.class::cast)
                .filter(each -> "Copy diagnostics".equals(each.getText())).findFirst().orElseThrow().fire());
        String copied = fx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).startsWith("Ajar diagnostics").matches("[\\x20-\\x7E\\n]+").hasSizeLessThan(40_000);
        assertThat(people).allSatisfy(person -> assertThat(copied).doesNotContain(
                person.name().substring(0, Math.min(person.name().length(), 40))));
    }

    @Test
    void whatPopsUp_staysSmall() {
        for (int i = 0; i < people.size(); i++) {
            sandbox.personWrites(id(i), people.get(i).text());
            window.engine.wake();
            ConversationId conversation = conversation(i);
            int wanted = people.get(i).text().length();
            until("it arrived from " + people.get(i).id(), () -> {
                Message newest = newest(conversation);
                return newest.text() != null && newest.text().length() == wanted;
            });
            until("a card stands there", () -> !cards().isEmpty());
            run(() -> cards().forEach(card -> {
                TameWindow.assertTame((Parent) card, "a card");
                assertThat(card.getLayoutBounds().getWidth()).isLessThan(500);
                assertThat(card.getLayoutBounds().getHeight()).isLessThan(200);
            }));
        }
        assertThat(window.asked).isEmpty();
    }

    @Test
    void searchResults_stayInTheirPlace() {
        TextField search = fx(() -> (TextField) window.stage().getScene().getRoot().lookup(".search-text"));
        for (String words : List.of("red", "alert", "onerror", "many", Hostile.HEBREW, "https", "line", "photo")) {
            run(() -> search.setText(words));
            until("something else is listed for " + words, () -> rows().size() < people.size());
            assertTame("searching for " + words);
        }
        assertThat(window.asked).isEmpty();
    }

    private void assertTame(String where) {
        run(() -> TameWindow.assertTame(window.stage().getScene().getRoot(), where));
    }

    private static List<Node> cards() {
        return Window.getWindows().stream().filter(shown -> shown.isShowing() && shown.getScene() != null)
                .flatMap(shown -> shown.getScene().getRoot().lookupAll(".notify-card").stream()).toList();
    }

    private Message newest(ConversationId id) {
        List<Message> messages = new ArrayList<>();
        for (ThreadEntry entry : window.stored.database.threads().newest(id, 5)) {
            if (entry instanceof ThreadEntry.Stored stored) {
                messages.add(stored.message());
            }
        }
        return messages.getLast();
    }

    private String displayName(int number) {
        return window.stored.database.conversations().find(conversation(number)).orElseThrow().person().displayName();
    }

    private static String id(int number) {
        return Crowd.personId(SEED, number);
    }

    private ConversationId conversation(int number) {
        return new ConversationId(new AccountId(sandbox.accountId()), sandbox.conversationId(id(number)));
    }

    private void choose(int number) {
        String id = conversation(number).value();
        until(people.get(number).id() + " is chosen", () -> {
            ListView<?> list = Objects
                    .requireNonNull((ListView<?>) window.stage().getScene().getRoot().lookup(".conversation-list"));
            for (int i = 0; i < list.getItems().size(); i++) {
                if (list.getItems().get(i).toString().contains("value=" + id + "]")) {
                    list.getSelectionModel().select(i);
                    return true;
                }
            }
            return false;
        });
    }

    private List<?> rows() {
        ListView<?> list = (ListView<?>) window.stage().getScene().getRoot().lookup(".conversation-list");
        return list == null ? List.of() : list.getItems();
    }
}
