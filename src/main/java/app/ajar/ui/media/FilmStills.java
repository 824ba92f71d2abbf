package app.ajar.ui.media;

import app.ajar.media.FilmStill;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.animation.PauseTransition;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.media.Media;
import javafx.scene.media.MediaPlayer;
import javafx.scene.media.MediaView;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stills of stored videos, one at a time and each once: a player that does not play shows how a video begins,
 * and what it shows is kept beside the file. Where the system's codecs or a sound device are missing there is none. Used
 * from the toolkit's thread.
 */
final class FilmStills {

    private static final System.Logger LOG = System.getLogger(FilmStills.class.getName());
    private static final Duration PATIENCE = Duration.seconds(6);
    /** A beginning of one colour says nothing: then the video runs so far first, unheard. */
    private static final double RUNS_SECONDS = 0.8;
    private static final int GRID = 12;
    private static final double DULL = 0.06;

    private final Path folder;
    private final Executor background;
    private final Executor toolkit;
    private final Deque<Order> waiting = new ArrayDeque<>();
    private final Set<String> without = new HashSet<>();
    private boolean busy;

    /** @param background where players are made and files are written */
    FilmStills(Path folder, Executor background, Executor toolkit) {
        this.folder = folder;
        this.background = background;
        this.toolkit = toolkit;
    }

    private record Order(String film, BooleanSupplier wanted, Consumer<Boolean> whenDone) {}

    /**
     * Makes the still of a stored video and says whether it is there now.
     *
     * @param wanted asked when its turn comes: what nobody waits for is left
     */
    void take(String film, BooleanSupplier wanted, Consumer<Boolean> whenDone) {
        if (without.contains(film)) {
            whenDone.accept(false);
            return;
        }
        waiting.add(new Order(film, wanted, whenDone));
        next();
    }

    /** Other bytes may be under this name now. */
    void forget(@Nullable String film) {
        without.remove(film);
    }

    private void next() {
        while (!busy && !waiting.isEmpty()) {
            Order order = waiting.remove();
            if (order.wanted().getAsBoolean()) {
                busy = true;
                // The system's libraries take a moment the first time.
                background.execute(() -> {
                    Optional<MediaPlayer> player = Player.engine(folder.resolve(order.film()));
                    toolkit.execute(() -> player.ifPresentOrElse(made -> new Sitting(order, made).begin(),
                            () -> done(order, false)));
                });
            } else {
                order.whenDone().accept(false);
            }
        }
    }

    private void done(Order order, boolean kept) {
        if (!kept) {
            without.add(order.film());
        }
        busy = false;
        order.whenDone().accept(kept);
        next();
    }

    /** One video and its player, until there is a picture or never will be. */
    private final class Sitting {

        private final Order order;
        private final MediaPlayer player;
        private final MediaView view;
        private final PauseTransition patience = new PauseTransition(PATIENCE);
        private final AnimationTimer looking = new AnimationTimer() {
            @Override
            public void handle(long now) {
                look();
            }
        };
        private boolean running;
        private boolean over;

        Sitting(Order order, MediaPlayer player) {
            this.order = order;
            this.player = player;
            view = new MediaView(player);
        }

        void begin() {
            player.setMute(true);
            player.setOnError(() -> end(null));
            player.setOnHalted(() -> end(null));
            player.setOnEndOfMedia(() -> end(picture()));
            player.setOnReady(looking::start);
            patience.setOnFinished(late -> end(null));
            patience.play();
            switch (player.getStatus()) {
                case READY -> looking.start();
                case HALTED -> end(null);
                default -> {
                    // It says so itself.
                }
            }
        }

        private void look() {
            if (running && player.getCurrentTime().toSeconds() < RUNS_SECONDS) {
                return;
            }
            Image seen = picture();
            if (seen == null) {
                return;
            }
            if (!running && dull(seen)) {
                running = true;
                player.play();
            } else {
                end(seen);
            }
        }

        /** What the player shows; null while it shows nothing. */
        private @Nullable Image picture() {
            Media media = player.getMedia();
            double most = Math.max(media.getWidth(), media.getHeight());
            if (most <= 0) {
                return null;
            }
            double scale = Math.min(1, FilmStill.MOST_SIDE / most);
            view.setFitWidth(Math.max(1, Math.rint(media.getWidth() * scale)));
            view.setFitHeight(Math.max(1, Math.rint(media.getHeight() * scale)));
            view.setPreserveRatio(false);
            SnapshotParameters clear = new SnapshotParameters();
            clear.setFill(Color.TRANSPARENT);
            Image seen = view.snapshot(clear, null);
            boolean there = seen.getPixelReader().getColor((int) seen.getWidth() / 2, (int) seen.getHeight() / 2)
                    .isOpaque();
            return there ? seen : null;
        }

        private void end(@Nullable Image seen) {
            if (over) {
                return;
            }
            over = true;
            looking.stop();
            patience.stop();
            view.setMediaPlayer(null);
            player.dispose();
            if (seen == null) {
                LOG.log(System.Logger.Level.DEBUG, "a stored video shows no picture here");
                done(order, false);
                return;
            }
            background.execute(() -> {
                boolean kept = FilmStill.keep(folder, order.film(), SwingFXUtils.fromFXImage(seen, null));
                toolkit.execute(() -> done(order, kept));
            });
        }
    }

    private static boolean dull(Image image) {
        double least = 1;
        double most = 0;
        for (int row = 0; row < GRID; row++) {
            for (int column = 0; column < GRID; column++) {
                double bright = image.getPixelReader().getColor((int) ((column + 0.5) / GRID * image.getWidth()),
                        (int) ((row + 0.5) / GRID * image.getHeight())).getBrightness();
                least = Math.min(least, bright);
                most = Math.max(most, bright);
            }
        }
        return most - least < DULL;
    }
}
