package app.ajar.ui.shell;

import app.ajar.model.ConversationId;
import app.ajar.settings.Settings;
import app.ajar.settings.Settings.WindowPlace;
import app.ajar.store.ConversationFilter;
import app.ajar.store.care.Upkeep;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.access.Keyboard;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.notify.DesktopNotices;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.TextInputControlSkin;
import javafx.scene.image.Image;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The window as the system sees it: its icons, its least size, where it stands and stood last, and how much it is looked at.
 */
final class WindowFrame {

    /** The smallest window, as designed. */
    static final double MIN_WIDTH = 900;
    /** The smallest window, as designed. */
    static final double MIN_HEIGHT = 600;

    /** The steps of a start, for the benchmark that prints them. */
    private static final System.Logger START = System.getLogger("app.ajar.start");
    /** As much of the title bar as must be on a screen for a hand to take it. */
    private static final double HANDLE_WIDTH = 120;
    private static final double HANDLE_HEIGHT = 32;
    private static final int FRAMES_UNTIL_SEEN = 3;

    private final Stage stage;
    private final SettingsMemory settings;
    private WindowPlace normal = correct(null, screens());
    private boolean forgets;

    WindowFrame(Stage stage, SettingsMemory settings) {
        this.stage = stage;
        this.settings = settings;
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.getIcons().setAll(IntStream.of(16, 32, 48, 64, 128, 256, 512).mapToObj(WindowFrame::icon).toList());
    }

    /**
     * Gives the window its content, in the colours that the settings or the system ask for. The content comes into a scene that
     * is dressed already, so that every node is styled once.
     *
     * @param coloursChanged what else to do when the system's colours change
     */
    void dress(StackPane root, Node content, String title, Runnable coloursChanged) {
        Scene scene = new Scene(root, Picture.WIDTH, Picture.HEIGHT);
        MainView.dress(scene);
        Keyboard.follow(scene);
        settings.settingsProperty().map(Settings::theme)
                .subscribe(theme -> Theme.apply(scene, SettingsMemory.dark(theme)));
        // The platform's preferences outlive the window, and must not keep a closed one.
        Platform.getPreferences().colorSchemeProperty().when(stage.showingProperty()).subscribe(now -> {
            Theme.apply(scene, SettingsMemory.dark(settings.get().theme()));
            coloursChanged.run();
        });
        root.getChildren().add(content);
        stage.setScene(scene);
        stage.setTitle(title);
    }

    /** Puts the window where it stood last. */
    void restore() {
        normal = correct(settings.get().window(), screens());
        stage.setX(normal.x());
        stage.setY(normal.y());
        stage.setWidth(normal.width());
        stage.setHeight(normal.height());
        stage.setMaximized(normal.maximized());
        stage.xProperty().subscribe(now -> moved());
        stage.yProperty().subscribe(now -> moved());
        stage.widthProperty().subscribe(now -> moved());
        stage.heightProperty().subscribe(now -> moved());
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

    /** Tells sync, clock and the database's upkeep how much the window is looked at, from now on. */
    void followAttention(SyncEngine engine, UiClock clock, Upkeep upkeep) {
        Runnable tell = () -> {
            boolean visible = stage.isShowing() && !stage.isIconified();
            clock.setVisible(visible);
            upkeep.attended(visible && stage.isFocused());
            engine.attention(!visible
                    ? SyncEngine.Attention.HIDDEN
                    : stage.isFocused() ? SyncEngine.Attention.FOCUSED : SyncEngine.Attention.BACKGROUND);
        };
        stage.focusedProperty().subscribe(now -> tell.run());
        stage.iconifiedProperty().subscribe(now -> tell.run());
        stage.showingProperty().subscribe(now -> tell.run());
        stage.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                new Caret(scene, Caret.BLINKS).follow();
            }
        });
    }

    /**
     * Stops the caret's blinking after a while without a key, as GTK's own does: as long as it blinks, the toolkit wakes up
     * 60 times a second, and a window that waits for messages is to cost nothing.
     */
    static final class Caret {

        private static final Duration BLINKS = Duration.seconds(10);

        private final Scene scene;
        private final PauseTransition pause;

        Caret(Scene scene, Duration blinks) {
            this.scene = scene;
            this.pause = new PauseTransition(blinks);
            pause.setOnFinished(event -> blink(false));
        }

        void follow() {
            scene.focusOwnerProperty().subscribe(owner -> pause.playFromStart());
            // Whoever comes back to the window finds it blinking.
            scene.windowProperty().flatMap(Window::focusedProperty).subscribe(focused -> pause.playFromStart());
            scene.addEventFilter(InputEvent.ANY, event -> {
                if (event instanceof KeyEvent || event.getEventType() == MouseEvent.MOUSE_PRESSED) {
                    blink(true);
                    pause.playFromStart();
                }
            });
        }

        private void blink(boolean on) {
            if (scene.getFocusOwner() instanceof TextInputControl field && field.isFocused()
                    && field.getSkin() instanceof TextInputControlSkin<?> skin) {
                skin.setCaretAnimating(on);
            }
        }
    }

    /** Shows the window before all others. */
    void bringToFront() {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }

    /**
     * What pops up at the corner of this window's screen; nothing of what is open in the window while it has the keyboard,
     * and nothing at all while it poses for a picture.
     *
     * @param shows whether this conversation is open in the window
     * @param open opens a conversation there
     * @param list opens a tab of the list there
     */
    DesktopNotices notices(DesktopNotices.Outside outside, Predicate<ConversationId> shows,
            Consumer<ConversationId> open, Consumer<ConversationFilter.Tab> list) {
        return new DesktopNotices(outside, new DesktopNotices.Front(stage,
                id -> stage.isFocused() && !stage.isIconified() && shows.test(id), id -> {
                    bringToFront();
                    open.accept(id);
                }, tab -> {
                    bringToFront();
                    list.accept(tab);
                }, () -> forgets, () -> SettingsMemory.dark(settings.get().theme())));
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

    private static Image icon(int side) {
        String file = "icon-" + side + ".png";
        // In the background: the first picture does not wait for the task bar's.
        return new Image(Objects.requireNonNull(WindowFrame.class.getResource(file), file).toExternalForm(), true);
    }

    /**
     * Where a window opens: where it stood, as far as that is still on a screen. Pure.
     *
     * @param remembered null for the first time
     * @param screens the usable parts of the screens, the first one in use for what fits nowhere; not empty
     */
    static WindowPlace correct(@Nullable WindowPlace remembered, List<Rectangle2D> screens) {
        if (remembered == null || !sane(remembered)) {
            return centred(Picture.WIDTH, Picture.HEIGHT, screens.getFirst(), false);
        }
        for (Rectangle2D screen : screens) {
            WindowPlace sized = sized(remembered, screen);
            if (graspable(sized, screen)) {
                return sized;
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
        WindowPlace sized = sized(new WindowPlace(0, 0, width, height, maximized), screen);
        double x = screen.getMinX() + Math.max(0, (screen.getWidth() - sized.width()) / 2);
        double y = screen.getMinY() + Math.max(0, (screen.getHeight() - sized.height()) / 2);
        return new WindowPlace(x, y, sized.width(), sized.height(), maximized);
    }

    private static WindowPlace sized(WindowPlace place, Rectangle2D screen) {
        double width = Math.clamp(place.width(), MIN_WIDTH, Math.max(MIN_WIDTH, screen.getWidth()));
        double height = Math.clamp(place.height(), MIN_HEIGHT, Math.max(MIN_HEIGHT, screen.getHeight()));
        return new WindowPlace(place.x(), place.y(), width, height, place.maximized());
    }

    /**
     * Does something once the list is on screen, or after a while without: an iconified window never is. A frame is drawn on
     * another thread while the next one is laid out, so what came with a layout has its frames drawn first. Not in a window that
     * was closed meanwhile.
     */
    void afterPaint(BooleanSupplier listed, Runnable after) {
        Scene scene = stage.getScene();
        Runnable work = () -> {
            if (stage.isShowing()) {
                after.run();
            }
        };
        PauseTransition patience = new PauseTransition(Duration.seconds(3));
        Runnable look = new Runnable() {
            private int frames;

            @Override
            public void run() {
                if (listed.getAsBoolean()) {
                    frames++;
                    if (frames == 1) {
                        START.log(System.Logger.Level.DEBUG, "list laid out");
                    }
                    if (frames > FRAMES_UNTIL_SEEN) {
                        scene.removePostLayoutPulseListener(this);
                        patience.stop();
                        Platform.runLater(work);
                    } else {
                        Platform.requestNextPulse();
                    }
                }
            }
        };
        patience.setOnFinished(over -> {
            scene.removePostLayoutPulseListener(look);
            work.run();
        });
        scene.addPostLayoutPulseListener(look);
        Platform.requestNextPulse();
        patience.play();
    }
}
