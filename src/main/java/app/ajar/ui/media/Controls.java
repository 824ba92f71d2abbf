package app.ajar.ui.media;

import app.ajar.text.Texts;
import app.ajar.ui.kit.Icon;
import app.ajar.ui.kit.IconButton;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** Play or pause, a bar to seek on, the time, and for videos the volume; "Open in player" where nothing can be played. */
final class Controls extends HBox {

    private static final double SEEK_STEP = 5;
    private static final long MINUTE = 60;

    private final Player player;
    private final IconButton play = new IconButton(Icon.PLAY, Texts.get("media.play"), null);
    private final Slider seek = new Slider(0, 1, 0);
    private final Label time = new Label();
    private final @Nullable Slider volume;
    private final Button elsewhere = new Button(Texts.get("media.player"), Icon.EXTERNAL.node(12));
    private boolean following;

    /**
     * @param withVolume whether the volume can be changed
     * @param openElsewhere opens the file in the system's own player
     */
    Controls(Player player, boolean withVolume, Runnable openElsewhere) {
        super(8);
        this.player = player;
        getStyleClass().add("media-controls");
        setAlignment(Pos.CENTER_LEFT);
        play.getStyleClass().add("media-play-button");
        play.setOnAction(pressed -> player.toggle());
        seek.getStyleClass().add("media-seek");
        seek.setBlockIncrement(SEEK_STEP);
        seek.setAccessibleText(Texts.get("media.seek"));
        seek.setMinWidth(40);
        HBox.setHgrow(seek, Priority.ALWAYS);
        seek.setMaxWidth(Double.MAX_VALUE);
        time.getStyleClass().add("media-time");
        time.setMinWidth(USE_PREF_SIZE);
        elsewhere.getStyleClass().add("link-button");
        elsewhere.setMinWidth(USE_PREF_SIZE);
        elsewhere.setOnAction(pressed -> openElsewhere.run());
        volume = withVolume ? volume() : null;
        seek.valueProperty().addListener((property, before, value) -> {
            if (!following) {
                player.seek(value.doubleValue());
            }
        });
        player.secondsProperty().subscribe(this::follow);
        player.lengthProperty().subscribe(this::follow);
        player.stateProperty().subscribe(this::show);
    }

    /** Puts the keyboard on what plays and pauses. */
    void takeKeyboard() {
        play.requestFocus();
    }

    private Slider volume() {
        Slider slider = new Slider(0, 1, 1);
        slider.getStyleClass().add("media-seek");
        slider.setAccessibleText(Texts.get("media.volume"));
        slider.setPrefWidth(80);
        slider.setMinWidth(50);
        slider.setBlockIncrement(0.1);
        player.volumeProperty().bindBidirectional(slider.valueProperty());
        return slider;
    }

    private void follow() {
        following = true;
        seek.setMax(Math.max(player.lengthProperty().get(), 0.01));
        if (!seek.isValueChanging()) {
            seek.setValue(player.secondsProperty().get());
        }
        following = false;
        time.setText(playTime(player.secondsProperty().get(), player.lengthProperty().get()));
    }

    private void show(Player.State state) {
        boolean plays = state != Player.State.UNPLAYABLE;
        // Time runs to the right on players everywhere; sentences begin where the window's do.
        setNodeOrientation(plays ? NodeOrientation.LEFT_TO_RIGHT : NodeOrientation.INHERIT);
        if (!plays) {
            Label words = new Label(Texts.get("media.unplayable"));
            words.getStyleClass().add("media-says");
            getChildren().setAll(words, elsewhere);
            return;
        }
        boolean playing = state == Player.State.PLAYING;
        play.setIcon(playing ? Icon.PAUSE : Icon.PLAY);
        play.setWords(Texts.get(playing ? "media.pause" : "media.play"));
        seek.setDisable(player.lengthProperty().get() <= 0 && state != Player.State.PLAYING);
        if (getChildren().isEmpty()) {
            getChildren().addAll(play, seek, time);
            if (volume != null) {
                getChildren().addAll(Icon.VOLUME.node(14), volume);
            }
        }
    }

    /** Where it is and how long it is, as people write it: 0:07 / 12:40; only where it is while nobody knows more. */
    static String playTime(double seconds, double length) {
        return length > 0
                ? Texts.get("media.time.of", playTime(seconds), playTime(length))
                : playTime(seconds);
    }

    private static String playTime(double seconds) {
        long whole = Double.isFinite(seconds) ? (long) Math.max(0, seconds) : 0;
        String rest = whole % MINUTE < 10 ? "0" + whole % MINUTE : Long.toString(whole % MINUTE);
        return Texts.get("media.time", Long.toString(whole / MINUTE), rest);
    }
}
