package app.ajar.ui.media;

import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.media.MediaPlayer;
import javafx.scene.media.MediaView;

/** A video in the viewer: its picture fitted, and what it is played with below. */
final class FilmPane extends BorderPane implements AutoCloseable {

    private static final double SIGN = 64;
    private static final double CONTROLS_WIDTH = 560;

    private final Player player;
    private final MediaView view = new MediaView();
    /** How it begins, until there is a player and where there never is. */
    private final ImageView still = new ImageView();
    private final StackPane screen = new StackPane();
    private final Controls controls;

    /** @param openElsewhere opens the file in the system's own player */
    FilmPane(FxBridge bridge, Path file, Runnable openElsewhere) {
        player = new Player(bridge, file);
        getStyleClass().add("film");
        Node sign = Visual.FILM.icon().node(SIGN / 2);
        StackPane calm = new StackPane(sign);
        calm.getStyleClass().add("film-sign");
        calm.setMinSize(SIGN, SIGN);
        calm.setMaxSize(SIGN, SIGN);
        view.setPreserveRatio(true);
        view.setManaged(false);
        still.setPreserveRatio(true);
        still.setManaged(false);
        screen.setMinSize(0, 0);
        screen.getChildren().addAll(still, calm, view);
        screen.setOnMouseClicked(click -> player.toggle());
        controls = new Controls(player, true, openElsewhere);
        controls.setMaxWidth(CONTROLS_WIDTH);
        controls.setMinWidth(0);
        BorderPane.setAlignment(controls, Pos.CENTER);
        BorderPane.setMargin(controls, new Insets(8, 14, 14, 14));
        setCenter(screen);
        setBottom(controls);
        player.engineProperty().subscribe(engine -> {
            view.setMediaPlayer(engine.orElse(null));
            calm.setVisible(engine.isEmpty());
            still.setVisible(engine.isEmpty());
        });
        player.stateProperty().subscribe(state -> {
            if (state == Player.State.UNPLAYABLE) {
                calm.setVisible(true);
                view.setVisible(false);
                still.setVisible(true);
                controls.setAlignment(Pos.CENTER);
            }
        });
        view.layoutBoundsProperty().subscribe(this::requestLayout);
        Motion.windowOf(this).subscribe(seen -> {
            if (!seen) {
                player.pause();
            }
        });
    }

    /** Shows how it begins while it does not play. */
    void setStill(Image picture) {
        still.setImage(picture);
        requestLayout();
    }

    /** Puts the keyboard on what plays it. */
    void takeKeyboard() {
        controls.takeKeyboard();
    }

    void toggle() {
        player.toggle();
    }

    Player.State state() {
        return player.stateProperty().get();
    }

    /** What plays it, while there is such a thing. */
    Optional<MediaPlayer> engine() {
        return player.engineProperty().get();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        view.setFitWidth(screen.getWidth());
        view.setFitHeight(screen.getHeight());
        still.setFitWidth(screen.getWidth());
        still.setFitHeight(screen.getHeight());
        for (Node each : List.of(view, still)) {
            each.relocate((screen.getWidth() - each.getLayoutBounds().getWidth()) / 2,
                    (screen.getHeight() - each.getLayoutBounds().getHeight()) / 2);
        }
    }

    /** To be called before it is taken out of its window. */
    @Override
    public void close() {
        view.setMediaPlayer(null);
        player.close();
    }
}
