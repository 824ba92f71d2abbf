package app.ajar.ui.shell;

import app.ajar.settings.Settings.WindowPlace;
import java.util.List;
import javafx.geometry.Rectangle2D;
import org.jspecify.annotations.Nullable;

/** Where the window opens: where it stood, as far as that is still on a screen. Pure. */
final class WindowPlaces {

    /** The smallest window, as designed. */
    static final double MIN_WIDTH = 900;
    /** The smallest window, as designed. */
    static final double MIN_HEIGHT = 600;

    /** As much of the title bar as must be on a screen for a hand to take it. */
    private static final double HANDLE_WIDTH = 120;
    private static final double HANDLE_HEIGHT = 32;

    private WindowPlaces() {}

    /**
     * @param remembered null for the first time
     * @param screens the usable parts of the screens, the first one in use for what fits nowhere; not empty
     */
    static WindowPlace correct(@Nullable WindowPlace remembered, List<Rectangle2D> screens) {
        if (remembered == null || !sane(remembered)) {
            return centred(Picture.WIDTH, Picture.HEIGHT, screens.getFirst(), false);
        }
        for (Rectangle2D screen : screens) {
            if (graspable(remembered, screen)) {
                double width = Math.clamp(remembered.width(), MIN_WIDTH, Math.max(MIN_WIDTH, screen.getWidth()));
                double height = Math.clamp(remembered.height(), MIN_HEIGHT, Math.max(MIN_HEIGHT, screen.getHeight()));
                return new WindowPlace(remembered.x(), remembered.y(), width, height, remembered.maximized());
            }
        }
        return centred(remembered.width(), remembered.height(), screens.getFirst(), remembered.maximized());
    }

    private static boolean sane(WindowPlace place) {
        return Double.isFinite(place.x()) && Double.isFinite(place.y()) && place.width() >= 1 && place.height() >= 1
                && Double.isFinite(place.width()) && Double.isFinite(place.height());
    }

    private static boolean graspable(WindowPlace place, Rectangle2D screen) {
        double shownWidth = Math.min(place.x() + place.width(), screen.getMaxX())
                - Math.max(place.x(), screen.getMinX());
        boolean top = place.y() >= screen.getMinY() - 1 && place.y() + HANDLE_HEIGHT <= screen.getMaxY();
        return top && shownWidth >= HANDLE_WIDTH;
    }

    private static WindowPlace centred(double width, double height, Rectangle2D screen, boolean maximized) {
        double w = Math.clamp(width, MIN_WIDTH, Math.max(MIN_WIDTH, screen.getWidth()));
        double h = Math.clamp(height, MIN_HEIGHT, Math.max(MIN_HEIGHT, screen.getHeight()));
        double x = screen.getMinX() + Math.max(0, (screen.getWidth() - w) / 2);
        double y = screen.getMinY() + Math.max(0, (screen.getHeight() - h) / 2);
        return new WindowPlace(x, y, w, h, maximized);
    }
}
