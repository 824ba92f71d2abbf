package app.ajar.ui.shell;

import app.ajar.settings.Settings.WindowPlace;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowFrameTest {

    private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1920, 1040);
    private static final Rectangle2D SIDE = new Rectangle2D(1920, 0, 2560, 1400);

    @Test
    void correct_centresTheDesignsSize_theFirstTime() {
        assertThat(WindowFrame.correct(null, List.of(LAPTOP))).isEqualTo(
                new WindowPlace(320, 120, 1280, 800, false));
    }

    @Test
    void correct_keepsThePlace_whenItIsOnAnyScreen() {
        WindowPlace place = new WindowPlace(2500, 200, 1400, 900, true);
        assertThat(WindowFrame.correct(place, List.of(LAPTOP, SIDE))).isEqualTo(place);
    }

    @Test
    void correct_bringsTheWindowBack_whenItsScreenIsGone() {
        WindowPlace place = new WindowPlace(2500, 200, 1400, 900, true);
        assertThat(WindowFrame.correct(place, List.of(LAPTOP))).isEqualTo(
                new WindowPlace(260, 70, 1400, 900, true));
    }

    @Test
    void correct_bringsTheWindowBack_whenItsTitleBarIsOutOfReach() {
        assertThat(WindowFrame.correct(new WindowPlace(100, -300, 1280, 800, false), List.of(LAPTOP)).y())
                .isEqualTo(120);
        assertThat(WindowFrame.correct(new WindowPlace(1900, 100, 1280, 800, false), List.of(LAPTOP)).x())
                .isEqualTo(320);
    }

    @Test
    void correct_keepsTheSizeWithinTheScreenAndTheLeastSize() {
        assertThat(WindowFrame.correct(new WindowPlace(0, 0, 10, 10, false), List.of(LAPTOP))).isEqualTo(
                new WindowPlace(0, 0, 900, 600, false));
        assertThat(WindowFrame.correct(new WindowPlace(0, 0, 9000, 9000, false), List.of(LAPTOP))).isEqualTo(
                new WindowPlace(0, 0, 1920, 1040, false));
    }

    @Test
    void correct_startsAfresh_whenWhatIsRememberedIsNoPlace() {
        assertThat(WindowFrame.correct(new WindowPlace(Double.NaN, 0, 1280, 800, false), List.of(LAPTOP)).x())
                .isEqualTo(320);
        assertThat(WindowFrame.correct(new WindowPlace(0, 0, 0, -5, false), List.of(LAPTOP)).width())
                .isEqualTo(1280);
    }
}
