package app.ajar.ui.media;

import app.ajar.ui.kit.FxBridge;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.media.Media;
import javafx.scene.media.MediaException;
import javafx.scene.media.MediaPlayer;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Plays one stored video or sound. The toolkit leans on the system's codecs and sound device and says only when asked to
 * play that one is missing; then this says so too, and the system's own player is offered. Of all players one plays at a
 * time.
 */
final class Player implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Player.class.getName());
    /** The one that is heard; all players live on the toolkit's thread. */
    private static @Nullable Player heard;

    private final FxBridge bridge;
    private final Path file;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NEW);
    private final SimpleDoubleProperty seconds = new SimpleDoubleProperty();
    private final SimpleDoubleProperty length = new SimpleDoubleProperty();
    private final SimpleDoubleProperty volume = new SimpleDoubleProperty(1);
    private final ReadOnlyObjectWrapper<Optional<MediaPlayer>> engine = new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean closed;
    /** Whether it plays as soon as it is open. */
    private boolean eager;

    /** What a player does. */
    enum State {
        NEW, OPENING, PAUSED, PLAYING,
        /** This computer cannot play it here. */
        UNPLAYABLE
    }

    Player(FxBridge bridge, Path file) {
        this.bridge = bridge;
        this.file = file;
        volume.subscribe(now -> engine.get().ifPresent(player -> player.setVolume(now.doubleValue())));
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The player behind it as soon as there is one, for the picture of a video. */
    ReadOnlyObjectProperty<Optional<MediaPlayer>> engineProperty() {
        return engine.getReadOnlyProperty();
    }

    /** Where it is, seconds. */
    SimpleDoubleProperty secondsProperty() {
        return seconds;
    }

    /** How long it is, seconds; 0 until known. */
    SimpleDoubleProperty lengthProperty() {
        return length;
    }

    /** From 0 to 1. */
    SimpleDoubleProperty volumeProperty() {
        return volume;
    }

    /** Plays or pauses. */
    void toggle() {
        switch (state.get()) {
            case NEW -> open();
            case PLAYING -> pause();
            case PAUSED -> play();
            case OPENING, UNPLAYABLE -> {
                // There is nothing to do before it is open, and nothing when it never will be.
            }
        }
    }

    void pause() {
        eager = false;
        engine.get().ifPresent(MediaPlayer::pause);
    }

    void seek(double toSeconds) {
        seconds.set(toSeconds);
        engine.get().ifPresent(player -> player.seek(Duration.seconds(toSeconds)));
    }

    /** Loading the system's libraries takes a moment the first time: not on the toolkit's thread. */
    private void open() {
        state.set(State.OPENING);
        eager = true;
        bridge.load(() -> engine(file), opened -> opened.ifPresentOrElse(this::use,
                () -> state.set(State.UNPLAYABLE)));
    }

    /** The toolkit's player of a file; empty when this computer has none for it. Slow the first time. */
    static Optional<MediaPlayer> engine(Path file) {
        try {
            return Optional.of(new MediaPlayer(new Media(file.toUri().toString())));
        } catch (MediaException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this computer cannot play a stored file: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private void use(MediaPlayer player) {
        if (closed) {
            player.dispose();
            return;
        }
        player.setOnError(() -> {
            LOG.log(System.Logger.Level.INFO, "a stored file stopped playing: {0}", player.getError().getType());
            state.set(State.UNPLAYABLE);
        });
        player.setOnHalted(() -> state.set(State.UNPLAYABLE));
        player.totalDurationProperty().subscribe(total -> {
            if (total != null && !total.isUnknown() && !total.isIndefinite()) {
                length.set(total.toSeconds());
            }
        });
        player.currentTimeProperty().subscribe(now -> seconds.set(now.toSeconds()));
        player.setOnPlaying(() -> state.set(State.PLAYING));
        player.setOnPaused(() -> state.set(State.PAUSED));
        player.setOnStopped(() -> state.set(State.PAUSED));
        // It would stand at its end and not play again; paused there and sent to its beginning it would play on.
        player.setOnEndOfMedia(player::stop);
        player.setVolume(volume.get());
        engine.set(Optional.of(player));
        if (eager) {
            play();
        } else {
            state.set(State.PAUSED);
        }
    }

    private void play() {
        if (heard != null && !equals(heard)) {
            heard.pause();
        }
        heard = this;
        engine.get().ifPresent(MediaPlayer::play);
    }

    @Override
    public void close() {
        closed = true;
        if (equals(heard)) {
            heard = null;
        }
        engine.get().ifPresent(MediaPlayer::dispose);
        engine.set(Optional.empty());
    }
}
