package app.ajar.ui.shell;

import app.ajar.text.Tongue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.control.RadioButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
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
