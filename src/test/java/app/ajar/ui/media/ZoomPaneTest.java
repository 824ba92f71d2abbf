package app.ajar.ui.media;

import app.ajar.ui.media.ZoomPane.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ZoomPaneTest {

    private static final double TINY = 1e-6;

    @Test
    void fitted_isWholeAndInTheMiddle_andNeverLargerThanItIs() {
        View wide = View.fitted(800, 600, 1600, 800);
        assertThat(wide.width()).isEqualTo(800);
        assertThat(wide.height()).isEqualTo(400);
        assertThat(wide.x()).isZero();
        assertThat(wide.y()).isEqualTo(100);

        View small = View.fitted(800, 600, 100, 50);
        assertThat(small.width()).isEqualTo(100);
        assertThat(small.x()).isEqualTo(350);
    }

    @Test
    void zooming_keepsWhatIsUnderThePointer() {
        View fitted = View.fitted(800, 600, 1600, 1200);
        double share = (300 - fitted.x()) / fitted.width();

        View near = fitted.zoomedAt(3, 300, 200);

        assertThat((300 - near.x()) / near.width()).isCloseTo(share, within(TINY));
        assertThat(near.isFitted()).isFalse();
    }

    @Test
    void zooming_endsAtFittedAndAtEightTimes() {
        View fitted = View.fitted(800, 600, 1600, 1200);

        assertThat(fitted.zoomed(0.1)).isEqualTo(fitted);
        assertThat(fitted.zoomed(100).zoom()).isEqualTo(View.MOST);
        assertThat(fitted.zoomed(5).zoomed(0.01)).isEqualTo(fitted);
    }

    @Test
    void moving_leavesNoGapAtTheEdges() {
        View near = View.fitted(800, 600, 1600, 1200).zoomed(2);

        assertThat(near.moved(9999, 9999).x()).isZero();
        assertThat(near.moved(-9999, -9999).x()).isEqualTo(800 - near.width());
        assertThat(near.moved(-10, 20).y()).isCloseTo(near.y() + 20, within(TINY));
    }

    @Test
    void aFittedPicture_cannotBeMoved() {
        View fitted = View.fitted(800, 600, 400, 300);

        assertThat(fitted.moved(50, 50)).isEqualTo(fitted);
    }

    @Test
    void anotherViewSize_keepsTheMiddle() {
        View near = View.fitted(800, 600, 1600, 1200).zoomed(4).moved(-100, 40);
        double middle = (400 - near.x()) / near.width();

        View wider = near.in(1000, 700);

        assertThat(wider.zoom()).isEqualTo(4);
        assertThat((500 - wider.x()) / wider.width()).isCloseTo(middle, within(TINY));
    }
}
