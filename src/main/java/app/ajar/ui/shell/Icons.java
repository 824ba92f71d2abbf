package app.ajar.ui.shell;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.image.Image;

/** The window's icon at the sizes window systems ask for. */
final class Icons {

    private Icons() {}

    static List<Image> all() {
        return IntStream.of(16, 32, 48, 64, 128, 256, 512).mapToObj(Icons::of).toList();
    }

    private static Image of(int side) {
        String file = "icon-" + side + ".png";
        return new Image(Objects.requireNonNull(Icons.class.getResource(file), file).toExternalForm());
    }
}
