package app.ajar.ui.thread;

import app.ajar.model.ConversationId;
import app.ajar.model.Message;
import app.ajar.model.Participant;
import app.ajar.ui.compose.ReplyDesk;
import app.ajar.ui.emoji.EmojiMemory;
import app.ajar.ui.emoji.SkinTone;
import app.ajar.ui.kit.Avatars;
import app.ajar.ui.kit.FxBridge;
import app.ajar.ui.kit.Theme;
import app.ajar.ui.kit.UiClock;
import app.ajar.ui.media.MediaContext;
import app.ajar.ui.media.PictureCache;
import app.ajar.ui.media.StoredFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** A conversation in a window of its own, on a real store; each test says what is in it. */
// The window is made before each test.
@SuppressWarnings("NullAway.Init")
@ExtendWith(ApplicationExtension.class)
public abstract class OpenThread {

    protected static final ConversationId CHAT = StoredThreads.id("t1");
    protected static final Participant MAYA = StoredThreads.person("p1", "maya.okafor", "Maya Okafor");

    private static final double WIDTH = 980;
    private static final double HEIGHT = 700;

    @TempDir
    protected Path folder;

    protected StoredThreads stored;
    protected Stage stage;
    protected ThreadPane pane;
    TimelineView timeline;
    boolean enterSends = true;
    Duration undo = Duration.ZERO;
    int plannedShown;
    protected List<String> emojiUsed = List.of();
    @Nullable
    Path saveTo;
    /** The names that were proposed for copies. */
    final List<String> saveNames = new CopyOnWriteArrayList<>();
    final List<URI> links = new CopyOnWriteArrayList<>();
    protected final List<Path> files = new CopyOnWriteArrayList<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final UiClock clock = new UiClock(StoredThreads.CLOCK);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open(FxRobot robot) {
        stored = new StoredThreads(folder);
        robot.interact(() -> {
            FxBridge bridge = new FxBridge(background, FxBridge.platform(), failures::add);
            pane = new ThreadPane(new ThreadContext(stored.database, stored.sync, bridge,
                    clock,
                    new Avatars((file, side) -> Optional.empty(), Runnable::run, who -> {}),
                    new MediaContext(stored.database, stored.sync, bridge, new PictureCache(folder, background),
                            new StoredFiles(folder, files::add, (window, name) -> {
                                saveNames.add(name);
                                return Optional.ofNullable(saveTo);
                            }),
                            StoredThreads.CLOCK),
                    new ThreadContext.Outside(new ReplyDesk.Habits(() -> enterSends, () -> undo, account -> false,
                            () -> plannedShown++), links::add,
                            new EmojiMemory(List.of(), SkinTone.NONE, (recent, tone) -> emojiUsed = recent))));
            Scene scene = new Scene(new StackPane(pane, pane.viewer()), WIDTH, HEIGHT);
            Theme.apply(scene, false);
            stage = new Stage();
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            stage.show();
        });
    }

    @AfterEach
    void close(FxRobot robot) throws InterruptedException {
        robot.interact(() -> {
            pane.close();
            stage.close();
            // Or it goes on telling the time to a window that is gone, and keeps it in memory.
            clock.stop();
        });
        background.shutdown();
        assertThat(background.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        stored.close();
        assertThat(failures).isEmpty();
    }

    /** Stores these messages and opens their conversation. */
    protected void show(FxRobot robot, List<Message> messages) {
        stored.store(CHAT, MAYA, messages);
        robot.interact(() -> pane.show(CHAT));
        settle();
        timeline = robot.lookup(".timeline").queryAs(TimelineView.class);
        settle();
    }

    /** Until everything that was asked for has been read, decoded and laid out. */
    protected void settle() {
        for (int i = 0; i < 6; i++) {
            WaitForAsyncUtils.waitFor(background.submit(() -> {}));
            WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(() -> {
                stage.getScene().getRoot().applyCss();
                stage.getScene().getRoot().layout();
            }));
        }
    }

    protected static void await(BooleanSupplier condition) {
        try {
            WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition::getAsBoolean);
        } catch (TimeoutException e) {
            throw new AssertionError("did not come true", e);
        }
    }
}
