package app.ajar.ui.kit;

import app.ajar.text.Texts;
import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Font;

/** The window's colours and type: AtlantaFX under our tokens, Inter, and the bridge for ControlsFX. Components use tokens only. */
public final class Theme {

    private static final System.Logger LOG = System.getLogger(Theme.class.getName());
    private static final List<String> FONTS = List.of("Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold",
            "Ajar-Writing");
    private static final double ANY_SIZE = 13;
    private static boolean fontsLoaded;

    private Theme() {}

    /** Loads the bundled fonts once; before the first scene. */
    public static synchronized void loadFonts() {
        if (fontsLoaded) {
            return;
        }
        fontsLoaded = true;
        for (String name : FONTS) {
            try (InputStream font = Theme.class.getResourceAsStream("fonts/" + name + ".otf")) {
                if (font == null || Font.loadFont(font, ANY_SIZE) == null) {
                    LOG.log(System.Logger.Level.WARNING, "font {0} cannot be loaded, the system''s is used", name);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a bundled font cannot be read, the system's is used", e);
            }
        }
    }

    /** Loads what every scene wears; ahead of the first one, so that it need not wait for that. */
    public static void wear(boolean dark) {
        loadFonts();
        // Global and not the scene's: a tooltip or menu keeps the sheet of its first showing otherwise.
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
    }

    /** Dresses the scene and turns it to the side from which it is read; may be called again to switch. */
    public static void apply(Scene scene, boolean dark) {
        // The dark tokens in both: in a light window they hold for what lies on a dark ground.
        List<String> ours = Stream.of("dark", dark ? "" : "light", "kit", "controlsfx-bridge")
                .filter(name -> !name.isEmpty()).map(Theme::sheet).toList();
        List<String> sheets = scene.getStylesheets();
        if (sheets.size() >= ours.size() && sheets.subList(0, ours.size()).equals(ours)) {
            return;
        }
        wear(dark);
        sheets.removeAll(List.of(sheet("dark"), sheet("light"), sheet("kit"), sheet("controlsfx-bridge")));
        sheets.addAll(0, ours);
        // Last: it styles the scene at once, and without our sheets no colour would be found.
        scene.setNodeOrientation(Texts.tongue().rightToLeft()
                ? NodeOrientation.RIGHT_TO_LEFT
                : NodeOrientation.LEFT_TO_RIGHT);
    }

    /**
     * Dresses a pane with its room's sheet as soon as it is in a scene. The sheet goes to the scene: one of the pane's own
     * would be looked for again by every node in it, a quarter of the time in which a conversation opens.
     *
     * @param sheet beside the pane's class
     */
    public static void dress(Parent pane, String sheet) {
        String address = Objects.requireNonNull(pane.getClass().getResource(sheet), sheet).toExternalForm();
        pane.sceneProperty().subscribe(scene -> {
            if (scene != null && !scene.getStylesheets().contains(address)) {
                scene.getStylesheets().add(address);
            }
        });
    }

    /**
     * Where an arrow key leads in a row of things: 1 to the next, -1 to the one before, 0 when it is none of the two. Where the
     * row is read from the right its next one stands at the left.
     */
    public static int along(KeyCode key, Node row) {
        int right = row.getEffectiveNodeOrientation() == NodeOrientation.RIGHT_TO_LEFT ? -1 : 1;
        return switch (key) {
            case RIGHT, KP_RIGHT -> right;
            case LEFT, KP_LEFT -> -right;
            default -> 0;
        };
    }

    /** Whether the operating system asks for dark colours now. */
    public static boolean systemIsDark() {
        return Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
    }

    /** Whether the operating system asks for reduced motion. */
    public static boolean reducedMotion() {
        return Platform.getPreferences().isReducedMotion();
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Theme.class.getResource(name + ".css"), name).toExternalForm();
    }
}
