package app.ajar.ui.shell;

import app.ajar.Condition;
import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.ApiAddress;
import app.ajar.sandbox.Sandbox;
import app.ajar.sandbox.SandboxClock;
import app.ajar.settings.Notifications;
import app.ajar.settings.PushFile;
import app.ajar.settings.Settings;
import app.ajar.settings.SettingsFile;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.inbox.StoredInbox;
import app.ajar.ui.kit.FxBridge;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.testfx.util.WaitForAsyncUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** The real window on a real store, at the corner of the screen in memory; its engine may be started. */
final class OpenWindow implements AutoCloseable {

    private static final long PATIENCE_NANOS = Condition.PATIENCE.toNanos();

    final StoredInbox stored;
    final SyncEngine engine;
    final Pushes pushes;
    final SettingsFile settings;
    final List<String> asked = new ArrayList<>();
    /** What the app takes for the time where there is an API; a test moves it, as a sleep does. */
    final SandboxClock time;
    private final MediaHttp http = new MediaHttp(true);
    private final Path folder;
    private final TokenVault vault;
    private final ApiAddress address;
    private @Nullable Shell shell;
    private @Nullable Stage stage;

    /** @param api where Instagram is; nobody answers at the default */
    OpenWindow(Path folder, StoredInbox stored, @Nullable URI api) {
        this(folder, stored, api, Clock.systemUTC());
    }

    /** @param clock whose time the app takes as far as nobody moves it; one that stands waits for the test */
    OpenWindow(Path folder, StoredInbox stored, @Nullable URI api, Clock clock) {
        this.folder = folder;
        time = new SandboxClock(clock);
        this.stored = stored;
        vault = TokenVault.inFile(folder);
        address = new ApiAddress(api == null ? URI.create("http://127.0.0.1:1") : api, "v26.0");
        settings = new SettingsFile(folder);
        // What pops up would stand in the way of hands that press elsewhere.
        tell(Notifications.DEFAULTS.withMessages(false).withWindows(false));
        engine = new SyncEngine(stored.database, vault, address, AvatarFiles.in(folder, http), settings::current,
                clock(api));
        pushes = new Pushes(engine, stored.database, new PushFile(folder), vault, clock(api));
    }

    /** A window on stored conversations with this many people, with nobody at the other end; not open yet. */
    static OpenWindow offline(Path folder, int people) {
        return new OpenWindow(folder, new StoredInbox(folder).connected().people(people), null);
    }

    /** The window of a user who has nothing yet and for whom this is Instagram; its engine runs. */
    static OpenWindow against(Sandbox sandbox, Path folder) {
        URI api = URI.create(sandbox.url());
        OpenWindow window = new OpenWindow(folder, new StoredInbox(folder), api);
        window.engine.start();
        window.open(api);
        return window;
    }

    /** What pops up from the next window on; nothing does in one that nobody asked to. */
    void tell(Notifications told) {
        settings.save(settings.current().withNotifications(told));
    }

    private Clock clock(@Nullable URI api) {
        return api == null ? StoredInbox.CLOCK : time;
    }

    /** Opens the window; the clock stands at noon unless there is an API. */
    Shell open(@Nullable URI api) {
        Shell opened = fx(() -> {
            Stage fresh = new Stage();
            Connector connector = new Connector(folder, stored.database, vault, address, clock(api));
            Shell made = new Shell(fresh, new Shell.Context(folder, stored.database, engine,
                    pushes, connector, vault,
                    settings, clock(api),
                    new Surroundings("0.1.0", false, () -> asked.add("demo"), link -> asked.add(link.toString()),
                            file -> asked.add(file.toString()), () -> asked.add("anew"))));
            stage = fresh;
            made.show();
            fresh.setX(0);
            fresh.setY(0);
            return made;
        });
        shell = opened;
        return opened;
    }

    /** Connects an account on the page that the window begins with, as its user does. */
    void connect(String token) {
        until("the connect page is shown", () -> sees("connect-card"));
        run(() -> {
            node("connect-token", TextField.class).setText(token);
            ((Button) node("connect-buttons", HBox.class).getChildren().getFirst()).fire();
        });
    }

    /** The first sync is over and the status bar says so. */
    void untilLive() {
        until("the first sync is done", () -> words("status-words").stream().anyMatch(said -> said.startsWith("Live")));
    }

    /** Chooses this person's conversation in the list, as soon as it stands there, and waits until it can be answered. */
    void openConversation(String person) {
        until(person + " is in the list and chosen", () -> {
            ListView<?> list = (ListView<?>) stage().getScene().getRoot().lookup(".conversation-list");
            for (int i = 0; list != null && i < list.getItems().size(); i++) {
                if (list.getItems().get(i).toString().contains(person)) {
                    list.getSelectionModel().select(i);
                    return true;
                }
            }
            return false;
        });
        untilWritable();
    }

    /** The first picture is painted and what waits for it was read: counts, lights and badges stay as they are. */
    void untilAllIsRead() {
        CountDownLatch painted = new CountDownLatch(1);
        run(() -> shell().whenPainted(painted::countDown));
        until("all is read", () -> painted.getCount() == 0 && shell().threads.idle());
        // Whatever was read has been handed to the toolkit's thread before this.
        run(() -> {});
    }

    /** The composer is there and takes keys: a field without its skin, before its first pulse, has no keys of its own. */
    void untilWritable() {
        until("the conversation can be answered", () -> sees("composer") && fx(() -> stage().getScene().getRoot()
                .lookupAll(".text-area").stream().filter(OpenWindow::seen)
                .allMatch(field -> ((TextArea) field).getSkin() != null)));
    }

    Shell shell() {
        if (shell == null) {
            throw new IllegalStateException("not open");
        }
        return shell;
    }

    Stage stage() {
        if (stage == null) {
            throw new IllegalStateException("not open");
        }
        return stage;
    }

    /** The first node of this style class that can be seen. */
    <T extends Node> T node(String style, Class<T> type) {
        return fx(() -> stage().getScene().getRoot().lookupAll("." + style).stream().filter(OpenWindow::seen)
                .filter(type::isInstance).map(type::cast).findFirst().orElseThrow());
    }

    boolean sees(String style) {
        return fx(() -> stage().getScene().getRoot().lookupAll("." + style).stream().anyMatch(OpenWindow::seen));
    }

    /** Presses a key in this window, whichever window the headless platform takes for the focused one. */
    void press(KeyCode code) {
        run(() -> {
            Scene scene = stage().getScene();
            Node owner = scene.getFocusOwner();
            Event.fireEvent(owner == null ? scene : owner,
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        });
    }

    /** What labels and buttons of this style class say. */
    List<String> words(String style) {
        return fx(() -> stage().getScene().getRoot().lookupAll("." + style).stream().filter(OpenWindow::seen)
                .flatMap(node -> switch (node) {
                    case Labeled label -> Stream.of(label.getText());
                    case Text words -> Stream.of(words.getText());
                    default -> Stream.<String>empty();
                }).toList());
    }

    /** The lines of the list of jobs that can be seen, from top to bottom. */
    List<Node> jobRows() {
        return fx(() -> stage().getScene().getRoot().lookupAll(".job-row").stream().filter(OpenWindow::seen)
                .sorted(Comparator.comparingDouble(row -> row.localToScene(0, 0).getY())).toList());
    }

    private static boolean seen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    /** Does something on the toolkit's thread and waits for it. */
    static <T> T fx(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        FxBridge.platform().execute(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    static void run(Runnable work) {
        fx(() -> {
            work.run();
            return true;
        });
    }

    /** Waits for something that can be seen. */
    static void until(String what, BooleanSupplier seen) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!fx(seen::getAsBoolean)) {
            assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
            WaitForAsyncUtils.waitForFxEvents(1);
        }
    }

    /** Waits for what can be seen to be this; says what was seen instead. */
    static <T> void until(String what, Callable<T> seen, T expected) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        T now = fx(seen);
        while (!now.equals(expected)) {
            if (System.nanoTime() >= deadline) {
                assertThat(now).as("waiting until " + what).isEqualTo(expected);
            }
            WaitForAsyncUtils.waitForFxEvents(1);
            now = fx(seen);
        }
    }

    /** The window's clock tells the time at once, as when somebody comes back to a window that was put away. */
    void lookUp() {
        run(() -> stage().setIconified(true));
        run(() -> stage().setIconified(false));
    }

    /** Closes the window as its user does, and opens it anew on the same folder. */
    void closeWindow() {
        Shell open = shell;
        Stage shown = stage;
        if (open != null && shown != null) {
            shell = null;
            run(() -> {
                open.close();
                shown.close();
            });
        }
    }

    Settings remembered() {
        return new SettingsFile(folder).current();
    }

    @Override
    public void close() {
        closeWindow();
        pushes.close();
        engine.close();
        http.close();
        stored.close();
    }
}
