package app.ajar.ui.kit;

import javafx.scene.Scene;

/** The window's colours and type: AtlantaFX under our tokens, Inter, and the bridge for ControlsFX. Components use tokens only. */
public final class Theme {

    private Theme() {}

    /** Loads the bundled fonts once; before the first scene. */
    public static void loadFonts() {
        throw new UnsupportedOperationException();
    }

    /** Dresses the scene; may be called again to switch. */
    public static void apply(Scene scene, boolean dark) {
        throw new UnsupportedOperationException();
    }

    /** Whether the operating system asks for dark colours now. */
    public static boolean systemIsDark() {
        throw new UnsupportedOperationException();
    }

    /** Whether the operating system asks for reduced motion. */
    public static boolean reducedMotion() {
        throw new UnsupportedOperationException();
    }
}
