package app.ajar.ui.shell;

import app.ajar.model.OutboxMessage.Content;
import app.ajar.model.OutboxMessage.Plan;
import app.ajar.store.Templates;
import app.ajar.text.Language;
import app.ajar.text.Tongue;
import app.ajar.ui.inbox.StoredInbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.Toggle;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.inbox.StoredInbox.NOON;
import static app.ajar.ui.shell.OpenWindow.run;
import static app.ajar.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

/** A German window as its screen reader says it: every stop of Tab has a name, and no name was left in English. */
@ExtendWith(ApplicationExtension.class)
class SpokenNamesFxTest {

    private static final Path BUNDLES = Path.of("src/main/resources/app/ajar/text");
    /** More than there are stops on any page. */
    private static final int MOST_STOPS = 200;
    /** Shorter ones may be part of a German word. */
    private static final int TELLING = 9;

    @TempDir
    Path folder;

    @Test
    void noStop_isWithoutAName_orCalledInEnglish() {
        Map<String, Set<String>> heard = new LinkedHashMap<>();
        try (SpokenWindow german = new SpokenWindow(folder,
                Tongue.of(Language.GERMAN.tag(), Locale.GERMANY, Locale.GERMANY))) {
            fill(german);
            for (Page page : Page.values()) {
                german.show(page, 1280, 800);
                until(page + " is there", () -> ready(german, page));
                heard.put(page.word(), walk(german));
            }
            german.show(Page.INBOX, 1280, 800);
            run(german.view()::toggleJobs);
            heard.put("jobs", walk(german));
            run(german.view()::hideJobs);
            run(german.view()::showShortcuts);
            heard.put("shortcuts", walk(german));
        }
        assertThat(heard.get("inbox")).as("the walk went through the conversation").hasSizeGreaterThan(15);
        List<String> english = english();
        assertThat(english).as("texts of the bundles").hasSizeGreaterThan(300);
        List<String> left = new ArrayList<>();
        heard.forEach((page, names) -> names.forEach(name -> english.stream()
                .filter(words -> name.equals(words) || (words.length() >= TELLING && name.contains(words))).findFirst()
                .ifPresent(words -> left.add(page + ": " + name + " (" + words + ")"))));
        assertThat(left).as("called in English").isEmpty();
    }

    private static void fill(SpokenWindow german) {
        german.window.stored.database.outbox().enqueue(StoredInbox.id("person-2"), Content.words("Nachher"), false,
                new Plan.At(NOON.plus(Duration.ofHours(2))), NOON);
        german.window.stored.database.templates()
                .add(new Templates.Content(null, "Anreise", "Vom Bahnhof links.", "Laden", null));
        german.window.stored.writes("person-1", NOON, "Siehe https://example.com/schuhe bitte");
    }

    private static boolean ready(SpokenWindow german, Page page) {
        return switch (page) {
            case PLANNED -> rows(german, "planned-list") > 0;
            case TEMPLATES -> rows(german, "template-list") > 0;
            case ABOUT -> rows(german, "about-parts") > 20;
            case HELP -> german.window.sees("help-words");
            case INBOX, CONNECT, SETTINGS, HEALTH -> true;
        };
    }

    private static int rows(SpokenWindow german, String style) {
        return german.window.stage().getScene().getRoot().lookup("." + style) instanceof ListView<?> list
                ? list.getItems().size()
                : 0;
    }

    /** Goes round by Tab until it is back where it began; what is heard there, and of choices that arrows lead to. */
    private static Set<String> walk(SpokenWindow german) {
        Set<String> heard = new LinkedHashSet<>();
        run(() -> {
            Scene scene = german.window.stage().getScene();
            Set<Node> stops = new LinkedHashSet<>();
            draw(scene);
            while (stops.add(tab(scene))) {
                assertThat(stops).as("a way that never comes back").hasSizeLessThan(MOST_STOPS);
            }
            Keys.seen(scene.getRoot()).filter(Toggle.class::isInstance).filter(Keys::isStop).forEach(stops::add);
            for (Node stop : stops) {
                assertThat(Keys.name(stop)).as("the name of %s", stop).isNotBlank();
                heard.add(Keys.name(stop));
                heard.addAll(told(stop));
            }
        });
        return heard;
    }

    private static Node tab(Scene scene) {
        Node owner = scene.getFocusOwner();
        Event.fireEvent(owner == null ? scene : owner,
                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, false, false, false));
        draw(scene);
        return scene.getFocusOwner();
    }

    /** A control that is not drawn yet has no skin, which alone tells its words. */
    private static void draw(Scene scene) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
    }

    /** What else is said of it: how it is used, and which row in it has the keyboard. */
    private static List<String> told(Node stop) {
        List<String> told = new ArrayList<>();
        if (stop.queryAccessibleAttribute(AccessibleAttribute.HELP) instanceof String help) {
            told.add(help);
        }
        if (stop instanceof ListView
                && stop.queryAccessibleAttribute(AccessibleAttribute.FOCUS_ITEM) instanceof Node row) {
            told.add(Keys.said(row));
        }
        return told;
    }

    /** What the window says in English and otherwise in German; of a text with gaps, the words between them. */
    private static List<String> english() {
        List<String> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(BUNDLES)) {
            for (Path german : files.filter(file -> file.toString().endsWith("_de.properties")).sorted().toList()) {
                Properties inGerman = read(german);
                Properties inEnglish = read(
                        BUNDLES.resolve(german.getFileName().toString().replace("_de.properties", ".properties")));
                String everyGerman = String.join("\n", inGerman.stringPropertyNames().stream()
                        .map(inGerman::getProperty).toList());
                inEnglish.stringPropertyNames().stream().sorted().forEach(key -> Stream
                        .of(inEnglish.getProperty(key).replace("''", "'").split("\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}"))
                        .map(String::strip).filter(words -> words.length() > 2 && !everyGerman.contains(words))
                        .forEach(all::add));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Properties read(Path file) throws IOException {
        Properties texts = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            texts.load(in);
        }
        return texts;
    }
}
