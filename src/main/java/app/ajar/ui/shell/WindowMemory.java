package app.ajar.ui.shell;

import app.ajar.settings.Settings.WindowPlace;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Remembers where the window stands, and puts it there again. */
final class WindowMemory {

    private final Stage stage;
    private final SettingsMemory settings;
    private WindowPlace normal = WindowPlaces.correct(null, screens());
    private boolean forgets;

    WindowMemory(Stage stage, SettingsMemory settings) {
        this.stage = stage;
        this.settings = settings;
    }

    void restore() {
        normal = WindowPlaces.correct(settings.get().window(), screens());
        stage.setX(normal.x());
        stage.setY(normal.y());
        stage.setWidth(normal.width());
        stage.setHeight(normal.height());
        stage.setMaximized(normal.maximized());
        stage.xProperty().subscribe(this::moved);
        stage.yProperty().subscribe(this::moved);
        stage.widthProperty().subscribe(this::moved);
        stage.heightProperty().subscribe(this::moved);
    }

    /** From now on nothing is remembered: the window poses for a picture. */
    void forget() {
        forgets = true;
    }

    void remember(double sidebarWidth, boolean detailsShown) {
        if (!forgets) {
            WindowPlace place = new WindowPlace(normal.x(), normal.y(), normal.width(), normal.height(),
                    stage.isMaximized());
            settings.change(now -> now.withLayout(detailsShown, sidebarWidth, place));
        }
    }

    /** Keeps the place that a maximized or hidden window comes back to. */
    private void moved() {
        if (stage.isShowing() && !stage.isMaximized() && !stage.isIconified() && !stage.isFullScreen()) {
            normal = new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false);
        }
    }

    /** The usable parts of the screens, the primary one first. */
    private static List<Rectangle2D> screens() {
        List<Rectangle2D> screens = new ArrayList<>();
        screens.add(Screen.getPrimary().getVisualBounds());
        Screen.getScreens().forEach(screen -> screens.add(screen.getVisualBounds()));
        return screens;
    }
}
