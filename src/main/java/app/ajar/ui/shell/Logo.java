package app.ajar.ui.shell;

import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/** The mark on its tile: a window that stands ajar. The same paths as in {@code icons/icon.svg}. */
final class Logo extends Region {

    private static final double SIDE = 54;
    private static final double DRAWN = 512;
    private static final double SHARE = 0.78;

    Logo() {
        SVGPath frame = new SVGPath();
        frame.setContent("M150 112h212a44 44 0 0 1 44 44v172a44 44 0 0 1-44 44H236l-66 56c-7 6-18 1-18-9v-47h-2"
                + "a44 44 0 0 1-44-44V156a44 44 0 0 1 44-44z");
        frame.getStyleClass().add("logo-frame");
        SVGPath leaf = new SVGPath();
        leaf.setContent("M119 150 268 186v192l-149-46z");
        leaf.getStyleClass().add("logo-leaf");
        double scale = SIDE * SHARE / DRAWN;
        double inset = SIDE * (1 - SHARE) / 2;
        for (SVGPath path : java.util.List.of(frame, leaf)) {
            path.getTransforms().add(new Scale(scale, scale));
            path.setLayoutX(inset);
            path.setLayoutY(inset);
            path.setManaged(false);
        }
        getChildren().addAll(frame, leaf);
        getStyleClass().add("logo");
        setMinSize(SIDE, SIDE);
        setPrefSize(SIDE, SIDE);
        setMaxSize(SIDE, SIDE);
    }
}
