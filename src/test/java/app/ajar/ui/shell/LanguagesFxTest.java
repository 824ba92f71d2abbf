package app.ajar.ui.shell;

import app.ajar.text.Tongue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationExtension;

import static app.ajar.ui.shell.OpenWindow.fx;
import static app.ajar.ui.shell.OpenWindow.run;
import static org.assertj.core.api.Assertions.assertThat;

/** The window in other languages, and read from the right. */
@ExtendWith(ApplicationExtension.class)
class LanguagesFxTest {

    private static final List<double[]> SIZES = List.of(new double[]{1280, 800},
            new double[]{WindowFrame.MIN_WIDTH, WindowFrame.MIN_HEIGHT});

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"de", "es"})
    void nothingIsCut_thatIsNotCutInEnglish(String tag) throws Exception {
        Map<String, Set<String>> english = new TreeMap<>();
        Map<String, Set<String>> translated = new TreeMap<>();
        look("en", english, new ArrayList<>());
        List<String> words = new ArrayList<>();
        look(tag, translated, words);

        translated.forEach((page, cut) -> assertThat(cut).as(page + ": " + words).isSubsetOf(english.get(page)));
    }

    private void look(String tag, Map<String, Set<String>> cut, List<String> words) throws Exception {
        Path own = Files.createDirectory(folder.resolve(tag));
        try (SpokenWindow spoken = new SpokenWindow(own, Tongue.of(tag, Locale.GERMANY, Locale.GERMANY))) {
            for (double[] size : SIZES) {
                for (Page page : Page.values()) {
                    spoken.show(page, size[0], size[1]);
                    note(page + " " + size[0], spoken, cut, words);
                }
                spoken.show(Page.INBOX, size[0], size[1]);
                run(spoken.view()::showShortcuts);
                spoken.show(Page.INBOX, size[0], size[1]);
                note("shortcuts " + size[0], spoken, cut, words);
                run(() -> spoken.view().shortcuts().setVisible(false));
                run(spoken.view()::toggleJobs);
                spoken.show(Page.INBOX, size[0], size[1]);
                note("jobs " + size[0], spoken, cut, words);
                run(spoken.view()::hideJobs);
            }
        }
    }

    private static void note(String page, SpokenWindow spoken, Map<String, Set<String>> cut, List<String> words) {
        cut.computeIfAbsent(page, none -> new TreeSet<>()).addAll(spoken.cut());
        words.addAll(spoken.cutWords());
        assertThat(spoken.outside()).as(page).isEmpty();
    }

    @Test
    void languageChosen_isKept_andOpensTheWindowAnew() {
        try (SpokenWindow spoken = new SpokenWindow(folder, Tongue.PLAIN)) {
            spoken.show(Page.SETTINGS, 1280, 800);
            run(() -> choice(spoken, "Deutsch").fire());

            assertThat(fx(() -> List.copyOf(spoken.window.asked))).containsExactly("anew");
            spoken.window.closeWindow();
            assertThat(spoken.window.remembered().language()).isEqualTo("de");
        }
    }

    @Test
    void languageChosenAgain_leavesTheWindowAlone() {
        try (SpokenWindow spoken = new SpokenWindow(folder, Tongue.PLAIN)) {
            spoken.show(Page.SETTINGS, 1280, 800);
            run(() -> choice(spoken, "As the system").fire());

            assertThat(fx(() -> List.copyOf(spoken.window.asked))).isEmpty();
        }
    }

    @Test
    void window_standsMirrored_whereTheSystemIsReadFromTheRight() {
        Locale hebrew = Locale.of("he", "IL");
        try (SpokenWindow spoken = new SpokenWindow(folder, Tongue.of(null, hebrew, hebrew))) {
            for (double[] size : SIZES) {
                for (Page page : Page.values()) {
                    spoken.show(page, size[0], size[1]);
                    assertThat(spoken.outside()).as(page + " " + size[0]).isEmpty();
                }
                spoken.show(Page.INBOX, size[0], size[1]);
                assertThat(left(spoken, "rail")).isEqualTo(size[0] - Rail.WIDTH);
                assertThat(left(spoken, "inbox")).isGreaterThan(left(spoken, "thread-pane"));
            }
            assertThat(fx(() -> spoken.window.node("avatar-disc", Node.class).getEffectiveNodeOrientation()))
                    .as("a ring runs like a clock").isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
            spoken.show(Page.CONNECT, 1280, 800);
            assertThat(fx(() -> spoken.window.node("logo", Node.class).getEffectiveNodeOrientation()))
                    .as("a mark is the same everywhere").isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
        }
    }

    private static double left(SpokenWindow spoken, String style) {
        Node node = spoken.window.node(style, Node.class);
        return fx(() -> node.localToScene(node.getLayoutBounds()).getMinX());
    }

    private static RadioButton choice(SpokenWindow spoken, String words) {
        return spoken.window.stage().getScene().getRoot().lookupAll(".radio-button").stream()
                .map(RadioButton.class::cast).filter(choice -> choice.getText().equals(words)).findFirst()
                .filter(choice -> choice.isVisible()).orElseThrow();
    }
}
