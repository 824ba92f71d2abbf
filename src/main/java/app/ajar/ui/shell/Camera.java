package app.ajar.ui.shell;

import app.ajar.settings.Settings;
import app.ajar.sync.Health;
import app.ajar.ui.inbox.AccountCounts;
import app.ajar.ui.inbox.AccountsModel;
import app.ajar.ui.inbox.InboxViewModel;
import app.ajar.ui.kit.EmojiText;
import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.transform.Scale;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Takes one picture of the window: waits until what is to be seen is there, until nothing is being loaded, and until two
 * looks at the window show the same, then writes it. Out of patience it takes what there is.
 */
final class Camera {

    /**
     * What is photographed.
     *
     * @param idle whether nothing is being read or decoded
     * @param jobs downloads under way; asked for off the toolkit's thread
     * @param go shows a page
     */
    record Subject(SettingsMemory settings, AccountsModel accounts, AccountCounts counts, InboxViewModel list,
            BooleanSupplier idle, IntSupplier jobs, Consumer<Page> go) {

        private void wear(Settings.@Nullable Theme theme) {
            if (theme != null) {
                settings.pretend(theme);
            }
        }

        /** Whether it is known what there is to show. */
        private boolean known() {
            return accounts.knownProperty().get();
        }

        private void arrange(Picture wanted) {
            go.accept(wanted.page());
            list.selectAt(wanted.open() - 1);
        }

        /** Whether nothing is being read or decoded. */
        private boolean quiet() {
            boolean counted = accounts.currentProperty().get() == null
                    || (list.settledProperty().get() && counts.settled());
            return counted && idle.getAsBoolean() && !firstSync(accounts.healthProperty().get());
        }
    }

    private static final System.Logger LOG = System.getLogger(Camera.class.getName());
    /** Pulses without work before a look counts. */
    private static final int CALM_PULSES = 10;
    /** Looks that may differ, because a caret blinks, before the last is taken. */
    private static final int MOST_LOOKS = 5;
    /** Downloads that do not get fewer for this long are not waited for. */
    private static final long STUCK_NANOS = 5_000_000_000L;

    private final Stage stage;
    private final Picture picture;
    private final Subject subject;
    private final CompletableFuture<Path> written = new CompletableFuture<>();
    private final CompletableFuture<Void> emoji = EmojiText.prepare();
    private final Downloads downloads = new Downloads();
    private boolean arranged;
    private int calm;
    private int looks;
    private int @Nullable [] before;

    Camera(Stage stage, Picture picture, Subject subject) {
        this.stage = stage;
        this.picture = picture;
        this.subject = subject;
    }

    /** Whether the first reading of an account is under way, so that a picture would show half of it. */
    static boolean firstSync(@Nullable Health health) {
        return health != null
                && (health.phase() == Health.Phase.STARTING || health.phase() == Health.Phase.FIRST_SYNC);
    }

    CompletableFuture<Path> take() {
        pose();
        subject.wear(picture.theme());
        long deadline = System.nanoTime() + picture.patience().toNanos();
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                boolean late = System.nanoTime() - deadline >= 0;
                if (late || settled()) {
                    stop();
                    if (late) {
                        LOG.log(System.Logger.Level.WARNING, "the picture is taken although something is at work: {0}",
                                atWork());
                    }
                    write(look());
                }
            }
        }.start();
        return written;
    }

    /** Brings the content to the size asked for, at the corner of the screen: a window in memory must not reach beyond it. */
    private void pose() {
        double width = picture.width() > 0 ? picture.width() : Picture.WIDTH;
        double height = picture.height() > 0 ? picture.height() : Picture.HEIGHT;
        Scene scene = stage.getScene();
        stage.setMaximized(false);
        stage.setMinWidth(0);
        stage.setMinHeight(0);
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(width + stage.getWidth() - scene.getWidth());
        stage.setHeight(height + stage.getHeight() - scene.getHeight());
    }

    private boolean settled() {
        boolean works = !subject.known() || !emoji.isDone() || !subject.quiet() || !downloads.done();
        calm = works ? 0 : calm + 1;
        if (calm < CALM_PULSES) {
            return false;
        }
        calm = 0;
        if (!arranged) {
            arranged = true;
            subject.arrange(picture);
            return false;
        }
        int[] now = pixels(look());
        boolean same = before != null && Arrays.equals(before, now);
        before = now;
        looks++;
        return same || looks >= MOST_LOOKS;
    }

    private String atWork() {
        return "known " + subject.known() + ", emoji " + emoji.isDone() + ", quiet " + subject.quiet() + ", downloads "
                + downloads.fewest + ", looks " + looks;
    }

    private WritableImage look() {
        // Blinking, it would be there in one picture and not in the next.
        stage.getScene().getRoot().lookupAll(".text-input")
                .forEach(field -> field.setStyle("-fx-display-caret: false;"));
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(new Scale(picture.scale(), picture.scale()));
        return stage.getScene().getRoot().snapshot(parameters, null);
    }

    private static int[] pixels(WritableImage image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), IntBuffer.wrap(pixels),
                width);
        return pixels;
    }

    private void write(WritableImage image) {
        PngFile png = new PngFile((int) image.getWidth(), (int) image.getHeight(), pixels(image));
        Thread.ofPlatform().name("ajar-picture").daemon().start(() -> {
            try {
                png.write(picture.file());
                written.complete(picture.file());
            } catch (IOException | RuntimeException e) {
                written.completeExceptionally(e);
            }
        });
    }

    /** Follows the downloads off the toolkit's thread, one question at a time. */
    private final class Downloads {

        private @Nullable CompletableFuture<Integer> asked;
        private int fewest = Integer.MAX_VALUE;
        private boolean none;
        private long since = System.nanoTime();

        /** As last answered: a question under way is no work. */
        boolean done() {
            if (asked == null) {
                asked = CompletableFuture.supplyAsync(() -> subject.jobs().getAsInt());
            } else if (asked.isDone()) {
                int jobs = answer(asked);
                asked = null;
                if (jobs < fewest) {
                    fewest = jobs;
                    since = System.nanoTime();
                }
                none = jobs == 0;
            }
            return none || System.nanoTime() - since > STUCK_NANOS;
        }

        private static int answer(CompletableFuture<Integer> asked) {
            if (asked.isCompletedExceptionally()) {
                LOG.log(System.Logger.Level.WARNING, "the downloads cannot be counted for the picture",
                        asked.exceptionNow());
                return 0;
            }
            return asked.join();
        }
    }
}
