package app.ajar.ui.media;

import app.ajar.ui.kit.Theme;
import app.ajar.ui.media.PictureCache.Picture;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Plays an animation's frames, but only while it can be seen: its place is in view, its window is showing and not
 * minimised, and the system does not ask for reduced motion.
 */
final class Motion {

    private final Consumer<Image> show;
    private @Nullable Timeline timeline;
    private boolean inView;
    private boolean windowShown;

    /** @param place whose window must be showing */
    Motion(Node place, Consumer<Image> show) {
        this.show = show;
        windowOf(place).subscribe(now -> {
            windowShown = now;
            decide();
        });
    }

    /** Whether the window that this is in is showing and not minimised. */
    static ObservableValue<Boolean> windowOf(Node place) {
        return place.sceneProperty().flatMap(Scene::windowProperty)
                .flatMap(window -> window instanceof Stage stage
                        ? Bindings.createBooleanBinding(() -> stage.isShowing() && !stage.isIconified(),
                                stage.showingProperty(), stage.iconifiedProperty())
                        : window.showingProperty())
                .orElse(false);
    }

    /** Shows this picture from now on, null for none; a still one at once and for good. */
    void set(@Nullable Picture picture) {
        if (timeline != null) {
            timeline.stop();
            timeline = null;
        }
        if (picture == null) {
            return;
        }
        show.accept(picture.first());
        if (picture.moves() && !Theme.reducedMotion()) {
            timeline = timeline(picture);
            decide();
        }
    }

    private Timeline timeline(Picture picture) {
        Timeline line = new Timeline();
        line.setCycleCount(Animation.INDEFINITE);
        Duration at = Duration.ZERO;
        for (int i = 0; i < picture.frames().size(); i++) {
            Image frame = picture.frames().get(i);
            line.getKeyFrames().add(new KeyFrame(at, event -> show.accept(frame)));
            at = at.add(picture.times().get(i));
        }
        line.getKeyFrames().add(new KeyFrame(at));
        return line;
    }

    /** Whether its place is in view. */
    void setInView(boolean now) {
        inView = now;
        decide();
    }

    boolean isPlaying() {
        return timeline != null && timeline.getStatus() == Animation.Status.RUNNING;
    }

    private void decide() {
        if (timeline == null) {
            return;
        }
        if (inView && windowShown) {
            timeline.play();
        } else {
            timeline.pause();
        }
    }
}
