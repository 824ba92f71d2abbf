package app.ajar.bench;

import app.ajar.settings.PushFile;
import app.ajar.settings.Settings;
import app.ajar.account.Connector;
import app.ajar.account.TokenVault;
import app.ajar.media.AvatarFiles;
import app.ajar.media.MediaHttp;
import app.ajar.model.ApiAddress;
import app.ajar.model.ConversationId;
import app.ajar.model.DeliveryState;
import app.ajar.model.Message;
import app.ajar.model.MessageId;
import app.ajar.settings.SettingsFile;
import app.ajar.store.Database;
import app.ajar.store.SyncWriter.Pulled;
import app.ajar.store.ThreadEntry;
import app.ajar.sync.Pushes;
import app.ajar.sync.SyncEngine;
import app.ajar.ui.shell.Shell;
import app.ajar.ui.shell.Surroundings;
import app.ajar.ui.thread.ThreadPane;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The real window on a large cache: opening conversations, scrolling, one incoming message, memory. */
public final class WindowBench {

    private static final int WARM_UP = 20;
    private static final int OPENED = 200;
    private static final int REMEMBERED = 50;
    private static final int MESSAGES = 60;
    private static final int FRAMES = 600;
    private static final double STEP = 40;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Database database;
    private final Stage stage;
    private final Shell shell;
    private final long toolkitThread;

    private WindowBench(Database database, Stage stage, Shell shell, long toolkitThread) {
        this.database = database;
        this.stage = stage;
        this.shell = shell;
        this.toolkitThread = toolkitThread;
    }

    /** Opens the window on the folder given and measures. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Clock clock = Clock.systemUTC();
        ApiAddress nowhere = new ApiAddress(URI.create("http://127.0.0.1:9"), "v26.0");
        Toolkit.start();
        try (Database database = StoreBench.open(folder); MediaHttp http = new MediaHttp(true)) {
            TokenVault vault = TokenVault.open(folder, Duration.ofSeconds(1));
            SyncEngine engine = new SyncEngine(database, vault, nowhere, AvatarFiles.in(folder, http), () -> Settings.DEFAULTS, clock);
            Connector connector = new Connector(folder, database, vault, nowhere, clock);
            WindowBench bench = Toolkit.call(() -> {
                Stage stage = new Stage();
                Shell shell = new Shell(stage, new Shell.Context(folder, database, engine, new Pushes(engine, database, new PushFile(folder), vault, clock), connector, vault,
                        new SettingsFile(folder), clock, new Surroundings("bench", false, () -> {
                        }, link -> {
                        }, file -> {
                        }, () -> {
                        })));
                shell.show();
                stage.setX(0);
                stage.setY(0);
                stage.setWidth(1280);
                stage.setHeight(800);
                return new WindowBench(database, stage, shell, Thread.currentThread().threadId());
            });
            bench.run();
            engine.close();
        }
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private void run() throws Exception {
        await(() -> list().getItems().size() >= 8);
        double[] opening = new double[OPENED];
        for (int i = 0; i < OPENED; i++) {
            opening[i] = open(i % 55);
            if (i == REMEMBERED) {
                System.out.printf(java.util.Locale.ROOT, "%-58s %.0f MB (target under 350)%n",
                        "resident memory after opening 50 conversations", Toolkit.residentMegabytes());
            }
        }
        System.out.println(Figures.of(java.util.Arrays.copyOfRange(opening, WARM_UP, OPENED))
                .line("opening a conversation to painted (50, p99 150)", "ms"));
        System.out.println(Figures.of(Frames.measure(toolkitThread, FRAMES, this::scrollList)).line("scrolling the list, toolkit work a frame (16.7)",
                "ms"));
        open(longest());
        System.out.println(Figures.of(Frames.measure(toolkitThread, FRAMES, () -> scroll(timeline(), STEP)))
                .line("scrolling a long conversation, toolkit work a frame (16.7)", "ms"));
        incoming(true);
        incoming(false);
        Toolkit.call(() -> {
            shell.close();
            return true;
        });
    }

    /** Opens the conversation at this place of the list; gives the time until a frame with its bubbles was handed over. */
    private double open(int index) throws Exception {
        CompletableFuture<Long> painted = new CompletableFuture<>();
        long[] started = new long[1];
        Platform.runLater(() -> {
            Node before = firstBubble();
            ListView<?> list = list();
            started[0] = System.nanoTime();
            list.getSelectionModel().clearAndSelect(index);
            new AnimationTimer() {
                private boolean there;

                @Override
                public void handle(long now) {
                    if (there) {
                        stop();
                        painted.complete(System.nanoTime());
                    }
                    there = pane().shown() != null && firstBubble() != null && !Objects.equals(firstBubble(), before);
                }
            }.start();
        });
        try {
            return (painted.get(5, TimeUnit.SECONDS) - started[0]) / 1e6;
        } catch (java.util.concurrent.TimeoutException e) {
            return Double.NaN;
        }
    }

    private int longest() throws Exception {
        int size = Toolkit.call(() -> list().getItems().size());
        int best = 0;
        long most = 0;
        for (int i = 0; i < Math.min(size, 55); i++) {
            open(i);
            ConversationId id = Toolkit.call(() -> Objects.requireNonNull(pane().shown()));
            long count = database.threads().newest(id, 2_000).size();
            if (count > most) {
                most = count;
                best = i;
            }
        }
        open((best + 1) % 55);
        return best;
    }

    private boolean down = true;

    private void scrollList() {
        ListView<?> list = list();
        Node flow = list.lookup(".virtual-flow");
        if (flow instanceof javafx.scene.control.skin.VirtualFlow<?> virtual) {
            double moved = virtual.scrollPixels(down ? STEP : -STEP);
            if (moved == 0) {
                down = !down;
            }
        }
    }

    /** One message that sync brings, for the open conversation or for another one. */
    private void incoming(boolean open) throws Exception {
        open(3);
        ConversationId shown = Toolkit.call(() -> Objects.requireNonNull(pane().shown()));
        open(4);
        ConversationId other = shown;
        shown = Toolkit.call(() -> Objects.requireNonNull(pane().shown()));
        ConversationId target = open ? shown : other;
        double[] work = new double[MESSAGES];
        double[] queries = new double[MESSAGES];
        for (int i = 0; i < MESSAGES; i++) {
            Pulled news = pulled(target, i);
            quiet();
            long cpu = THREADS.getThreadCpuTime(toolkitThread);
            long before = database.queryCount();
            database.sync().applyPage(target.account(), List.of(news), null);
            quiet();
            work[i] = (THREADS.getThreadCpuTime(toolkitThread) - cpu) / 1e6;
            queries[i] = database.queryCount() - before;
        }
        String where = open ? "open conversation" : "another conversation";
        System.out.println(Figures.of(queries).line("one message, " + where + ": queries (3)", ""));
        System.out.println(Figures.of(work).line("one message, " + where + ": toolkit work (20)", "ms"));
    }

    private Pulled pulled(ConversationId id, int number) {
        ThreadEntry last = database.threads().newest(id, 1).getLast();
        java.time.Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Message message = new Message(id, new MessageId("bench-" + number + "-" + System.nanoTime()),
                Message.Direction.INBOUND, "bench-person", at, "One more question, number " + number, Message.Kind.TEXT,
                DeliveryState.SENT, null, null, List.of(), List.of(), null);
        return new Pulled(id, last.at().isAfter(at) ? last.at() : at, null, List.of(message), false, null);
    }

    /** Waits until the toolkit had nothing to do for several pulses. */
    private static void quiet() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == 12) {
                    stop();
                    done.complete(null);
                }
            }
        }.start());
        done.get(10, TimeUnit.SECONDS);
    }

    static void scroll(Node node, double pixels) {
        Point2D middle = node.localToScene(node.getLayoutBounds().getCenterX(), node.getLayoutBounds().getCenterY());
        node.fireEvent(new ScrollEvent(ScrollEvent.SCROLL, middle.getX(), middle.getY(), middle.getX(), middle.getY(),
                false, false, false, false, false, false, 0, pixels, 0, pixels, ScrollEvent.HorizontalTextScrollUnits.NONE,
                0, ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
    }

    private ListView<?> list() {
        return (ListView<?>) Objects.requireNonNull(stage.getScene().lookup(".conversation-list"));
    }

    private Node timeline() {
        return Objects.requireNonNull(stage.getScene().lookup(".timeline"));
    }

    private ThreadPane pane() {
        return (ThreadPane) Objects.requireNonNull(stage.getScene().lookup(".thread-pane"));
    }

    private @Nullable Node firstBubble() {
        Node timeline = stage.getScene().lookup(".timeline");
        if (timeline instanceof Parent parent) {
            for (Node child : parent.getChildrenUnmodifiable()) {
                if (child instanceof Parent column && !column.getChildrenUnmodifiable().isEmpty()
                        && !(child instanceof javafx.scene.control.ScrollBar)) {
                    return column.getChildrenUnmodifiable().getFirst();
                }
            }
        }
        return null;
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Toolkit.call(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the list was never filled");
            }
        }
    }
}
