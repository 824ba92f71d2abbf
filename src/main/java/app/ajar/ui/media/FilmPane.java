package app.ajar.ui.media;

import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.media.MediaView;

/** A video in the viewer: its picture fitted, and what it is played with below. */
final class FilmPane extends BorderPane implements AutoCloseable {

    private static final double SIGN = 64;
    private static final double CONTROLS_WIDTH = 560;

    private final Player player;
    private final MediaView view = new MediaView();
    private final StackPane screen = new StackPane();

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
        screen.setMinSize(0, 0);
        screen.getChildren().addAll(calm, view);
        screen.setOnMouseClicked(click -> player.toggle());
        Controls controls = new Controls(player, true, openElsewhere);
        controls.setMaxWidth(CONTROLS_WIDTH);
        controls.setMinWidth(0);
        BorderPane.setAlignment(controls, Pos.CENTER);
        BorderPane.setMargin(controls, new Insets(8, 14, 14, 14));
        setCenter(screen);
        setBottom(controls);
        player.engineProperty().subscribe(engine -> {
            view.setMediaPlayer(engine.orElse(null));
            calm.setVisible(engine.isEmpty());
        });
        player.stateProperty().subscribe(state -> {
            if (state == Player.State.UNPLAYABLE) {
                calm.setVisible(true);
                view.setVisible(false);
                controls.setAlignment(Pos.CENTER);
            }
        });
        view.layoutBoundsProperty().subscribe(this::requestLayout);
    }

    void toggle() {
        player.toggle();
    }

    Player.State state() {
        return player.stateProperty().get();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        view.setFitWidth(screen.getWidth());
        view.setFitHeight(screen.getHeight());
        view.relocate((screen.getWidth() - view.getLayoutBounds().getWidth()) / 2,
                (screen.getHeight() - view.getLayoutBounds().getHeight()) / 2);
    }

    @Override
    public void close() {
        view.setMediaPlayer(null);
        player.close();
    }
}
